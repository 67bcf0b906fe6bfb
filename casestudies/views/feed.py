"""The list of case studies as an Atom feed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from casestudies.filtersets import CaseStudyFilterSet
from casestudies.models import CaseStudy
from wellbeing_portal.core.chosen import address, plain_sentence
from wellbeing_portal.core.index import current, in_order

LENGTH = 50
"""Case studies in a feed, the newest first."""


@dataclass(frozen=True)
class Asked:
    """What one request asks a feed for."""

    title: str
    list_url: str
    case_studies: list[CaseStudy]


class CaseStudyFeed(Feed):
    """The newest case studies that the parameters of the list find."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest) -> Asked:
        """Bind the same parameters as the list, and find what they find."""
        reader = current()
        published = CaseStudy.objects.published()
        filterset = CaseStudyFilterSet(request.GET, published, once=reader.once)
        asked = filterset.search("case-study")
        keys = reader.search(asked, sort="newest", limit=LENGTH).ids
        return Asked(
            plain_sentence("Case studies", filterset.phrases()),
            address(reverse("case_studies"), request.GET),
            in_order(published, keys),
        )

    def title(self, asked: Asked) -> str:
        """Say what the feed holds, as the page does."""
        return f"{asked.title} – Council Wellbeing Portal"

    def link(self, asked: Asked) -> str:
        """Return where the same list is shown."""
        return asked.list_url

    def items(self, asked: Asked) -> list[CaseStudy]:
        """Return the case studies in the order of the index."""
        return asked.case_studies

    def item_title(self, item: Any) -> str:
        return str(item.title)

    def item_description(self, item: Any) -> str:
        return str(item.summary)

    def item_pubdate(self, item: CaseStudy) -> dt.datetime | None:
        return item.published_at

    def item_updateddate(self, item: CaseStudy) -> dt.datetime:
        return item.updated_at
