"""Pages that lay records side by side: the address is the state, and nothing in it breaks them."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from casestudies.views.compare import CompareCaseStudies
from tests import factories as make
from tests.hidden import SECRET
from tests.pages.conftest import Worlds
from tests.pages.reading import in_order
from tests.pages.test_nonsense import NASTY, QUICK, encoded, is_answer
from tests.pages.test_query_counts import grow
from wellbeing_portal.core.compare.cells import FIRST_POINTS, LONG
from wellbeing_portal.core.compare.shapes import FIRST_CELLS

pytestmark = pytest.mark.django_db

KINDS = ["case-studies", "strategies", "councils"]
BUDGET = 12
FIRST_ROWS_OF_TWO = FIRST_CELLS // 2


@pytest.fixture
def pairs(universe) -> dict[str, list[Any]]:
    """Two published records of each kind."""
    return {
        "case-studies": [universe.rich, universe.plain],
        "strategies": [universe.joint, universe.plain_strategy],
        "councils": [universe.northmarl, universe.quietham],
    }


def slugs(records: list[Any]) -> list[str]:
    return [record.slug for record in records]


@pytest.mark.parametrize("kind", KINDS)
def test_two_stand_side_by_side_in_the_order_asked_for(show, pairs, kind):
    for records in (pairs[kind], pairs[kind][::-1]):
        page = show(f"/compare/{kind}/", item=slugs(records))

        chosen = [attrs["data-chosen"] for _tag, attrs in page.tags if "data-chosen" in attrs]
        assert chosen == slugs(records)
        assert '<table class="portal-compare' in page.html
        assert page.title.startswith("Compare ")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("number", [0, 1])
def test_too_few_help_to_choose(show, pairs, kind, number):
    page = show(f"/compare/{kind}/", item=slugs(pairs[kind][:number]))

    assert "<table" not in page.html
    assert any(tag == "input" and attrs.get("name") == "find" for tag, attrs in page.tags)
    offers = [attrs["data-offer"] for _tag, attrs in page.tags if "data-offer" in attrs]
    assert offers
    assert not set(offers) & set(slugs(pairs[kind][:number]))


def test_five_are_four_and_the_page_says_which_is_left_out(show):
    five = make.CaseStudyFactory.create_batch(5, published=True)

    page = show("/compare/case-studies/", item=slugs(five))

    assert page.html.count("data-chosen") == 4
    assert f"“{five[4].title}” is left out" in page.text
    assert "Swap or remove one first" in page.text


def test_same_twice_counts_once(show, universe):
    page = show("/compare/case-studies/", item=[universe.rich.slug] * 2)

    assert page.html.count("data-chosen") == 1
    assert "named more than once" in page.text


@pytest.mark.parametrize("slug", ["nowhere", "Not A Slug", "\0", "a" * 500, "<b>", "\u202e"])
def test_unknown_is_left_out_and_said(show, universe, slug):
    page = show("/compare/case-studies/", item=[universe.rich.slug, slug])

    assert "There is no case study called" in page.text
    assert page.html.count("data-chosen") == 1


def test_unpublished_looks_as_if_it_were_not_there(show, universe):
    for hidden, kind in (
        (universe.hidden_case_studies, "case-studies"),
        (universe.hidden_strategies, "strategies"),
    ):
        page = show(f"/compare/{kind}/", item=slugs(list(hidden)))
        assert "data-chosen" not in page.html
        assert SECRET not in page.text


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("view", ["everything", "differences", "shared"])
def test_nothing_unpublished_shows_anywhere(show, pairs, kind, view):
    page = show(f"/compare/{kind}/", item=slugs(pairs[kind]), show=view)
    found = show(f"/compare/{kind}/", find=SECRET)

    assert SECRET not in page.html
    assert "data-offer" not in found.html


def test_search_offers_links_that_add(show, client, universe):
    page = show("/compare/case-studies/", item=universe.rich.slug, find="allot")

    add = f"/compare/case-studies/?item={universe.rich.slug}&item={universe.plain.slug}"
    assert add in page.links


def test_search_finds_by_the_name_of_a_council(show, universe):
    page = show("/compare/case-studies/", find="eastport")

    assert f'data-offer="{universe.rich.slug}"' in page.html


def test_search_that_finds_nothing_says_so(show, universe):
    for words in ("zzz", "((("):
        page = show("/compare/councils/", find=words)
        assert "Try other words or fewer letters" in page.text
        assert "data-offer" not in page.html


def test_search_finds_other_names_and_slips_of_the_finger(show):
    leeds = make.CouncilFactory(name="Leeds", official_name="Leeds City Council")
    study = make.CaseStudyFactory(title="Benches for talking", published=True)
    aid = make.ApproachFactory(name="Mental health first aid", synonyms=["MHFA"])
    make.CaseStudyApproachFactory(case_study=study, approach=aid)

    assert f'data-offer="{leeds.slug}"' in show("/compare/councils/", find="LCC").html
    assert f'data-offer="{study.slug}"' in show("/compare/case-studies/", find="MHFA").html
    page = show("/compare/case-studies/", find="talkign")
    assert f'data-offer="{study.slug}"' in page.html
    assert "No case study is found for “talkign”. These are for “talking”" in page.text


def test_search_says_that_there_is_more_than_it_shows(show):
    make.CaseStudyFactory.create_batch(9, published=True, summary="Gardening for all.")

    page = show("/compare/case-studies/", find="gardening")

    assert page.html.count("data-offer") == 8
    assert "The best 8 for “gardening”" in page.text


def test_search_does_not_offer_what_stands_there_already(show, universe):
    page = show("/compare/case-studies/", item=universe.plain.slug, find="allot")

    assert "data-offer" not in page.html
    assert "No other case study is found" in page.text


def test_links_move_swap_and_remove(show, universe):
    a, b = universe.rich.slug, universe.plain.slug
    page = show("/compare/case-studies/", item=[a, b], show="differences")
    path = "/compare/case-studies/"

    assert f"{path}?item={b}&item={a}&show=differences" in page.links
    assert f"{path}?item={b}&show=differences" in page.links
    assert f"{path}?item={a}&item={b}&show=differences&swap={a}#add" in page.links


def test_swapping_puts_another_in_the_same_place(show, universe):
    third = make.CaseStudyFactory(title="Third", published=True)
    a, b = universe.rich.slug, universe.plain.slug

    page = show("/compare/case-studies/", item=[a, b], swap=a, find="third")

    assert f"/compare/case-studies/?item={third.slug}&item={b}" in page.links


def test_view_of_differences_and_of_what_is_shared(show):
    shared = make.EnablerFactory(name="Shared enabler")
    studies = make.CaseStudyFactory.create_batch(2, published=True)
    for study in studies:
        make.CaseStudyEnablerFactory(case_study=study, enabler=shared)
        make.CaseStudyEnablerFactory(
            case_study=study, enabler=make.EnablerFactory(name=f"Alone {study.pk}")
        )

    def rows(view: str) -> str:
        page = show("/compare/case-studies/", item=slugs(studies), show=view)
        return page.html.split('id="table"')[1]

    assert "Shared enabler" not in rows("differences")
    assert "Alone" in rows("differences")
    assert "Shared enabler" in rows("shared")
    assert "Alone" not in rows("shared")
    assert "There is no view called" in show("/compare/case-studies/", show="upside").text


THREE = ["leeds-mentally-healthy-city", "sandwell-stronger-sandwell", "bristol-thriving-at-work"]


def test_long_part_begins_with_what_most_share_and_says_how_many_are_left(show):
    studies = make.CaseStudyFactory.create_batch(2, published=True)
    for number in range(FIRST_ROWS_OF_TWO + 3):
        enabler = make.EnablerFactory(name=f"Shared {number:02}")
        for study in studies:
            make.CaseStudyEnablerFactory(case_study=study, enabler=enabler)
    make.CaseStudyEnablerFactory(case_study=studies[0], enabler=make.EnablerFactory(name="Alone"))

    page = show("/compare/case-studies/", item=slugs(studies))
    whole = show("/compare/case-studies/", item=slugs(studies), open="enablers")

    assert f"{FIRST_ROWS_OF_TWO + 3} in both, 1 in only one" in page.text
    assert "3 more that some share" in page.text
    assert "more that some share" not in whole.text
    assert in_order(whole.text, "Only one section, whole: Enablers", "Show all sections")
    assert 'id="councils"' in page.html
    assert 'id="councils"' not in whole.html
    begun, every = (
        one.html.split('id="enablers"')[1].split("</tbody>")[0] for one in (page, whole)
    )
    assert begun.count("<b>Shared") == FIRST_ROWS_OF_TWO
    assert every.count("<b>Shared") == FIRST_ROWS_OF_TWO + 3
    assert "Alone" in begun


def test_three_side_by_side_weigh_no_more_than_a_page_may(content, show):
    page = show("/compare/case-studies/", item=THREE)

    assert len(page.html.encode()) <= 100_000


def test_what_a_section_leaves_out_is_counted_and_comes_with_the_whole_section(show):
    studies = make.CaseStudyFactory.create_batch(2, published=True)
    outcome = make.OutcomeFactory(name="Confidence")
    shown = FIRST_POINTS // 2
    for number in range(8):
        make.CaseStudyPartnerFactory(
            case_study=studies[0], organisation=make.OrganisationFactory(name=f"Partner {number}")
        )
        for study in studies:
            finding = make.FindingFactory(
                case_study=study, statement=f"Finding {number} of {study.pk}", evidence_level=2
            )
            finding.outcomes.set([outcome])

    page = show("/compare/case-studies/", item=slugs(studies))
    whole = show("/compare/case-studies/", item=slugs(studies), open="changed")

    for number in range(8):
        assert f"Partner {number}" in page.text
        for study in studies:
            assert page.text.count(f"Finding {number} of {study.pk}") == (number < shown)
            assert whole.text.count(f"Finding {number} of {study.pk}") == 1
    assert "3 more: Partners" in page.text
    assert page.text.count("7 more: Confidence") == 2
    assert page.text.count(f"Page 1 and {8 - shown} more") == 2
    assert f"{2 * (8 - shown)} more inside the rows" in page.text
    assert "more inside the rows" not in whole.text


def test_a_text_is_folded_unless_it_is_long_which_comes_with_the_whole_section(show):
    half = LONG // 2
    short, long = (
        make.CaseStudyFactory(ambition=f"They aimed at this. {'x' * letters}", published=True)
        for letters in (half - 100, half + 100)
    )

    page = show("/compare/case-studies/", item=slugs([short, long]))
    whole = show("/compare/case-studies/", item=slugs([short, long]), open="ambition")

    assert page.text.count("They aimed at this.") == 2 + 1
    assert "x" * (half - 100) in page.text
    assert "x" * (half + 100) not in page.text
    assert "x" * (half + 100) in whole.text


def test_cell_of_four_says_how_many_more_findings_it_has(show):
    studies = make.CaseStudyFactory.create_batch(4, published=True)
    outcome = make.OutcomeFactory(name="Confidence")
    for study in studies:
        for number in range(3):
            finding = make.FindingFactory(case_study=study, statement=f"Finding {number}.")
            finding.outcomes.set([outcome])

    page = show("/compare/case-studies/", item=slugs(studies))

    changed = page.text.partition("Confidence")[2].partition("What was done")[0]
    assert changed.count("and 2 more") == 4
    assert ": Confidence" not in page.text


def test_what_one_alone_has_begins_with_some_and_says_how_many_more(show):
    studies = make.CaseStudyFactory.create_batch(2, published=True)
    for number in range(FIRST_ROWS_OF_TWO + 5):
        make.CaseStudyEnablerFactory(
            case_study=studies[0], enabler=make.EnablerFactory(name=f"Alone {number:02}")
        )

    def alone(**asked: str) -> str:
        page = show("/compare/case-studies/", item=slugs(studies), **asked)
        return page.html.split('id="enablers"')[1].split("</tbody>")[0]

    assert alone().count("Alone") == FIRST_ROWS_OF_TWO
    assert "5 more" in alone()
    assert alone(open="enablers").count("Alone") == FIRST_ROWS_OF_TWO + 5


def test_findings_say_what_is_claimed_and_how_sure_in_words(show):
    studies = make.CaseStudyFactory.create_batch(2, told_in=2020, published=True)
    for study in studies:
        for claim in ("changed", "intended", "modelled", "done"):
            make.FindingFactory(case_study=study, claim=claim)

    page = show("/compare/case-studies/", item=slugs(studies))
    table = page.text.split("As told in", 1)[1]

    assert table.count("Measured in those who took part (level 2 of 5)") == 2
    assert table.count("Aimed at, no change claimed") == 2
    assert table.count("Calculated, not observed") == 2
    assert page.sections.count("What was done or reached: no change is claimed") == 1


def test_account_without_a_change_has_no_strongest_evidence(show):
    studies = make.CaseStudyFactory.create_batch(2, published=True)
    make.FindingFactory(case_study=studies[0], claim="done", value=10_000)
    make.FindingFactory(case_study=studies[1], evidence_level=1)

    page = show("/compare/case-studies/", item=slugs(studies))

    row = page.text.split("Strongest evidence of a change", 1)[1][:400]
    assert "No change is claimed" in row
    assert "Counted, no method stated" in row


def test_what_is_left_out_is_said_however_often_a_view_is_asked(rf, universe):
    view = CompareCaseStudies()
    view.setup(rf.get("/compare/case-studies/", {"item": ["nowhere", universe.rich.slug]}))

    said = [view.get_context_data()["ignored"] for _ in range(2)]

    assert said == [["There is no case study called “nowhere”."]] * 2


def test_marks_stand_in_words(show, universe):
    page = show("/compare/councils/", item=[universe.northmarl.slug, universe.southmarl.slug])

    compared = page.text.split("Show everything", 1)[1].split()
    assert "Both" in compared
    assert "All" not in compared


def test_hostile_content_stays_text(show):
    name = "<script>alert(1)</script> =1+1 \u202e 👩‍👩‍👧"
    studies = make.CaseStudyFactory.create_batch(
        2, published=True, ambition="<img src=x onerror=alert(1)> " + "long " * 2_000
    )
    for study in studies:
        make.CaseStudyEnablerFactory(case_study=study, how=name)
        make.FindingFactory(case_study=study, statement=name)

    page = show("/compare/case-studies/", item=slugs(studies))

    assert "<script>alert" not in page.html
    assert "<img" not in page.html
    assert "👩‍👩‍👧" in page.text


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_comparison_asks_as_often_at_any_size(client: Client, worlds: Worlds, kind: str) -> None:
    def cost(number: int) -> int:
        with worlds(f"compared-{number}", partial(grow_several, number)) as slugs_of:
            address, chosen = f"/compare/{kind}/", {"item": slugs_of[kind]}
            # The index learns of new records, and the page's words are read, before it is measured.
            client.get(address, chosen)
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(address, chosen)
        assert answer.content.count(b"data-chosen") == number
        return len(queries)

    assert cost(2) == cost(4) <= BUDGET


def grow_several(number: int) -> dict[str, list[str]]:
    """Make as many of each kind, with one less of everything each; return their slugs."""
    grown = [grow(number - 1) for _ in range(number)]
    places = {"councils": 0, "strategies": 2, "case-studies": 3}
    return {kind: slugs([made[place] for made in grown]) for kind, place in places.items()}


@QUICK
@given(
    st.sampled_from(KINDS),
    st.lists(
        st.tuples(
            st.sampled_from(["item", "show", "find", "swap", "export", "x"]),
            NASTY
            | st.sampled_from(["living-streets-of-marl", "northmarl", "well-in-marl", "shared"]),
        ),
        max_size=8,
    ),
)
def test_nothing_in_the_address_breaks_a_comparison(client, universe, kind, query):
    response = client.get(f"/compare/{kind}/?{encoded(query)}")

    assert is_answer(response, query)
    assert SECRET not in response.content.decode()
