"""What a briefing may hold, in groups that say why it is offered, and what of it is chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest
from django.utils.translation import gettext as _

from casestudies.models import CaseStudy, CaseStudyCouncil
from strategies.models import Council, Strategy
from wellbeing_portal.site.shortlist import kept as shortlist
from wellbeing_portal.site.shortlist.records import items
from wellbeing_portal.site.shortlist.shared import SharedList
from wellbeing_portal.takeaway.briefing import MOST_IN_SHORT, Subject, as_noun, studies_on

from .named import NamedItem, named_in, of_list, of_record, once

OFFERED = 15
"""Records of a subject, a council or a strategy that are offered; a list has them all."""


@dataclass(frozen=True)
class OfferedGroup:
    """Records that are offered for one reason, and of how many they are the first.

    ``keys`` are those of all its case studies in their ``order``; ``of`` is what they are called.
    """

    reason: str
    rows: Sequence[NamedItem]
    total: int = 0
    keys: Sequence[int] = ()
    of: str = ""
    order: str = ""

    @property
    def more(self) -> int:
        """How many are not offered."""
        return max(0, self.total - len(self.rows))

    def left_out(self, taken: Sequence[NamedItem]) -> str:
        """Return how many of its case studies ``taken`` tells; nothing where it tells all."""
        chosen = {one.record.pk for one in taken if isinstance(one.record, CaseStudy)}
        told = chosen & set(self.keys)
        if not told or len(told) == len(self.keys):
            return ""
        is_first = told == set(self.keys[: len(told)])
        said = (
            _("This briefing tells the first {number} of the {total} {accounts}, {order}.")
            if is_first
            else _("This briefing tells {number} of the {total} {accounts}.")
        )
        return said.format(
            number=len(told), total=len(self.keys), accounts=self.of, order=self.order
        )


@dataclass(frozen=True)
class Offered:
    """Everything that an address offers, and the values that are chosen of it."""

    groups: Sequence[OfferedGroup] = ()
    chosen: frozenset[str] = frozenset()
    title: str = ""
    """What a shortlist is called that it comes from."""
    _rows: Sequence[NamedItem] = field(default=(), repr=False)
    _following: Sequence[OfferedGroup] = field(default=(), repr=False)

    @property
    def taken(self) -> list[NamedItem]:
        """The records chosen, in the order in which they are offered."""
        return [one for one in self._rows if one.value in self.chosen]

    def left_out(self, told: Sequence[NamedItem]) -> list[str]:
        """Return in words of how many accounts those ``told`` are only some."""
        return list(filter(None, (group.left_out(told) for group in self._following)))

    @classmethod
    def of(cls, request: HttpRequest, subject: Subject) -> Offered:
        """Return what an address offers.

        Chosen are the first of the records that it names, as many as two pages hold; where it
        names a list, a subject, councils or strategies alone, the first of what follows from it.
        Once somebody has chosen on the page, all that they chose.
        """
        named = named_in(request.GET.getlist("item"))
        listed, title = _listed(request)
        # The record itself stands where it was named; the list gives it the note.
        asked = once([*named, *(one for one in listed if _is_among(one, named))])
        following = _following(named, subject)
        groups = [
            OfferedGroup(_("You chose"), asked),
            OfferedGroup(_("On the shortlist"), listed),
            *following,
        ]
        shown: list[NamedItem] = []
        kept: list[OfferedGroup] = []
        for group in groups:
            new = [one for one in group.rows if not _is_among(one, shown)]
            shown += new
            if new:
                shown_before = len(group.rows) - len(new)
                kept.append(OfferedGroup(group.reason, new, group.total - shown_before))
        _fetch_leads(shown)
        told = [one for one in named if not isinstance(one.record, Council | Strategy)]
        chosen = (asked if told else shown)[:MOST_IN_SHORT]
        if named and request.GET.get("chosen") == "1":
            chosen = asked
        return cls(kept, frozenset(one.value for one in chosen), title, shown, following)


def _fetch_leads(shown: Sequence[NamedItem]) -> None:
    """Fetch once for all case studies what their lines say."""
    roles = CaseStudyCouncil.objects.select_related("council").order_by("position")
    studies = [one.record for one in shown if isinstance(one.record, CaseStudy)]
    prefetch_related_objects(studies, Prefetch("council_roles", roles))


def _is_among(one: NamedItem, rows: Sequence[NamedItem]) -> bool:
    return any(one.record == other.record for other in rows)


def _listed(request: HttpRequest) -> tuple[list[NamedItem], str]:
    """Return the list that a link carries, or the visitor's own where the address says so."""
    if request.GET.get("items"):
        shared = SharedList.of(request.GET)
        return [of_list(item) for item in shared.items], shared.title
    if request.GET.get("mine") != "1":
        return [], ""
    own = shortlist.kept(request.session)
    return [of_list(item) for item in items(own.entries)], own.title


def _following(named: Sequence[NamedItem], subject: Subject) -> list[OfferedGroup]:
    """Return what tells of the subject, and what councils did or serves strategies."""
    councils = [one.record for one in named if isinstance(one.record, Council)]
    strategies = [one.record for one in named if isinstance(one.record, Strategy)]
    found = list(_keys(councils, strategies, subject))
    wanted = {key for keys, *_words in found for key in keys[:OFFERED]}
    studies = CaseStudy.objects.published().in_bulk(wanted) if wanted else {}
    groups = [
        OfferedGroup(
            reason,
            [of_record(studies[key]) for key in keys[:OFFERED] if key in studies],
            len(keys),
            keys,
            of,
            order,
        )
        for keys, reason, of, order in found
    ]
    return [*groups, *_aims(councils)]


def _keys(
    councils: Sequence[Council], strategies: Sequence[Strategy], subject: Subject
) -> Iterator[tuple[list[int], str, str, str]]:
    """Yield the keys of all case studies to offer, why, what they are, and in which order."""
    latest = _("the latest told first")
    if not subject.is_any:
        order = _("the surest change first")
        reason = _("On {subject}, {order}").format(subject=as_noun(subject), order=order)
        of = _("accounts on the portal that tell of {subject}").format(subject=as_noun(subject))
        yield studies_on(subject), reason, of, order
    if councils:
        acted = CaseStudyCouncil.objects.filter(
            council__in=councils, role__in=CaseStudyCouncil.ACTED
        )
        one = len(councils) == 1
        reason = _("What the council did") if one else _("What the councils did")
        of = _("accounts of its work") if one else _("accounts of their work")
        yield _latest(acted.values("case_study")), reason, of, latest
    if strategies:
        under = CaseStudy.objects.filter(strategies__in=strategies)
        one = len(strategies) == 1
        reason = _("Work under the strategy") if one else _("Work under the strategies")
        of = _("accounts of work under it") if one else _("accounts of work under them")
        yield _latest(under.values("pk")), reason, of, latest


def _latest(keys: Any) -> list[int]:
    """Return the keys of published case studies among ``keys``, the latest told first."""
    rows = CaseStudy.objects.published().filter(pk__in=keys)
    return list(rows.order_by("-told_in", "title", "pk").values_list("pk", flat=True))


def _aims(councils: Sequence[Council]) -> Iterator[OfferedGroup]:
    """Yield the strategies of councils, the latest first."""
    if councils:
        own = Strategy.objects.published().filter(councils__in=councils).distinct()
        rows = [of_record(one) for one in own.latest_first()]
        reason = _("What it set out to do") if len(councils) == 1 else _("What they set out to do")
        yield OfferedGroup(reason, rows[:OFFERED], len(rows))
