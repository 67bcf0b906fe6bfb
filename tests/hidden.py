"""What readers must not see, for the small world of ``tests/universe.py``."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from casestudies.models import CaseStudy, Finding, Framework
from strategies.models import Council, Source, Strategy
from wellbeing_portal.core.models import Publishable

from . import factories as make

SECRET = "Sesame"
"""Stands in every text of every record that is not published."""

State = Publishable.State
HIDDEN_STATES = [state for state in State if state != State.PUBLISHED]


def unseen(published: Any) -> list[tuple[str, dict[str, Any]]]:
    """Every way in which readers do not see a record, by its name: the last is a working copy."""
    gone = {State.WITHDRAWN, State.UNPUBLISHED, State.TRASHED}
    left: dict[str, Any] = {"left_at": timezone.now(), "left_because": f"{SECRET} reason"}
    seen_once = {State.WITHDRAWN, State.UNPUBLISHED}
    once: dict[str, Any] = {"published_at": timezone.now()}
    ways: list[tuple[str, dict[str, Any]]] = [
        (
            str(state.label),
            {"state": state}
            | (left if state in gone else {})
            | (once if state in seen_once else {}),
        )
        for state in HIDDEN_STATES
    ]
    return [*ways, ("copy", {"state": State.DRAFT, "copy_of": published})]


def hidden_strategy(
    name: str, way: dict[str, Any], councils: list[Council], source: Source
) -> Strategy:
    strategy = make.StrategyFactory(
        title=f"{SECRET} strategy, {name}",
        summary=f"{SECRET} summary",
        vision=f"{SECRET} vision",
        partnership=f"{SECRET} partnership",
        councils=councils,
        source=source,
        locator=f"{SECRET} locator",
        **way,
    )
    make.PriorityFactory(strategy=strategy, title=f"{SECRET} priority")
    meeting = make.ScrutinyMeetingFactory(strategy=strategy, committee=f"{SECRET} committee")
    make.ScrutinyPointFactory(meeting=meeting, topic=f"{SECRET} topic")
    return strategy


def hidden_case_study(
    name: str, way: dict[str, Any], councils: dict[str, Any], source: Source, strategy: Strategy
) -> CaseStudy:
    """A case study that would lead every list if it were shown."""
    text = {
        field: f"{SECRET} {field}"
        for field in (
            *("strapline", "summary", "ambition", "approach", "impact", "sustainability"),
            *("pandemic_response", "locator", "inferred"),
        )
    }
    study = make.CaseStudyFactory(
        title=f"{SECRET} case study, {name}",
        councils=[councils["northmarl"], councils["quietham"]],
        strategies=[strategy],
        source=source,
        **way,
        **text,
    )
    make.InitiativeFactory(case_study=study, name=f"{SECRET} initiative")
    make.FindingFactory(
        case_study=study,
        statement=f"{SECRET} statement",
        measure=f"{SECRET} measure",
        value=99,
        evidence_level=Finding.EvidenceLevel.PROVEN,
        key_order=1,
    )
    make.ContextFactFactory(
        case_study=study,
        council=councils["northmarl"],
        statement=f"{SECRET} fact",
        source=source,
    )
    return study


def hidden_framework(
    name: str, way: dict[str, Any], councils: dict[str, Any], source: Source
) -> Framework:
    framework = make.FrameworkFactory(
        title=f"{SECRET} framework, {name}",
        summary=f"{SECRET} summary",
        background=f"{SECRET} background",
        source=source,
        **way,
    )
    item = make.FrameworkItemFactory(framework=framework, title=f"{SECRET} item")
    for council in ("northmarl", "quietham"):
        make.FrameworkExampleFactory(
            item=item, council=councils[council], description=f"{SECRET} example"
        )
    make.FrameworkFindingFactory(framework_item=item, statement=f"{SECRET} statement", value=99)
    make.ContextFactFactory(
        case_study=None,
        framework_item=item,
        council=councils["northmarl"],
        statement=f"{SECRET} fact",
        source=source,
    )
    return framework
