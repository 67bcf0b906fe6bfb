"""A small world that many tests share: every kind of record, in every state, tied to each other.

Invented councils, so that nothing here can be mistaken for content::

    Marlshire (county)      partner in the rich case study
    ├─ Northmarl (district) leads it; has strategies, scrutiny, facts, examples, and every secret
    └─ Southmarl (district) leads it too
    Eastport (unitary)      learning partner in it
    Quietham (unitary)      has nothing but secrets
    Old Marl (district)     ended; Northmarl and Southmarl followed it

``rich`` is a published case study with everything a case study can have; ``plain`` has only what
it must have. ``joint`` is a published strategy with priorities and scrutiny, ``framework`` a
published framework with items under two headings, ``report`` the published source of them all.

Beside each stand records in the other states, and a working copy of a published one; they come
from ``hidden.py``. Every text of theirs contains ``SECRET``, they are
tied to published ones by every relation there is, and no public page may ever show that word.
``unlisted`` is what the published ones point at although it is not published itself.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from casestudies.models import CaseStudy, Finding, Framework, Organisation
from strategies.models import Council, Priority, ScrutinyPoint, Source, Strategy

from . import account_factories as account
from . import factories as make
from .hidden import SECRET, hidden_case_study, hidden_framework, hidden_strategy, unseen


@dataclass(frozen=True)
class Universe:
    """The named records; ``hidden_…`` are those the public must not see."""

    marlshire: Council
    northmarl: Council
    southmarl: Council
    eastport: Council
    quietham: Council
    old_marl: Council
    trust: Organisation
    report: Source
    minutes: Source
    joint: Strategy
    plain_strategy: Strategy
    rich: CaseStudy
    plain: CaseStudy
    framework: Framework
    plain_framework: Framework
    hidden_sources: tuple[Source, ...]
    hidden_strategies: tuple[Strategy, ...]
    hidden_case_studies: tuple[CaseStudy, ...]
    hidden_frameworks: tuple[Framework, ...]

    @property
    def published(self) -> list[Any]:
        """Every record that the public sees, councils included."""
        return [
            *(self.marlshire, self.northmarl, self.southmarl, self.eastport, self.quietham),
            *(self.old_marl, self.report, self.minutes, self.joint, self.plain_strategy),
            *(self.rich, self.plain, self.framework, self.plain_framework),
        ]

    @property
    def hidden(self) -> list[Any]:
        """Every record that the public must not see."""
        return [
            *self.hidden_sources,
            *self.hidden_strategies,
            *self.hidden_case_studies,
            *self.hidden_frameworks,
        ]


def build_universe() -> Universe:
    """Make the whole world in the test's database."""
    councils = _councils()
    sources = _sources()
    strategies = _strategies(councils, sources)
    case_studies = _case_studies(councils, sources, strategies)
    frameworks = _frameworks(councils, sources)
    return Universe(**councils, **sources, **strategies, **case_studies, **frameworks)


def _councils() -> dict[str, Any]:
    marlshire = make.CouncilFactory(
        name="Marlshire",
        official_name="Marlshire County Council",
        type=Council.Type.COUNTY,
        gss_code="E10999999",
    )

    def district(name: str, code: str, **values: Any) -> Council:
        return make.CouncilFactory(
            name=name,
            official_name=f"{name} District Council",
            type=Council.Type.DISTRICT,
            gss_code=code,
            parent=marlshire,
            **values,
        )

    northmarl = district("Northmarl", "E07999991", begins=dt.date(2009, 4, 1))
    southmarl = district("Southmarl", "E07999992")
    old_marl = district("Old Marl", "E07999993", ends=dt.date(2009, 3, 31))
    for successor in (northmarl, southmarl):
        make.CouncilChangeFactory(predecessor=old_marl, successor=successor, extent="part")
    unitary = {"type": Council.Type.UNITARY, "region": Council.Region.SOUTH_WEST}
    return {
        "marlshire": marlshire,
        "northmarl": northmarl,
        "southmarl": southmarl,
        "old_marl": old_marl,
        "eastport": make.CouncilFactory(name="Eastport", gss_code="E06999991", **unitary),
        "quietham": make.CouncilFactory(name="Quietham", gss_code="E06999992", **unitary),
    }


def _sources() -> dict[str, Any]:
    report = make.SourceFactory(
        title="The Marl Report",
        summary="What we saw in Marl.",
        url="https://example.org/marl-report",
        published=True,
    )
    return {
        "report": report,
        "minutes": make.SourceFactory(
            title="Minutes of the Northmarl Scrutiny Panel",
            kind=Source.Kind.MINUTES,
            published_year=None,
            published_on=dt.date(2021, 5, 4),
            published=True,
        ),
        "hidden_sources": tuple(
            make.SourceFactory(
                title=f"{SECRET} source, {name}",
                author=f"{SECRET} author",
                publisher=f"{SECRET} publisher",
                summary=f"{SECRET} summary",
                url="https://example.org/sesame",
                **way,
            )
            for name, way in unseen(report)
        ),
    }


def _strategies(councils: dict[str, Any], sources: dict[str, Any]) -> dict[str, Any]:
    report, unlisted = sources["report"], sources["hidden_sources"][0]
    fairness = make.ThemeFactory(name="Fairness")
    joint = make.StrategyFactory(
        title="Well in Marl",
        councils=[councils["northmarl"], councils["southmarl"]],
        partnership="Marl Health and Wellbeing Board",
        vision="A place where **everybody** is well.",
        adopted_on=dt.date(2016, 6, 1),
        source=report,
        locator="Page 4",
        published=True,
    )
    for kind, title in (
        (Priority.Kind.PRIORITY, "Start well"),
        (Priority.Kind.PRIORITY, "Age well"),
        (Priority.Kind.PRINCIPLE, "Listen first"),
    ):
        make.PriorityFactory(strategy=joint, kind=kind, title=title, themes=[fairness])
    for source, committee in ((sources["minutes"], "Scrutiny Panel"), (unlisted, "Audit Panel")):
        meeting = make.ScrutinyMeetingFactory(
            strategy=joint,
            committee=committee,
            held_on=dt.date(2021, 5, 4),
            introduction="Officers presented it.",
            chair_summary="The chair thanked them.",
            source=source,
        )
        make.ScrutinyPointFactory(meeting=meeting, topic="Money", responded_by="The officer")
        make.ScrutinyPointFactory(
            meeting=meeting, topic="Buses", response="", standing=ScrutinyPoint.Standing.OPEN
        )
    plain = make.StrategyFactory(
        title="Marl in Bloom",
        councils=[councils["northmarl"]],
        status="",
        start_year=None,
        end_year=None,
        source=unlisted,
        published=True,
    )
    hidden = tuple(
        hidden_strategy(name, way, [councils["northmarl"], councils["quietham"]], report)
        for name, way in unseen(joint)
    )
    return {"joint": joint, "plain_strategy": plain, "hidden_strategies": hidden}


def _case_studies(
    councils: dict[str, Any], sources: dict[str, Any], strategies: dict[str, Any]
) -> dict[str, Any]:
    rich = _rich(councils, sources, strategies)
    plain = make.CaseStudyFactory(
        title="Allotments at Work",
        councils=[councils["northmarl"]],
        start_year=None,
        source=sources["hidden_sources"][0],
        published=True,
    )
    hidden = tuple(
        hidden_case_study(name, way, councils, sources["report"], strategies["joint"])
        for name, way in unseen(rich)
    )
    return {
        "trust": rich.partners.get(),
        "rich": rich,
        "plain": plain,
        "hidden_case_studies": hidden,
    }


def _rich(
    councils: dict[str, Any], sources: dict[str, Any], strategies: dict[str, Any]
) -> CaseStudy:
    report, unlisted = sources["report"], sources["hidden_sources"][0]
    trust = make.OrganisationFactory(name="Marl Community Trust")
    training = make.ApproachFactory(name="Workforce training")
    gardens = make.ApproachFactory(name="Community gardens")
    leadership = make.EnablerFactory(name="Political leadership")
    rich = make.CaseStudyFactory(
        title="Living Streets of Marl",
        strapline="Neighbours took the street back.",
        summary="Two councils closed streets to cars so that people could meet.",
        councils=[councils["northmarl"], councils["marlshire"]],
        stage=CaseStudy.Stage.EVALUATED,
        end_year=2020,
        ambition="They wanted streets for **people**.",
        approach="They closed forty streets.",
        impact="People met more often.",
        sustainability="It is paid for until 2030.",
        pandemic_response="Streets became meeting places.",
        population_groups=[make.PopulationGroupFactory(name="Older people")],
        settings=[make.SettingFactory(name="Streets")],
        strategies=[strategies["joint"], *strategies["hidden_strategies"]],
        source=report,
        locator="Chapter 2",
        inferred="We assume that Marl is Marl.",
        published=True,
    )
    make.CaseStudyCouncilFactory(case_study=rich, council=councils["southmarl"], role="lead")
    make.CaseStudyCouncilFactory(
        case_study=rich,
        council=councils["eastport"],
        role="learning-partner",
        contribution="Copied it",
    )
    make.CaseStudyPartnerFactory(case_study=rich, organisation=trust, contribution="Ran the teas")
    for approach in (training, gardens):
        make.CaseStudyApproachFactory(
            case_study=rich, approach=approach, how=f"How {approach} went.", locator="Page 7"
        )
    make.CaseStudyEnablerFactory(
        case_study=rich, enabler=leadership, how="The leader swept the street.", locator="Page 8"
    )
    play = make.InitiativeFactory(
        case_study=rich,
        name="Play Street",
        start_year=2017,
        partners=[trust],
        approaches=[gardens],
    )
    make.InitiativeFactory(case_study=rich, name="Bench Club")
    make.InitiativeFunderFactory(initiative=play, organisation=trust, amount=70_000)
    make.InitiativeFunderFactory(
        initiative=play,
        organisation=None,
        council=councils["marlshire"],
        amount=1_300_000,
        qualifier="almost",
        note="over three years",
    )
    make.InitiativeFunderFactory(
        initiative=play, organisation=make.OrganisationFactory(name="Silent Fund"), amount=None
    )
    _findings(rich, training, leadership, play, sources)
    _account(rich, play, gardens, sources)
    make.ContextFactFactory(
        case_study=rich, statement="One in three lived alone.", value=33, source=report
    )
    make.ContextFactFactory(
        case_study=rich, statement="Cars outnumbered people.", source=unlisted, locator="Page 1"
    )
    make.ContextFactFactory(
        case_study=None,
        council=councils["northmarl"],
        statement="Northmarl is flat.",
        source=unlisted,
    )
    return rich


def _account(rich: CaseStudy, initiative: Any, approach: Any, sources: dict[str, Any]) -> None:
    """What the account says besides its findings, and what research says of an approach."""
    account.BarrierFactory(
        case_study=rich, text="Drivers had to be won over.", source=sources["minutes"]
    )
    account.CostFactory(
        case_study=rich,
        initiative=initiative,
        amount=25_000,
        high_amount=30_000,
        covers="Signs and barriers",
        source=sources["minutes"],
    )
    account.CorrectionFactory(case_study=rich)
    account.CouncilReplyFactory(case_study=rich, council=rich.councils.first())
    account.GradeReadingFactory(finding=rich.findings.first(), evidence_level=2)
    review = account.WiderEvidenceFactory(
        title="Streets without cars: a review", approach=approach, published=True
    )
    account.WiderReadingFactory(evidence=review, outcome=make.OutcomeFactory(name="Calm"))


def _findings(
    rich: CaseStudy, approach: Any, enabler: Any, initiative: Any, sources: dict[str, Any]
) -> None:
    common = {"case_study": rich, "approach": approach, "enablers": [enabler]}
    level, basis = Finding.EvidenceLevel, Finding.Basis
    make.FindingFactory(
        **common,
        statement="Of those asked, 98% knew a neighbour by name.",
        value=98,
        measure="knew a neighbour by name",
        sample_size=412,
        period="2016 to 2020",
        evidence_level=level.MEASURED,
        key_order=1,
    )
    make.FindingFactory(
        **common,
        statement="Over £280,000 was saved.",
        value=280_000,
        unit=Finding.Unit.POUNDS,
        qualifier="over",
        basis=basis.ECONOMIC_ANALYSIS,
        evidence_level=level.COMPARED,
        key_order=2,
        locator="Page 9",
    )
    make.FindingFactory(
        **common,
        statement="3,498 people came to a street party.",
        value=3_498,
        unit=Finding.Unit.PEOPLE,
        claim=Finding.Claim.DONE,
        output=Finding.Output.PEOPLE_REACHED,
        basis=basis.MONITORING,
        initiative=initiative,
        source=sources["minutes"],
    )
    make.FindingFactory(
        **common,
        statement="Residents felt safer.",
        basis=basis.PERCEIVED,
        evidence_level=level.SAID,
        source=sources["hidden_sources"][0],
    )


def _frameworks(councils: dict[str, Any], sources: dict[str, Any]) -> dict[str, Any]:
    report = sources["report"]
    framework = make.FrameworkFactory(
        title="Ten Things for Marl",
        summary="What councils should do, by people who know.",
        background="Twelve people were **asked**.",
        source=report,
        locator="Annex",
        published=True,
    )
    for group, title in (("Together", "Listen"), ("Together", "Share"), ("Alone", "Read")):
        item = make.FrameworkItemFactory(
            framework=framework,
            group=group,
            title=title,
            description=f"{title} *carefully*.",
            enablers=[make.EnablerFactory(name=f"{title} enabler")],
            approaches=[make.ApproachFactory(name=f"{title} approach")],
            locator="Page 20",
        )
        make.FrameworkExampleFactory(item=item, council=councils["northmarl"], description="Did it")
        make.FrameworkExampleFactory(
            item=item,
            council=None,
            organisation=make.OrganisationFactory(name=f"{title} Society"),
        )
        reported = make.FrameworkFindingFactory(
            framework_item=item, statement=f"{title} works for half.", value=50
        )
        account.GradeReadingFactory(finding=reported, evidence_level=2)
        make.ContextFactFactory(
            case_study=None,
            framework_item=item,
            statement=f"{title} was needed.",
            source=report,
        )
    plain = make.FrameworkFactory(
        title="A Bare Framework", source=sources["hidden_sources"][0], published=True
    )
    make.FrameworkItemFactory(framework=plain, title="Do something")
    hidden = tuple(hidden_framework(name, way, councils, report) for name, way in unseen(framework))
    return {"framework": framework, "plain_framework": plain, "hidden_frameworks": hidden}
