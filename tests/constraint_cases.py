"""What breaks each constraint of the tables, and what a curator is told of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models

from casestudies.facets import FAMILIES
from casestudies.models import Finding
from strategies.facets import THEME
from strategies.models import CouncilChange
from tests import account_factories as account
from tests import factories as make
from tests.pointing import FACTORIES


@dataclass(frozen=True)
class Case:
    """A valid record, and a change that breaks one constraint."""

    name: str
    record: Callable[[], models.Model]
    change: Callable[[Any], dict[str, Any]]
    message: str


def set_to(**values: Any) -> Callable[[Any], dict[str, Any]]:
    return lambda record: values


def twin(factory: Any, parent: str, parent_factory: Any) -> Callable[[], Any]:
    """The second of two rows of one parent."""

    def make_two() -> Any:
        owner = parent_factory()
        factory(**{parent: owner})
        return factory(**{parent: owner})

    return make_two


def like_the_first(*fields: str) -> Callable[[Any], dict[str, Any]]:
    """Give the second row what the first one has."""

    def change(record: Any) -> dict[str, Any]:
        first = type(record)._default_manager.order_by("pk").first()
        return {field: getattr(first, field) for field in fields}

    return change


def second_nearest() -> Any:
    """The second of two neighbours of one council."""
    first = make.CouncilNeighbourFactory()
    return make.CouncilNeighbourFactory(council_code=first.council_code, rank=2)


def take_the_first_place(record: Any) -> dict[str, Any]:
    """Give both rows the first place among the key findings."""
    Finding.objects.exclude(pk=record.pk).update(key_order=1)
    return {"key_order": 1}


def figures(name: str, factory: Any) -> list[Case]:
    return [
        Case(
            f"{name}_sample_size_positive",
            factory,
            set_to(sample_size=0),
            "A sample size is at least 1.",
        ),
        Case(
            f"{name}_value_has_unit",
            factory,
            set_to(value=5, unit=""),
            "A number needs a unit, and a unit needs a number.",
        ),
        Case(
            f"{name}_value_has_unit",
            factory,
            set_to(value=None, unit="percent"),
            "A number needs a unit, and a unit needs a number.",
        ),
    ]


def periods(name: str, factory: Any) -> list[Case]:
    plausible = "Write years between 1900 and 2100."
    return [
        Case(
            f"{name}_ends_after_start",
            factory,
            set_to(start_year=2020, end_year=2019),
            "The end cannot be before the start.",
        ),
        Case(f"{name}_plausible_years", factory, set_to(start_year=1899, end_year=None), plausible),
        Case(f"{name}_plausible_years", factory, set_to(start_year=None, end_year=2101), plausible),
    ]


CONCEPTS: dict[str, Any] = {
    str(one.model._meta.model_name): FACTORIES[one.model] for one in (*FAMILIES.values(), THEME)
}

POSITIONS = [
    (
        "priority",
        make.PriorityFactory,
        "strategy",
        make.StrategyFactory,
        "priorities of a strategy",
    ),
    (
        *("scrutinymeeting", make.ScrutinyMeetingFactory, "strategy", make.StrategyFactory),
        "meetings on a strategy",
    ),
    (
        *("scrutinypoint", make.ScrutinyPointFactory, "meeting", make.ScrutinyMeetingFactory),
        "points of a meeting",
    ),
    (
        *("councilchange", make.CouncilChangeFactory, "predecessor", make.CouncilFactory),
        "changes of a council",
    ),
    (
        *("casestudycouncil", make.CaseStudyCouncilFactory, "case_study", make.CaseStudyFactory),
        "councils",
    ),
    (
        *("casestudypartner", make.CaseStudyPartnerFactory, "case_study", make.CaseStudyFactory),
        "organisations",
    ),
    (
        *("casestudyapproach", make.CaseStudyApproachFactory, "case_study", make.CaseStudyFactory),
        "approaches",
    ),
    (
        *("casestudyenabler", make.CaseStudyEnablerFactory, "case_study", make.CaseStudyFactory),
        "enablers",
    ),
    ("initiative", make.InitiativeFactory, "case_study", make.CaseStudyFactory, "initiatives"),
    (
        "initiativefunder",
        make.InitiativeFunderFactory,
        "initiative",
        make.InitiativeFactory,
        "funders",
    ),
    (
        "finding",
        make.FindingFactory,
        "case_study",
        make.CaseStudyFactory,
        "findings of a case study",
    ),
    (
        *("finding_item", make.FrameworkFindingFactory, "framework_item"),
        *(make.FrameworkItemFactory, "findings of an item"),
    ),
    (
        *("contextfact", make.ContextFactFactory, "case_study", make.CaseStudyFactory),
        "facts of a case study",
    ),
    (
        "contextfact_item",
        lambda framework_item: make.ContextFactFactory(
            case_study=None,
            framework_item=framework_item,
            position=framework_item.context_facts.count() + 1,
        ),
        *("framework_item", make.FrameworkItemFactory, "facts of an item"),
    ),
    (
        "frameworkitem",
        make.FrameworkItemFactory,
        "framework",
        make.FrameworkFactory,
        "items of a framework",
    ),
    (
        "frameworkexample",
        make.FrameworkExampleFactory,
        "item",
        make.FrameworkItemFactory,
        "examples of an item",
    ),
]

POSITIONS += [
    (name, factory, parent, parent_factory, what)
    for name, factory, parent, parent_factory, what in (
        ("barrier", account.BarrierFactory, "case_study", make.CaseStudyFactory, "barriers"),
        ("cost", account.CostFactory, "case_study", make.CaseStudyFactory, "costs"),
        (
            "correction",
            account.CorrectionFactory,
            "case_study",
            make.CaseStudyFactory,
            "corrections",
        ),
        (
            "councilreply",
            account.CouncilReplyFactory,
            "case_study",
            make.CaseStudyFactory,
            "replies",
        ),
        (
            *("gradereading", account.GradeReadingFactory, "finding", make.FindingFactory),
            "readings of a finding",
        ),
        (
            *("widerreading", account.WiderReadingFactory, "evidence"),
            *(account.WiderEvidenceFactory, "readings"),
        ),
    )
]
UNKEYED = (
    *("casestudycouncil", "casestudypartner", "casestudyapproach", "casestudyenabler"),
    *("gradereading", "widerreading", "councilchange"),
)
RANGE = "The upper end of a range is above its lower end."
KEYED = [
    *(one for one in POSITIONS if one[0] not in UNKEYED),
    (
        "contextfact_council",
        lambda council: make.ContextFactFactory(case_study=None, council=council),
        *("council", make.CouncilFactory, "facts of a council"),
    ),
]

ROWS_WITH_KEYS: dict[str, Any] = {
    "priority": make.PriorityFactory,
    "scrutinymeeting": make.ScrutinyMeetingFactory,
    "scrutinypoint": make.ScrutinyPointFactory,
    "initiative": make.InitiativeFactory,
    "initiativefunder": make.InitiativeFunderFactory,
    "finding": make.FindingFactory,
    "contextfact": make.ContextFactFactory,
    "frameworkitem": make.FrameworkItemFactory,
    "frameworkexample": make.FrameworkExampleFactory,
    "barrier": account.BarrierFactory,
    "cost": account.CostFactory,
    "correction": account.CorrectionFactory,
    "councilreply": account.CouncilReplyFactory,
}

IN_THE_LIST = [
    ("casestudycouncil", "council", make.CaseStudyCouncilFactory),
    ("casestudypartner", "organisation", make.CaseStudyPartnerFactory),
    ("casestudyapproach", "approach", make.CaseStudyApproachFactory),
    ("casestudyenabler", "enabler", make.CaseStudyEnablerFactory),
]

ONE_FUNDER = "Name either an organisation or a council as the funder."
ONE_BODY = "Name either a council or an organisation."
ONE_PARENT = "A finding belongs to a case study or to a framework item, and not to both."
GSS = "A GSS code of a council looks like E08000035"

SLUGGED = {
    **CONCEPTS,
    "casestudy": make.CaseStudyFactory,
    "council": make.CouncilFactory,
    "framework": make.FrameworkFactory,
    "organisation": make.OrganisationFactory,
    "source": make.SourceFactory,
    "strategy": make.StrategyFactory,
    "widerevidence": account.WiderEvidenceFactory,
}
SLUG = "Write lower case letters and digits, with single hyphens between words"

CASES = [
    *(
        Case(f"{name}_slug_plain", factory, set_to(slug=slug), SLUG)
        for name, factory in SLUGGED.items()
        for slug in ("Leeds", "st_albans", "-york", "york-", "king--lynn", "")
    ),
    *(
        Case(
            f"{name}_not_broader_than_itself",
            factory,
            lambda record: {"broader": record},
            "A concept cannot be its own broader concept.",
        )
        for name, factory in CONCEPTS.items()
    ),
    *(
        Case(
            f"{name}_position_unique",
            twin(factory, parent, parent_factory),
            like_the_first("position"),
            f"Two {what} have the same position.",
        )
        for name, factory, parent, parent_factory, what in POSITIONS
    ),
    *(
        Case(
            f"{name}_key_unique",
            twin(factory, parent, parent_factory),
            like_the_first("key"),
            f"Two {what} have the same key.",
        )
        for name, factory, parent, parent_factory, what in KEYED
    ),
    *(
        Case(
            f"{name}_key_plain",
            factory,
            set_to(key=key),
            "Write a key in lower case letters and digits, with single hyphens between words.",
        )
        for name, factory in ROWS_WITH_KEYS.items()
        for key in ("Visits", "visits_rose", "-visits", "visits-", "visits--rose", "")
    ),
    *(
        Case(
            f"{name}_{field}_unique",
            twin(factory, "case_study", lambda: make.CaseStudyFactory(councils=[])),
            like_the_first(field),
            f"This {field} is already in the list.",
        )
        for name, field, factory in IN_THE_LIST
    ),
    *figures("finding", make.FindingFactory),
    *figures("contextfact", make.ContextFactFactory),
    *periods("strategy", make.StrategyFactory),
    *periods("casestudy", make.CaseStudyFactory),
    *periods("initiative", make.InitiativeFactory),
    *(
        Case("council_gss_code_pattern", make.CouncilFactory, set_to(gss_code=code), GSS)
        for code in ("E0800003", "E05000035", "e08000035", "X08000035", "E0800003X")
    ),
    Case(
        "council_not_its_own_parent",
        lambda: make.CouncilFactory(type="district"),
        lambda record: {"parent": record},
        "A council cannot be its own county council.",
    ),
    Case(
        "council_only_districts_have_parent",
        lambda: make.CouncilFactory(type="unitary"),
        lambda record: {"parent": make.CouncilFactory(type="county")},
        "Only a district council has a county council above it.",
    ),
    Case(
        "council_ends_after_it_begins",
        make.CouncilFactory,
        set_to(begins=dt.date(2020, 4, 1), ends=dt.date(2020, 3, 31)),
        "A council cannot end before it begins.",
    ),
    Case(
        "source_year_matches_date",
        make.SourceFactory,
        set_to(published_on=dt.date(2021, 1, 1), published_year=2020),
        "The year and the day of publication disagree.",
    ),
    Case(
        "initiative_name_unique",
        twin(make.InitiativeFactory, "case_study", make.CaseStudyFactory),
        like_the_first("name"),
        "The case study already has an initiative of this name.",
    ),
    Case(
        "initiativefunder_one_funder",
        make.InitiativeFunderFactory,
        set_to(organisation=None),
        ONE_FUNDER,
    ),
    Case(
        "initiativefunder_one_funder",
        make.InitiativeFunderFactory,
        lambda record: {"council": make.CouncilFactory()},
        ONE_FUNDER,
    ),
    Case(
        "initiativefunder_amount_not_negative",
        make.InitiativeFunderFactory,
        set_to(amount=-1),
        "An amount cannot be negative.",
    ),
    *(
        Case(
            "finding_evidence_level_0_to_5",
            make.FindingFactory,
            set_to(evidence_level=level),
            "An evidence level is a number from 0 to 5.",
        )
        for level in (6, 100)
    ),
    Case("finding_one_parent", make.FindingFactory, set_to(case_study=None), ONE_PARENT),
    Case(
        "finding_one_parent",
        make.FindingFactory,
        lambda record: {"framework_item": make.FrameworkItemFactory()},
        ONE_PARENT,
    ),
    Case(
        "finding_only_changes_have_a_level",
        make.FindingFactory,
        set_to(evidence_level=None),
        "A change has a direction and an evidence level",
    ),
    Case(
        "finding_only_changes_have_a_level",
        make.FindingFactory,
        set_to(direction=""),
        "A change has a direction and an evidence level",
    ),
    Case(
        "finding_only_changes_have_a_level",
        make.FindingFactory,
        set_to(claim="intended"),
        "A change has a direction and an evidence level",
    ),
    Case(
        "finding_only_work_done_has_an_output",
        make.FindingFactory,
        set_to(output="satisfaction"),
        "Work done says what was done or reached",
    ),
    Case(
        "finding_key_order_unique",
        twin(make.FindingFactory, "case_study", make.CaseStudyFactory),
        take_the_first_place,
        "Two key findings have the same place.",
    ),
    Case(
        "widerreading_outcome_unique",
        twin(account.WiderReadingFactory, "evidence", account.WiderEvidenceFactory),
        like_the_first("outcome"),
        "This outcome is already there.",
    ),
    Case(
        "finding_key_order_1_to_3",
        make.FindingFactory,
        set_to(key_order=4),
        "Key findings are numbered 1, 2 and 3.",
    ),
    *(
        Case(f"{name}_range_goes_up", factory, set_to(value=5, unit="percent", high_value=5), RANGE)
        for name, factory in (
            ("finding", make.FindingFactory),
            ("contextfact", make.ContextFactFactory),
        )
    ),
    *(
        Case(
            f"{name}_from_has_to",
            factory,
            set_to(from_value=5),
            "A number before a change needs the number after it",
        )
        for name, factory in (
            ("finding", make.FindingFactory),
            ("contextfact", make.ContextFactFactory),
        )
    ),
    Case("cost_range_goes_up", account.CostFactory, set_to(high_amount=1), RANGE),
    Case("cost_not_negative", account.CostFactory, set_to(amount=-1), "cannot be negative"),
    Case(
        "cost_one_payer",
        account.CostFactory,
        lambda record: {
            "payer_organisation": make.OrganisationFactory(),
            "payer_council": make.CouncilFactory(),
        },
        "Name either an organisation or a council as the payer.",
    ),
    Case(
        "gradereading_only_changes_have_a_level",
        account.GradeReadingFactory,
        set_to(claim="done"),
        "A reading gives a level to a change",
    ),
    Case(
        "contextfact_has_parent",
        make.ContextFactFactory,
        set_to(case_study=None),
        "Say which case study, council or framework item this is about.",
    ),
    Case(
        "councilchange_unique",
        twin(make.CouncilChangeFactory, "predecessor", make.CouncilFactory),
        like_the_first("successor"),
        "This council is already among those that follow.",
    ),
    Case(
        "councilchange_not_to_itself",
        make.CouncilChangeFactory,
        lambda record: {"successor": record.predecessor},
        "A council does not follow itself.",
    ),
    *(
        Case(
            "councilchange_law_has_a_date",
            make.CouncilChangeFactory,
            set_to(status=status, date=None),
            "What is ordered or in force has a date.",
        )
        for status in CouncilChange.LAW
    ),
    Case(
        "councilneighbour_rank_unique",
        second_nearest,
        like_the_first("rank"),
        "Two neighbours of a council have the same rank.",
    ),
    Case(
        "councilneighbour_once",
        second_nearest,
        like_the_first("neighbour_code"),
        "A council has the same neighbour twice.",
    ),
    Case(
        "councilneighbour_not_itself",
        make.CouncilNeighbourFactory,
        lambda record: {"neighbour_code": record.council_code},
        "A council cannot be its own neighbour.",
    ),
    Case(
        "councilneighbour_rank_from_one",
        make.CouncilNeighbourFactory,
        set_to(rank=0),
        "The nearest neighbour has rank 1.",
    ),
    *(
        Case(
            "councilneighbour_gss_codes", make.CouncilNeighbourFactory, set_to(**{side: code}), GSS
        )
        for side in ("council_code", "neighbour_code")
        for code in ("E08", "Leeds", "E08 00035")
    ),
    Case("frameworkexample_one_body", make.FrameworkExampleFactory, set_to(council=None), ONE_BODY),
    Case(
        "frameworkexample_one_body",
        make.FrameworkExampleFactory,
        lambda record: {"organisation": make.OrganisationFactory()},
        ONE_BODY,
    ),
]
