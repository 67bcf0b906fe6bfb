"""Councils like a council: those nearest to it that have accounts, then those of its place."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from casestudies.models import Finding
from strategies.models import Council, CouncilNeighbour
from tests import factories as make
from tests.pages.reading import in_order
from wellbeing_portal.search.changes import log

Level = Finding.EvidenceLevel


def marked(html, attribute):
    return re.findall(rf'{attribute}="([^"]*)"', html)


def row_of(html, slug):
    """The words of the row of a council like the one that the page is about."""
    row = html.split(f'data-like="{slug}"')[1].split("</li>")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", row).split())


def rank(council, *neighbours):
    for place, one in enumerate(neighbours, 1):
        code = one if isinstance(one, str) else one.gss_code
        make.CouncilNeighbourFactory(council_code=council.gss_code, neighbour_code=code, rank=place)
    log([("councils", council.pk)])


def with_account(council, **finding):
    study = make.CaseStudyFactory(councils=[council], title=f"By {council}", published=True)
    if finding:
        make.FindingFactory(case_study=study, **finding)
    return council


@pytest.fixture
def far():
    """Councils of another type, region and nation than any that a test is about."""

    def made(number):
        return make.CouncilFactory.create_batch(
            number,
            type=Council.Type.SCOTTISH,
            region=Council.Region.SCOTLAND,
            nation=Council.Nation.SCOTLAND,
        )

    return made


def test_nearest_with_accounts_come_first_in_order_with_their_reason(universe, show, far):
    nobody, third, second = far(3)
    near = with_account(make.CouncilFactory(type="unitary", region="south-west"))
    with_account(second, evidence_level=Level.COMPARED, statement="Sleep got better.")
    with_account(third, claim="done", value=90)
    rank(universe.quietham, nobody, second, third)

    page = show(universe.quietham.get_absolute_url())

    assert marked(page.html, "data-like")[:3] == [second.slug, third.slug, near.slug]
    row = row_of(page.html, second.slug)
    assert in_order(row, "2nd nearest in the ONS’s ranking; Scottish council", f"By {second}")
    assert in_order(row, "Sleep got better.", "Better", "Compared with others")
    assert "Nobody on the portal has measured what it changed." in row_of(page.html, third.slug)
    assert "Same type and region (unitary authority, South West)" in row_of(page.html, near.slug)
    assert "Two of the 3 councils most like it have accounts" in page.text
    assert "Of the 3 nearest, 1 has no account here yet." in page.text
    assert "Office of Examples, June 2026" in page.text


def test_line_of_a_council_is_that_of_its_own_page(universe, show):
    rank(universe.quietham, universe.northmarl)

    row = row_of(show(universe.quietham.get_absolute_url()).html, "northmarl")
    own = show(universe.northmarl.get_absolute_url())

    line = re.search(r'portal-answer__how">(.*?)</p>', own.html, re.DOTALL)[1]
    said = " ".join(re.sub(r"(?s)<a\s.*?</a>|<[^>]*>", " ", line).split())
    assert said
    assert said in row


def test_council_that_only_learned_or_whose_area_it_was_is_not_offered(universe, show, far):
    learner, area = far(2)
    study = make.CaseStudyFactory(published=True)
    make.CaseStudyCouncilFactory(case_study=study, council=learner, role="learning-partner")
    make.CaseStudyCouncilFactory(case_study=study, council=area, role="area")
    rank(universe.quietham, learner, area)

    page = show(universe.quietham.get_absolute_url())

    assert {learner.slug, area.slug}.isdisjoint(marked(page.html, "data-like"))
    assert "None of the 2 councils most like it has an account" in page.text


def test_without_a_ranking_type_and_region_choose_and_the_page_says_so(universe, show):
    place = {"type": Council.Type.UNITARY, "region": Council.Region.SOUTH_WEST}
    both = with_account(make.CouncilFactory(**place))
    region = with_account(make.CouncilFactory(region=Council.Region.SOUTH_WEST))
    kind = with_account(make.CouncilFactory(type=Council.Type.UNITARY, region="london"))

    page = show(universe.quietham.get_absolute_url())

    assert marked(page.html, "data-like")[:3] == [both.slug, region.slug, kind.slug]
    assert marked(page.html, "data-rule") == ["place"]
    assert "The ONS’s ranking of councils by likeness does not have it." in page.text
    assert "Same region (South West), metropolitan borough" in row_of(page.html, region.slug)
    assert "Same type (unitary authority), London" in row_of(page.html, kind.slug)


def test_an_account_of_many_councils_leads_to_one_of_them(universe, show):
    place = {"type": Council.Type.UNITARY, "region": Council.Region.SOUTH_WEST}
    several = make.CouncilFactory.create_batch(3, **place)
    make.CaseStudyFactory(councils=several, published=True)
    another = with_account(make.CouncilFactory(**place, name="Zetland"))

    offered = marked(show(universe.quietham.get_absolute_url()).html, "data-like")

    assert another.slug in offered
    assert len({council.slug for council in several} & set(offered)) == 1


def test_work_in_which_the_council_acted_itself_is_not_told_as_that_of_others(universe, show, far):
    quietham = universe.quietham
    (near,) = far(1)
    place = {"type": quietham.type, "region": quietham.region}
    beside = make.CouncilFactory(**place)
    both = make.CaseStudyFactory(
        councils=[near, beside, quietham], title="Trams for all", published=True
    )
    make.FindingFactory(case_study=both, statement="Trams came.")
    other = with_account(make.CouncilFactory(**place))
    rank(quietham, near)

    page = show(f"{quietham.get_absolute_url()}like/")

    assert marked(page.html, "data-like")[:2] == [near.slug, other.slug]
    assert beside.slug not in marked(page.html, "data-like")
    words = f"Trams for all (work together with {quietham.name}): Trams came."
    assert words in row_of(page.html, near.slug)
    assert "together with" not in row_of(page.html, other.slug)


def test_nearest_that_were_abolished_are_named_and_not_offered(universe, show, far):
    gone, there = far(2)
    with_account(gone)
    with_account(there)
    Council.objects.filter(pk=gone.pk).update(ends=dt.date(2023, 3, 31))
    rank(universe.quietham, gone, there, "E07999000")

    page = show(universe.quietham.get_absolute_url())

    assert marked(page.html, "data-like")[0] == there.slug
    assert gone.slug not in marked(page.html, "data-like")
    assert in_order(page.text, "In the ranking and since abolished:", gone.name)
    assert "1 of them is not on the portal." in page.text


@pytest.mark.parametrize(
    ("own", "listed"), [("E08000016", "E08000038"), ("E08000039", "E08000019")]
)
def test_council_whose_code_changed_is_found_by_either(universe, show, own, listed):
    moved = with_account(make.CouncilFactory(gss_code=own))
    CouncilNeighbour.objects.create(
        council_code=listed, neighbour_code=universe.northmarl.gss_code, rank=1, source="ONS"
    )
    rank(universe.quietham, listed)

    assert marked(show(universe.quietham.get_absolute_url()).html, "data-like")[0] == moved.slug
    assert marked(show(f"{moved.get_absolute_url()}like/").html, "data-like")[0] == "northmarl"


def test_more_than_are_shown_are_named(universe, show, far):
    several = [with_account(one) for one in far(8)]
    rank(universe.quietham, *several)

    page = show(universe.quietham.get_absolute_url())

    assert marked(page.html, "data-like") == [one.slug for one in several[:6]]
    named = page.html.split("Also among the nearest, with accounts:")[1].split("</p>")[0]
    assert in_order(named, several[6].name, several[7].name)


def test_council_with_accounts_begins_with_them(universe, show):
    rank(universe.northmarl, universe.marlshire)

    page = show(universe.northmarl.get_absolute_url())
    like = show(f"{universe.northmarl.get_absolute_url()}like/")

    assert marked(page.html, "data-like") == []
    assert f"{universe.northmarl.get_absolute_url()}like/" in page.links
    assert marked(like.html, "data-like")[0] == "marlshire"
    assert in_order(like.text, "Councils like Northmarl", "Nearest of all in the ONS’s ranking")


def test_list_asks_for_the_council_and_leads_to_those_like_it(universe, show):
    councils = show("/councils/")

    assert 'id="ask"' in councils.html
    assert in_order(councils.text, "Which is your council?", "Find it")
    found = show("/councils/?q=Quietham")
    assert 'href="/councils/quietham/like/"' in found.html
    assert "No account yet" in found.text


def test_every_council_is_led_on_by_the_ranking_as_it_stands(whole_content, client):
    """Of the nearest, just those that acted, in their order; recomputed by plain code."""
    rows = {}
    for one in CouncilNeighbour.objects.order_by("rank"):
        rows.setdefault(one.council_code, []).append(one.neighbour_code)
    renumbered = {"E08000038": "E08000016", "E08000039": "E08000019"}
    ranking = {
        renumbered.get(code, code): [renumbered.get(one, one) for one in those]
        for code, those in rows.items()
    }
    councils = {one.gss_code: one for one in Council.objects.current()}
    acted = set(
        Council.objects.filter(
            case_study_roles__role__in=("lead", "partner"),
            case_study_roles__case_study__state="published",
        ).values_list("gss_code", flat=True)
    )

    assert set(ranking) == set(councils)
    assert {len(those) for those in ranking.values()} == {20}
    for code in sorted(councils)[::40]:
        html = client.get(f"{councils[code].get_absolute_url()}like/").content.decode()
        expected = [councils[one].slug for one in ranking[code] if one in acted]
        shown = marked(html, "data-like")
        assert shown[: len(expected)] == expected[:6], code
        without = 20 - len(expected)
        assert f"Of the 20 nearest, {without} {'has' if without == 1 else 'have'}" in html
