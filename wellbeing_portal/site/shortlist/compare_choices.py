"""What a visitor has chosen to compare so far, kept in the session without an account.

The session, and with it a cookie, begins when the first record is chosen. It holds slugs, a list
for each kind, and nothing else; what is not published any more is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from casestudies.models import CaseStudy
from strategies.models import Council, Strategy
from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.compare.view import LEAST, MOST, compared
from wellbeing_portal.core.same_origin import way_back
from wellbeing_portal.core.words import plural

KEY = "compare"


@dataclass(frozen=True)
class ComparedKind:
    """A kind of records that may be compared: its noun, who may be chosen, and two addresses."""

    noun: str
    public: Callable[[], Any]
    list_route: str
    compare_route: str


KINDS = {
    "case-studies": ComparedKind(
        "case study", CaseStudy.objects.published, "case_studies", "compare_case_studies"
    ),
    "strategies": ComparedKind(
        "strategy", Strategy.objects.published, "strategies", "compare_strategies"
    ),
    "councils": ComparedKind("council", Council.objects.all, "councils", "compare_councils"),
}
"""What may be compared, by the name of its kind in forms and sessions."""


@dataclass(frozen=True)
class ComparisonSoFar:
    """The records of one kind chosen so far."""

    kind: str
    records: tuple[Any, ...]

    @property
    def url(self) -> str:
        """Where they can be compared."""
        query = urlencode([("item", record.slug) for record in self.records])
        return f"{address_of(KINDS[self.kind].compare_route)}?{query}"

    @property
    def nouns(self) -> str:
        """What they are called."""
        return plural(KINDS[self.kind].noun)

    @property
    def enough(self) -> bool:
        """Whether there is anything to compare."""
        return len(self.records) >= LEAST

    @property
    def full(self) -> bool:
        """Whether no more can be chosen."""
        return len(self.records) >= MOST


def slugs_chosen(session: SessionBase, kind: str) -> list[str]:
    """Return the slugs chosen; a session that holds something else holds nothing."""
    kept = session.get(KEY)
    slugs = kept.get(kind) if isinstance(kept, dict) else None
    if not isinstance(slugs, list):
        return []
    return [slug for slug in slugs if isinstance(slug, str)][:MOST]


def choose(session: SessionBase, kind: str, slug: str) -> None:
    """Add a published record, unless it is there already or there are enough."""
    chosen = [record.slug for record in records_chosen(session, kind)]
    record = KINDS[kind].public().called([slug]).get(slug)
    if record is None or record.slug in chosen or len(chosen) >= MOST:
        return
    _keep(session, kind, [*chosen, record.slug])


def leave_out(session: SessionBase, kind: str, slug: str) -> None:
    """Take one record off what was chosen, or all of them if ``slug`` is empty."""
    records_chosen(session, kind)
    chosen = slugs_chosen(session, kind)
    if slug and slug not in chosen:
        record = KINDS[kind].public().called([slug]).get(slug)
        slug = record.slug if record else slug
    if chosen:
        _keep(session, kind, [other for other in chosen if slug and other != slug])


def follow(kind: str, items: Sequence[str], request: HttpRequest, **_: Any) -> None:
    """Let what was chosen follow a comparison of it that is changed by the page's own links.

    The page before must have compared just what was chosen. So a link from elsewhere changes
    nobody's choice, and a comparison of something else does not either.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return
    path, _question, query = way_back(request, "").partition("?")
    if path != request.path:
        return
    chosen = slugs_chosen(request.session, kind)
    if chosen and chosen == parse_qs(query).get("item", []) and chosen != list(items):
        _keep(request.session, kind, items)


def records_chosen(session: SessionBase, kind: str) -> tuple[Any, ...]:
    """Return the records chosen that the public may see, in the order of choosing.

    Where one has another slug now, the session is told.
    """
    slugs = slugs_chosen(session, kind)
    if not slugs:
        return ()
    found = {record.slug: record for record in KINDS[kind].public().filter(slug__in=slugs)}
    gone = [slug for slug in slugs if slug not in found]
    moved = KINDS[kind].public().called(gone) if gone else {}
    records = [found.get(slug) or moved.get(slug) for slug in slugs]
    if moved:
        present = [
            record.slug if record else slug for record, slug in zip(records, slugs, strict=True)
        ]
        _keep(session, kind, list(dict.fromkeys(present)))
    return tuple(dict.fromkeys(filter(None, records)))


def _keep(session: SessionBase, kind: str, slugs: Sequence[str]) -> None:
    others = {other: slugs_chosen(session, other) for other in KINDS if other != kind}
    kept = {name: names for name, names in {**others, kind: list(slugs)}.items() if names}
    if kept:
        session[KEY] = kept
    else:
        session.pop(KEY, None)


def connect() -> None:
    """Follow comparisons."""
    compared.connect(follow)
