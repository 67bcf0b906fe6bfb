"""What a council's page says of its beginning and end, as they stand on a day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F
from django.utils.translation import gettext, gettext_noop

from strategies.models import Council, CouncilChange
from wellbeing_portal.core.words import Said, day_in_words, joined
from wellbeing_portal.search import Reader, Remembered

SAID = Said(
    {
        CouncilChange.Status.PROPOSED: gettext_noop("proposed, not decided"),
        CouncilChange.Status.DECIDED: gettext_noop("decided, not yet law"),
    }
)


_CHANGES: Remembered[None, Mapping[int, Sequence[CouncilChange]]] = Remembered(
    "changes of councils by council"
)


@dataclass(frozen=True)
class FollowingCouncil:
    """A council that follows or went before, and what is said of that."""

    council: Council
    about: str


@dataclass(frozen=True)
class Changes:
    """Whether a council is there on a day, which councils follow it and which it followed.

    ``notice`` is empty for a council that simply is there.
    """

    standing: str
    notice: str
    after: Sequence[FollowingCouncil]
    before: Sequence[FollowingCouncil]
    source: str


def changes_of(reader: Reader, council: Council, on: dt.date) -> Changes:
    """Return what a page says on a day of what followed ``council`` and what it followed."""
    told = _CHANGES.once(reader.memory, None, _read).get(council.pk, ())
    after = [one for one in told if one.predecessor_id == council.pk]
    after.sort(key=lambda one: one.position)
    before = [one for one in told if one.successor_id == council.pk]
    followed = [_change(one, one.successor) for one in after]
    if council.has_ended(on):
        standing, notice = "former", _ended(council, len(after))
    elif not council.has_begun(on):
        standing, notice = "coming", _coming(council, before)
    else:
        standing, notice = "current", _to_end(council, after)
    went = [_change(one, one.predecessor) for one in before]
    shown = before if standing == "coming" else after
    source = joined(dict.fromkeys(one.source for one in shown if one.source)) if notice else ""
    return Changes(standing, notice, followed, went, source)


def _read() -> Mapping[int, Sequence[CouncilChange]]:
    """Return all changes by the councils that they touch, the latest first. One query."""
    found: dict[int, list[CouncilChange]] = defaultdict(list)
    known = CouncilChange.objects.select_related("predecessor", "successor")
    for one in known.order_by(F("date").desc(nulls_first=True), "predecessor__sort_name"):
        for council in {one.predecessor_id, one.successor_id}:
            found[council].append(one)
    return dict(found)


def _ended(council: Council, followed: int) -> str:
    said = {"council": council.official_name, "day": day_in_words(council.ends)}
    if not followed:
        return gettext("%(council)s ended on %(day)s. What followed it is not known here.") % said
    if followed == 1:
        return gettext("%(council)s ended on %(day)s. This council followed it:") % said
    return gettext("%(council)s ended on %(day)s. These councils followed it:") % said


def _to_end(council: Council, after: Sequence[CouncilChange]) -> str:
    if not after:
        return ""
    said = {"council": council.official_name, "day": day_in_words(council.ends)}
    if council.ends and all(one.status in CouncilChange.LAW for one in after):
        if len(after) == 1:
            return gettext("%(council)s is to end on %(day)s. This council follows it:") % said
        return gettext("%(council)s is to end on %(day)s. These councils follow it:") % said
    return gettext("%(council)s may be followed by another council:") % said


def _coming(council: Council, before: Sequence[CouncilChange]) -> str:
    said = {"council": council.official_name, "day": day_in_words(council.begins)}
    begins = gettext("%(council)s is to begin on %(day)s.") % said
    if not before:
        return begins
    names = joined(one.predecessor.name for one in before)
    return f"{begins} {gettext('It follows %(councils)s.') % {'councils': names}}"


def _change(change: CouncilChange, other: Council) -> FollowingCouncil:
    parts = [gettext("for a part of its area")] if change.extent == "part" else []
    status = SAID.get(CouncilChange.Status(change.status))
    return FollowingCouncil(other, ", ".join([*parts, *([gettext(status)] if status else [])]))
