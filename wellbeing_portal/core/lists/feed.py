"""A list as an Atom feed: what its filters find, the newest on the portal first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.syndication.views import Feed
from django.db.models import Max
from django.http import HttpRequest
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.citation import PUBLISHER
from wellbeing_portal.core.text.characters import for_xml
from wellbeing_portal.search import Question, current, in_order

from .chosen_filters import address
from .faceted_list import FacetedListView
from .results import in_words

LENGTH = 50
"""Records in a feed."""
NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class AtomFeed(Atom1Feed):
    """Atom that any reader can parse, whatever the database holds (RFC 4287)."""

    def write(self, outfile: Any, encoding: str) -> None:
        self.feed = _writable(self.feed)
        self.items = [_writable(item) for item in self.items]
        super().write(outfile, encoding)

    def latest_post_date(self) -> dt.datetime:
        """Return when something in it last changed; of an empty one, when anything last did."""
        return super().latest_post_date() if self.items else self.feed["changed"]


def _writable(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: for_xml(value) if isinstance(value, str) else value for name, value in values.items()
    }


@dataclass(frozen=True)
class Asked:
    """What one request asks a feed for."""

    title: str
    list_url: str
    feed_url: str
    home: str
    records: list[Any]


class ListFeed(Feed):
    """What the parameters of ``listing`` find. The feed of a list binds what the list binds."""

    feed_type = AtomFeed
    author_name = PUBLISHER
    listing: type[FacetedListView]

    def get_object(self, request: HttpRequest) -> Asked:
        """Bind the same parameters as the list, and find what they find."""
        listing, reader = self.listing, current()
        bound = listing.bind(request.GET, reader)
        question = Question(bound.search, listing.feed_sort, size=LENGTH, told=False)
        results = in_words(bound, reader.ask(question), noun=listing.noun)
        query = bound.filters()
        for name, values in query.lists():
            query.setlist(name, sorted(values))  # the same feed, however it was put together
        return Asked(
            results.words_of(listing.heading()),
            address(request.path.removesuffix("feed/"), query),
            address(request.path, query),
            request.build_absolute_uri(address_of("home")),
            in_order(self.published(), results.keys),
        )

    def published(self) -> Any:
        """Return all that the public may see, with nothing that only a page shows."""
        return self.listing.queryset.model._default_manager.published()

    def title(self, asked: Asked) -> str:
        """Say what the feed holds, as the page does."""
        return f"{asked.title} – {PUBLISHER}"

    def link(self, asked: Asked) -> str:
        """Return where the same list is shown; it is also what tells the feed from any other."""
        return asked.list_url

    def feed_url(self, asked: Asked) -> str:
        """Return where this very feed is, with the filters in force and nothing else."""
        return asked.feed_url

    def author_link(self, asked: Asked) -> str:
        return asked.home

    def feed_extra_kwargs(self, asked: Asked) -> dict[str, Any]:
        """Say when anything at all last changed, where the feed is empty and cannot."""
        if asked.records:
            return {}
        return {"changed": self.last_change() or NEVER}

    def last_change(self) -> dt.datetime | None:
        """Return when anything that could stand in the feed last changed."""
        last: dt.datetime | None = self.published().aggregate(last=Max("updated_at"))["last"]
        return last

    def items(self, asked: Asked) -> list[Any]:
        """Return the records in the order of the index."""
        return asked.records

    def item_title(self, item: Any) -> str:
        return str(item.title)

    def item_description(self, item: Any) -> str:
        """Return the summary; Atom takes it for HTML."""
        return escape(item.summary)

    def item_pubdate(self, item: Any) -> dt.datetime | None:
        return item.published_at

    def item_updateddate(self, item: Any) -> dt.datetime:
        return item.updated_at
