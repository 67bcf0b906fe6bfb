"""Councils like a council that have something to tell, why each of them, and what it did.

First those of the twenty nearest to it in the ranking of the ONS, then those of its type and
region, of either, and of its nation. Nothing else about them is compared, and the page says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from casestudies.content_counts import count_content
from casestudies.foremost import accounts_of
from casestudies.models import CaseStudy
from strategies.facets import existing_on
from strategies.models import Council, CouncilNeighbour
from strategies.models.neighbour import same_council
from wellbeing_portal.core.words import in_sentence, opening, spelt, verb_for
from wellbeing_portal.search import ANY_ORDER, Question, Reader, Remembered, Search

from .answer import Answer, answers_about

SHOWN = 6
LOOKED_AT = 24
"""Councils by place, of which those with something to tell that no other here tells are chosen."""
ACCOUNTS_LOOKED_AT = 2

SAYS_WHERE = (
    Council.Type.LONDON_BOROUGH,
    Council.Type.WELSH,
    Council.Type.SCOTTISH,
    Council.Type.NORTHERN_IRISH,
)
"""Types of council that are named after where they are."""


@dataclass(frozen=True)
class Ranked:
    """A row of the ranking: a neighbour of a council by its code, and who ranks it so."""

    rank: int
    neighbour_code: str
    source: str


_RANKING: Remembered[None, Mapping[str, Sequence[Ranked]]] = Remembered("councils nearest to each")


@dataclass(frozen=True)
class LikeCouncil:
    """A council like the one asked about: why, and what it did, as its own page says it.

    ``rank`` is its place among the nearest, or 0 where it was chosen by type and place.
    ``account`` is the one that its surest finding is from; without one, its latest. In one that
    ``is_shared`` the council asked about acted as well.
    """

    council: Council
    rank: int
    reason: str
    account: CaseStudy
    answer: Answer
    is_shared: bool


@dataclass(frozen=True)
class CouncilsLike:
    """Councils like a council, those with accounts first, and what there is of the others.

    Of ``ranked`` nearest ones, ``told`` have accounts, ``without`` have none, ``gone`` are no
    more, and ``absent`` are not on the portal. ``further`` have accounts and are only named.
    """

    shown: Sequence[LikeCouncil]
    further: Sequence[tuple[int, Council]]
    ranked: int
    told: int
    without: int
    gone: Sequence[Council]
    absent: int
    source: str

    @property
    def in_short(self) -> str:
        """How many of the nearest have accounts, for the first lines of a page."""
        if not self.ranked:
            return _("Councils of its type, region or nation have accounts") if self.shown else ""
        if not self.told:
            return _("None of the {number} councils most like it has an account").format(
                number=self.ranked
            )
        return _("{told} of the {number} councils most like it {have}").format(
            told=opening(spelt(self.told)),
            number=self.ranked,
            have=_("has an account") if self.told == 1 else _("have accounts"),
        )

    @property
    def rule(self) -> str:
        """By which rule those shown were chosen, and how many of the nearest have nothing."""
        by_place = any(not one.rank for one in self.shown)
        said = [self._of_the_nearest()]
        if by_place and self.told:
            said.append(_("After them: its type and region, then either, then its nation."))
        elif by_place:
            said.append(
                _("Those shown have its type and region, then either, then its nation in common.")
            )
        if by_place:
            said.append(
                _("Nothing else about these was compared; of councils in the same work one stands.")
            )
        return " ".join(said)

    def _of_the_nearest(self) -> str:
        if not self.ranked:
            return _("The ONS’s ranking of councils by likeness does not have it.")
        said = _("Like it in the statistics of the ONS, nearest first ({source}).").format(
            source=self.source
        )
        if self.without:
            said += " " + _(
                "Of the {number} nearest, {without} {have} no account here yet."
            ).format(number=self.ranked, without=self.without, have=verb_for(self.without, "have"))
        if self.absent:
            said += " " + _("{number} of them {are} not on the portal.").format(
                number=self.absent, are=verb_for(self.absent, "are")
            )
        return said


def councils_like(reader: Reader, council: Council, *, acted: bool = True) -> CouncilsLike:
    """Return the councils like ``council``: four queries at most, however many there are.

    Who knows that it has not ``acted`` in any published account says so.
    """
    today = localdate()
    codes, ranking = same_council([council.gss_code]), _RANKING.once(reader.memory, None, _read)
    rows = [row for code in sorted(codes) for row in ranking.get(code, ())]
    places = _with_accounts_nearby(reader, council)
    known = _councils(reader, same_council(row.neighbour_code for row in rows), places)
    by_code = {code: one for one in known.values() for code in same_council([one.gss_code])}
    nearest = [(row.rank, by_code.get(row.neighbour_code)) for row in rows]
    found = [(rank, one) for rank, one in nearest if one is not None]
    current = [(rank, one) for rank, one in found if not one.has_ended(today)]
    telling = [(rank, one) for rank, one in current if one.case_study_count]
    chosen = [*telling[:SHOWN]]
    own = set(accounts_of(reader, council, ANY_ORDER, None)) if acted else set()
    nearby = [known[pk] for pk in places if pk in known]
    accounts = partial(_latest, reader)
    chosen += _others(telling, nearby, SHOWN - len(chosen), own, accounts)
    answers = answers_about(reader, [(one, one.case_study_count) for _, one in chosen])
    told = zip(chosen, answers, _accounts(chosen, answers, accounts), strict=True)
    return CouncilsLike(
        [
            LikeCouncil(one, rank, _reason(council, rank, one), account, answer, account.pk in own)
            for (rank, one), answer, account in told
            if account is not None
        ],
        telling[SHOWN:],
        len(rows),
        len(telling),
        len(current) - len(telling),
        [one for _, one in found if one.has_ended(today)],
        len(nearest) - len(found),
        rows[0].source if rows else "",
    )


def _read() -> Mapping[str, Sequence[Ranked]]:
    """Return the whole ranking, by the code of each council, the nearest first. One query."""
    found: dict[str, list[Ranked]] = defaultdict(list)
    rows = CouncilNeighbour.objects.order_by("council_code", "rank")
    told = rows.values_list("council_code", "rank", "neighbour_code", "source")
    for code, rank, neighbour, source in told:
        found[code].append(Ranked(rank, neighbour, source))
    return dict(found)


def _with_accounts_nearby(reader: Reader, council: Council) -> list[int]:
    """Return councils that acted in a case study, those that have most in common first."""
    kind, region = {"council_type": [council.type]}, {"region": [council.region]}
    has, there = {"has": ["case-studies"]}, existing_on(localdate())
    keys: dict[int, None] = {}
    for alike in (kind | region, region, kind, {"nation": [council.nation]}):
        asked = Search("council", selection=alike | has, ranges=there)
        question = Question(asked, "content", size=LOOKED_AT, told=False)
        keys |= dict.fromkeys(reader.ask(question).ids)
    keys.pop(council.pk, None)
    return list(keys)[:LOOKED_AT]


def _latest(reader: Reader, council: Council) -> Sequence[int]:
    return accounts_of(reader, council, "told", ACCOUNTS_LOOKED_AT)


def _accounts(
    chosen: Sequence[tuple[int, Any]],
    answers: Sequence[Answer],
    accounts: Callable[[Council], Sequence[int]],
) -> list[CaseStudy | None]:
    """Return of each council the account that its surest finding is from, or its latest."""
    found = [answer.surest.case_study if answer.surest else None for answer in answers]
    latest = {
        one.pk: accounts(one)[:1]
        for (_, one), account in zip(chosen, found, strict=True)
        if account is None
    }
    keys = [key for those in latest.values() for key in those]
    studies = CaseStudy.objects.published().in_bulk(keys) if keys else {}
    return [
        account or next((studies[key] for key in latest[one.pk] if key in studies), None)
        for (_, one), account in zip(chosen, found, strict=True)
    ]


def _councils(reader: Reader, codes: set[str], keys: Sequence[int]) -> Mapping[int, Any]:
    """Return the councils of these codes and keys, and in how many accounts they acted."""
    councils = list(Council.objects.filter(Q(gss_code__in=codes) | Q(pk__in=keys)))
    count_content(reader, councils)
    return {one.pk: one for one in councils}


def _others(
    nearest: Sequence[tuple[int, Any]],
    places: Sequence[Any],
    wanted: int,
    own: set[int],
    accounts_of: Callable[[Council], Sequence[int]],
) -> Iterator[tuple[int, Any]]:
    """Yield councils chosen by place, of those that tell something which no other here tells.

    Eight councils may have acted in the same; in its ``own`` the one asked about has.
    """
    if wanted <= 0:
        return
    told = own.union(*(accounts_of(one) for _, one in nearest))
    there = {one.pk for _, one in nearest}
    for one in places:
        accounts = set(accounts_of(one))
        if wanted > 0 and one.pk not in there and accounts - told:
            told |= accounts
            wanted -= 1
            yield 0, one


def _reason(asked: Council, rank: int, one: Council) -> str:
    """Return why a council stands here: how near it is, and what both have in common."""
    near = _("{place} nearest in the ONS’s ranking").format(place=_place(rank)) if rank else ""
    if rank == 1:
        near = _("Nearest of all in the ONS’s ranking")
    return "; ".join(filter(None, (near, _in_common(asked, one))))


def _place(rank: int) -> str:
    """Return a rank as it is read: 2nd, 11th."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{'th' if 10 < rank % 100 < 14 else ending}"


def _in_common(asked: Council, one: Council) -> str:
    """Return which of type and region two councils share, and what the other is besides."""
    kind = str(one.get_type_display())
    kind = kind if one.type in SAYS_WHERE else in_sentence(kind)
    region = str(one.get_region_display())
    place = kind if one.type in SAYS_WHERE else f"{kind}, {region}"
    if one.type == asked.type and one.region == asked.region:
        return _("same type and region ({place})").format(place=place)
    if one.region == asked.region:
        return _("same region ({region}), {kind}").format(region=region, kind=kind)
    if one.type == asked.type:
        return _("same type ({kind}), {region}").format(region=region, kind=kind)
    return place
