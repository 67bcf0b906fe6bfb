"""“In short” and “What we do not know”: sentences made from the rows that a briefing tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from django.utils.translation import gettext

from casestudies.evidence.grammar import in_one_line, sign_of, strength_at
from casestudies.evidence.strongest import equals_in_words
from casestudies.models import CaseStudy, Finding
from wellbeing_portal.core.document import Inline, Strong, Writable
from wellbeing_portal.core.words import (
    counted,
    in_sentence,
    joined,
    noun_for,
    opening,
    spelt,
    verb_for,
)

from .accounts import Account, Level, all_changes, unmeasured_in
from .room import Room
from .sources import cited

Direction = Finding.Direction
AMOUNTS = 3
"""Accounts whose amount a sentence names before it says how many more amounts there are."""

NAMED = 2
"""Accounts that are named where all of them lack something; more are only counted."""

ADVERSE = (Direction.NO_CHANGE, Direction.MIXED, Direction.WORSE)


def in_short(document: Writable, accounts: Sequence[Account], room: Room) -> Iterator[list[Inline]]:
    """Yield who did it, what changed and how sure that is, what spoke against it, what it cost."""
    yield [who(accounts)]
    yield [what_changed(accounts)]
    changes = all_changes(accounts)
    if changes and changes[0][1].evidence_level:
        account, surest = changes[0]
        yield [
            Strong(surest_of(changes)),
            *_quoted(document, account, surest, room),
            *_limit_of(account, surest, room),
        ]
    if changes:
        yield [against(accounts), *_surest_against(document, accounts, room)]
    yield [cost(accounts, room)]


def _quoted(document: Writable, account: Account, finding: Finding, room: Room) -> Iterator[Inline]:
    """Yield a finding with how sure it is, and whose."""
    known = (in_one_line(finding, place=not document.is_short), account.subject.through(finding))
    yield (
        f"{room.cut(finding.statement)} {sign_of(finding).words}. "
        f"{' · '.join(filter(None, known))}. ({account.name})"
    )
    yield from cited(document, finding.source, "")


def _limit_of(account: Account, finding: Finding, room: Room) -> Iterator[Inline]:
    """Yield the caveat of an account where a finding quoted may be what it is about."""
    if account.study.caveat and finding.key_order is not None:
        yield gettext(" Take care: %(limit)s") % {"limit": room.cut(account.study.caveat)}


def _surest_against(
    document: Writable, accounts: Sequence[Account], room: Room
) -> Iterator[Inline]:
    """Yield the surest finding of no change, mixed results or worse, unless it stands on top.

    A caveat that stands beside that one is not said again.
    """
    changes = all_changes(accounts)
    adverse = [(account, one) for account, one in changes if one.direction in ADVERSE]
    on_top = changes[0] if changes[0][1].evidence_level else None
    if adverse and (on_top is None or adverse[0][1] is not on_top[1]):
        account, finding = adverse[0]
        yield gettext(" The surest of them: ") if adverse[1:] else " "
        yield from _quoted(document, account, finding, room)
        if on_top is None or account is not on_top[0] or on_top[1].key_order is None:
            yield from _limit_of(account, finding, room)


def surest_of(changes: Sequence[tuple[Account, Finding]]) -> str:
    """Return what stands before the first of changes: whether others are as sure and differ."""
    highest = changes[0][1].evidence_level
    ways = Counter(one.direction for _, one in changes if one.evidence_level == highest)
    equals = equals_in_words(ways)
    return (
        gettext("The surest of them are %(equals)s. One of these: ") % {"equals": equals}
        if equals
        else gettext("The surest of them: ")
    )


def who(accounts: Sequence[Account]) -> str:
    """Return which councils did it, and how old the accounts are."""
    councils = {council.pk: council.name for one in accounts for council in one.councils}
    by = (
        gettext("by %(values)s") % {"values": joined(councils.values())}
        if councils
        else gettext("by no council that it names")
    )
    number = opening(spelt(len(accounts)))
    tell = f"{number} {noun_for(len(accounts), 'case study')} {verb_for(len(accounts), 'tell')}"
    return gettext("%(tell)s of work %(by)s, as told in %(accounts)s.") % {
        "tell": tell,
        "by": by,
        "accounts": years_told(accounts),
    }


def years_told(accounts: Sequence[Account]) -> str:
    """Return the years in which the accounts were told."""
    years = sorted({one.study.told_in for one in accounts if one.study.told_in})
    unknown = (
        [gettext("a year that is not stated")] if any(not a.study.told_in for a in accounts) else []
    )
    return joined([*map(str, years), *unknown])


def what_changed(accounts: Sequence[Account]) -> str:
    """Return how many changes there are by how sure they are, words first."""
    changes = all_changes(accounts)
    measured = sum(one.is_measured for one in accounts)
    unmeasured = gettext(unmeasured_in(accounts))
    if not changes:
        return gettext("%(unmeasured)s, and no account says that it did.") % {
            "unmeasured": unmeasured[:-1]
        }
    levels = Counter(change.evidence_level for _, change in changes)
    parts = [
        f"{number} {in_sentence(strength_at(level))}"
        for level, number in sorted(levels.items(), reverse=True)
        if level is not None
    ]
    if len(levels) == 1 and len(changes) > 1:
        parts = [
            gettext("all %(strength)s") % {"strength": in_sentence(strength_at(level))}
            for level in levels
            if level is not None
        ]
    said = f"{opening(counted(len(changes), 'finding'))} {verb_for(len(changes), 'say')} "
    said += gettext("what changed: %(parts)s.") % {"parts": joined(parts)}
    return said if measured else f"{unmeasured} {said}"


def against(accounts: Sequence[Account]) -> str:
    """Return how many changes were none, mixed or for the worse."""
    adverse = [one for _, one in all_changes(accounts) if one.direction in ADVERSE]
    if not adverse:
        return gettext(
            "No finding says that nothing changed, that results were mixed or that "
            "anything got worse."
        )
    count = opening(counted(len(adverse), "finding"))
    ways = Counter(Direction(one.direction) for one in adverse)
    each = [f"{ways[way]} {in_sentence(str(way.label))}" for way in ADVERSE if ways[way]]
    return gettext(
        "%(count)s %(say)s that nothing changed, that results were mixed or that "
        "something got worse: %(each)s."
    ) % {"count": count, "say": verb_for(len(adverse), "say"), "each": joined(each)}


def cost(accounts: Sequence[Account], room: Room) -> str:
    """Return the first amount of each account, never added up, and how many state none."""
    stated = [one for one in accounts if one.costs]
    amounts = [
        f"{one.name}, {cost.money} ({room.cut(in_sentence(cost.covers))}"
        + (gettext(", a shared total)") if cost.is_shared_total else ")")
        for one in stated[:AMOUNTS]
        for cost in one.costs[:1]
    ]
    if not amounts:
        wider = any(one.study.costs.all() for one in accounts)
        return gettext("What %(wider)s cost is not stated.") % {
            "wider": gettext("this alone") if wider else "it"
        }
    silent = len(accounts) - len(stated)
    more = sum(len(one.costs) for one in stated) - len(amounts)
    said = gettext("What it cost: %(amounts)s") % {"amounts": "; ".join(amounts)}
    said += gettext("; and %(more)s more.") % {"more": more} if more > 0 else "."
    if silent:
        said += gettext(" Not stated by %(silent)s of %(accounts)s.") % {
            "silent": silent,
            "accounts": counted(len(accounts), "account"),
        }
    return said


def not_known(accounts: Sequence[Account], room: Room) -> Iterator[str]:
    """Yield what the accounts do not say, account by account."""
    changes = all_changes(accounts)
    gaps: tuple[tuple[Callable[[Account], bool], str], ...] = (
        (
            lambda one: not one.is_measured and not one.is_found_elsewhere,
            gettext("Nobody has measured what it changed"),
        ),
        (
            lambda one: not one.is_measured and one.is_found_elsewhere,
            gettext("Nobody has measured what it changed for this subject"),
        ),
        (
            lambda one: not one.costs and not one.study.costs.all(),
            gettext("What it cost is not stated"),
        ),
        (
            lambda one: not one.costs and bool(one.study.costs.all()),
            gettext("What this alone cost is not stated"),
        ),
        (lambda one: not one.study.barriers.all(), gettext("What stood in the way is not stated")),
        (
            lambda one: one.study.depth == CaseStudy.Depth.OPENING,
            gettext("Only the opening of the source was read"),
        ),
    )
    for lacks, words in gaps:
        if lacking := [one.name for one in accounts if lacks(one)]:
            yield f"{words}{_of_whom(lacking, accounts)}."
    if not any(one.better_for.all() or one.worse_for.all() for _, one in changes):
        yield gettext("Nobody has measured for whom it worked better or worse.")
    if unstated := sum(change.sample_size is None for _, change in changes):
        yield (
            gettext("Of %(findings)s on what changed, %(unstated)s ")
            % {"findings": counted(len(changes), "finding"), "unstated": unstated}
        ) + (
            gettext("%(do)s not say how many people it rests on.")
            % {"do": verb_for(unstated, "do")}
            if unstated == 1
            else gettext("do not say how many people they rest on.")
        )
    if changes and not any((one.evidence_level or 0) >= Level.COMPARED for _, one in changes):
        yield gettext("No change was compared with people or places without the work.")
    said = (
        gettext(
            "The accounts were told in %(accounts)s, by their main sources. What has happened "
            "since is here only where a later source says it."
        )
        if accounts[1:]
        else gettext(
            "The account was told in %(accounts)s, by its main source. What has happened "
            "since is here only where a later source says it."
        )
    )
    yield said % {"accounts": years_told(accounts)}
    for one in accounts:
        if one.study.caveat and one.tells_what_matters:
            yield f"{one.name}: {room.cut(one.study.caveat)}"


def _of_whom(lacking: Sequence[str], accounts: Sequence[Account]) -> str:
    """Return of which accounts it is said; of a single one, nothing."""
    if not accounts[1:]:
        return ""
    if len(lacking) == len(accounts) > NAMED:
        return gettext(": all %(number)s accounts") % {"number": spelt(len(accounts))}
    return f": {joined(lacking)}"
