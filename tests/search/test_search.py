"""Searches on the starter content and on small worlds."""

from __future__ import annotations

import html
from importlib import import_module

import pytest
from django.utils.html import strip_tags
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casestudies.models import CaseStudy
from tests.depth import examples
from tests.factories import (
    ApproachFactory,
    CaseStudyApproachFactory,
    CaseStudyFactory,
    CouncilFactory,
)
from tests.universe import Universe
from wellbeing_portal.search import (
    Question,
    Search,
    current,
    did_you_mean,
    grouped,
    in_order,
    more_like,
    snippets,
    suggest,
)
from wellbeing_portal.search.declarations import registry
from wellbeing_portal.search.worded import Met

MECC = "camden-islington-making-every-contact-count"
LEEDS = "leeds-mentally-healthy-city"
SANDWELL = "sandwell-stronger-sandwell"


def slugs(text: str, typing: bool = False) -> list[str]:
    asked = Search("case-study", text, typing=typing)
    return [one.slug for one in current().ask(Question(asked)).found]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("MECC", MECC),
        ("making every contact count", MECC),
        ("Leeds", LEEDS),
        ("leeds city council", LEEDS),
        ("asset based community development", SANDWELL),
        ("asset-based community development", SANDWELL),
        ('"asset based community development"', SANDWELL),
        ("St Albans", "st-albans-strategic-approach"),
    ],
)
def test_search_finds_first(content: None, text: str, first: str) -> None:
    assert slugs(text)[0] == first


def test_hyphen_makes_no_difference(content: None) -> None:
    assert set(slugs("wellbeing")) == set(slugs("well-being")) == set(slugs("well being"))


def test_minus_leaves_out(content: None) -> None:
    assert LEEDS in slugs("mental health")
    assert LEEDS not in slugs("mental health -leeds")
    assert LEEDS not in slugs("-leeds")
    assert len(slugs("-leeds")) > 3


@pytest.mark.parametrize("stray", ["(((", '"', "-", "\x00", "\ud800", "*", "AND", "~^:/\\[]{}!?"])
def test_stray_signs_hide_nothing(content: None, stray: str) -> None:
    assert set(slugs(f"mecc {stray}")) == set(slugs("mecc"))
    assert stray == "AND" or len(slugs(stray)) == len(slugs(""))


@settings(
    max_examples=examples(60),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(st.text(st.characters(), max_size=600))
def test_any_text_is_answered(content: None, text: str) -> None:
    reader = current()

    reader.ask(Question(Search("", text, {"approach": [text]}, typing=True), facets=["kind"]))
    snippets(reader, reader.ask(Question(Search("case-study"), size=2)).found, text)
    suggest(reader, text)
    did_you_mean(reader, text)


def test_beginning_of_a_word_is_found_only_while_typing(content: None) -> None:
    assert SANDWELL not in slugs("sandw")
    assert slugs("sandw", typing=True)[0] == SANDWELL


def test_synonym_finds_what_is_tagged_and_says_so(db: None) -> None:
    training = ApproachFactory(name="Workforce training", synonyms=["CPD"])
    study = CaseStudyFactory(published=True)
    CaseStudyApproachFactory(case_study=study, approach=training)

    matches = current().ask(Question(Search("case-study", "cpd")))
    narrow = current().ask(Question(Search("case-study", "cpd", widen=False)))

    assert matches.ids == (study.pk,)
    assert [(w.words, w.names) for w in matches.widenings] == [("cpd", ("Workforce training",))]
    assert (narrow.total, narrow.widenings) == (0, ())


def test_words_that_nothing_has_are_left_out_and_named(content: None) -> None:
    matches = current().ask(Question(Search("case-study", "making every contact count zzzz")))

    assert matches.dropped == ("zzzz",)
    assert matches.found[0].slug == MECC


def test_quoted_words_must_stand_together(db: None) -> None:
    together = CaseStudyFactory(published=True, ambition="We grew trust in teams.")
    CaseStudyFactory(published=True, ambition="Teams that trust. We all grew.")

    assert current().ask(Question(Search("case-study", '"grew trust"'))).ids == (together.pk,)
    assert current().ask(Question(Search("case-study", "grew trust"))).total == 2


def test_title_weighs_more_than_body(db: None) -> None:
    body = CaseStudyFactory(published=True, approach="gardening " * 5)
    summary = CaseStudyFactory(published=True, summary="All about gardening.")
    title = CaseStudyFactory(published=True, title="Gardening")

    assert current().ask(Question(Search("case-study", "gardening"))).ids == (
        title.pk,
        summary.pk,
        body.pk,
    )


def test_spelling_is_put_right(content: None) -> None:
    spelling = did_you_mean(current(), "lonelyness in Sandwell")

    assert spelling
    assert spelling.text == "loneliness in Sandwell"
    assert spelling.changed == (("lonelyness", "loneliness"),)
    assert did_you_mean(current(), "loneliness in Sandwell") is None


def test_spelling_never_suggests_what_is_not_public(db: None) -> None:
    CaseStudyFactory(title="Xylophones")

    assert did_you_mean(current(), "xylophnes") is None


def test_suggestions_start_with_the_title(content: None) -> None:
    found = suggest(current(), "making ev")

    assert "Making Every Contact Count" in found[0].title
    assert suggest(current(), "") == ()


def test_snippets_are_escaped_and_marked(db: None) -> None:
    study = CaseStudyFactory(
        published=True, summary="<script>alert(1)</script> & <b>loneliness</b> \"x\" 'y'"
    )

    reader = current()
    assert study.pk in reader.ask(Question(Search("case-study"))).ids
    (snippet,) = snippets(reader, reader.ask(Question(Search("case-study"))).found, "loneliness")

    assert "<mark>loneliness</mark>" in snippet
    assert "<script" not in snippet
    assert "<b>" not in snippet
    text = html.unescape(strip_tags(snippet.replace("<mark>", "").replace("</mark>", "")))
    assert "<script>alert(1)</script> & <b>loneliness</b>" in text


def test_more_like_this_shares_concepts(db: None) -> None:
    training = ApproachFactory()
    one, other, stranger = (CaseStudyFactory(published=True) for _ in range(3))
    for study in (one, other):
        CaseStudyApproachFactory(case_study=study, approach=training)

    alike = more_like(current(), "case-study", one.pk, sharing=["approach"])

    assert [found.document.pk for found in alike] == [other.pk]
    assert alike[0].shared["approach"] == (training.slug,)
    assert more_like(current(), "case-study", stranger.pk, sharing=["approach"]) == ()


def test_title_sort_ignores_case_and_accents(db: None) -> None:
    for name in ("zebra", "Émile", "apple", "Éa"):
        CouncilFactory(name=name)

    found = current().ask(Question(Search("council"), sort="title")).found

    assert [one.title for one in found] == ["apple", "Éa", "Émile", "zebra"]


def test_pages_do_not_overlap_and_the_last_stands_for_those_past_it(content: None) -> None:
    asked = [Question(Search("council"), page=page, size=50) for page in (1, 2, 10**9)]

    first, second, past = (current().ask(question) for question in asked)

    assert len({*first.ids, *second.ids}) == 100
    assert past.page == past.pages == -(-past.total // 50)
    assert len(past.ids) == past.total - 50 * (past.pages - 1)


def test_rows_come_in_the_order_asked_for_without_those_that_have_gone(db: None) -> None:
    first, second = CaseStudyFactory.create_batch(2)

    there = in_order(CaseStudy.objects.all(), [second.pk, second.pk + 1, first.pk])

    assert there == [second, first]


def test_single_words_raise_titles_for_the_name_of_a_subject_and_not_of_a_council(db: None) -> None:
    CaseStudyFactory(councils=[CouncilFactory(name="North Marl")], published=True)
    CaseStudyApproachFactory(
        case_study=CaseStudyFactory(published=True), approach=ApproachFactory(name="Hot meals")
    )

    def raising(text: str) -> list[str]:
        return [one.words for one in current().worded(text).bonus if one.how is Met.TYPED]

    assert raising("hot meals") == ["hot", "meals"]
    assert raising("north marl") == []


def test_groups_that_are_not_among_the_best_of_all_are_found_all_the_same(
    universe: Universe, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, groups = current(), {name: [name] for name in registry.kinds}

    def found() -> dict[str, list[str]]:
        answer = grouped(reader, Search("", "training"), groups, 2)
        return {name: [one.title for one in best] for name, best in answer.groups.items()}

    whole = found()
    monkeypatch.setattr(import_module(grouped.__module__), "DEEP", 1)

    assert found() == whole
    assert len(whole) > 1
