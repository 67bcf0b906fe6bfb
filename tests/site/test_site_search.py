"""The search of the whole portal: what is meant on top, groups by their best, absence said."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from strategies.models import Council
from tests import factories as make
from tests.site.searching import best, page
from wellbeing_portal.search import Reader
from wellbeing_portal.site.search.groups import GROUPS

pytestmark = pytest.mark.django_db


def shown(html: str) -> list[str]:
    return re.findall(r'data-result="([^"]+)"', html)


def groups(html: str) -> list[tuple[str, int]]:
    return [
        (name, int(count))
        for name, count in re.findall(r'data-group="([^"]+)"\s+data-count="(\d+)"', html)
    ]


@pytest.fixture
def world() -> dict[str, Any]:
    """An approach with a synonym, and five case studies that have it."""
    marling = make.ApproachFactory(name="Marling", synonyms=["clay dressing"], definition="It is.")
    council = make.CouncilFactory(
        name="Ashwick", official_name="Borough of Ashwick", region=Council.Region.WALES,
        nation=Council.Nation.WALES,
    )  # fmt: skip
    studies = [
        make.CaseStudyFactory(
            title=f"Number {n}",
            summary="They tried marling in fields.",
            published=True,
            councils=[council],
        )
        for n in range(5)
    ]
    for study in studies:
        make.CaseStudyApproachFactory(case_study=study, approach=marling)
    return {"approach": marling, "council": council, "studies": studies}


@pytest.mark.parametrize(
    "typed",
    ["marling", "Marling?", "CLAY dressing", "what works for marling", "does marling work?"],
)
def test_a_subject_is_met_by_its_name_in_any_dress_and_in_a_question(client, world, typed):
    assert best(page(client, typed)) == [world["approach"].get_absolute_url()]


def test_the_card_of_a_subject_answers_as_its_page_does(client, world):
    html = page(client, "marling")

    assert "One council did this: Ashwick." in html
    answer = client.get(world["approach"].get_absolute_url()).content.decode()
    assert "One council did this: Ashwick." in unescape(answer)


@pytest.mark.parametrize("typed", ["Ashwick", "borough of ashwick", "Ashwick Borough"])
def test_a_council_is_met_by_its_names(client, world, typed):
    html = page(client, typed)

    expected = world["council"].get_absolute_url()
    assert (best(html) or [""])[0] == expected or f'href="{expected}"' in html
    assert "data-absent" not in html


def test_three_of_each_group_and_the_way_to_all(client, world):
    html = page(client, "marling")

    assert ("case-studies", 5) in groups(html)
    assert len([slug for slug in shown(html) if slug.startswith(world["studies"][0].slug[:4])]) <= 3
    assert "All 5" in html
    assert 'href="/case-studies/?q=marling"' in html


def test_total_is_that_of_its_groups_also_where_some_words_alone_name_a_subject(client, world):
    make.StrategyFactory(title="Plan", vision="Marling has long waiting times.", published=True)

    html = page(client, "marling waiting times")

    found = dict(groups(html))
    assert found["concepts"] == 1
    assert f'data-total="{sum(found.values())}"' in html


def test_groups_come_in_the_order_of_their_best_match(client):
    make.StrategyFactory(title="A strategy for quillworts", published=True)
    make.CaseStudyFactory(title="Other", summary="It names quillworts once.", published=True)
    assert next(name for name, _ in groups(page(client, "quillworts"))) == "strategies"

    make.CaseStudyFactory(title="Samphire saved", published=True)
    make.StrategyFactory(title="Other plan", vision="With samphire in it.", published=True)
    assert next(name for name, _ in groups(page(client, "samphire"))) == "case-studies"


def test_a_subject_that_nothing_is_about_is_said_to_be_absent(client, world):
    html = page(client, "marling on the moon")

    assert "data-absent" in html or "data-dropped" in html

    html = page(client, "moonshine poverty")
    assert "data-absent" in html
    assert "Nothing on the portal about “moonshine poverty”" in html
    assert not shown(html)
    assert "data-absent" not in page(client, "marling in fields")


def test_words_that_only_tell_how_say_nothing_of_what_is_there(client, world):
    make.StrategyFactory(title="Plan", vision="Services for councils that support.", published=True)

    assert "data-absent" in page(client, "council moonshine marling services")
    assert "data-absent" in page(client, "moonshine marling rates support")


@pytest.mark.parametrize("typed", ["clay dresser", "clay dressers", "clays dressing"])
def test_a_name_of_several_words_is_met_in_its_other_forms(client, world, typed):
    world["approach"].synonyms = ["clay dress"]
    world["approach"].save()

    assert best(page(client, typed)) == [world["approach"].get_absolute_url()]


def test_a_name_of_several_words_is_not_met_by_what_only_looks_alike(client, world):
    world["approach"].synonyms = ["marl government"]
    world["approach"].save()

    assert best(page(client, "marl governments")) == [world["approach"].get_absolute_url()]
    assert not best(page(client, "marl governance"))


def test_accounts_with_words_of_a_name_in_their_title_come_before_others_of_it(client, world):
    study = make.CaseStudyFactory(title="Clay of Ashwick", summary="So it was.", published=True)
    make.CaseStudyApproachFactory(case_study=study, approach=world["approach"])

    assert shown(page(client, "clay dressing"))[0] == study.slug


def test_an_account_with_all_words_in_its_title_comes_before_a_subject_that_some_name(
    client, world
):
    study = make.CaseStudyFactory(title="Moats of old, and marling", published=True)

    found = shown(page(client, "moat marling"))
    assert found[0] == study.slug
    assert world["approach"].slug in found


def test_words_left_out_are_named_in_every_group(client, world):
    html = page(client, "they tried marling zzzz fields")

    assert re.search(r"data-dropped>[^/]*<strong>zzzz</strong>", html)
    assert "data-dropped" in page(client, "they tried marling zzzz fields", kind="case-studies")


def test_a_spelling_is_offered_and_never_imposed(client, world):
    html = page(client, "marlling")

    assert "data-absent" in html
    assert 'href="/search/?q=marling"' in html
    assert "Nothing on the portal about “marlling”" in html


def test_a_list_that_answers_is_on_top_with_its_number(client, world):
    html = page(client, "case studies in Wales")

    assert best(html) == ["/case-studies/?nation=wales"]
    assert "5 case studies in Wales" in html


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("districts like mine", "/councils/"),
        ("how is the evidence graded?", "/about/#evidence"),
        ("How do I cite the portal?", "/about/#rights"),
        ("may I quote it", "/about/#rights"),
        ("how many councils have measured anything?", "/#known-title"),
        ("how much did it cost", "/case-studies/?cost=stated"),
    ],
)
def test_questions_about_the_portal_lead_to_the_page_that_answers(client, typed, address):
    assert best(page(client, typed)) == [address]


def test_only_what_matched_is_marked_and_snippets_are_whole_sentences(client):
    make.CaseStudyFactory(
        title="Other",
        summary="First comes this. People met in a cowshed every week. Then they left.",
        published=True,
    )
    html = page(client, "cowshed people")

    assert "<mark>People</mark> met in a <mark>cowshed</mark> every week.</p>" in html


def test_one_search_asks_the_engine_few_questions(client, world, monkeypatch):
    page(client, "fields")  # opens the index
    asked: list[Any] = []
    ask = Reader.ask

    def counting(self: Reader, question: Any) -> Any:
        asked.append(question)
        return ask(self, question)

    monkeypatch.setattr(Reader, "ask", counting)
    page(client, "tried marling fields")

    assert len(asked) <= 2 < len(GROUPS)


def test_suggestions_begin_with_names_and_those_used_most(client, world):
    pits = make.ApproachFactory(name="Marl pits")
    study = make.CaseStudyFactory(title="The marl of Ashwick", published=True)
    make.CaseStudyApproachFactory(case_study=study, approach=pits)

    found = client.get("/search/suggestions", {"q": "marl"}).json()["suggestions"]
    assert [one["title"] for one in found] == ["Marling", "Marl pits", "The marl of Ashwick"]
