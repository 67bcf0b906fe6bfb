"""What one walk over the words of a search tells, and that it is what others would tell."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.depth import examples
from tests.factories import CaseStudyFactory, CouncilFactory
from tests.search.curating import CONCEPTS, WORDS, World
from tests.search.published import without_bits
from tests.search.test_agrees_with_sql import bound, question, study
from wellbeing_portal.search import (
    Grouped,
    Matches,
    Question,
    Reader,
    Search,
    broad_counts,
    current,
    first_pass,
    grouped,
    pages,
)
from wellbeing_portal.search.engine import Engine
from wellbeing_portal.search.first_pass import DocumentSet
from wellbeing_portal.search.memory import VALUE_BYTES, values_of
from wellbeing_portal.site.search.groups import KINDS

KIND = "case-study"
TEXTS = [
    "",
    *WORDS,
    "garden trust",
    "garden -school",
    '"garden trust"',
    "c0",
    "c1 garden",
    "nothing",
]


@pytest.fixture(autouse=True)
def every_kind_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let bits be asked of what would be too little for them elsewhere."""
    monkeypatch.setattr(broad_counts, "LEAST", 0)


def prepared() -> Reader:
    reader = current()
    reader.values.broad.prepare(KIND)
    return reader


def told(reader: Reader, asked: Search, *pages: int) -> list[Matches]:
    names = tuple(bound({}).index_names().values())
    return [
        replace(reader.ask(Question(asked, page=page, size=2, facets=names)), found=())
        for page in (pages or (1, 2))
    ]


def in_groups(reader: Reader, text: str) -> Grouped:
    found = grouped(reader, Search("", text), KINDS, 2)
    return replace(found, matches=replace(found.matches, found=()))


@hypothesis_settings(
    max_examples=examples(20),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    broader=st.tuples(*[st.none() | st.integers(0, n - 1) for n in range(1, CONCEPTS)]),
    studies=st.lists(study, min_size=1, max_size=6),
    questions=st.lists(st.tuples(question, st.sampled_from(TEXTS)), min_size=3, max_size=8),
    many=st.sampled_from([2, 50_000]),
)
def test_one_walk_tells_what_several_would(
    db: None, settings: Any, broader: Any, studies: Any, questions: Any, many: int
) -> None:
    with pytest.MonkeyPatch.context() as patched, transaction.atomic():
        patched.setattr(first_pass, "MANY", many)
        World(broader, studies)
        reader = prepared()
        for asked_for, text in questions:
            asked = replace(bound(asked_for).search(KIND), text=text)
            alone = Search(KIND, text)

            def answers(asked: Search = asked, alone: Search = alone) -> Any:
                searched = in_groups(reader, alone.text) if alone.text else None
                return told(reader, alone), told(reader, asked), searched

            assert answers() == without_bits(settings, reader, answers)
        transaction.set_rollback(True)


@pytest.fixture
def gardens(db: None) -> Reader:
    """Three accounts of five tell of gardens."""
    for number in range(5):
        CaseStudyFactory(
            title=f"{'Garden' if number < 2 else 'School'} {number}",
            published=True,
            councils=[CouncilFactory()],
        )
    return prepared()


def walks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note what the engine is asked that walks over what matches."""
    asked: list[str] = []
    for name in ("count", "counted", "hits", "aggregate"):
        original = getattr(Engine, name)

        def noting(
            self: Engine, *args: Any, _name: str = name, _ask: Any = original, **by: Any
        ) -> Any:
            asked.append(_name)
            return _ask(self, *args, **by)

        monkeypatch.setattr(Engine, name, noting)
    return asked


def test_a_page_of_words_walks_once(gardens: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = bound({}).search(KIND)
    told(gardens, asked)  # parts of records are read
    noted = walks(monkeypatch)

    (page,) = told(gardens, replace(asked, text="garden"), 1)

    assert page.total == 2
    assert page.facets["council"]
    assert noted == ["counted"]


def test_what_is_chosen_besides_words_is_counted_without_another_walk(
    gardens: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = replace(bound({}).search(KIND), text="garden")
    council = next(iter(told(gardens, asked, 1)[0].facets["council"]))
    noted = walks(monkeypatch)

    (page,) = told(gardens, replace(asked, selection={"council": [council]}), 1)

    assert page.total == 1
    assert len(page.facets["council"]) == 2
    assert noted == ["counted"]


def test_all_kinds_are_told_by_one_walk(gardens: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    CouncilFactory(name="Garden Town")
    reader = prepared()
    in_groups(reader, "zebra")
    noted = walks(monkeypatch)

    found = in_groups(reader, "garden")

    assert found.totals == {"councils": 1, "case-studies": 2}
    assert noted == ["counted"]


def test_groups_that_are_not_among_the_best_are_looked_for_together(
    gardens: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Garden Town", "Garden City"):
        CouncilFactory(name=name)
    for module in (pages, sys.modules[grouped.__module__]):
        monkeypatch.setattr(module, "DEEP", 1)
    monkeypatch.setattr(first_pass, "MANY", 0)
    reader = prepared()
    in_groups(reader, "zebra")
    noted = walks(monkeypatch)

    found = in_groups(reader, "garden")

    assert found.totals == {"councils": 2, "case-studies": 2}
    assert {name: len(of_group) for name, of_group in found.groups.items()} == found.totals
    assert noted == ["counted", "aggregate", "counted"]


def test_documents_take_as_much_of_the_memory_as_their_bits() -> None:
    assert values_of(DocumentSet(1 << (80 * VALUE_BYTES))) == 11
