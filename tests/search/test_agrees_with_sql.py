"""The index and the filters' own SQL agree, whatever the content, the choices and the edits.

A page asks the index; ``filterset.qs`` asks the database the same by plain SQL. And an index that
was brought up to date step by step holds what one built from nothing would hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Q
from django.http import QueryDict
from hypothesis import HealthCheck, example, find, given, settings
from hypothesis import strategies as st

from casestudies.facets import CASE_STUDY, FAMILIES
from casestudies.filtersets import CaseStudyFilterSet, FindingFilterSet
from casestudies.models import (
    CaseStudy,
    CaseStudyCouncil,
    Finding,
)
from strategies.models import Council
from tests.depth import examples
from tests.plain.meaning import fulfilling, known
from tests.search.curating import CONCEPTS, COUNCILS, DEEDS, STATES, TAGS, World
from wellbeing_portal.core.lists.filters import FacetFilter
from wellbeing_portal.search import CrossTable, Question, Search, current, registry
from wellbeing_portal.search.changes import changes_between, content_state
from wellbeing_portal.search.writing import documents_of

number = st.integers(0, CONCEPTS - 1)
some = st.lists(number, max_size=2, unique=True)
council = st.integers(0, COUNCILS - 1)
named = st.lists(council, max_size=2, unique=True)
year: Any = st.none() | st.integers(2010, 2020) | st.just(2090)
years = st.tuples(year, year).filter(lambda y: None in y or y[0] <= y[1])
finding = st.fixed_dictionaries(
    {
        "approaches": st.lists(number, min_size=1, max_size=2, unique=True),
        "claim": st.sampled_from(Finding.Claim.values),
        "outcomes": some,
        "inferred_outcomes": some,
        "enablers": some,
        "inferred_enablers": some,
        "councils": named,
        "direction": st.sampled_from(Finding.Direction.values),
        "level": st.integers(0, 5),
    }
)
TAGGED = [tag.relation for tag in TAGS]
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
        **dict.fromkeys(TAGGED, some),
        "findings": st.lists(finding, max_size=3),
        "initiatives": st.lists(st.tuples(some, named), max_size=2),
        "told_in": st.none() | st.integers(2018, 2020),
        "costs": st.integers(0, 1),
        "depth": st.sampled_from(CaseStudy.Depth.values),
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
    "claim": st.sampled_from(Finding.Claim.values),
    "evidence": st.sampled_from("012345"),
    "change": st.sampled_from(Finding.Direction.values),
    "inferred": st.just("no"),
    "cost": st.sampled_from(["stated", "not-stated"]),
    "told": st.sampled_from(["2018", "2019", "2020"]),
    "ends": st.sampled_from(["running", "ended"]),
    "depth": st.sampled_from(CaseStudy.Depth.values),
    "from": st.integers(2008, 2022).map(str),
    "to": st.integers(2008, 2022).map(str),
    "tie": st.tuples(slug, slug).map(lambda two: f"approach.{two[0]}~outcome.{two[1]}"),
}
question = st.fixed_dictionaries(
    {}, optional={name: st.lists(one, min_size=1, max_size=2) for name, one in values.items()}
)

pick = st.integers(0, 30)
edit = st.tuples(
    st.sampled_from(DEEDS),
    pick,
    pick,
)


NOTHING: dict[str, Any] = dict.fromkeys(
    ("inferred_outcomes", "enablers", "inferred_enablers", "councils"), ()
)
TWO_FINDINGS = {
    **dict.fromkeys(("approaches", "enablers", *TAGGED, "initiatives"), ()),
    "state": "published",
    "councils": {0: "lead", 1: "partner"},
    "stage": CaseStudy.Stage.values[0],
    "years": (None, None),
    "findings": [
        {
            **NOTHING,
            "approaches": [one],
            "outcomes": [one],
            "councils": [one],
            "claim": "changed",
            "direction": "better",
            "level": 2 + one,
        }
        for one in range(2)
    ],
    "told_in": None,
    "costs": 0,
    "depth": CaseStudy.Depth.values[0],
}
"""An account of two findings, each with its own approach, outcome and council."""
LEARNT = next(one for one in CaseStudyCouncil.Role.values if one not in CaseStudyCouncil.ACTED)
ONE_LEARNT = TWO_FINDINGS | {"councils": {0: "lead", 1: LEARNT}, "findings": []}
"""An account in which one council acted and another only learnt from it."""
ACROSS = [
    {"approach": ["c0"], "outcome": ["c1"], "claim": ["changed"]},
    {"approach": ["c0"], "outcome": ["c0"], "evidence": ["3"]},
    {"approach": ["c0"], "council": ["p1"], "claim": ["changed"]},
    {"approach": ["c0"], "council": ["p0"], "claim": ["changed"]},
]
"""Asked of the account all of these would find it; of one and the same finding only the last."""


def test_every_parameter_is_asked() -> None:
    assert {"q", *values} == set(CaseStudyFilterSet.base_filters)


def test_what_every_parameter_means_is_worked_out_from_rows(db: None) -> None:
    """Asked of an account that was published, so that nothing is right by luck."""
    tags = {relation: [0] for relation in TAGGED}
    more = {"years": (2010, 2012), "told_in": 2018, "costs": 1, "enablers": [0]}
    World((None,) * (CONCEPTS - 1), [TWO_FINDINGS | tags | more, TWO_FINDINGS])
    for name, one in values.items():
        finds_the_same({name: [find(one, partial(is_known, name))]})


def is_known(name: str, value: str) -> bool:
    return bool(known({name: [value]}))


@pytest.mark.long
@settings(
    max_examples=examples(20),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    broader=st.tuples(*[st.none() | st.integers(0, n - 1) for n in range(1, CONCEPTS)]),
    studies=st.lists(study, min_size=1, max_size=3),
    edits=st.lists(edit, max_size=4),
    questions=st.lists(question, min_size=1, max_size=3),
)
@example(broader=(None,) * (CONCEPTS - 1), studies=[TWO_FINDINGS], edits=[], questions=ACROSS)
@example(
    broader=(None,) * (CONCEPTS - 1),
    studies=[ONE_LEARNT],
    edits=[],
    questions=[{"council": ["p0"]}, {"council": ["p1"]}],
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
                finds_the_same(asked)
        for asked in questions:
            promises_the_same(asked)
        transaction.set_rollback(True)


def finds_the_same(asked: Mapping[str, list[str]]) -> None:
    """Compare what a list finds with what SQL finds."""
    filterset = bound(asked)
    matches = current().ask(Question(filterset.search("case-study"), size=100))

    assert current().total(filterset.search("case-study")) == matches.total == len(matches.ids)
    assert set(matches.ids) == found_by(filterset) == fulfilling(asked)
    findings = FindingFilterSet(
        query_of(asked), Finding.objects.filter(OF_PUBLISHED), memory=current().memory
    )
    search = findings.search("finding", always={"of": ["case-study"]})
    found = current().ask(Question(search, size=100))

    assert set(found.ids) == set(findings.qs.values_list("pk", flat=True))


def promises_the_same(asked: Mapping[str, list[str]]) -> None:
    """Compare the number beside each option of one facet with what choosing it gives in SQL."""
    filterset = bound(asked)
    name = next(iter(asked), "approach")
    if name not in filterset.facets:
        return
    one = filterset.facets[name]
    facet = filterset.index_names()[name]
    question = Question(filterset.search("case-study"), facets=[facet])
    counts = one.counts(current().ask(question).facets[facet])
    for term in one.vocabulary():
        alone = bound({**asked, name: [term.value]})
        assert counts.get(term.value, 0) == len(found_by(alone)), (name, term.value)


OF_PUBLISHED = Q(case_study__state=CaseStudy.State.PUBLISHED)


def query_of(asked: Mapping[str, list[str]]) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, chosen in asked.items():
        query.setlist(name, chosen)
    return query


def bound(asked: Mapping[str, list[str]]) -> CaseStudyFilterSet:
    studies = CaseStudy.objects.published()
    return CaseStudyFilterSet(query_of(asked), studies, memory=current().memory)


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
