"""The strongest change that an account reports: which way it went, and how sure it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from casestudies.models import Finding

from .grammar import STRENGTH, Level, Sign, sign_of_change


@dataclass(frozen=True)
class StrongestChange:
    """The highest level of an account's changes, and every way that changes of this level went.

    One that is compared with others and better does not hide another that is worse.
    """

    level: int
    signs: tuple[Sign, ...]

    @property
    def words(self) -> str:
        """How sure it is."""
        return STRENGTH[Level(self.level)]


def strongest(changes: Iterable[tuple[int | None, str]]) -> StrongestChange | None:
    """Return the strongest of changes, each a level and a direction; None if there are none."""
    known = [(level, direction) for level, direction in changes if level is not None]
    if not known:
        return None
    highest = max(level for level, _ in known)
    ways = {direction for level, direction in known if level == highest}
    signs = (sign_of_change(highest, way) for way in Finding.Direction if way in ways)
    return StrongestChange(highest, tuple(signs))


def strongest_by_study(keys: Sequence[int]) -> Mapping[int, StrongestChange | None]:
    """Return the strongest change of each of these case studies. One query."""
    rows = (
        Finding.objects.filter(case_study__in=keys, claim=Finding.Claim.CHANGED)
        .order_by()
        .values_list("case_study_id", "evidence_level", "direction")
        .distinct()
    )
    found: dict[int, list[tuple[int | None, str]]] = defaultdict(list)
    for study, level, direction in rows:
        found[study].append((level, direction))
    return {key: strongest(found[key]) for key in keys}
