"""Large sets are counted by bits, and the answers are those of the engine."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from casestudies.models import CaseStudy
from tests.depth import examples
from tests.factories import CaseStudyFactory, CouncilFactory
from tests.search.curating import CONCEPTS, WORDS, World
from tests.search.published import without_bits
from tests.search.test_agrees_with_sql import bound, question, study
from wellbeing_portal.search import Question, Reader, Search, bitmaps, broad_counts, current
from wellbeing_portal.search.behind import Behind
from wellbeing_portal.search.declarations import registry
from wellbeing_portal.search.engine import Engine

KIND = "case-study"
FACETS = ["approach", "enabler", "outcome", "council", "region", "nation", "stage", "told"]


@pytest.fixture(autouse=True)
def every_set_is_broad(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let bits count what would be too little for them elsewhere."""
    monkeypatch.setattr(broad_counts, "LEAST", 0)
    monkeypatch.setattr(broad_counts, "SHARE", 10**9)


def let_engine_count_no_more(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    reader.memory.clear()
    monkeypatch.setattr(Engine, "aggregate", lambda *_: pytest.fail("the engine was asked"))


def nothing_newer() -> Behind:
    return Behind(timezone.now(), "a test")


def are_made(reader: Reader) -> bool:
    """Tell whether there are bits, once whoever makes them has."""
    for one in threading.enumerate():
        if one.name == "index-bits":
            one.join(10)
    return reader.values.broad._kind(KIND).bits is not None


def counts(reader: Reader, asked: Search) -> dict[str, dict[str, int]]:
    found = reader.ask(Question(asked, size=0, facets=FACETS)).facets
    return {name: dict(of_facet) for name, of_facet in found.items()}


def counted_by_engine(reader: Reader, asked: Search, settings: Any) -> dict[str, dict[str, int]]:
    return without_bits(settings, reader, lambda: counts(reader, asked))


@hypothesis_settings(
    max_examples=examples(25),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    broader=st.tuples(*[st.none() | st.integers(0, n - 1) for n in range(1, CONCEPTS)]),
    studies=st.lists(study, min_size=1, max_size=6),
    questions=st.lists(
        st.tuples(question, st.sampled_from(["", *WORDS, "garden trust", "garden -school"])),
        min_size=3,
        max_size=8,
    ),
)
def test_bits_and_engine_count_alike(
    db: None, settings: Any, broader: Any, studies: Any, questions: Any
) -> None:
    with transaction.atomic():
        World(broader, studies)
        reader = current()
        reader.values.broad.prepare(KIND)
        for asked_for, words in questions:
            asked = replace(bound(asked_for).search(KIND), text=words)
            by_engine = counted_by_engine(reader, asked, settings)

            assert counts(reader, asked) == by_engine
        transaction.set_rollback(True)


def test_prepared_bits_answer_without_the_engine(universe, monkeypatch):
    asked = Search(KIND, "", {"nation": ["england"]})
    reader = current()
    reader.values.broad.prepare(KIND)
    let_engine_count_no_more(reader, monkeypatch)

    found = counts(reader, asked)

    assert found["nation"]["england"] == reader.total(asked) > 0


def test_prepared_bits_heed_what_is_chosen_in_every_other_facet(universe, settings, monkeypatch):
    reader = current()
    reader.values.broad.prepare(KIND)
    stages = counts(reader, Search(KIND))["stage"]
    asked = Search(KIND, selection={"stage": [next(iter(stages))]})
    by_engine = counted_by_engine(reader, asked, settings)
    let_engine_count_no_more(reader, monkeypatch)

    found = counts(reader, asked)

    assert found == by_engine
    assert found["stage"] == stages
    assert found != counts(reader, Search(KIND))


def test_bits_are_made_beside_once_the_engine_has_counted_as_much(universe, monkeypatch):
    monkeypatch.setattr(broad_counts, "WORTH", 2)
    reader = current().without([], nothing_newer())

    first = counts(reader, Search(KIND))
    assert not are_made(reader)
    reader.memory.clear()
    counts(reader, Search(KIND))

    assert are_made(reader)
    let_engine_count_no_more(reader, monkeypatch)
    assert counts(reader, Search(KIND)) == first


def test_bits_that_are_switched_off_are_neither_made_nor_asked(universe, settings, monkeypatch):
    monkeypatch.setattr(broad_counts, "WORTH", 0)
    settings.INDEX_BITMAPS = False
    reader = current().without([], nothing_newer())

    assert counts(reader, Search(KIND))["stage"]
    assert not are_made(reader)
    reader.values.broad.prepare(KIND)
    monkeypatch.setattr(reader.values.broad, "_kind", lambda _: pytest.fail("bits were asked"))
    assert counts(reader, Search(KIND, "", {"nation": ["england"]}))["stage"]


def test_small_sets_are_left_to_the_engine(universe, monkeypatch):
    reader = current()
    reader.values.broad.prepare(KIND)
    monkeypatch.setattr(broad_counts, "LEAST", 10_000)

    assert not reader.values.broad.counts(reader._clauses(Search(KIND), None), FACETS, 5)


def test_withdrawn_record_is_not_counted_by_bits(universe, settings):
    reader = current().without([f"case studies:{universe.rich.pk}"], nothing_newer())
    reader.values.broad.prepare(KIND)

    found = counts(reader, Search(KIND))

    assert found == counted_by_engine(reader, Search(KIND), settings)
    assert sum(found["stage"].values()) == CaseStudy.objects.published().count() - 1


def test_change_is_counted_by_bits_of_its_own(universe):
    before = current()
    before.values.broad.prepare(KIND)
    stages = counts(before, Search(KIND))["stage"]
    CaseStudyFactory(published=True, stage=CaseStudy.Stage.COMPLETED)

    after = current()
    after.values.broad.prepare(KIND)

    completed = CaseStudy.Stage.COMPLETED.value
    assert counts(after, Search(KIND))["stage"][completed] == stages.get(completed, 0) + 1


def test_keys_far_apart_are_left_to_the_engine(universe, settings):
    CaseStudyFactory(pk=10**9, published=True, councils=[CouncilFactory()])
    reader = current()

    reader.values.broad.prepare(KIND)

    assert reader.values.broad._kind(KIND).bits is None
    assert counts(reader, Search(KIND)) == counted_by_engine(reader, Search(KIND), settings)


def test_facets_with_too_many_values_go_without_bits_and_the_others_do_not(
    universe, settings, monkeypatch
):
    reader = current().without([], nothing_newer())
    names = [name for name in registry.kinds[KIND].facets if "|" not in name]
    found = reader.ask(Question(Search(KIND), size=0, facets=names)).facets
    most = max(names, key=lambda name: len(found[name]))
    keys = CaseStudy.objects.published().order_by("pk").values_list("pk", flat=True)
    room = sum(len(found[name]) for name in names if name != most) * (max(keys) - min(keys) + 1)
    monkeypatch.setattr(bitmaps, "MOST_BYTES", room / 8)
    chosen = {most: list(found[most])[:2], "stage": list(found["stage"])[:1]}

    reader.values.broad.prepare(KIND)

    bits = reader.values.broad._kind(KIND).bits
    assert bits is not None
    assert [name for name in names if name not in bits] == [most]
    for asked in (Search(KIND), Search(KIND, "", chosen)):
        assert counts(reader, asked) == counted_by_engine(reader, asked, settings)
