"""The page of a case study: what matters on the first screen, then the whole account, folded."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from casestudies.models import (
    Barrier,
    CaseStudy,
    CaseStudyCouncil,
    CaseStudyPartner,
    Correction,
    Cost,
    CouncilReply,
    Finding,
    GradeReading,
)
from tests import factories as make
from tests.pages.reading import in_order

Claim, Level, Role = Finding.Claim, Finding.EvidenceLevel, CaseStudyCouncil.Role


@pytest.fixture
def rich(universe, show):
    return show(universe.rich.get_absolute_url())


@pytest.fixture
def study(db):
    return make.CaseStudyFactory(
        title="Baths of Marl",
        published=True,
        told_in=2019,
        councils=[make.CouncilFactory(name="Marl")],
    )


def folds(page):
    """The parts of the account: what each is called, by its key, those with nothing in them too."""
    return [
        str(values["id"])
        for _, values in page.tags
        if "portal-account__row" in (values.get("class") or "")
    ]


def first_screen(page):
    return page.text.split("The whole account")[0]


def whole(page):
    return page.text.split("The whole account")[1]


def add_cost(study, **values):
    given = {"amount": 25_000, "unit": Cost.Unit.IN_ALL, "covers": "The whole work"} | values
    return Cost.objects.create(case_study=study, source=study.source, **given)


# ── The first screen ─────────────────────────────────────────────────────────────────────


def test_first_screen_says_what_it_is_when_it_was_told_and_what_matters(rich):
    assert in_order(
        first_screen(rich),
        "Living Streets of Marl",
        "Year of the account not stated by A Publisher (report)",
        "Neighbours took the street back.",
        "Where",
        "For whom Older people",
        "Cost £25,000 to £30,000",
        "Two findings that matter",
        "Of those asked, 98% knew a neighbour by name. Measured in those who took part",
        "412 in the sample 2016 to 2020",
        "Over £280,000 was saved.",
        "Compared with others",
        "number of people not stated",
    )


@pytest.mark.parametrize(("year", "is_care"), [(2019, True), (timezone.localdate().year, False)])
def test_year_of_the_account_is_framed_as_a_caution_unless_it_is_this_year(
    study, show, year, is_care
):
    CaseStudy.objects.filter(pk=study.pk).update(told_in=year)

    page = show(study.get_absolute_url())

    assert f"As told in {year}" in first_screen(page)
    assert ("portal-told--recent" not in page.html) == is_care


def test_key_findings_stand_in_the_order_that_a_curator_chose(study, show):
    make.FindingFactory(case_study=study, statement="Last.", key_order=3)
    make.FindingFactory(case_study=study, statement="Strong.", evidence_level=Level.PROVEN)
    make.FindingFactory(case_study=study, statement="First.", claim=Claim.DONE, key_order=1)

    text = first_screen(show(study.get_absolute_url()))

    assert in_order(text, "Two findings that matter", "First.", "Last.")
    assert "Strong." not in text


def test_without_a_choice_the_strongest_changes_come_first_then_what_has_a_figure(study, show):
    make.FindingFactory(case_study=study, statement="Said.", evidence_level=Level.SAID)
    make.FindingFactory(case_study=study, statement="Figure.", claim=Claim.DONE, value=7)
    make.FindingFactory(case_study=study, statement="Number.", evidence_level=Level.NUMBER)
    make.FindingFactory(case_study=study, statement="Compared.", evidence_level=Level.COMPARED)

    text = first_screen(show(study.get_absolute_url()))

    assert in_order(text, "Three findings from it", "Compared.", "Number.", "Figure.")
    assert "Said." not in text


def test_caveat_and_depth_stand_under_the_findings(study, show):
    CaseStudy.objects.filter(pk=study.pk).update(caveat="Nobody compared it.", depth="opening")

    text = first_screen(show(study.get_absolute_url()))

    assert in_order(
        text,
        "Take care. Nobody compared it.",
        "This account rests on the opening of its source; the rest was not read.",
    )


def test_cost_says_what_it_covers_and_whether_the_whole_work_is_stated(study, show):
    initiative = make.InitiativeFactory(case_study=study, name="Blue Light")
    add_cost(study, initiative=initiative, covers="Rent for two years", position=1)
    add_cost(study, amount=40, unit=Cost.Unit.A_PERSON, covers="Swimming", position=2)

    first = first_screen(show(study.get_absolute_url()))
    add_cost(study, amount=90_000, position=3)
    second = first_screen(show(study.get_absolute_url()))

    assert "£25,000 in all, Blue Light: rent for two years One more below; for the whole" in first
    assert "for the whole work: not stated" in first
    assert "for the whole work" not in second


def test_a_shared_total_is_no_cost_of_the_whole_work(study, show):
    add_cost(study, is_shared_total=True)

    assert in_order(
        first_screen(show(study.get_absolute_url())),
        "£25,000 in all (shared total): The whole work",
        "For the whole work: not stated",
    )


def test_nothing_that_is_past_is_told_in_the_present(study, show):
    page = show(study.get_absolute_url())

    assert "Began in 2016 Established when it was told" in first_screen(page)
    assert "since 2016" not in page.text.lower()


# ── Councils ─────────────────────────────────────────────────────────────────────────────


def test_councils_stand_by_their_role_and_those_that_did_not_act_apart(rich):
    who = whole(rich).split("Who took part")[1].split("What helped")[0]

    assert in_order(
        who,
        "Led by",
        "Northmarl District Council",
        "Southmarl District Council",
        "With",
        "Marlshire County Council",
        "Learning partners",
        "Eastport City Council: Copied it",
        "Other bodies",
        "Marl Community Trust: Ran the teas",
    )
    assert "Learning partners Eastport" in first_screen(rich)


def test_area_of_the_work_is_not_among_those_that_led(study, show):
    peak = make.CouncilFactory(name="Peak")
    make.CaseStudyCouncilFactory(case_study=study, council=peak, role=Role.AREA)

    text = first_screen(show(study.get_absolute_url()))

    assert "Where Marl, Yorkshire and the Humber" in text
    assert "Work in the area of Peak" in text


def test_account_in_which_no_council_acted_names_the_area(study, show):
    study.council_roles.update(role=Role.AREA)

    text = first_screen(show(study.get_absolute_url()))

    assert "Where Marl" in text
    assert "Led by" not in text


def test_a_finding_names_its_councils_and_its_inferred_ties(study, show):
    islington = make.CouncilFactory(name="Islington")
    make.FindingFactory(
        case_study=study,
        statement="It rose.",
        councils=[islington],
        inferred_outcomes=[make.OutcomeFactory(name="Trust")],
        inferred_enablers=[make.EnablerFactory(name="Luck")],
    )

    text = whole(show(study.get_absolute_url()))

    assert in_order(
        text,
        "It rose.",
        "Work of Islington",
        "We infer, and the source does not say: Trust (outcome), Luck (enabler).",
    )


# ── The whole account ────────────────────────────────────────────────────────────────────


def test_account_unfolds_results_before_the_story(rich):
    assert folds(rich) == [
        *("changed", "aimed", "done", "programmes", "who", "helped", "barriers", "cost"),
        *("for-whom", "how", "lasting", "pandemic", "need", "priorities", "corrections"),
        "source",
    ]


def test_account_says_what_is_absent(study, show):
    page = show(study.get_absolute_url())

    assert folds(page) == [
        *("changed", "aimed", "who", "barriers", "cost", "for-whom", "how", "source"),
    ]
    assert in_order(
        whole(page),
        "What changed No change is reported",
        "What stood in the way Not stated",
        "What it cost Not stated",
        "For whom it worked better or worse Not stated",
    )
    assert "The source reports nothing that could stand as a finding." in first_screen(page)


def test_changed_aimed_at_calculated_and_done_stand_apart(study, show):
    for claim in (Claim.DONE, Claim.MODELLED, Claim.INTENDED, Claim.CHANGED):
        make.FindingFactory(case_study=study, claim=claim, statement=f"This was {claim}.")
    make.FindingFactory(case_study=study, statement="Said.", evidence_level=Level.SAID)

    page = show(study.get_absolute_url())

    assert in_order(
        whole(page),
        *("What changed", "1 measured, 1 said without figures", "This was changed.", "Said."),
        *("What was aimed at", "This was intended.", "Aimed at, no change claimed"),
        *("What it may be worth", "This was modelled.", "Calculated, not observed"),
        *("What was done", "This was done.", "Described, no change claimed"),
    )
    claims = [values["data-claim"] for _, values in page.tags if "data-claim" in values]
    assert claims.count("changed") >= 2
    assert page.html.split('data-claim="done"')[-1].split("data-claim")[0].count("evidence--") == 0


@pytest.mark.parametrize(
    ("directions", "shape"),
    [
        (["better"], "better"),
        (["no-change"], "no-change"),
        (["better", "worse"], "mixed"),
    ],
)
def test_sign_of_what_changed_is_that_of_the_strongest(study, show, directions, shape):
    for direction in directions:
        make.FindingFactory(case_study=study, direction=direction)
    make.FindingFactory(case_study=study, direction="worse", evidence_level=Level.NUMBER)

    html = show(study.get_absolute_url()).html

    summary = html.split('id="changed"')[1].split("</summary>")[0]
    assert f'portal-sign--{shape}"' in summary


def test_written_previews_stand_beside_their_headings(study, show):
    CaseStudy.objects.filter(pk=study.pk).update(
        approach_preview="Baths, then towels", ambition_preview="Clean people", impact="Good.",
        impact_preview="No measure yet",
    )  # fmt: skip

    assert in_order(
        whole(show(study.get_absolute_url())),
        *("What changed", "No measure yet", "What was aimed at", "Clean people"),
        *("How it was done", "Baths, then towels", "10 words"),
    )


def test_who_paid_is_not_stated_only_where_no_row_names_anybody(study, show):
    add_cost(study, locator="Page 3", covers="The whole work")
    said = "£25,000 in all: The whole work. Who paid: not stated."
    assert said in whole(show(study.get_absolute_url()))

    initiative = make.InitiativeFactory(case_study=study)
    funder = make.InitiativeFunderFactory(initiative=initiative)
    assert "Who paid: not stated" not in whole(show(study.get_absolute_url()))

    funder.delete()
    assert said in whole(show(study.get_absolute_url()))
    add_cost(study, position=1, covers="One part", payer_council=make.CouncilFactory(name="Peak"))
    assert "Who paid: not stated" not in whole(show(study.get_absolute_url()))


@pytest.mark.parametrize("covers", ["Put in by the council", "Money of the NHS", "A trust’s grant"])
def test_payer_may_stand_in_what_a_cost_covers(study, show, covers):
    add_cost(study, covers=covers)

    assert "Who paid: not stated" not in whole(show(study.get_absolute_url()))


def test_costs_barriers_and_groups_are_told_with_their_places(study, show):
    add_cost(
        study, locator="Page 3", price_year=2018, payer_council=make.CouncilFactory(name="Peak")
    )
    Barrier.objects.create(
        case_study=study, text="Nobody had soap.", source=study.source, locator="Page 4"
    )
    finding = make.FindingFactory(case_study=study, statement="It was warm.")
    finding.worse_for.add(make.PopulationGroupFactory(name="Men"))

    text = whole(show(study.get_absolute_url()))

    assert in_order(
        text,
        *("What stood in the way", "Nobody had soap.", "What it cost"),
        "£25,000 in all: The whole work. Paid by Peak. Prices of 2018.",
        *("For whom it worked better or worse", "Worse for Men", "It was warm."),
    )


def test_programmes_stand_once_with_who_paid(rich):
    assert in_order(
        whole(rich).split("Programmes")[1],
        "Play Street, Bench Club 2",
        "Play Street",
        "Paid for by Marl Community Trust: £70,000",
        "Paid for by Marlshire: almost £1.3 million (over three years)",
        "Paid for by Silent Fund",
        "Bench Club",
    )


def test_story_need_and_what_helped(rich):
    assert in_order(
        whole(rich),
        "Political leadership The leader swept the street. Page 8",
        "They closed forty streets.",
        "Workforce training How Workforce training went. Page 7",
        "It is paid for until 2030.",
        "Streets became meeting places.",
        "One in three lived alone.",
        "Cars outnumbered people.",
    )
    assert "<strong>people</strong>" in rich.html


def test_priorities_are_named_one_by_one_under_their_strategy(study, show):
    strategy = make.StrategyFactory(title="Well in Marl", published=True)
    draft = make.StrategyFactory(title="A draft")
    study.strategies.add(strategy, draft)
    study.priorities.add(make.PriorityFactory(strategy=strategy, title="Warm water"))
    study.priorities.add(make.PriorityFactory(strategy=draft, title="Secret aim"))
    make.PriorityFactory(strategy=strategy, title="Cold water")

    page = show(study.get_absolute_url())

    assert in_order(whole(page), "Priorities it serves", "Well in Marl, 2016 to 2021", "Warm water")
    for hidden in ("Cold water", "Secret aim", "A draft"):
        assert hidden not in page.text


def test_corrections_and_replies_are_dated(study, show):
    day = dt.date(2024, 5, 1)
    Correction.objects.create(case_study=study, made_on=day, text="It said 12; it is 21.")
    CouncilReply.objects.create(
        case_study=study,
        council=study.leads[0] if study.leads else make.CouncilFactory(),
        given_on=day,
        text="We see it otherwise.",
    )

    assert in_order(
        whole(show(study.get_absolute_url())),
        "Corrections and replies 1 correction and 1 reply 2",
        "Put right on 1 May 2024. It said 12; it is 21.",
        "Marl said on 1 May 2024: We see it otherwise.",
    )


def test_how_many_findings_two_readers_graded_is_counted(db, show):
    study = make.CaseStudyFactory(published=True)
    first, second = (make.FindingFactory(case_study=study) for _ in range(2))

    def read(finding, position):
        GradeReading.objects.create(
            finding=finding, position=position, claim="changed", evidence_level=2
        )
        return whole(show(study.get_absolute_url()))

    assert "No finding here has the grades of two readers yet." in read(first, 1)
    assert "No finding here has the grades of two readers yet." in read(first, 3)
    assert "Further reading: changed, level 2 of 5" in read(second, 1)
    assert "Two readers graded 1 of 2 findings," in read(first, 2)
    assert "Two readers graded each finding," in read(second, 2)


def test_source_says_what_is_inferred_and_how_it_was_graded(universe, show):
    finding = universe.rich.findings.get(position=1)
    finding.readings.all().delete()
    for position, level in ((1, 2), (2, 1)):
        GradeReading.objects.create(
            finding=finding, position=position, claim="changed", evidence_level=level
        )

    text = whole(show(universe.rich.get_absolute_url())).split("Source and our reading")[1]

    assert in_order(
        text,
        "The Marl Report, Chapter 2",
        "Inferred, not stated in the source. We assume that Marl is Marl.",
        "First reading: changed, level 2 of 5; Second reading: changed, level 1 of 5",
        "How to cite this page",
    )


def test_open_all_unfolds_without_a_script(universe, show):
    address = universe.rich.get_absolute_url()

    folded, unfolded = show(address), show(address, open="all")

    def details(page):
        rows = [values for tag, values in page.tags if tag == "details"]
        return [values for values in rows if "portal-account__row" in (values.get("class") or "")]

    assert details(folded)
    assert not any("open" in values for values in details(folded))
    assert all("open" in values for values in details(unfolded))
    assert "?open=all#account-title" in folded.links
    assert address in unfolded.links


def test_each_finding_leads_to_its_own_page(universe, rich):
    for finding in universe.rich.findings.all():
        address = f"{universe.rich.get_absolute_url()}findings/{finding.key}/"
        assert address in rich.links
        assert f"finding-{finding.key}" in rich.ids


def test_everything_links(rich, universe):
    expected = [universe.northmarl, universe.southmarl, universe.eastport, universe.marlshire]
    expected += [universe.joint, universe.report, universe.minutes]
    assert {record.get_absolute_url() for record in expected} <= set(rich.links)


def test_partners_follow_their_positions(universe, show):
    other = make.OrganisationFactory(name="An Early Partner")
    CaseStudyPartner.objects.create(
        case_study=universe.rich, organisation=other, position=0, contribution="Came first"
    )

    text = show(universe.rich.get_absolute_url()).text

    assert in_order(text, "An Early Partner: Came first", "Marl Community Trust: Ran the teas")
