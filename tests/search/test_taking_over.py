"""What is known of one version of the content goes on being known after a change."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from casestudies.facets import FAMILIES
from casestudies.vocabularies import councils_that_acted, years_told
from strategies.vocabularies import councils, councils_with
from tests.depth import examples
from tests.factories import CaseStudyFactory, CouncilFactory, FindingFactory
from tests.search.curating import CONCEPTS, World
from tests.search.test_agrees_with_sql import ACROSS, bound, edit, study
from wellbeing_portal.core.lists.remembered import read_once
from wellbeing_portal.search import Question, Reader, broad_counts, current, mark_everything, slots
from wellbeing_portal.search.changes import ContentState
from wellbeing_portal.search.memory import CHANGED_KEPT, Memory, Remembered
from wellbeing_portal.search.parts import Parts
from wellbeing_portal.search.same_part import PartTable
from wellbeing_portal.search.stamp import OWNERS_KEPT, STEPS_KEPT, Stamp, Stamped

FACETS = ["claim", "evidence", "change", "approach", "outcome", "council", "stage", "told"]


@pytest.fixture(autouse=True)
def every_set_is_broad(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let bits count what would be too little for them elsewhere."""
    monkeypatch.setattr(broad_counts, "LEAST", 0)
    monkeypatch.setattr(broad_counts, "SHARE", 10**9)


VOCABULARIES = [
    *(family.read for family in FAMILIES.values()),
    councils,
    councils_that_acted,
    councils_with("strategies"),
    years_told,
]


def answers(reader: Reader, asked: Any) -> Any:
    """Return what a reader answers by the bits of records and of their parts."""
    if reader.values.broad._kind("case-study").bits is None:
        reader.values.broad.prepare("case-study")
    search = bound(asked).search("case-study")
    matches = reader.ask(Question(search, size=100, facets=FACETS))
    pairs = reader.pairs_in_parts(search, PartTable("approach", "outcome"))
    return sorted(matches.ids), matches.facets, pairs


def anew(reader: Reader) -> Reader:
    """Return a reader of the same commit that knows nothing yet."""
    return Reader(reader.searcher, reader.schema)


@hypothesis_settings(
    max_examples=examples(15),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    broader=st.tuples(*[st.none() | st.integers(0, n - 1) for n in range(1, CONCEPTS)]),
    studies=st.lists(study, min_size=1, max_size=4),
    edits=st.lists(edit, min_size=1, max_size=5),
)
def test_answers_after_edits_are_those_of_who_knew_nothing(
    db: None, broader: Any, studies: Any, edits: Any
) -> None:
    with transaction.atomic():
        world = World(broader, studies)
        for change in [None, *edits]:
            if change:
                world.edit(*change)
            reader = current()
            for asked in ({}, *ACROSS):
                assert answers(reader, asked) == answers(anew(reader), asked)
            for read in VOCABULARIES:
                assert [*read_once(reader.memory, read)] == [*read()]
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_vocabulary_is_read_again_when_one_of_its_own_records_has_changed(
    own_index_dir: Path, django_assert_num_queries: Any
) -> None:
    study, council = CaseStudyFactory(published=True), CouncilFactory(name="Barset")
    before = read_once(current().memory, councils)

    study.title = "Something else"
    study.save()
    memory = current().memory
    with django_assert_num_queries(0):
        assert read_once(memory, councils) is before

    council.name = "Barsetshire"
    council.save()
    assert read_once(current().memory, councils).label(council.slug) == "Barsetshire"


CHANGES = [{"claim": ["changed"]}, {"evidence": ["2"]}, {}]


@pytest.mark.django_db(transaction=True)
def test_committed_change_is_read_of_what_changed_alone(
    own_index_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    studies = [CaseStudyFactory(published=True) for _ in range(3)]
    for one in studies:
        FindingFactory(case_study=one, claim="changed", direction="better", evidence_level=2)
    for asked in CHANGES:
        answers(current(), asked)
    FindingFactory(case_study=studies[0], claim="changed", direction="worse", evidence_level=3)
    studies[1].delete()
    monkeypatch.setattr(slots, "WASTED", 1)
    monkeypatch.setattr(Parts, "__init__", only_of_what_is_known(Parts.__init__))

    after = current()

    bits = after.values.broad._kind("case-study").bits
    assert bits is not None
    assert bits.everything.bit_count() == 2
    monkeypatch.undo()
    for asked in CHANGES:
        assert answers(after, asked) == answers(anew(after), asked)


@pytest.mark.django_db(transaction=True)
def test_bits_are_those_of_what_is_there_after_the_newest_has_left_again(
    own_index_dir: Path,
) -> None:
    def known() -> int:
        bits = current().values.broad._kind("case-study").bits
        assert bits is not None
        return bits.everything.bit_count()

    CaseStudyFactory.create_batch(3, published=True)
    answers(current(), {})

    newest = CaseStudyFactory(published=True)
    assert known() == 4
    newest.delete()
    assert known() == 3


def only_of_what_is_known(make: Any) -> Any:
    """Return a constructor of parts that reads none but those it is given."""

    def made(self: Parts, engine: Any, kind: str, laid_out: Any = None, values: Any = None) -> None:
        assert laid_out is not None, "all parts were read again"
        make(self, engine, kind, laid_out, values)

    return made


@pytest.mark.django_db(transaction=True)
def test_former_reader_goes_at_once(own_index_dir: Path) -> None:
    study = CaseStudyFactory(published=True)
    FindingFactory(case_study=study)
    former = current()
    answers(former, CHANGES[0])
    parts, values = weakref.ref(former.same_parts), weakref.ref(former.values)
    gc.collect()
    gc.disable()
    try:
        study.save()
        del former
        current()

        assert (parts(), values()) == (None, None)
    finally:
        gc.enable()


@pytest.mark.django_db(transaction=True)
def test_concepts_are_read_again_when_one_changed_and_not_otherwise(
    own_index_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = CaseStudyFactory(published=True)
    council = CouncilFactory(name="Ambridge")
    known = current().concepts()
    study.save()
    with monkeypatch.context() as patch:
        patch.setattr("wellbeing_portal.search.reader.read_concepts", pytest.fail)
        assert current().concepts() is known
    council.name = "Borchester"
    council.save()

    assert current().concepts().called("Borchester")
    assert not current().concepts().called("Ambridge")


@pytest.mark.django_db(transaction=True)
def test_index_built_anew_leads_on_from_nothing(own_index_dir: Path) -> None:
    study = CaseStudyFactory(published=True)
    FindingFactory(case_study=study, claim="changed", direction="better", evidence_level=2)
    answers(current(), CHANGES[0])
    mark_everything()

    after = current()

    assert not after.same_parts._parts
    assert answers(after, CHANGES[0]) == answers(anew(after), CHANGES[0])


# ── What an index says of its last commits ───────────────────────────────────────────────────


def state(version: int) -> ContentState:
    return ContentState(version, f"t{version}", "one")


def test_steps_lead_from_former_commits() -> None:
    now = Stamped(Stamp(1, "t1")).then(state(2), {"a:1"}).then(state(4), {"a:2", "b:3"})

    assert now.changed_since(Stamp(4, "t4")) == frozenset()
    assert now.changed_since(Stamp(2, "t2")) == frozenset({"a:2", "b:3"})
    assert now.changed_since(Stamp(1, "t1")) == frozenset({"a:1", "a:2", "b:3"})
    assert now.changed_since(Stamp(3, "t3")) is None
    assert now.changed_since(Stamp(2, "another")) is None


def test_steps_that_change_much_or_lie_far_back_are_forgotten() -> None:
    now = Stamped(Stamp(1, "t1")).then(state(2), {f"a:{n}" for n in range(OWNERS_KEPT + 1)})
    assert now.steps == ()

    for version in range(3, STEPS_KEPT + 4):
        now = now.then(state(version), {"a:1"})
    assert len(now.steps) == STEPS_KEPT
    assert now.changed_since(Stamp(2, "t2")) is None
    assert now.changed_since(Stamp(3, "t3")) == frozenset({"a:1"})


def test_answers_are_carried_over_with_all_that_changed_since() -> None:
    carried: Remembered[str, int] = Remembered("carried", carried=True)
    other: Remembered[str, int] = Remembered("another")
    first, second, third = Memory(), Memory(), Memory()
    carried.keep(first, "one", 1)
    other.keep(first, "one", 2)

    second.take_over(first, frozenset({"a:1"}))
    third.take_over(second, frozenset({"a:2"}))

    assert other.former(third, "one") is None
    assert not carried.known(third, "one")
    assert carried.former(third, "one") == (1, frozenset({"a:1", "a:2"}))
    assert carried.former(third, "one") is None
    third.take_over(second, frozenset(f"a:{n}" for n in range(CHANGED_KEPT + 2)))
    assert carried.former(third, "one") is None
