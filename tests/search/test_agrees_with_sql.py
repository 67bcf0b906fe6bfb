"""The index and the filters' own SQL agree, whatever the content, the choices and the edits.

A page asks the index; ``filterset.qs`` asks the database the same by plain SQL. And an index that
was brought up to date step by step holds what one built from nothing would hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casestudies.facets import CASE_STUDY, FAMILIES
from casestudies.filtersets import CaseStudyFilterSet
from casestudies.models import (
    Approach,
    CaseStudy,
    CaseStudyCouncil,
    Enabler,
    Finding,
    Outcome,
    PopulationGroup,
    Setting,
)
from strategies.models import Council
from tests import factories as make
from tests.depth import examples
from wellbeing_portal.core.lists.filters import FacetFilter
from wellbeing_portal.search import CrossTable, Question, Search, current, mark, registry
from wellbeing_portal.search.changes import changes_between, content_state
from wellbeing_portal.search.writing import documents_of

FACTORIES: Mapping[str, Any] = {
    "approach": make.ApproachFactory,
    "enabler": make.EnablerFactory,
    "outcome": make.OutcomeFactory,
    "population": make.PopulationGroupFactory,
    "setting": make.SettingFactory,
}
CONCEPTS, COUNCILS = 4, 3
WORDS = ["garden", "trust", "school", "walking"]
STATES = CaseStudy.State.values

number = st.integers(0, CONCEPTS - 1)
some = st.lists(number, max_size=2, unique=True)
council = st.integers(0, COUNCILS - 1)
year: Any = st.none() | st.integers(2010, 2020)
years = st.tuples(year, year).filter(lambda y: None in y or y[0] <= y[1])
finding = st.fixed_dictionaries(
    {
        "approach": number,
        "outcomes": st.lists(number, min_size=1, max_size=2, unique=True),
        "enablers": some,
        "level": st.integers(0, 5),
    }
)
study = st.fixed_dictionaries(
    {
        "state": st.sampled_from(STATES),
        "councils": st.dictionaries(
            council, st.sampled_from(CaseStudyCouncil.Role.values), min_size=1, max_size=2
        ),
        "stage": st.sampled_from(CaseStudy.Stage.values),
        "years": years,
        "approaches": some,
        "enablers": some,
        "populations": some,
        "settings": some,
        "findings": st.lists(finding, max_size=2),
        "initiatives": st.lists(some, max_size=2),
    }
)

slug = st.sampled_from([*(f"c{n}" for n in range(CONCEPTS)), "nonsense"])
values: dict[str, Any] = {
    **dict.fromkeys(FAMILIES, slug),
    "council": st.sampled_from([f"p{n}" for n in range(COUNCILS)]),
    "council_type": st.sampled_from(Council.Type.values),
    "region": st.sampled_from(["london", "south-west", "wales"]),
    "nation": st.sampled_from(Council.Nation.values),
    "stage": st.sampled_from(CaseStudy.Stage.values),
    "evidence": st.sampled_from("012345"),
    "from": st.integers(2008, 2022).map(str),
    "to": st.integers(2008, 2022).map(str),
    "tie": st.tuples(slug, slug).map(lambda two: f"approach.{two[0]}~outcome.{two[1]}"),
}
question = st.fixed_dictionaries(
    {}, optional={name: st.lists(one, min_size=1, max_size=2) for name, one in values.items()}
)

pick = st.integers(0, 30)
edit = st.tuples(
    st.sampled_from(
        [
            *("state", "stage", "years", "council", "role", "region", "level", "bulk_level"),
            *("tag", "untag", "approach_of", "outcomes_of", "broader", "renamed", "bulk_stage"),
            *("drop_finding", "drop_study", "drop_initiative", "new_finding", "move_finding"),
        ]
    ),
    pick,
    pick,
)


def test_every_parameter_is_asked() -> None:
    assert {"q", *values} == set(CaseStudyFilterSet.base_filters)


@settings(
    max_examples=examples(12),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    broader=st.tuples(*[st.none() | st.integers(0, n - 1) for n in range(1, CONCEPTS)]),
    studies=st.lists(study, min_size=1, max_size=4),
    edits=st.lists(edit, max_size=5),
    questions=st.lists(question, min_size=2, max_size=4),
)
def test_the_index_agrees_with_the_filters_and_with_a_new_one_after_every_edit(
    db: None, broader: Any, studies: Any, edits: Any, questions: Any
) -> None:
    with transaction.atomic():
        world = World(broader, studies)
        held = Held()
        for change in [None, *edits]:
            if change:
                world.edit(*change)
            held.bring_up_to_date()

            assert held.documents == whole_index()
            for asked in questions:
                agrees(asked)
        transaction.set_rollback(True)


def agrees(asked: Mapping[str, list[str]]) -> None:
    """Compare what a list finds and promises with what SQL finds."""
    reader = current()
    filterset = bound(asked)
    facets = {name: one.facet for name, one in filterset.facets.items()}
    matches = reader.ask(
        Question(filterset.search("case-study"), size=100, facets=[*facets.values()])
    )

    assert set(matches.ids) == found_by(filterset)
    for name, facet in facets.items():
        for value in {term.value for term in filterset.facets[name].vocabulary()}:
            alone = bound({**asked, name: [value]})
            assert matches.facets[facet].get(value, 0) == len(found_by(alone)), (name, value)


def bound(asked: Mapping[str, list[str]]) -> CaseStudyFilterSet:
    query = QueryDict(mutable=True)
    for name, chosen in asked.items():
        query.setlist(name, chosen)
    return CaseStudyFilterSet(query, CaseStudy.objects.published())


def found_by(filterset: CaseStudyFilterSet) -> set[int]:
    return set(filterset.qs.values_list("pk", flat=True))


Documents = dict[str, frozenset[str]]
"""What an index holds: the documents of each record."""


def documents_by_owner(name: str, keys: list[int]) -> Documents:
    found: dict[str, set[str]] = {}
    for owner, one in documents_of(registry.collections[name], keys):
        facets = {facet: sorted(set(given)) for facet, given in sorted(one.facets.items())}
        found.setdefault(owner, set()).add(repr(replace(one, facets=facets)))
    return {owner: frozenset(texts) for owner, texts in found.items()}


def whole_index() -> Documents:
    """Return what an index built from nothing holds."""
    whole: Documents = {}
    for name, collection in registry.collections.items():
        whole |= documents_by_owner(name, list(collection.published().values_list("pk", flat=True)))
    return whole


@dataclass
class Held:
    """What an index holds that began with all content, and then only followed the log."""

    def __init__(self) -> None:
        current()  # what is written from here on has a version of its own
        self.state = content_state()
        self.documents = whole_index()

    def bring_up_to_date(self) -> None:
        now = content_state()
        rows = changes_between(self.state.version, self.state.token, now)
        assert rows is not None, "the log does not lead on"
        for name, collection in registry.collections.items():
            keys = list(collection.reach([key for each, key in rows if each == name]))
            for key in keys:
                self.documents.pop(f"{name}:{key}", None)
            self.documents |= documents_by_owner(name, keys)
        self.state = now


class World:
    """A little content, and everything that curators and commands do to it."""

    def __init__(self, broader: Any, studies: Any) -> None:
        self.concepts = {
            name: [factory(name=f"c{n}", slug=f"c{n}") for n in range(CONCEPTS)]
            for name, factory in FACTORIES.items()
        }
        for family in self.concepts.values():
            for concept, above in zip(family[1:], broader, strict=True):
                concept.broader = None if above is None else family[above]
                concept.save()
        regions = [Council.Region.LONDON, Council.Region.SOUTH_WEST, Council.Region.WALES]
        self.councils = [
            make.CouncilFactory(name=f"p{n}", slug=f"p{n}", region=region)
            for n, region in enumerate(regions)
        ]
        self.source = make.SourceFactory()
        for said in studies:
            self.add(said)

    def add(self, said: Any) -> None:
        concepts = self.concepts
        made = make.CaseStudyFactory(
            published=True,
            councils=[],
            stage=said["stage"],
            start_year=said["years"][0],
            end_year=said["years"][1],
            source=self.source,
        )
        for n, role in said["councils"].items():
            make.CaseStudyCouncilFactory(case_study=made, council=self.councils[n], role=role)
        for n in said["approaches"]:
            make.CaseStudyApproachFactory(case_study=made, approach=concepts["approach"][n])
        for n in said["enablers"]:
            make.CaseStudyEnablerFactory(case_study=made, enabler=concepts["enabler"][n])
        made.population_groups.set([concepts["population"][n] for n in said["populations"]])
        made.settings.set([concepts["setting"][n] for n in said["settings"]])
        for one in said["initiatives"]:
            initiative = make.InitiativeFactory(case_study=made)
            initiative.approaches.set([concepts["approach"][n] for n in one])
        for one in said["findings"]:
            self.find(made, one)
        if said["state"] != CaseStudy.State.PUBLISHED:
            made.state = said["state"]
            made.save()

    def find(self, made: CaseStudy, said: Any) -> None:
        make.FindingFactory(
            case_study=made,
            approach=self.concepts["approach"][said["approach"]],
            outcomes=[self.concepts["outcome"][n] for n in said["outcomes"]],
            enablers=[self.concepts["enabler"][n] for n in said["enablers"]],
            evidence_level=said["level"],
            source=self.source,
        )

    def edit(self, name: str, one: int, other: int) -> None:
        """Do what ``name`` says to the records that the numbers pick."""
        deeds: dict[str, Callable[[int, int], Any]] = {
            "drop_study": lambda one, _: self._drop(CaseStudy, one),
            "drop_finding": lambda one, _: self._drop(Finding, one),
            "drop_initiative": lambda one, _: self._drop_initiative(one),
        }
        (deeds.get(name) or getattr(self, f"_{name}"))(one, other)

    @staticmethod
    def _nth(model: Any, place: int) -> Any:
        rows = list(model.objects.order_by("pk"))
        return rows[place % len(rows)] if rows else None

    def _saved(self, model: Any, place: int, **changes: Any) -> None:
        if row := self._nth(model, place):
            for name, value in changes.items():
                setattr(row, name, value)
            row.save()

    def _drop(self, model: Any, place: int) -> None:
        if row := self._nth(model, place):
            row.delete()

    def _drop_initiative(self, place: int) -> None:
        if study := self._nth(CaseStudy, place):
            study.initiatives.all().delete()

    def _state(self, one: int, other: int) -> None:
        self._saved(CaseStudy, one, state=STATES[other % len(STATES)])

    def _stage(self, one: int, other: int) -> None:
        stages = CaseStudy.Stage.values
        self._saved(CaseStudy, one, stage=stages[other % len(stages)])

    def _bulk_stage(self, one: int, other: int) -> None:
        stages = CaseStudy.Stage.values
        keys = list(CaseStudy.objects.values_list("pk", flat=True))
        CaseStudy.objects.filter(pk__in=keys).update(stage=stages[other % len(stages)])
        mark(CaseStudy, keys)

    def _years(self, one: int, other: int) -> None:
        self._saved(CaseStudy, one, start_year=2000 + other % 10, end_year=None)

    def _council(self, one: int, other: int) -> None:
        taken = self._nth(CaseStudyCouncil, one)
        chosen = self.councils[other % COUNCILS]
        if taken and not taken.case_study.council_roles.filter(council=chosen).exists():
            self._saved(CaseStudyCouncil, one, council=chosen)

    def _role(self, one: int, other: int) -> None:
        roles = CaseStudyCouncil.Role.values
        self._saved(CaseStudyCouncil, one, role=roles[other % len(roles)])

    def _region(self, one: int, other: int) -> None:
        regions = [Council.Region.LONDON, Council.Region.SOUTH_WEST]
        self._saved(Council, one, region=regions[other % 2])

    def _level(self, one: int, other: int) -> None:
        self._saved(Finding, one, evidence_level=other % 6)

    def _bulk_level(self, one: int, other: int) -> None:
        rows = list(Finding.objects.all())
        for row in rows:
            row.evidence_level = other % 6
        Finding.objects.bulk_update(rows, ["evidence_level"])
        mark(Finding, [row.pk for row in rows])

    def _tag(self, one: int, other: int) -> None:
        if study := self._nth(CaseStudy, one):
            study.population_groups.add(self.concepts["population"][other % CONCEPTS])

    def _untag(self, one: int, other: int) -> None:
        # From the far side, as nobody's page does but any command may.
        self._nth(Setting, other).case_studies.clear()

    def _approach_of(self, one: int, other: int) -> None:
        self._saved(Finding, one, approach=self._nth(Approach, other))

    def _outcomes_of(self, one: int, other: int) -> None:
        if row := self._nth(Finding, one):
            row.outcomes.set([self._nth(Outcome, other)])

    def _broader(self, one: int, other: int) -> None:
        model: Any = [Approach, Enabler, Outcome, PopulationGroup, Setting][other % 5]
        narrow = model.objects.get(pk=self._nth(model, one).pk)
        above = model.objects.order_by("pk").first()
        if above and narrow.pk not in {above.pk, above.broader_id}:
            above.broader = None
            above.save()
            narrow.broader = above
            narrow.save()

    def _renamed(self, one: int, other: int) -> None:
        model = [Approach, Enabler, Outcome, PopulationGroup, Setting][other % 5]
        self._saved(model, one, slug=f"now-{one}")

    def _new_finding(self, one: int, other: int) -> None:
        if study := self._nth(CaseStudy, one):
            said = {"approach": other % CONCEPTS, "outcomes": [0], "enablers": [1], "level": 3}
            self.find(study, said)

    def _move_finding(self, one: int, other: int) -> None:
        position = 100 + Finding.objects.count()
        self._saved(Finding, one, case_study=self._nth(CaseStudy, other), position=position)


def test_pairs_are_counted_once_a_case_study(universe: Any) -> None:
    reader = current()
    table = CrossTable(("approach|outcome",))
    pairs = reader.ask(Question(Search("case-study"), tables=[table])).tables[0]

    assert pairs
    for (approach, outcome), count in pairs.items():
        tied = bound({"tie": [f"approach.{approach}~outcome.{outcome}"]})
        assert count == len(found_by(tied))


def test_facets_with_a_label_are_filters() -> None:
    labelled = {one.name for one in CASE_STUDY.facets if one.label}
    filters = CaseStudyFilterSet.base_filters.items()

    assert labelled == {one.facet for _, one in filters if isinstance(one, FacetFilter)}
