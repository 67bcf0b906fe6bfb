"""The page that makes a briefing: what leads to it, what it offers, and the file it gives."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casestudies.models import CaseStudy
from tests import factories as make
from tests.hidden import SECRET
from wellbeing_portal.takeaway.briefing import Item, Subject, read_items, studies_on
from wellbeing_portal.takeaway.briefing.accounts import Account, level_of

BRIEFING = "/briefing/"


@pytest.fixture
def made(client: Any) -> Any:
    """Make the briefing of an address, and return the document with all its words."""

    def made(**asked: Any) -> Any:
        answer = client.get(BRIEFING, {"export": "docx"} | asked)
        assert answer.status_code == 200
        document: Any = docx.Document(io.BytesIO(b"".join(answer)))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        document.words = "\n".join([*(p.text for p in document.paragraphs), *cells])
        return document

    return made


def told(outcome: str, level: int | None = 2, claim: str = "changed", **values: Any) -> Any:
    """A case study with a finding on an outcome."""
    study = make.CaseStudyFactory(published=True, **values)
    finding = make.FindingFactory(
        case_study=study, statement=f"{outcome} got better.", evidence_level=level, claim=claim
    )
    known = make.OutcomeFactory._meta.model.objects.filter(name=outcome).first()
    finding.outcomes.set([known or make.OutcomeFactory(name=outcome)])
    return study


def values(page: Any, *, ticked: bool = False) -> list[str]:
    """The records that a page offers, or those of them that are ticked."""
    return [
        str(attrs["value"])
        for tag, attrs in page.tags
        if tag == "input" and attrs.get("name") == "item" and (not ticked or "checked" in attrs)
    ]


def test_page_without_anything_says_how_to_begin(db, show):
    page = show(BRIEFING)

    assert page.headings[0] == ("h1", "Make a briefing")
    assert "Choose a subject above" in page.text
    assert values(page) == []


def test_subject_offers_what_tells_of_it_the_surest_change_first(db, show):
    said, measured = told("Sleep", 0), told("Sleep", 2)
    done = told("Sleep", None, "done")
    told("Loneliness", 4)

    page = show(BRIEFING, about="outcome.sleep")

    expected = [f"case-study.{one.slug}" for one in (measured, said, done)]
    assert values(page) == values(page, ticked=True) == expected
    assert "On sleep, the surest change first" in page.text


def test_only_as_many_are_ticked_as_two_pages_hold_and_others_are_counted(db, show):
    for _ in range(17):
        told("Sleep")

    page = show(BRIEFING, about="outcome.sleep")

    assert (len(values(page)), len(values(page, ticked=True))) == (15, 5)
    assert "And 2 more" in page.text


def test_offered_are_the_accounts_that_belong_to_the_subject(content):
    every = list(CaseStudy.objects.published().values_list("pk", flat=True))
    read = read_items([Item(CaseStudy, pk) for pk in every])
    asked = (
        {"outcome": ["loneliness-and-isolation"]},
        {"approach": ["social-prescribing"]},
        {"enabler": ["community-engagement"]},
        {"population": ["children-and-young-people"]},
        {"theme": ["children-and-young-people"]},
    )
    for one in asked:
        subject = Subject.of(one)
        assert not subject.is_any
        accounts = [Account.of(study, subject) for study, _ in read.case_studies]
        sure = {
            a.study.pk: max(map(level_of, a.changes), default=-1)
            for a in accounts
            if a.is_on_subject
        }
        found = studies_on(subject)

        assert set(found) == set(sure)
        assert [sure[pk] for pk in found] == sorted(sure.values(), reverse=True)


def test_briefing_has_the_title_audience_subject_and_length_asked_for(db, made):
    study = told("Loneliness")
    other = make.FindingFactory(case_study=study, statement="Sleep got better.")
    other.outcomes.set([make.OutcomeFactory(name="Sleep")])

    document = made(
        item=f"case-study.{study.slug}",
        about="outcome.loneliness",
        title="Fewer lonely people",
        audience="Health Board, 3 February",
        length="short",
    )

    assert document.paragraphs[0].text == "Fewer lonely people"
    assert document.paragraphs[1].text == "For: Health Board, 3 February"
    assert "Loneliness got better." in document.words
    assert "Sleep got better." not in document.words
    assert "Contents" not in document.words


def test_briefing_in_full_tells_each_account_and_names_whom_it_is_for(db, made):
    study = told("Loneliness")

    document = made(item=f"case-study.{study.slug}", audience="The board", length="full")

    assert "Contents" in document.words
    assert "The board" in document.words


def test_briefing_that_nobody_named_is_called_by_its_subject(db, made):
    told("Loneliness")

    document = made(about="outcome.loneliness", length="short")

    assert document.paragraphs[0].text == "Loneliness: what councils did and what came of it"


def test_council_brings_what_it_did_and_strategy_what_is_under_it(db, show):
    council = make.CouncilFactory(name="Ayr")
    own = make.CaseStudyFactory(published=True, councils=[council])
    aim = make.StrategyFactory(published=True, councils=[council])
    strategy = make.StrategyFactory(published=True)
    under = make.CaseStudyFactory(published=True, strategies=[strategy])

    of_council = show(BRIEFING, item=f"council.{council.slug}")
    of_strategy = show(BRIEFING, item=f"strategy.{strategy.slug}")

    assert values(of_council, ticked=True) == [
        f"council.{council.slug}",
        f"case-study.{own.slug}",
        f"strategy.{aim.slug}",
    ]
    assert values(of_strategy, ticked=True) == [
        f"strategy.{strategy.slug}",
        f"case-study.{under.slug}",
    ]


def test_choice_made_on_the_page_stays_as_it_is(db, show):
    council = make.CouncilFactory()
    make.CaseStudyFactory(published=True, councils=[council])

    page = show(BRIEFING, item=f"council.{council.slug}", chosen="1")

    assert len(values(page)) == 2
    assert values(page, ticked=True) == [f"council.{council.slug}"]


def test_first_of_many_accounts_are_said_to_be_that_on_the_page_and_in_the_briefing(db, show, made):
    studies = [told("Sleep", level) for level in (0, 1, 2, 2, 2, 3, 1)]
    words = (
        "This briefing tells the first 5 of the 7 accounts on the portal that tell of sleep, "
        "the surest change first."
    )

    page = show(BRIEFING, about="outcome.sleep")
    last = [f"case-study.{studies[0].slug}"]

    assert words in page.text
    assert values(page, ticked=True)[0] == f"case-study.{studies[5].slug}"
    for asked in ({}, {"item": values(page, ticked=True), "chosen": "1"}):
        for length in ("short", "full"):
            assert words in made(about="outcome.sleep", length=length, **asked).words
    one = made(about="outcome.sleep", item=last, chosen="1").words
    assert "This briefing tells 1 of the 7 accounts on the portal that tell of sleep." in one
    assert (
        "data-left-out"
        not in show(BRIEFING, about="outcome.sleep", item=values(page), chosen="1").html
    )


def test_more_than_two_pages_hold_is_said_in_the_briefing(db, made):
    items = [f"case-study.{told('Sleep').slug}" for _ in range(7)]

    short, full = (made(item=items, chosen="1", length=length) for length in ("short", "full"))

    assert "This briefing tells the first 5 of the 7 items that were chosen." in short.words
    assert "This briefing tells the first" not in full.words


def test_own_list_comes_with_its_title_and_notes_and_they_stay_ones_own(
    client, universe, show, made
):
    priority = universe.joint.priorities.first()
    for item in (f"c{universe.rich.pk}", f"p{priority.pk}"):
        client.post("/shortlist/change/", {"action": "add", "item": item})
        client.post("/shortlist/change/", {"action": "note", "item": item, "note": f"On {item}."})
    client.post("/shortlist/change/", {"action": "title", "title": "For May"})

    assert "/briefing/?mine=1" in show("/shortlist/").links
    page = show(BRIEFING, mine="1")
    chosen = values(page, ticked=True)
    document = made(mine="1", item=chosen, chosen="1", length="short")

    assert len(chosen) == 2
    assert document.paragraphs[0].text == "For May"
    assert f"On c{universe.rich.pk}." in document.words
    assert f"On p{priority.pk}." in document.words
    assert f"On c{universe.rich.pk}." not in made(item=chosen).words


def test_address_in_the_briefing_leads_to_the_same_choice_without_notes(client, universe, show):
    client.post("/shortlist/change/", {"action": "add", "item": f"c{universe.rich.pk}"})
    answer = client.get(BRIEFING, {"mine": "1", "export": "docx"})

    address = answer["Link"].partition("<http://testserver/briefing/?")[2].partition(">")[0]

    assert address == f"item=case-study.{universe.rich.slug}&chosen=1"


@pytest.mark.parametrize("about", ["x", "outcome.", "outcome.nowhere", "nothing.x", "\0"])
def test_subject_that_is_none_is_said_and_everything_told(db, show, made, about):
    study = told("Sleep")

    page = show(BRIEFING, about=about, item=f"case-study.{study.slug}")

    assert "There is no subject called" in page.text
    assert "Sleep got better." in made(about=about, item=f"case-study.{study.slug}").words


def test_nothing_chosen_is_no_file_and_other_formats_are_not_offered(db, client):
    told("Sleep")

    assert client.get(BRIEFING, {"export": "docx"}).status_code == 404
    assert client.get(BRIEFING, {"export": "pdf", "about": "outcome.sleep"}).status_code == 404


def test_former_slugs_lead_to_the_record(db, show):
    study = told("Sleep", slug="before")
    study.slug = "now"
    study.save()

    assert values(show(BRIEFING, item="case-study.before"), ticked=True) == ["case-study.now"]


def test_nothing_unpublished_is_offered_or_told(universe, show, made):
    hidden = [
        *(f"case-study.{one.slug}" for one in universe.hidden_case_studies),
        *(f"strategy.{one.slug}" for one in universe.hidden_strategies),
    ]
    item = [f"case-study.{universe.rich.slug}", *hidden]

    assert values(show(BRIEFING, item=item)) == item[:1]
    assert SECRET not in made(item=item).words


def test_pages_lead_to_the_briefing_of_what_they_show(universe, show):
    rich, plain = universe.rich.slug, universe.plain.slug
    approach = universe.rich.approach_rows.first().approach.slug

    def briefing(path: str) -> str:
        return next(link for link in show(path).links if link.startswith(BRIEFING))

    assert f"item=case-study.{rich}" in briefing("/case-studies/")
    asked = briefing(f"/case-studies/?approach={approach}")
    assert asked.startswith(f"{BRIEFING}?about=approach.{approach}&item=case-study.")
    assert briefing(f"/case-studies/{rich}/") == f"{BRIEFING}?item=case-study.{rich}"
    assert briefing(f"/compare/case-studies/?item={rich}&item={plain}") == (
        f"{BRIEFING}?item=case-study.{rich}&item=case-study.{plain}"
    )
    assert briefing(f"/approaches/{approach}/") == f"{BRIEFING}?about=approach.{approach}"
    council, strategy = universe.northmarl.slug, universe.joint.slug
    assert briefing(f"/councils/{council}/") == f"{BRIEFING}?item=council.{council}"
    assert briefing(f"/strategies/{strategy}/") == f"{BRIEFING}?item=strategy.{strategy}"


def test_page_asks_as_often_at_any_size(db, client):
    def cost(size: int) -> int:
        council = make.CouncilFactory()
        strategy = make.StrategyFactory(published=True)
        studies = [told("Sleep", councils=[council], strategies=[strategy]) for _ in range(size)]
        priority = make.PriorityFactory(strategy=strategy)
        client.post("/shortlist/change/", {"action": "add", "item": f"p{priority.pk}"})
        asked = {
            "about": "outcome.sleep",
            "mine": "1",
            "item": [
                f"council.{council.slug}",
                f"strategy.{strategy.slug}",
                *(f"case-study.{one.slug}" for one in studies[:2]),
            ],
        }
        client.get(BRIEFING, asked)
        with CaptureQueriesContext(connection) as queries:
            client.get(BRIEFING, asked)
        return len(queries)

    assert cost(2) == cost(4) <= 12
