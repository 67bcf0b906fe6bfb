"""Approaches, outcomes and enablers side by side say what their own pages say."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest

from casestudies.models import CaseStudyCouncil, Cost, WiderEvidence, WiderReading
from tests import factories as make

BUDGET = 12


@pytest.fixture
def two(db):
    """Befriending, which one council measured, and leaflets, which nobody did."""
    befriending = make.ApproachFactory(name="Befriending", definition="Visits. Often weekly.")
    leaflets = make.ApproachFactory(name="Leaflets", definition="Paper.")
    loneliness = make.OutcomeFactory(name="Loneliness", better_words="less loneliness")
    learner = make.CouncilFactory(name="Midham")
    study = make.CaseStudyFactory(councils=[make.CouncilFactory(name="Zedby")], published=True)
    make.CaseStudyCouncilFactory(
        case_study=study, council=learner, role=CaseStudyCouncil.Role.LEARNING_PARTNER
    )
    other = make.CaseStudyFactory(councils=[make.CouncilFactory(name="Bexby")], published=True)
    make.FindingFactory(
        case_study=study, approach=befriending, outcomes=[loneliness], sample_size=40
    )
    make.FindingFactory(
        case_study=other,
        approach=leaflets,
        outcomes=[loneliness],
        evidence_level=0,
        direction="no-change",
    )
    make.CaseStudyApproachFactory(case_study=other, approach=leaflets)
    return {"befriending": befriending, "leaflets": leaflets, "study": study, "other": other}


def compared(page, name):
    """What the rows of a section say, cell by cell."""
    return [
        [cell.text or [point for value in cell.values for point in value.trait.points]]
        for section in page.context["whole"].sections
        if section.name == name
        for row in section.rows
        for cell in row.cells
    ]


# ── Choosing ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("family", "factory", "find"),
    [
        ("approaches", make.ApproachFactory, "Find an approach"),
        ("outcomes", make.OutcomeFactory, "Find an outcome"),
        ("enablers", make.EnablerFactory, "Find an enabler"),
    ],
)
@pytest.mark.django_db
def test_rows_are_ticked_to_be_compared(client, family, factory, find):
    study = make.CaseStudyFactory(published=True)
    one = factory(name="Aone")
    other = factory(name="Btwo")
    used = {"approaches": "approach", "outcomes": "outcomes", "enablers": "enablers"}[family]
    for concept in (one, other):
        value = concept if used == "approach" else [concept]
        make.FindingFactory(case_study=study, **{used: value})
    html = client.get(f"/{family}/").content.decode()

    boxes = dict(
        re.findall(r'<input type="checkbox" name="item" value="([^"]+)" form="([^"]+)"', html)
    )
    assert {one.slug, other.slug} <= boxes.keys()
    form = re.search(rf'<form[^>]*id="{boxes[one.slug]}"[^>]*action="([^"]+)"', html)
    page = client.get(form[1], {"item": [one.slug, other.slug]})
    assert [chosen.slug for chosen in page.context["chosen"]] == [one.slug, other.slug]
    assert find in client.get(form[1]).content.decode()
    assert (
        f'href="/compare/{family}/?item={one.slug}"'
        in client.get(one.get_absolute_url()).content.decode()
    )


def test_those_that_nobody_measured_stand_apart_in_every_order(client, two):
    for sort in ("evidence", "name", "councils", "cost"):
        html = client.get(f"/approaches/?sort={sort}").content.decode()
        apart = html.index('id="not-measured"')
        assert html.index('data-concept="befriending"') < apart, sort
        assert apart < html.index('data-concept="leaflets"'), sort
        assert "Nobody here has measured these" in html[apart:]


def test_nothing_stands_apart_where_all_were_measured(client, two):
    assert 'id="not-measured"' not in client.get("/approaches/?evidence=2").content.decode()


# ── Side by side ─────────────────────────────────────────────────────────────────────────


def test_each_says_who_did_it_what_changed_and_how_sure(client, two, django_assert_max_num_queries):
    client.get("/approaches/")
    with django_assert_max_num_queries(BUDGET):
        page = client.get("/compare/approaches/?item=befriending&item=leaflets")
    html = page.content.decode()

    assert compared(page, "councils") == [["1 council: Zedby."], ["1 council: Bexby."]]
    assert "Midham" not in html
    ((surest,), (said,)) = compared(page, "strongest")
    assert surest.startswith("Measured in those who took part (level 2 of 5). Zedby, 40 in the")
    assert said.startswith("Said without figures (level 0 of 5)")
    ((found,), (unfound,)) = ([points] for [points] in compared(page, "changed"))
    assert [point.claimed.words for point in found] == ["Better"]
    assert [point.claimed.words for point in unfound] == ["Said not to have changed"]
    assert "Both have 1 outcome with a finding of change or of none (loneliness)." in html


def test_broader_outcome_has_a_row_where_a_finding_is_tied_to_it_itself(client, two):
    wellbeing = make.OutcomeFactory(name="Wellbeing")
    calm = make.OutcomeFactory(name="Calm", broader=wellbeing)
    above = make.OutcomeFactory(name="Life as a whole")
    wellbeing.broader = above
    wellbeing.save()
    befriending, study = two["befriending"], two["study"]
    for outcome in (wellbeing, calm):
        make.FindingFactory(case_study=study, approach=befriending, outcomes=[outcome])
    make.FindingFactory(case_study=two["other"], approach=two["leaflets"], outcomes=[calm])

    page = client.get("/compare/approaches/?item=befriending&item=leaflets")
    (changed,) = [one for one in page.context["whole"].sections if one.name == "changed"]
    own = client.get("/approaches/befriending/").context["row"]

    assert [row.label for row in changed.rows] == ["Calm", "Loneliness", "Wellbeing"]
    assert "Both have 3 outcomes with a finding of change or of none" in page.content.decode()
    assert [f"{one.sign.words}: {one.of}" for one in own.lines] == [
        "Better: Wellbeing, Calm and 1 more"
    ]


def test_number_of_findings_leads_to_just_these(client, two):
    html = client.get("/compare/approaches/?item=befriending&item=leaflets").content.decode()

    links = [unescape(link) for link in re.findall(r'href="(/findings/\?[^"]+)"', html)]
    assert len(links) == 2
    for link in links:
        assert client.get(link).context["total"] == 1, link


def test_costs_are_told_with_what_they_cover_and_never_as_one_range(client, two):
    common = {"case_study": two["other"], "source": two["other"].source, "unit": "in-all"}
    Cost.objects.create(**common, position=1, key="a", amount=0, covers="Outreach.")
    Cost.objects.create(**common, position=2, key="b", amount=70_000, covers="The council’s share.")
    Cost.objects.create(**common, position=3, key="c", amount=900_000, covers="The whole.")

    page = client.get("/compare/approaches/?item=befriending&item=leaflets")
    ((unstated,), (told,)) = compared(page, "cost")

    assert unstated == "Not stated."
    assert told.startswith("£0 in all (outreach); £70,000 in all (the council’s share)")
    assert " to " not in told
    assert "and 1 more amount" in told
    assert "1 of 1 states it" in told


def test_research_stands_in_a_row_of_its_own(client, two):
    evidence = WiderEvidence.objects.create(
        approach=two["befriending"],
        title="Review",
        slug="review",
        body="Institute of Visits",
        year=2022,
        url="https://example.org/review",
        concludes="Small effects.",
        state="published",
    )
    WiderReading.objects.create(
        evidence=evidence,
        position=0,
        outcome=two["study"].findings.get().outcomes.get(),
        reading="works",
    )

    page = client.get("/compare/approaches/?item=befriending&item=leaflets")

    ((told,), (untold,)) = compared(page, "research")
    assert told.startswith("Works: Loneliness (Institute of Visits, 2022)")
    assert untold == "Not looked for yet"
    assert "Institute" not in "".join(text for [text] in compared(page, "strongest"))


@pytest.mark.parametrize("file_format", ["csv", "xlsx", "docx", "json"])
def test_comparison_is_taken_away_as_a_file(client, two, file_format):
    address = "/compare/approaches/?item=leaflets&item=befriending"
    file = client.get(f"{address}&export={file_format}")
    body = b"".join(file.streaming_content)

    assert f'data-format="{file_format}"' in client.get(address).content.decode()
    assert len(body) > 300
    if file_format == "json":
        named = [row["approach"] for row in json.loads(body)["tables"]["approaches"]]
        assert named == ["Leaflets", "Befriending"]


def test_what_is_not_there_is_left_out_and_said(client, two):
    page = client.get("/compare/approaches/?item=befriending&item=leaflets&item=charms")

    assert "There is no approach called “charms”" in page.content.decode()
    assert page.context["whole"]


@pytest.mark.django_db
def test_comparison_begins_with_what_matters_first_of_each(two, client):
    slugs = [two["befriending"].slug, two["leaflets"].slug]
    html = client.get("/compare/approaches/", {"item": slugs}).content.decode()

    first = {
        slug: re.sub(r"<[^>]+>|\s+", " ", said)
        for slug, said in re.findall(r'<div data-first="([^"]+)">(.+?)</div>', html, re.DOTALL)
    }
    assert list(first) == slugs
    assert "Measured in those who took part (level 2 of 5)" in first[slugs[0]]
    assert "Said without figures (level 0 of 5)" in first[slugs[1]]
    assert "said not to have changed" in first[slugs[1]]
    for said in first.values():
        assert "Cost: not stated." in said
        assert "Wider research: not looked for yet." in said
