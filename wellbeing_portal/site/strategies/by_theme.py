"""A strategy theme by theme: which priorities, what serves them, and what that work changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from casestudies.evidence.surest_work import SurestWork, examples_of, surest_by_theme
from casestudies.models import CaseStudy, Finding
from casestudies.near_themes import NearSubject, near
from strategies.models import Strategy, Theme
from wellbeing_portal.search import CrossTable, Question, Reader, Search


@dataclass(frozen=True)
class ThemeOfStrategy:
    """A theme of a strategy's priorities.

    ``serving`` are the case studies that name one of these priorities. ``surest`` is of all work
    on the portal that names any priority about the theme, and ``findings`` stand for it;
    ``others`` is how many other councils have one; ``near`` is the subject called as it is.
    """

    theme: Theme
    priorities: Sequence[Any]
    serving: Sequence[CaseStudy]
    surest: SurestWork | None
    findings: Sequence[Finding]
    others: int
    near: NearSubject | None


def number_through(priorities: Sequence[Any]) -> None:
    """Set on each priority its number in the whole strategy, of whatever kind it is."""
    for number, priority in enumerate(priorities, 1):
        priority.number = number


def by_theme(
    reader: Reader, strategy: Strategy, priorities: Sequence[Any]
) -> list[ThemeOfStrategy]:
    """Return the themes of a strategy, those with most priorities first."""
    about: dict[Theme, list[Any]] = {}
    for priority in priorities:
        for theme in priority.themes.all():
            about.setdefault(theme, []).append(priority)
    if not about:
        return []
    others, surest = _other_councils(reader, strategy), surest_by_theme(reader)
    examples = examples_of(surest[one.slug] for one in about if one.slug in surest)
    found = [
        ThemeOfStrategy(
            theme,
            rows,
            list(dict.fromkeys(study for priority in rows for study in priority.serving)),
            known := surest.get(theme.slug),
            [examples[key] for key in known.examples if key in examples] if known else [],
            others[theme.slug],
            near(reader, theme.slug, theme.name),
        )
        for theme, rows in about.items()
    ]
    return sorted(found, key=lambda one: -len(one.priorities))


def _other_councils(reader: Reader, strategy: Strategy) -> Counter[str]:
    """Return how many councils, but for the strategy's own, have a priority about each theme."""
    own = {council.slug for council in strategy.councils.all()}
    others: Counter[str] = Counter()
    together = CrossTable(("theme", "council"))
    asked = Question(Search("priority"), size=0, tables=[together])
    for theme, council in reader.ask(asked).tables[0]:
        others[theme] += council not in own
    return others
