"""Strategies side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Prefetch
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from casestudies.headings import heading
from casestudies.models import CaseStudy
from strategies.facets import THEME
from strategies.models import Council, Priority, ScrutinyMeeting, Strategy, StrategyQuerySet
from strategies.standing import standing_of
from wellbeing_portal.core.compare.broader import with_broader
from wellbeing_portal.core.compare.comparison import (
    HIDDEN_SOURCE,
    ComparedItem,
    ComparedSection,
    Comparison,
    Point,
    Trait,
    aligned,
    compare,
    listed,
    told,
)
from wellbeing_portal.core.words import counted, joined, possessive, verb_for
from wellbeing_portal.search import current

NO_THEME = ("", "No theme given")
"""Key and label of what priorities are filed under that nobody has given a theme."""


def comparable() -> StrategyQuerySet:
    """Return the published strategies with all that a comparison reads."""
    return (
        Strategy.objects.published()
        .select_related("source")
        .prefetch_related(
            Prefetch("councils", Council.objects.order_by("sort_name")),
            Prefetch("priorities", Priority.objects.prefetch_related("themes")),
            Prefetch("scrutiny_meetings", ScrutinyMeeting.objects.prefetch_related("points")),
            Prefetch("case_studies", CaseStudy.objects.published()),
        )
    )


def compare_strategies(strategies: Sequence[Strategy]) -> Comparison:
    """Lay strategies side by side, in the order given; they come from ``comparable``."""
    heads = _heads(strategies)
    return compare(heads, [*_nature(heads, strategies), *_aims(heads, strategies)], mention="name")


def _heads(strategies: Sequence[Strategy]) -> list[ComparedItem]:
    """Call each by its councils, or by its title where two have the same."""
    names = [joined([c.name for c in strategy.councils.all()]) for strategy in strategies]
    heads = []
    for strategy, name in zip(strategies, names, strict=True):
        is_own = bool(name) and names.count(name) == 1
        whose = (
            _("%(name)s strategy") % {"name": possessive(name)} if is_own else f"“{strategy.title}”"
        )
        heads.append(
            ComparedItem(
                strategy.slug,
                strategy.title,
                name if is_own else strategy.title,
                strategy.get_absolute_url(),
                strategy.get_kind_display(),
                _("%(whose)s names") % {"whose": whose},
                _first(strategy),
            )
        )
    return heads


def _first(strategy: Strategy) -> str:
    """Return whether it has ended, how much it sets out, and how many accounts are tied to it."""
    priorities = len(strategy.priorities.all())
    studies = len(strategy.case_studies.all())
    return _("%(standing)s. %(priorities)s; %(studies)s %(tell)s of work under it.") % {
        "standing": standing_of(strategy, localdate().year).words,
        "priorities": counted(priorities, "priority", none="No"),
        "studies": counted(studies, "case study", none="no"),
        "tell": verb_for(studies, "tell"),
    }


def _nature(heads: Sequence[ComparedItem], strategies: Sequence[Strategy]) -> list[ComparedSection]:
    return [
        listed(
            "councils",
            heading("councils"),
            heads,
            [
                [Trait(c.slug, c.official_name, url=c.get_absolute_url()) for c in s.councils.all()]
                for s in strategies
            ],
        ),
        listed(
            "partnership",
            heading("partnership"),
            heads,
            [_one(s.partnership.casefold(), s.partnership) for s in strategies],
        ),
        listed(
            "kind", heading("kind"), heads, [_one(s.kind, s.get_kind_display()) for s in strategies]
        ),
        listed(
            "period",
            heading("period"),
            heads,
            [_one(s.years, s.years[:1].upper() + s.years[1:]) for s in strategies],
        ),
        listed(
            "status",
            heading("status"),
            heads,
            [_one(s.status, s.get_status_display()) for s in strategies],
        ),
        told("vision", heading("vision"), heads, [(s.vision, "") for s in strategies]),
    ]


def _one(key: str, label: str) -> list[Trait]:
    return [Trait(key, label)] if key else []


def _aims(heads: Sequence[ComparedItem], strategies: Sequence[Strategy]) -> list[ComparedSection]:
    kind = Priority.Kind
    return [
        aligned(
            "themes",
            _("Priorities by theme"),
            heads,
            with_broader(
                [themes(strategy.priorities.all()) for strategy in strategies],
                THEME.vocabulary(current()),
            ),
            "theme",
            row_for_each=True,
        ),
        listed(
            "target_groups",
            _("Target groups"),
            heads,
            [_titles(strategy, kind.TARGET_GROUP) for strategy in strategies],
            "target group",
        ),
        listed(
            "commitments",
            _("Commitments"),
            heads,
            [_titles(strategy, kind.COMMITMENT) for strategy in strategies],
        ),
        listed("scrutiny", _("Scrutiny"), heads, [_scrutiny(strategy) for strategy in strategies]),
        listed(
            "case_studies",
            heading("case_studies_serving_it"),
            heads,
            [
                [
                    Trait(study.slug, study.title, url=study.get_absolute_url())
                    for study in strategy.case_studies.all()
                ]
                for strategy in strategies
            ],
        ),
        listed("source", heading("source"), heads, [_source(strategy) for strategy in strategies]),
    ]


def themes(priorities: Iterable[Priority]) -> list[Trait]:
    """Return the themes of priorities, each with the priorities about it; no theme comes last.

    Whatever a strategy sets out counts, of whatever kind, as in lists and on pages of themes. A
    target group without a theme is not missed here: target groups have a section of their own.
    """
    found: dict[str, tuple[str, list[Point]]] = {}
    for priority in priorities:
        about = [(theme.slug, theme.name) for theme in priority.themes.all()]
        if not about and priority.kind != Priority.Kind.TARGET_GROUP:
            about = [NO_THEME]
        for key, label in about:
            found.setdefault(key, (label, []))[1].append(_point(priority))
    return [Trait(key, label, points=tuple(points)) for key, (label, points) in found.items()]


def _point(priority: Priority) -> Point:
    kind = "" if priority.kind == Priority.Kind.PRIORITY else priority.get_kind_display()
    return Point(priority.title, url=_address(priority), note=kind)


def _address(priority: Priority) -> str:
    return f"{priority.strategy.get_absolute_url()}#priority-{priority.position}"


def _titles(strategy: Strategy, kind: Priority.Kind) -> list[Trait]:
    return [
        Trait(priority.title.casefold(), priority.title, url=_address(priority))
        for priority in strategy.priorities.all()
        if priority.kind == kind
    ]


def _scrutiny(strategy: Strategy) -> list[Trait]:
    return [
        Trait(
            point.topic.casefold(),
            point.topic,
            f"{meeting.committee}: {point.get_standing_display().lower()}",
            f"{strategy.get_absolute_url()}#scrutiny",
        )
        for meeting in strategy.scrutiny_meetings.all()
        for point in meeting.points.all()
    ]


def _source(strategy: Strategy) -> list[Trait]:
    source = strategy.source
    if not source.is_published:
        return [Trait(source.slug, _(HIDDEN_SOURCE), strategy.locator)]
    return [Trait(source.slug, source.title, strategy.locator, source.get_absolute_url())]
