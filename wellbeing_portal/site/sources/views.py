"""Pages of sources."""

from __future__ import annotations

from itertools import chain
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext_noop
from django.views.generic import DetailView

from strategies.models import Source
from strategies.models.source import latest_first
from wellbeing_portal.core.export.views import DetailDownloads
from wellbeing_portal.core.lists.listing import ListingView, Sort
from wellbeing_portal.core.publishing.readers_page import ReadersPage


class SourceList(ListingView):
    """All sources that something published rests on."""

    noun = "source"
    template_name = "site/sources/source_list.html"
    queryset = Source.objects.public()
    searched = "source"
    sorts = {
        "title": Sort(gettext_noop("Title"), (Lower("title"),)),
        "newest": Sort(gettext_noop("Latest first"), (*latest_first(), Lower("title"))),
    }


class SourceDetail(ReadersPage, DetailDownloads, DetailView):
    """One source, and everything on the portal that rests on it."""

    model = Source
    template_name = "site/sources/source_detail.html"
    context_object_name = "source"

    def get_queryset(self) -> QuerySet[Source]:
        return self.standing(Source.objects.all())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what cites the source."""
        source = self.object
        told = super().get_context_data(**kwargs) | self.of_record(source)
        kinds: dict[str, Any] = {
            "strategies": source.strategies,
            "case_studies": source.case_studies,
            "frameworks": source.frameworks,
        }
        cited = {name: rows.published() for name, rows in kinds.items()}
        withdrawn = () if any(cited.values()) else [rows.withdrawn() for rows in kinds.values()]
        return told | {
            **cited,
            "withdrawn_records": list(chain(*withdrawn)),
            "meetings": source.scrutiny_meetings.filter(strategy__state="published").select_related(
                "strategy"
            ),
            "finding_count": source.findings.published().count(),
        }
