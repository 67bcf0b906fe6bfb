"""Factories for every model of the portal.

Each makes the least that is valid: one parent of each kind and texts that say what they are.
Records with a publishing state are drafts unless you say ``published=True``, which also gives
them what a published record needs (a case study its lead council, a strategy its council)::

    CaseStudyFactory()                              # a draft with a lead council
    CaseStudyFactory(published=True)                # shown to the public
    CaseStudyFactory(councils=[leeds, bradford])    # leeds leads, bradford is a partner
    CaseStudyFactory(councils=[])                   # nobody leads: cannot be published
    StrategyFactory(councils=[leeds], published=True)
    FindingFactory(case_study=study, outcomes=[wellbeing], enablers=[trust], value=98)
    FrameworkFindingFactory(framework_item=item)    # reported by a framework
    PriorityFactory(themes=[theme])

Positions count up from 1 within each parent. Sequences make names, slugs and codes unique.
Nothing here is random.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db.models import Max, Model
from django.utils import timezone
from django.utils.text import slugify
from factory.declarations import (
    LazyAttribute,
    LazyFunction,
    SelfAttribute,
    Sequence,
    SubFactory,
    Trait,
)
from factory.django import DjangoModelFactory
from factory.helpers import post_generation

from casestudies.models import (
    Approach,
    CaseStudy,
    CaseStudyApproach,
    CaseStudyCouncil,
    CaseStudyEnabler,
    CaseStudyPartner,
    ContextFact,
    Enabler,
    Finding,
    Framework,
    FrameworkExample,
    FrameworkItem,
    Initiative,
    InitiativeFunder,
    Organisation,
    Outcome,
    PopulationGroup,
    Setting,
)
from strategies.models import (
    Council,
    CouncilChange,
    CouncilNeighbour,
    Priority,
    ScrutinyMeeting,
    ScrutinyPoint,
    Source,
    Strategy,
    Theme,
)
from wellbeing_portal.core.models import Publishable

Record = TypeVar("Record", bound=Model)


def next_position(model: type[Model], *parent_fields: str) -> LazyAttribute:
    """The place after the last row of the same parent, or of each of its parents."""

    def position(row: Any) -> int:
        last = 0
        for name in parent_fields:
            parent = getattr(row, name)
            if parent is not None and parent.pk is not None:
                rows = model._default_manager.filter(**{name: parent})
                last = max(last, rows.aggregate(last=Max("position"))["last"] or 0)
        return last + 1

    return LazyAttribute(position)


def slug_of(field: str) -> LazyAttribute:
    """An address made from another field."""
    return LazyAttribute(lambda record: slugify(getattr(record, field)))


def many(relation: str, unless_given: Callable[[], list[Any]] = list) -> Any:
    """Let a factory take a list for ``relation``: ``PriorityFactory(themes=[theme])``."""

    def fill(record: Any, create: bool, given: Iterable[Model] | None, **_kwargs: Any) -> None:
        chosen = unless_given() if create and given is None else given
        if create and chosen:
            getattr(record, relation).set(chosen)

    return post_generation(fill)


class UserFactory(DjangoModelFactory[User]):
    """An account without any rights; ``UserFactory(is_staff=True, is_superuser=True)`` has all."""

    class Meta:
        model = User

    username = Sequence(lambda n: f"user{n}")
    email = LazyAttribute(lambda user: f"{user.username}@example.org")


# ── Strategies ───────────────────────────────────────────────────────────────────────────


class PublishableFactory(DjangoModelFactory[Record]):
    """A record with a publishing state: a draft unless ``published=True``."""

    class Meta:
        abstract = True

    class Params:
        published = Trait(
            state=Publishable.State.PUBLISHED, published_at=LazyFunction(timezone.now)
        )

    slug = slug_of("title")
    state = Publishable.State.DRAFT


class SourceFactory(PublishableFactory[Source]):
    """A report of 2020."""

    class Meta:
        model = Source

    title = Sequence(lambda n: f"Source {n}")
    kind = Source.Kind.REPORT
    author = "A. Writer"
    publisher = "A Publisher"
    published_year = 2020


class CouncilFactory(DjangoModelFactory[Council]):
    """A metropolitan borough in Yorkshire."""

    class Meta:
        model = Council

    name = Sequence(lambda n: f"Council {n}")
    official_name = LazyAttribute(lambda council: f"{council.name} City Council")
    slug = slug_of("name")
    gss_code = Sequence(lambda n: f"E08{n + 900_000:06d}")
    type = Council.Type.METROPOLITAN
    region = Council.Region.YORKSHIRE
    nation = Council.Nation.ENGLAND


class CouncilNeighbourFactory(DjangoModelFactory[CouncilNeighbour]):
    """The nearest neighbour of a council, in a ranking of this year."""

    class Meta:
        model = CouncilNeighbour

    council_code = Sequence(lambda n: f"E07{n + 900_000:06d}")
    neighbour_code = Sequence(lambda n: f"W06{n + 900_000:06d}")
    rank = 1
    source = "Office of Examples, June 2026"


class CouncilChangeFactory(DjangoModelFactory[CouncilChange]):
    """The whole of a council is followed by another, by law."""

    class Meta:
        model = CouncilChange

    predecessor = SubFactory(CouncilFactory)
    position = next_position(CouncilChange, "predecessor")
    successor = SubFactory(CouncilFactory)
    status = CouncilChange.Status.IN_FORCE
    date = dt.date(2009, 4, 1)


class StrategyFactory(PublishableFactory[Strategy]):
    """An adopted health and wellbeing strategy of one council, unless you name its councils."""

    class Meta:
        model = Strategy
        skip_postgeneration_save = True

    title = Sequence(lambda n: f"Strategy {n}")
    kind = Strategy.Kind.HEALTH_AND_WELLBEING
    status = Strategy.Status.ADOPTED
    start_year = 2016
    end_year = 2021
    summary = "What it sets out."
    source = SubFactory(SourceFactory, published=True)

    councils = many("councils", unless_given=lambda: [CouncilFactory.create()])


class ConceptFactory(DjangoModelFactory[Record]):
    """A term without a broader one."""

    class Meta:
        abstract = True

    slug = slug_of("name")
    definition = LazyAttribute(lambda concept: f"What {concept.name} means.")


class ThemeFactory(ConceptFactory[Theme]):
    class Meta:
        model = Theme

    name = Sequence(lambda n: f"Theme {n}")


class PriorityFactory(DjangoModelFactory[Priority]):
    """A priority of a strategy, in the order of making."""

    class Meta:
        model = Priority
        skip_postgeneration_save = True

    strategy = SubFactory(StrategyFactory)
    position = next_position(Priority, "strategy")
    title = Sequence(lambda n: f"Priority {n}")
    themes = many("themes")


class ScrutinyMeetingFactory(DjangoModelFactory[ScrutinyMeeting]):
    """A committee's meeting on a strategy."""

    class Meta:
        model = ScrutinyMeeting

    strategy = SubFactory(StrategyFactory)
    position = next_position(ScrutinyMeeting, "strategy")
    committee = Sequence(lambda n: f"Committee {n}")
    source = SelfAttribute("strategy.source")


class ScrutinyPointFactory(DjangoModelFactory[ScrutinyPoint]):
    """A point that was raised and answered."""

    class Meta:
        model = ScrutinyPoint

    meeting = SubFactory(ScrutinyMeetingFactory)
    position = next_position(ScrutinyPoint, "meeting")
    raised_by = "Councillor Smith"
    topic = Sequence(lambda n: f"Topic {n}")
    point = "What was asked."
    response = "What was answered."
    standing = ScrutinyPoint.Standing.ANSWERED


# ── Case studies ─────────────────────────────────────────────────────────────────────────


class ApproachFactory(ConceptFactory[Approach]):
    class Meta:
        model = Approach

    name = Sequence(lambda n: f"Approach {n}")


class EnablerFactory(ConceptFactory[Enabler]):
    class Meta:
        model = Enabler

    name = Sequence(lambda n: f"Enabler {n}")


class OutcomeFactory(ConceptFactory[Outcome]):
    class Meta:
        model = Outcome

    name = Sequence(lambda n: f"Outcome {n}")


class PopulationGroupFactory(ConceptFactory[PopulationGroup]):
    class Meta:
        model = PopulationGroup

    name = Sequence(lambda n: f"Population group {n}")


class SettingFactory(ConceptFactory[Setting]):
    class Meta:
        model = Setting

    name = Sequence(lambda n: f"Setting {n}")


class OrganisationFactory(DjangoModelFactory[Organisation]):
    """A charity."""

    class Meta:
        model = Organisation

    name = Sequence(lambda n: f"Organisation {n}")
    slug = slug_of("name")
    sector = Organisation.Sector.VOLUNTARY


def give_councils(
    case_study: CaseStudy, create: bool, councils: Iterable[Council] | None, **_kwargs: Any
) -> None:
    """Let the first of ``councils`` lead and the others take part."""
    if not create:
        return
    role = CaseStudyCouncil.Role.LEAD
    for council in [CouncilFactory.create()] if councils is None else councils:
        CaseStudyCouncilFactory.create(case_study=case_study, council=council, role=role)
        role = CaseStudyCouncil.Role.PARTNER


class CaseStudyFactory(PublishableFactory[CaseStudy]):
    """An established case study with one lead council, unless you name its councils.

    Of the councils you name the first leads and the others are partners.
    """

    class Meta:
        model = CaseStudy
        skip_postgeneration_save = True

    title = Sequence(lambda n: f"Case study {n}")
    strapline = "What is special about it."
    summary = "What the council did, for whom, and what came of it."
    stage = CaseStudy.Stage.ESTABLISHED
    start_year = 2016
    ambition = "What they set out to do."
    approach = "What they did."
    source = SubFactory(SourceFactory, published=True)

    councils = post_generation(give_councils)
    population_groups = many("population_groups")
    settings = many("settings")
    strategies = many("strategies")
    priorities = many("priorities")


class CaseStudyCouncilFactory(DjangoModelFactory[CaseStudyCouncil]):
    """A further council of a case study: a partner, since the case study already has a lead."""

    class Meta:
        model = CaseStudyCouncil

    case_study = SubFactory(CaseStudyFactory)
    council = SubFactory(CouncilFactory)
    position = next_position(CaseStudyCouncil, "case_study")
    role = CaseStudyCouncil.Role.PARTNER


class CaseStudyPartnerFactory(DjangoModelFactory[CaseStudyPartner]):
    """An organisation's part in a case study."""

    class Meta:
        model = CaseStudyPartner

    case_study = SubFactory(CaseStudyFactory)
    organisation = SubFactory(OrganisationFactory)
    position = next_position(CaseStudyPartner, "case_study")
    contribution = "What this organisation did."


class CaseStudyApproachFactory(DjangoModelFactory[CaseStudyApproach]):
    """How a case study took an approach."""

    class Meta:
        model = CaseStudyApproach

    case_study = SubFactory(CaseStudyFactory)
    approach = SubFactory(ApproachFactory)
    position = next_position(CaseStudyApproach, "case_study")
    how = "How they did it here."


class CaseStudyEnablerFactory(DjangoModelFactory[CaseStudyEnabler]):
    """How an enabler worked in a case study."""

    class Meta:
        model = CaseStudyEnabler

    case_study = SubFactory(CaseStudyFactory)
    enabler = SubFactory(EnablerFactory)
    position = next_position(CaseStudyEnabler, "case_study")
    how = "How it helped here."


class InitiativeFactory(DjangoModelFactory[Initiative]):
    """A named service inside a case study."""

    class Meta:
        model = Initiative
        skip_postgeneration_save = True

    case_study = SubFactory(CaseStudyFactory)
    position = next_position(Initiative, "case_study")
    name = Sequence(lambda n: f"Initiative {n}")
    description = "What it does and for whom."
    partners = many("partners")
    approaches = many("approaches")


class InitiativeFunderFactory(DjangoModelFactory[InitiativeFunder]):
    """An organisation that paid; for a council say ``organisation=None, council=…``."""

    class Meta:
        model = InitiativeFunder

    initiative = SubFactory(InitiativeFactory)
    position = next_position(InitiativeFunder, "initiative")
    organisation = SubFactory(OrganisationFactory)
    amount = 70_000


class FrameworkFactory(PublishableFactory[Framework]):
    """A list of what councils should do, without items."""

    class Meta:
        model = Framework

    title = Sequence(lambda n: f"Framework {n}")
    summary = "Who wrote it, for whom, and what it says."
    source = SubFactory(SourceFactory, published=True)


class FrameworkItemFactory(DjangoModelFactory[FrameworkItem]):
    """One thing that a framework asks for."""

    class Meta:
        model = FrameworkItem
        skip_postgeneration_save = True

    framework = SubFactory(FrameworkFactory)
    position = next_position(FrameworkItem, "framework")
    title = Sequence(lambda n: f"Item {n}")
    enablers = many("enablers")
    approaches = many("approaches")


class FrameworkExampleFactory(DjangoModelFactory[FrameworkExample]):
    """A council as an example; for an organisation say ``council=None, organisation=…``."""

    class Meta:
        model = FrameworkExample

    item = SubFactory(FrameworkItemFactory)
    position = next_position(FrameworkExample, "item")
    council = SubFactory(CouncilFactory)


def _of_change(value: Any) -> LazyAttribute:
    """What only a finding that claims a change has."""
    return LazyAttribute(lambda finding: value if finding.claim == Finding.Claim.CHANGED else None)


def _give_outcomes(
    finding: Finding, create: bool, outcomes: Iterable[Outcome] | None, **_kwargs: Any
) -> None:
    """Give an outcome to whatever names any, unless outcomes are said."""
    if not create:
        return
    if outcomes is not None:
        finding.outcomes.set(outcomes)
    elif finding.claim != Finding.Claim.DONE:
        finding.outcomes.add(OutcomeFactory.create())


class FindingFactory(DjangoModelFactory[Finding]):
    """A change for the better, measured in participants, with an outcome unless you name others.

    ``claim`` makes it something else. It has one approach: say ``approach=`` for another one, or
    ``approaches=`` for several. It has no figure; ``value=98`` makes it 98 per cent.
    """

    class Meta:
        model = Finding
        skip_postgeneration_save = True

    case_study: Any = SubFactory(CaseStudyFactory)
    position = next_position(Finding, "case_study")
    statement = Sequence(lambda n: f"Finding {n}.")
    approach = SubFactory(ApproachFactory)
    value = None
    unit = LazyAttribute(lambda finding: "" if finding.value is None else Finding.Unit.PERCENT)
    claim = Finding.Claim.CHANGED
    direction = LazyAttribute(
        lambda finding: Finding.Direction.BETTER if finding.claim == Finding.Claim.CHANGED else ""
    )
    basis = Finding.Basis.SELF_REPORTED
    evidence_level = _of_change(Finding.EvidenceLevel.MEASURED)
    method_note = LazyAttribute(
        lambda finding: "Those who took part were asked." if finding.evidence_level else ""
    )
    locator = "Page 1"
    output = LazyAttribute(
        lambda finding: Finding.Output.OTHER_ACTIVITY if finding.claim == Finding.Claim.DONE else ""
    )
    source = SelfAttribute("case_study.source")

    outcomes = post_generation(_give_outcomes)
    inferred_outcomes = many("inferred_outcomes")
    enablers = many("enablers")
    inferred_enablers = many("inferred_enablers")
    councils = many("councils")
    approaches = many("approaches")

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        approach = kwargs.pop("approach")
        finding = super()._create(model_class, *args, **kwargs)
        if approach is not None:
            finding.approaches.add(approach)
        return finding


class FrameworkFindingFactory(FindingFactory):
    """A finding that a framework reports from elsewhere."""

    case_study = None
    framework_item = SubFactory(FrameworkItemFactory)
    position = next_position(Finding, "framework_item")
    source = SelfAttribute("framework_item.framework.source")


class ContextFactFactory(DjangoModelFactory[ContextFact]):
    """The need behind a case study; for a council say ``case_study=None, council=…``.

    For an item of a framework say ``case_study=None, framework_item=…``.
    """

    class Meta:
        model = ContextFact

    case_study = SubFactory(CaseStudyFactory)
    framework_item = None
    council = None
    position = next_position(ContextFact, "case_study", "framework_item", "council")
    statement = Sequence(lambda n: f"Context fact {n}.")
    value = None
    unit = LazyAttribute(lambda fact: "" if fact.value is None else ContextFact.Unit.PERCENT)
    source = SubFactory(SourceFactory, published=True)


def number_from(start: int) -> None:
    """Let the sequences of all factories go on from ``start``."""
    for factory in _numbered():
        factory.reset_sequence(start, force=True)


@contextmanager
def numbered_apart(start: int) -> Iterator[None]:
    """Number from ``start`` what is made meanwhile, and all that follows as if it had not been."""
    before = {factory: factory._meta.next_sequence() for factory in _numbered()}
    number_from(start)
    yield
    for factory, number in before.items():
        factory.reset_sequence(number, force=True)


def _numbered() -> Iterator[Any]:
    for factory in DjangoModelFactory.__subclasses__():
        yield from (one for one in (factory, *factory.__subclasses__()) if not one._meta.abstract)
