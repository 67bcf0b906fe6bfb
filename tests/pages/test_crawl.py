"""Every link from the front page, followed to the end: no dead link, no missing file or place."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, unquote, urldefrag, urljoin, urlsplit

import pytest
from django.test import Client
from lxml.html import document_fromstring

from strategies.models import Council
from wellbeing_portal.core.models.naming import named_by

ELSEWHERE = ("mailto:", "https://", "http://")
NOT_FOR_VISITORS = ("/admin/",)
FOLLOWED = 2
"""Links of one kind that are followed."""
BARE = 30
"""Pages that are followed of councils of which the portal says nothing but what they are."""


class Links:
    """What a page leads to and loads, and the places in it."""

    def __init__(self, html: bytes) -> None:
        self.leads_to: list[str] = []
        self.loads: list[str] = []
        self.places: set[str] = {"", "top"}
        for element in document_fromstring(html).iter("*"):
            self.places.add(element.get("id", ""))
            self.note(element.tag, element.get)

    def note(self, tag: str, value: Callable[[str, str], str]) -> None:
        match tag:
            case "a" | "use":
                self.leads_to.append(value("href", ""))
            case "link" if value("rel", "") in {"stylesheet", "icon"}:
                self.loads.append(value("href", ""))
            case "link":
                self.leads_to.append(value("href", ""))
            case "script" | "img" | "source":
                self.loads.append(value("src", ""))


class Crawl:
    """Follows links from the front page to the end."""

    def __init__(self, client: Client, bare: set[str]) -> None:
        self.client = client
        self.bare = bare
        self.bare_ones: dict[str, int] = {}
        self.found: dict[str, Links | None] = {}
        self.places: dict[tuple[str, str], str] = {}
        self.broken: list[str] = []
        self.queue = deque([("/", "the start")])
        self.seen = {"/"}
        self.alike: Counter[tuple[Any, ...]] = Counter()

    def run(self) -> None:
        while self.queue:
            address, came_from = self.queue.popleft()
            response = self.client.get(address)
            if response.status_code != 200:
                self.broken.append(f"{response.status_code} {address} from {came_from}")
            elif response["Content-Type"].startswith("text/html"):
                links = self.found[address] = Links(response.content)
                for target in [*links.leads_to, *links.loads]:
                    self.note(address, target.removeprefix("http://testserver"))
            else:
                self.found[address] = None
                # Read to the end, so that the client closes it without the database.
                if response.streaming:
                    b"".join(response)
        for (path, place), came_from in self.places.items():
            there = self.found.get(path)
            if there is not None and place not in there.places:
                self.broken.append(f"#{place} is not on {path}, from {came_from}")

    def note(self, address: str, target: str) -> None:
        if target.startswith(ELSEWHERE):
            return
        path, place = urldefrag(urljoin(address, target))
        if place:
            self.places.setdefault((path, unquote(place)), address)
        if path in self.seen or path.startswith(NOT_FOR_VISITORS):
            return
        if self.is_one_of_many(path, address):
            return
        self.seen.add(path)
        self.queue.append((path, address))

    def is_one_of_many(self, path: str, address: str) -> bool:
        """Whether enough links of this kind have been followed.

        Each choice of filters and each download is a link: there are thousands, all alike, and
        each leads to as many more. A few of each kind are followed, of lists and of single pages,
        from pages without a choice or with one; and every page without a choice, to the last page
        of its list. Of the councils like each council a few are: there are as many as councils. So
        are pages of councils that have nothing: all alike, and known to be there.
        """
        if path in self.bare:
            return self.bare_ones.setdefault(path, len(self.bare_ones)) >= BARE
        _, _, place, query, _ = urlsplit(path)
        names = sorted(parse_qs(query))
        if names in ([], ["page"]) and not place.endswith("/like/"):
            return False
        if len(parse_qs(urlsplit(address).query)) > 1:
            return True
        kind = (place.strip("/").split("/")[0], place.count("/"), *names)
        self.alike[kind] += 1
        return self.alike[kind] > FOLLOWED


# Where links lead is the same on either database.
@pytest.mark.only_on("sqlite")
@pytest.mark.long
@pytest.mark.usefixtures("content")
def test_every_link_from_the_front_page_leads_somewhere(client):
    kinds = named_by(Council)
    bare = {
        council.get_absolute_url()
        for council in Council.objects.with_content_counts()
        if not any(getattr(council, kind.count_name) for kind in kinds)
    }
    crawl = Crawl(client, bare)

    crawl.run()

    assert not crawl.broken, "\n".join(crawl.broken)
    for kind, least in {
        "/case-studies/": 9,
        "/strategies/": 14,
        "/councils/": 380,
        "/frameworks/": 4,
        "/sources/": 4,
        "/static/": 4,
    }.items():
        there = crawl.found.keys() | crawl.bare_ones.keys()
        records = [path for path in there if path.startswith(kind) and "?" not in path]
        assert len(records) > least, kind
