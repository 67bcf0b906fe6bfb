"""Pages of councils."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Count, Prefetch, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext, gettext_noop
from django.views.generic import DetailView

from casestudies.content_counts import count_content
from strategies.council_names.book import NameBook
from strategies.council_names.postcodes import no_postcodes
from strategies.filtersets import CouncilFilterSet
from strategies.latest import in_time_order, latest_strategies
from strategies.models import Council, Priority, ScrutinyMeeting, Strategy
from wellbeing_portal.core.compare.comparison import Comparison
from wellbeing_portal.core.compare.view import RESULTS, CompareView
from wellbeing_portal.core.export.views import DetailDownloads
from wellbeing_portal.core.lists.bound import Bound
from wellbeing_portal.core.lists.faceted_list import BEST_FIRST, FacetedListView
from wellbeing_portal.core.lists.listing import Sort
from wellbeing_portal.core.lists.results import Results
from wellbeing_portal.core.words import joined
from wellbeing_portal.search import Reader, Spelling, current

from . import comparison
from .accounts import told_of
from .answer import answer_about
from .changes import changes_of
from .like import councils_like
from .looked_up import look_up, named_first
from .timeline import build_timeline


class CouncilList(FacetedListView):
    """All councils; those the portal knows something about come first."""

    noun = "council"
    template_name = "site/councils/council_list.html"
    queryset = Council.objects.select_related("parent")
    filterset_class = CouncilFilterSet
    index_kind = "council"
    sorts = {
        "content": Sort(gettext_noop("Most content first")),
        "title": Sort(gettext_noop("Name")),
    }

    def find(self, reader: Reader, bound: Bound) -> Results:
        """Return the page asked for; a council that is called what was typed stands on top."""
        results = super().find(reader, bound)
        if results.matches.page > 1 or self.sort_of(bound) != BEST_FIRST:
            return results
        looked_up = look_up(reader, bound.search.text)
        found = set(results.matches.ids)
        if looked_up.named and not found & {one.pk for one in looked_up.named}:
            # It was written in a way that only the names of councils allow for.
            known = replace(bound, search=replace(bound.search, text=looked_up.spelt))
            results = super().find(reader, known)
        return replace(results, matches=named_first(results.matches, looked_up))

    def words(self, reader: Reader, results: Results, records: Sequence[Any]) -> dict[str, Any]:
        """Add what was typed as the name of a council that is gone, or as a postcode."""
        count_content(reader, records)
        said = super().words(reader, results, records)
        if not results.bound.search.text:
            return said
        looked_up = look_up(reader, results.bound.search.text)
        # A name is never a slip of another word.
        if looked_up.current or looked_up.note:
            return said | {"spelling": None, "looked_up": looked_up}
        return said | _offered(reader, said["spelling"]) | {"looked_up": looked_up}


def _offered(reader: Reader, spelling: Spelling | None) -> dict[str, Any]:
    """Return the one council whose name is spelt nearly so: its page is what is wanted."""
    named = look_up(reader, spelling.text).named if spelling else ()
    if len(named) != 1:
        return {}
    # Of the subject nothing is known: it was meant as a name.
    offered = Spelling(named[0].name, spelling.changed if spelling else ())
    return {"spelling": offered, "spelling_url": named[0].url, "absent": False}


class CouncilDetail(DetailDownloads, DetailView):
    """One council: what it did, where else it is named, its strategies, scrutiny and context."""

    model = Council
    template_name = "site/councils/council_detail.html"
    context_object_name = "council"

    def get_queryset(self) -> QuerySet[Council]:
        return Council.objects.select_related("parent").prefetch_related(
            latest_strategies(
                Strategy.objects.prefetch_related(
                    Prefetch("priorities", Priority.objects.order_by("position")),
                    Prefetch(
                        "scrutiny_meetings",
                        ScrutinyMeeting.objects.annotate(raised=Count("points")),
                    ),
                )
            ),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the portal holds about the council."""
        council: Any = self.object
        reader = current()
        count_content(reader, [council])
        accounts, named_in = told_of(reader, council)
        strategies = in_time_order(council)
        return super().get_context_data(**kwargs) | {
            "answer": answer_about(reader, council, council.case_study_count),
            "accounts": accounts,
            "named_in": named_in,
            "like": None if accounts else councils_like(reader, council, acted=False),
            "strategies": strategies,
            "timeline": build_timeline(strategies),
            "meetings": [
                (strategy, meeting)
                for strategy in strategies
                for meeting in strategy.scrutiny_meetings.all()
            ],
            "districts": _districts_of(council),
            "facts": _facts_of(council),
            "changes": changes_of(reader, council, localdate()),
            "known_as": joined(dict.fromkeys(list(council.names())[2:])),
            "examples": council.framework_examples.filter(item__framework__state="published")
            .select_related("item__framework")
            .order_by("item__framework__title", "item__position"),
        }


def _districts_of(council: Council) -> QuerySet[Council]:
    """Return the districts of a county that there are today."""
    is_county = council.type == Council.Type.COUNTY
    return council.districts.current() if is_county else Council.objects.none()


def _facts_of(council: Council) -> QuerySet[Any]:
    """Return the context facts about ``council`` whose case study or framework is published."""
    facts = council.context_facts
    return facts.published().select_related("source", "case_study")


class CouncilsLikeIt(DetailView):
    """The councils like a council, and what they did, whatever it did itself."""

    model = Council
    template_name = "site/councils/councils_like.html"
    context_object_name = "council"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add them."""
        like = councils_like(current(), self.object)
        return super().get_context_data(**kwargs) | {"like": like}


class CompareCouncils(CompareView):
    """Two to four councils side by side."""

    kind = "councils"
    noun = "council"
    list_route = "councils"
    index_kind = "council"

    def get_queryset(self) -> QuerySet[Any]:
        return comparison.comparable()

    def compare(self, records: Sequence[Any]) -> Comparison:
        return comparison.compare_councils(records)

    def candidates(self) -> QuerySet[Any]:
        return Council.objects.all()

    def named(self, reader: Reader, text: str) -> Sequence[int]:
        """Return councils by whichever of their names; after a former one those that followed."""
        return [one.pk for one in NameBook.of(reader.memory).find(text)]

    def note_on(self, text: str) -> str:
        return no_postcodes(text)

    def about(self, record: Any) -> str:
        """Return its type and region, and whether it has ended or is to come."""
        kind = f"{record.get_type_display()}, {record.get_region_display()}"
        today = localdate()
        if record.has_ended(today):
            return gettext("%(kind)s, ended in %(year)s") % {"kind": kind, "year": record.ends.year}
        if not record.has_begun(today):
            return gettext("%(kind)s, from %(year)s") % {"kind": kind, "year": record.begins.year}
        return kind

    def suggested(self, records: Sequence[Any]) -> Sequence[Any]:
        """Return the councils that the portal holds most about."""
        left_out = [record.pk for record in records]
        others: list[Any] = list(Council.objects.current().exclude(pk__in=left_out))
        count_content(current(), others)
        others.sort(key=lambda one: (-one.case_study_count, -one.strategy_count, one.sort_name))
        return others[:RESULTS]
