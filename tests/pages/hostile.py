"""Makes up addresses that no page expects, the same ones for the same seed.

Half of what it asks makes sense and half does not, and the two are mixed: only a parameter that is
understood gets far enough to break something.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, quote_plus, urlsplit

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from tests.pages.nonsense import HOSTILE, NUMBERS, RAW, SEARCHES, SPOILT
from wellbeing_portal.site.sitemaps import sitemaps

PARAMETERS = (
    *("q", "page", "sort", "export", "table", "cite", "widen", "filters", "kind", "p"),
    *("rows", "columns", "open", "only", "cell", "item", "items", "show", "swap", "find", "done"),
    *("evidence", "tie", "approach", "outcome", "enabler"),
    *("audience", "mine", "notes", "chosen"),
    *("about", "title", "length", "row", "part", "subject", "all", "facet"),
    *("synonym", "concept", "on"),
)
"""Parameters that pages read beside those of their FilterSets."""

COMPARED = ("item", "item", "item", "show", "swap", "find", "export")
OWN = {
    "search": ("q", "q", "kind", "page", "widen"),
    "suggestions": ("q",),
    "shortlist": ("items", "export", "done", "title", "notes"),
    "briefing": ("item", "item", "items", "about", "title", "audience", "length", "export", "mine"),
    "sitemap": ("p",),
    "sitemap_section": ("p",),
    "evidence_map": ("rows", "columns", "open", "only", "cell", "export", "filters"),
    "pathways": ("open", "page", "filters"),
    "compare_case_studies": COMPARED,
    "compare_approaches": COMPARED,
    "compare_councils": COMPARED,
    "compare_enablers": COMPARED,
    "compare_outcomes": COMPARED,
    "compare_strategies": COMPARED,
}
"""Which of these a route reads, where it reads only a few."""

UNKNOWN = ("utm_source", "fbclid", "Q", "page ", "from_", "to_", "id", "pk", "next", "a" * 300, "é")

MOST = 7
"""Parameters in an address, now and then; usually one or two."""


@dataclass(frozen=True)
class Asked:
    """One address: the route it belongs to, its path, and its query string as sent."""

    route: str
    path: str
    query: str
    in_place: bool = False

    @property
    def address(self) -> str:
        """The address, cut where it is too long to read."""
        whole = f"{self.path}?{self.query}"
        return whole if len(whole) <= 300 else f"{whole[:300]}… ({len(whole)} characters)"

    def by(self, client: Any) -> Any:
        """Ask for it, and read the whole answer."""
        headers = {"HX-Request": "true"} if self.in_place else {}
        # As a server hands it on: bytes, each as one character.
        query = self.query.encode(errors="replace").decode("latin-1")
        response = client.get(self.path, QUERY_STRING=query, headers=headers)
        if response.streaming:
            b"".join(response)
        return response


class Hostile:
    """Makes up addresses of every public page of the portal as it is now."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - the same each time
        self.routes = sorted(public_routes(), key=str)
        self.slugs = slugs_by_route()
        self.known = known_values(self.slugs)

    def addresses(self, number: int) -> Iterator[Asked]:
        """Make up ``number`` addresses, those of each route in turn."""
        for turn in range(number):
            yield self.one(self.routes[turn % len(self.routes)])

    def one(self, route: URLPattern) -> Asked:
        """Make up an address of one route."""
        name = str(route.name)
        return Asked(name, self.path(route), self.query(route), self.chance.random() < 0.1)

    def path(self, route: URLPattern) -> str:
        """Return a path of a route: of a record that is there, mostly."""
        if not route.pattern.converters:
            return reverse(str(route.name))
        if self.chance.random() < 0.95:
            chosen = self.chance.choice(self.slugs[str(route.name)])
            return reverse(str(route.name), args=chosen.split("/"))
        prefix = str(route.pattern).partition("<")[0]
        return f"/{prefix}{quote(self.nonsense()[:200], safe='', errors='replace')}/"

    def query(self, route: URLPattern) -> str:
        """Return a query string."""
        pieces = []
        for _ in range(self.chance.choice([1, 1, 1, 2, 2, 3, MOST])):
            name = self.parameter(route)
            pieces += [
                f"{self.encoded(name)}={self.encoded(self.value(name))}"
                for _ in range(self.chance.choice([1, 1, 1, 1, 2, 3, 30]))
            ]
        if self.chance.random() < 0.2:
            pieces.insert(self.chance.randint(0, len(pieces)), self.chance.choice(RAW))
        return "&".join(pieces)

    def parameter(self, route: URLPattern) -> str:
        """Return the name of a parameter: one that the route reads, mostly."""
        own = [*filters_of(route), *OWN.get(str(route.name), ())]
        dice = self.chance.random()
        if own and dice < 0.6:
            return self.chance.choice(own)
        if dice < 0.93:
            return self.chance.choice(PARAMETERS)
        return self.chance.choice([*UNKNOWN, self.nonsense()[:50]])

    def value(self, name: str) -> str:
        """Return a value of a parameter: as often known as not."""
        known = self.known.get(name)
        dice = self.chance.random()
        if known and dice < 0.55:
            return str(self.chance.choice(known))
        if name == "q" and dice < 0.75:
            return " ".join(self.chance.choices([*SEARCHES, *self.known["q"]], k=2))
        return self.nonsense()

    def nonsense(self) -> str:
        """Return a text that means nothing to any parameter."""
        dice = self.chance.random()
        if dice < 0.75:
            return self.chance.choice(self.chance.choice([HOSTILE, SEARCHES, NUMBERS]))
        if dice < 0.85:
            return str(self.chance.choice(self.known[self.chance.choice(list(self.known))]))
        return "".join(
            chr(self.chance.choice([self.chance.randint(0, 255), self.chance.randint(0, 0x10FFFF)]))
            for _ in range(self.chance.randint(0, 30))
        )

    def encoded(self, text: str) -> str:
        """Return a text as it may stand in a query string, now and then spoilt."""
        dice = self.chance.random()
        if dice < 0.05:
            return quote(text, errors="replace") + self.chance.choice(SPOILT)
        if dice < 0.1:
            return text.replace("#", "").replace("&", "")
        return (quote_plus if dice < 0.5 else quote)(text, errors="replace")


def public_routes() -> list[URLPattern]:
    """Return every route that readers have: all but those of the editor and the admin pages."""
    found: list[URLPattern] = []

    def walk(patterns: Iterable[URLPattern | URLResolver]) -> None:
        for one in patterns:
            if str(one.pattern).startswith(("admin", "curate/")):
                continue
            if isinstance(one, URLPattern):
                found.append(one)
            else:
                walk(one.url_patterns)

    walk(get_resolver().url_patterns)
    return found


def slugs_by_route() -> dict[str, list[str]]:
    """Return the slugs of each route that has them, from the first file of each sitemap.

    A finding has two, and so has a section of a framework: the record’s and its own key, with a
    stroke between them.
    """
    found: dict[str, list[str]] = {"sitemap_section": list(sitemaps())}
    for section in found["sitemap_section"]:
        listed = Client().get(f"/sitemap-{section}.xml").content.decode()
        for address in re.findall("<loc>(.*?)</loc>", listed):
            match = resolve(urlsplit(address).path)
            if "slug" in match.kwargs:
                found.setdefault(str(match.url_name), []).append(match.kwargs["slug"])
    listed = Client().get(reverse("findings")).content.decode()
    found["finding"] = re.findall(r'data-result="([^"]*)"', listed)
    found["councils_like"] = found["council"]
    found["framework_section"] = [
        f"{slug}/{section}"
        for slug in found["framework"]
        for section in re.findall(
            rf'href="/frameworks/{slug}/([^/"#?]+)/"',
            Client().get(reverse("framework", args=[slug])).content.decode(),
        )
    ]
    return found


def view_of(route: URLPattern) -> Any:
    """Return the class of a route's view, or what answers in its place."""
    return getattr(route.callback, "view_class", route.callback)


def filters_of(route: URLPattern) -> dict[str, Any]:
    """Return the filters of a route by parameter; a feed has those of its list."""
    view = view_of(route)
    filterset = getattr(getattr(view, "listing", view), "filterset_class", None)
    return filterset.get_filters() if filterset else {}


def known_values(slugs: dict[str, list[str]]) -> dict[str, Sequence[str]]:
    """Return values that make sense, by parameter, whichever page reads it."""
    from casestudies.facets import FAMILIES
    from wellbeing_portal.core.citation import CITATION_FORMATS
    from wellbeing_portal.core.compare.comparison import Show
    from wellbeing_portal.core.export.response import FORMATS
    from wellbeing_portal.site.search.groups import GROUPS

    found: dict[str, set[str]] = {}
    for route in public_routes():
        for name, one in filters_of(route).items():
            if hasattr(one, "relations"):
                found.setdefault(name, set()).update(term.value for term in one.vocabulary())
        found.setdefault("sort", {"relevance"}).update(getattr(view_of(route), "sorts", ()))
    families = sorted(FAMILIES)
    opened = [f"{one}.{slug}" for one in families for slug in sorted(found[one])]
    ties = [
        f"{one}.{first}~{other}.{second}"
        for one, other in (("approach", "outcome"), ("enabler", "approach"))
        for first in sorted(found[one])[:9]
        for second in sorted(found[other])[:9]
    ]
    records = [
        slug for route in ("case_study", "strategy", "council", "approach") for slug in slugs[route]
    ]
    found["kind"] |= {group.name for group in GROUPS}
    known: dict[str, Sequence[str]] = {name: sorted(values) for name, values in found.items()}
    return known | {
        "q": ["wellbeing", "lonely", "community gardens", *(slug[:40] for slug in records[::9])],
        "find": [slug.split("-")[0] for slug in records],
        "page": ["1", "2", "3", "20", "999"],
        "p": ["1", "2"],
        "from": ["2015", "2020"],
        "to": ["2015", "2020"],
        "export": [*FORMATS, "svg"],
        "table": ["findings", "initiatives", "councils", "priorities", "sources"],
        "cite": list(CITATION_FORMATS),
        "widen": ["no"],
        "filters": ["show"],
        "rows": families,
        "columns": families,
        "open": [*families, *opened],
        "only": ["gaps"],
        "cell": ties,
        "tie": ties,
        "item": records,
        "swap": records,
        "show": [str(one) for one in Show],
        "items": shared_lists(),
        "done": ["removed", "cleared", "kept"],
    }


def shared_lists() -> list[str]:
    """Return lists as links carry them: of one record, of several, and with a wrong check."""
    from wellbeing_portal.site.shortlist.kept import ShortlistEntry, link_text
    from wellbeing_portal.site.shortlist.records import PUBLIC

    shown: list[Any] = []
    slug_of: dict[str, Callable[[Any], str]] = {"p": lambda record: record.strategy.slug}
    for kind, public in PUBLIC.items():
        slug = slug_of.get(kind, lambda record: record.slug)
        shown += [(ShortlistEntry(kind, one.pk), slug(one)) for one in public().order_by("pk")[:20]]
    whole = link_text(shown)
    return [link_text(shown[:1]), whole, whole * 9, whole.replace("-", "-0"), whole.upper()]
