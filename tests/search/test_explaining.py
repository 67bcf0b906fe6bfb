"""A search told in parts: they are those of the search itself, and add up to its scores."""

from __future__ import annotations

import pytest

from tests.factories import CaseStudyFactory
from tests.universe import Universe
from wellbeing_portal.search import Search, current, explain, how_read, with_name
from wellbeing_portal.search.matches import FoundDocument

pytestmark = pytest.mark.django_db

TYPED = (
    "training",
    "what works for training staff",
    "workforce training and loneliness in Ambridge",
    '"social isolation" -council older people',
    "coproduced neighborhood programs",
    "of the",
    "-training",
    "2019",
)


def best(text: str) -> tuple[list[FoundDocument], Search]:
    reader, search = current(), Search("", text)
    return list(reader.told(reader.best(search, 40))), search


@pytest.mark.parametrize("text", TYPED)
def test_parts_add_up_to_the_score_of_every_document(universe: Universe, text):
    hits, search = best(text)

    told = explain(current(), search, hits)

    assert [one.found for one in told] == hits
    if text != "-training":
        assert [one.score for one in told] == pytest.approx([one.score for one in hits], rel=1e-4)


def test_the_engine_is_asked_as_often_for_one_document_as_for_many(universe: Universe, monkeypatch):
    hits, search = best("training")
    assert len(hits) > 1
    reader = current()
    asked: list[int] = []
    ask = type(reader).hits

    def counting(*arguments, **options):
        asked.append(1)
        return ask(*arguments, **options)

    monkeypatch.setattr(type(reader), "hits", counting)

    explain(reader, search, hits[:1])
    once = len(asked)
    explain(reader, search, hits)

    assert len(asked) == 2 * once


def test_words_of_a_question_small_words_quotes_and_minus_are_told(universe: Universe):
    told = how_read(current(), Search("", 'what works for training of "older people" -dementia'))

    assert " ".join(told.question) == "what works for"
    assert told.small == ("of",)
    assert (told.quoted, told.excluded) == (("older people",), ("dementia",))
    assert "training" in [one.words for one in told.units]


@pytest.mark.parametrize("typed", ["food bank", "food bank walks", "walks food bank"])
def test_words_that_the_content_writes_as_one_are_told(db: None, typed: str):
    CaseStudyFactory(title="Walks to the foodbank", published=True)

    assert how_read(current(), Search("", typed)).respelled == (("food bank", "food-bank"),)


@pytest.mark.parametrize(
    "name",
    ["Zyzzyva", " ".join(f"{letter}zyzzyva" for letter in "bcdfghklmnprt")],
    ids=["of one word", "longer than any name"],
)
def test_one_more_name_finds_what_is_tagged_and_leaves_the_reader_as_it_is(
    universe: Universe, name: str
):
    reader = current()
    totals = {
        one.slug: reader.total(Search("case-study", selection={"approach": [one.slug]}))
        for one in reader.concepts().all
        if one.facet == "approach"
    }
    slug, tagged = max(totals.items(), key=lambda one: one[1])
    before = reader.total(Search("case-study", name.lower()))

    trial = with_name(reader, "approach", slug, name)

    assert before == 0
    assert tagged > 0
    assert trial is not None
    assert trial.total(Search("case-study", name.lower())) == tagged
    assert reader.total(Search("case-study", name.lower())) == 0
    assert with_name(reader, "approach", "no-such-approach", name) is None
