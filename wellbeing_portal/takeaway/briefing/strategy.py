"""Strategies, priorities and councils in a briefing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any, cast

from django.utils.translation import gettext

from casestudies.evidence.credit import councils_of
from casestudies.headings import heading
from casestudies.models import CaseStudy
from strategies.latest import in_time_order
from strategies.models import Council, Priority, Strategy
from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.document import Inline, Link, Quiet, Strong, WordFile
from wellbeing_portal.core.words import day_in_words, noun_for, verb_for

from .accounts import Account
from .case_study import FINDINGS
from .findings import write_findings
from .sources import cited
from .subject import Subject

Facts = list[tuple[str, Inline | Sequence[Inline]]]


def write_strategy(
    document: WordFile, strategy: Strategy, note: str, site: str, subject: Subject
) -> None:
    """Add a strategy: what it is, what it sets out to do, and how it was scrutinised.

    Of its priorities only those are told that belong to the subject.
    """
    document.heading(strategy.title, 2)
    if note:
        document.notice([Strong("Note: "), note])
    document.paragraph([strategy.summary, *cited(document, strategy.source, strategy.locator)])
    document.facts(
        _facts(strategy, site), gettext("At a glance: %(title)s") % {"title": strategy.title}
    )
    if strategy.inferred:
        document.notice(
            [Strong(gettext("Inferred, not stated in the source. ")), strategy.inferred]
        )
    if strategy.vision:
        document.heading(heading("vision"), 3)
        document.markdown(strategy.vision)
    for kind, rows in groupby(subject.priorities(strategy), key=lambda priority: priority.kind):
        priorities = list(rows)
        label = str(Priority.Kind(kind).label)
        document.table(
            f"{noun_for(len(priorities), label)}: {strategy.title}",
            (label, gettext("What it says"), gettext("Themes")),
            [
                (
                    [each.title, *([Quiet(f"\n{each.locator}")] if each.locator else [])],
                    each.description or "–",
                    ", ".join(theme.name for theme in each.themes.all()) or "–",
                )
                for each in priorities
            ],
            (0.32, 0.46, 0.22),
        )
    _scrutiny(document, strategy)
    case_studies = strategy.case_studies.all()
    if case_studies:
        document.heading(heading("case_studies_serving_it"), 3)
        document.bullets(
            [Link(study.title, site + study.get_absolute_url()), f": {study.strapline}"]
            for study in case_studies
        )


def _facts(strategy: Strategy, site: str) -> Facts:
    adopted = strategy.adopted_on
    status = strategy.get_status_display()
    if adopted:
        status += gettext(", adopted on %(day)s") % {"day": day_in_words(adopted)}
    address = site + strategy.get_absolute_url()
    facts: Facts = [
        (
            heading("councils"),
            "; ".join(council.official_name for council in strategy.councils.all()),
        ),
        (heading("partnership"), strategy.partnership),
        (heading("kind"), strategy.get_kind_display()),
        (
            heading("period"),
            strategy.years[:1].upper() + strategy.years[1:] or gettext("Not stated in the source"),
        ),
        (heading("status"), status),
        (heading("address"), Link(address, address)),
    ]
    return [(name, text) for name, text in facts if text]


def _scrutiny(document: WordFile, strategy: Strategy) -> None:
    for meeting in strategy.scrutiny_meetings.all():
        points = sorted(meeting.points.all(), key=lambda point: point.position)
        if points:
            held = meeting.held_on
            when = f", {day_in_words(held)}" if held else ""
            document.table(
                f"Scrutiny: {meeting.committee}{when}",
                (gettext("Raised"), gettext("Answer"), gettext("Standing")),
                [
                    (
                        [
                            Strong(f"{point.topic}. "),
                            point.point,
                            Quiet(f" {point.raised_by}."),
                            *cited(document, meeting.source, point.locator),
                        ],
                        point.response or gettext("No answer stated"),
                        point.get_standing_display(),
                    )
                    for point in points
                ],
                (0.46, 0.4, 0.14),
            )


def write_priority(document: WordFile, priority: Priority, note: str, site: str) -> None:
    """Add one priority, with the strategy that sets it."""
    strategy = priority.strategy
    document.heading(priority.title, 2)
    if note:
        document.notice([Strong("Note: "), note])
    if priority.description:
        document.paragraph(priority.description)
    address = f"{site}{strategy.get_absolute_url()}#priority-{priority.position}"
    locator = priority.locator or strategy.locator
    facts: Facts = [
        (gettext("Set by"), [strategy.title, *cited(document, strategy.source, locator)]),
        (
            heading("councils"),
            "; ".join(council.official_name for council in strategy.councils.all()),
        ),
        (heading("kind"), priority.get_kind_display()),
        (heading("period"), strategy.years[:1].upper() + strategy.years[1:]),
        (heading("themes"), ", ".join(theme.name for theme in priority.themes.all())),
        (heading("address"), Link(address, address)),
    ]
    document.facts([(name, text) for name, text in facts if text], f"Priority: {priority.title}")


def write_council(document: WordFile, council: Council, note: str, site: str) -> None:
    """Add a council: where it stands, what it sets out to do, and what it did."""
    document.heading(council.official_name, 2)
    if note:
        document.notice([Strong("Note: "), note])
    address = site + council.get_absolute_url()
    region, nation = council.get_region_display(), council.get_nation_display()
    facts: Facts = [
        (heading("type"), council.get_type_display()),
        (heading("region"), region if region == nation else f"{region}, {nation}"),
        (heading("county_council"), council.parent.official_name if council.parent else ""),
        (heading("gss_code"), council.gss_code or ""),
        (heading("address"), Link(address, address)),
    ]
    document.facts([(name, text) for name, text in facts if text], f"Context: {council.name}")
    needs = council.context_facts.all()
    if needs:
        document.heading(gettext("What sources say about the area"), 3)
        document.bullets(
            [fact.statement, *cited(document, fact.source, fact.locator)] for fact in needs
        )
    _strategies_of(document, council, site)
    _case_studies_of(document, council, site)
    examples = council.framework_examples.all()
    if examples:
        document.heading(gettext("Named as an example"), 3)
        document.bullets(
            [
                Strong(f"{example.item.title}"),
                gettext(", in %(title)s. %(description)s")
                % {"title": example.item.framework.title, "description": example.description},
                *cited(document, example.item.framework.source, example.item.locator),
            ]
            for example in examples
        )


def _strategies_of(document: WordFile, council: Council, site: str) -> None:
    document.heading(gettext("Strategies and priorities"), 3)
    strategies = in_time_order(council)
    if not strategies:
        document.paragraph(gettext("The portal holds no strategy of this council yet."))
    for strategy in strategies:
        about = ", ".join(filter(None, [strategy.get_kind_display(), strategy.years]))
        document.paragraph(
            [
                Link(strategy.title, site + strategy.get_absolute_url()),
                f" ({about})",
                *cited(document, strategy.source, strategy.locator),
            ]
        )
        document.bullets(priority.title for priority in strategy.priorities.all())
    _say_what_is_left(
        document,
        cast("Any", council).strategy_count - len(strategies),
        f"{site}{address_of('strategies')}",
        council,
    )


def _case_studies_of(document: WordFile, council: Council, site: str) -> None:
    document.heading(heading("case_studies"), 3)
    roles = cast("Any", council).foremost_roles
    if not roles:
        document.paragraph(gettext("The portal holds no account of what this council itself did."))
    for role in roles:
        study = role.case_study
        address = site + study.get_absolute_url()
        told = (
            gettext(", told in %(told_in)s") % {"told_in": study.told_in} if study.told_in else ""
        )
        document.paragraph(
            [
                Link(study.title, address),
                f" ({role.get_role_display().lower()}{told}). "
                f"{role.contribution or study.strapline}",
                *cited(document, study.source, study.locator),
            ]
        )
        write_findings(document, _own(study, council), most=FINDINGS, url=address)
    _say_what_is_left(
        document,
        cast("Any", council).case_study_count - len(roles),
        f"{site}{address_of('case_studies')}",
        council,
    )
    named = cast("Any", council).naming_roles
    if named:
        document.heading(gettext("Also named in"), 3)
        document.bullets(
            [
                Link(role.case_study.title, site + role.case_study.get_absolute_url()),
                f" ({role.get_role_display().lower()})",
            ]
            for role in named
        )


def _own(study: CaseStudy, council: Council) -> Account:
    """Return a case study with the findings that are this council's work."""
    return Account(study, [one for one in study.findings.all() if council in councils_of(one)])


def _say_what_is_left(document: WordFile, left: int, path: str, council: Council) -> None:
    if left > 0:
        url = f"{path}?council={council.slug}"
        document.paragraph(
            [
                gettext("%(left)s more %(are)s on the portal: ")
                % {"left": f"{left:,}", "are": verb_for(left, "are")},
                Link(url, url),
            ]
        )
