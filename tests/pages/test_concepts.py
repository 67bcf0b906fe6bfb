"""What works, and the page of each concept: what they say is what the rows say."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict

from casestudies.evidence.answers.page import SHOWN
from casestudies.evidence.views.concept import ITEMS_SHOWN
from casestudies.filtersets import CaseStudyFilterSet, FindingFilterSet
from casestudies.models import (
    Approach,
    CaseStudy,
    CaseStudyCouncil,
    Cost,
    Enabler,
    Finding,
    Outcome,
    PopulationGroup,
    Setting,
    WiderEvidence,
    WiderReading,
)
from strategies.models import Council
from tests import factories as make
from tests.hidden import SECRET
from tests.pages.following import links_with
from wellbeing_portal.search import Question, current

FAMILIES = {"approaches": Approach, "enablers": Enabler, "outcomes": Outcome}
Level = Finding.EvidenceLevel
Role = CaseStudyCouncil.Role


def text_of(html):
    """What a page says, without its markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def found_by(address):
    """How many the list at an address finds, by the index and by plain SQL."""
    split = urlsplit(address)
    filters, rows, kind = {
        "/case-studies/": (CaseStudyFilterSet, CaseStudy.objects.published(), "case-study"),
        "/findings/": (FindingFilterSet, Finding.objects.published(), "finding"),
    }[split.path]
    bound = filters(QueryDict(split.query), rows, memory=current().memory)
    assert not bound.problems(), address
    always = {"of": ["case-study"]} if kind == "finding" else {}
    total = current().ask(Question(bound.search(kind, always=always), size=0)).total
    of_councils = bound.qs.filter(case_study__isnull=False) if always else bound.qs
    assert total == of_councils.count(), address
    return total


def answer_on(client, path):
    html = client.get(path).content.decode()
    return text_of(re.search(r"<p[^>]*data-answer[^>]*>(.*?)</p>", html, re.DOTALL)[1])


def row_on(client, path, slug):
    html = client.get(path).content.decode()
    found = re.search(rf'<tr data-concept="{slug}".*?</tr>', html, re.DOTALL)
    return text_of(found[0]) if found else None


@pytest.fixture
def lonely(db):
    """An approach that three councils took, of which one measured what changed."""
    approach = make.ApproachFactory(name="Befriending", definition="Visiting people. Often weekly.")
    outcome = make.OutcomeFactory(name="Loneliness", better_words="less loneliness")
    led, partner, learner = (make.CouncilFactory(name=n) for n in ("Zedby", "Ayton", "Midham"))
    study = make.CaseStudyFactory(councils=[led, partner], published=True, told_in=2019)
    make.CaseStudyCouncilFactory(case_study=study, council=learner, role=Role.LEARNING_PARTNER)
    other = make.CaseStudyFactory(councils=[make.CouncilFactory(name="Bexby")], published=True)
    common = {"approach": approach, "outcomes": [outcome]}
    make.FindingFactory(case_study=study, councils=[led], sample_size=40, **common)
    make.FindingFactory(case_study=other, evidence_level=Level.SAID, **common)
    make.FindingFactory(case_study=study, claim="done", approach=approach, councils=[led])
    return {"approach": approach, "outcome": outcome, "study": study, "other": other, "led": led}


# ── The table ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("family", FAMILIES)
def test_table_has_a_row_for_every_concept_with_its_number(content, client, family):
    one = FAMILIES[family]._meta.model_name
    response = client.get(f"/{family}/")
    html = response.content.decode()

    assert len(response.content) < 100_000
    assert f'data-total="{FAMILIES[family].objects.public().count()}"' in html
    found = dict(
        re.findall(r'<tr data-concept="([^"]+)" data-result="[^"]+" data-count="(\d+)"', html)
    )
    assert set(found) == {concept.slug for concept in FAMILIES[family].objects.public()}
    for slug, number in found.items():
        assert found_by(f"/case-studies/?{one}={slug}") == int(number), slug


def test_row_says_who_did_it_what_changed_and_how_sure(client, lonely):
    row = row_on(client, "/approaches/", "befriending")

    assert "Befriending Visiting people 2 councils Bexby and Zedby" in row
    assert "Midham" not in row
    assert "Ayton" not in row
    assert "Better: less loneliness" in row
    assert "Measured in those who took part (level 2 of 5) Zedby, 40 in the sample" in row
    assert "Not looked for yet" in row
    assert "Not stated 0 of 2 state it" in row


@pytest.mark.django_db
def test_row_without_a_change_says_that_nobody_measured_it(client):
    make.FindingFactory(
        case_study=make.CaseStudyFactory(published=True),
        claim="done",
        approach=make.ApproachFactory(name="Leaflets"),
    )

    row = row_on(client, "/approaches/", "leaflets")

    assert "1 council" in row
    assert "Not measured" in row
    assert "Nobody has measured it" in row


@pytest.mark.parametrize(
    ("direction", "words"), [("worse", "Worse"), ("no-change", "No change"), ("mixed", "Mixed")]
)
def test_bad_news_is_told_as_plainly_as_good(client, lonely, direction, words):
    make.FindingFactory(
        case_study=lonely["other"],
        approach=lonely["approach"],
        outcomes=[make.OutcomeFactory(name="Debt", worse_words="more debt")],
        direction=direction,
    )

    said = {"worse": "more debt"}.get(direction, "Debt")
    assert f"{words}: {said}" in row_on(client, "/approaches/", "befriending")
    assert f"{words.lower()}: {said}" in answer_on(
        client, "/approaches/befriending/"
    ).lower().replace(said.lower(), said)


def test_table_sorts_by_what_its_heads_say(content, client):
    def slugs(sort):
        html = client.get(f"/approaches/?sort={sort}").content.decode()
        return re.findall(r'<tr data-concept="([^"]+)"', html)

    rows = {one.slug: one for one in client.get("/approaches/").context["table"].rows}
    levels = [rows[slug].level for slug in slugs("evidence")]
    assert levels == sorted(levels, key=lambda level: -1 if level is None else level, reverse=True)
    for is_found in (True, False):
        of = [slug for slug in slugs("councils") if rows[slug].is_found is is_found]
        councils = [len(rows[slug].councils) for slug in of]
        assert councils == sorted(councils, reverse=True)
        of = [slug for slug in slugs("name") if rows[slug].is_found is is_found]
        names = [rows[slug].name.casefold() for slug in of]
        assert names == sorted(names)
    assert "no sort order called" in client.get("/approaches/?sort=best").content.decode()


def test_table_filters_like_the_list_and_says_what_it_left_out(client, lonely):
    page = client.get("/approaches/?outcome=loneliness&council=zedby&q=word")
    html = page.content.decode()

    assert row_on(client, "/approaches/?outcome=loneliness&council=zedby", "befriending")
    assert "1 council Zedby" in row_on(client, "/approaches/?council=zedby", "befriending")
    assert page.context["total"] == 1
    assert "words were left out here" in html
    assert 'data-remove="outcome"' in html
    assert row_on(client, "/approaches/?outcome=loneliness&change=worse", "befriending") is None


def test_sentence_above_is_made_of_the_rows_below(content, client):
    context = client.get("/approaches/").context
    rows = context["table"].rows
    measured = sum((row.level or 0) >= 2 for row in rows)

    assert context["table"].sentence.startswith(f"{len(rows)} approaches.")
    assert measured < 10
    in_words = ("one", "two", "three", "four", "five")
    said = f"what {in_words[measured - 1]} changed" if measured else "Nobody on the portal has"
    assert said in context["table"].sentence


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("file_format", ["csv", "json", "xlsx", "docx"])
def test_files_have_the_rows_of_the_page(content, client, family, file_format):
    page = client.get(f"/{family}/?sort=name")
    file = client.get(f"/{family}/?sort=name&export={file_format}")
    body = b"".join(file.streaming_content)

    assert f'data-format="{file_format}"' in page.content.decode()
    rows = page.context["table"].rows
    if file_format == "csv":
        read = list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))
        assert [one["Short name in addresses"] for one in read] == [row.slug for row in rows]
        assert [int(one["Councils"]) for one in read] == [len(row.councils) for row in rows]
        assert [one["Strongest evidence"] for one in read] == [row.strength for row in rows]
    elif file_format == "json":
        table = json.loads(body)["tables"][family]
        assert len(table) == len(rows)
    else:
        assert len(body) > 5_000


# ── The page ─────────────────────────────────────────────────────────────────────────────


def test_answer_says_who_what_how_sure_and_what_nobody_states(client, lonely):
    assert answer_on(client, "/approaches/befriending/") == (
        "Two councils did this: Bexby and Zedby. One account measured what changed "
        "in those who took part; one more tells of a change less surely. Better: less "
        "loneliness. No account states what it cost. Wider research on it has not been looked for "
        "yet."
    )


def test_answer_counts_ways_where_there_are_many(client, lonely):
    common = {"case_study": lonely["other"], "approach": lonely["approach"]}
    make.FindingFactory(**common, outcomes=[make.OutcomeFactory()], direction="worse")
    for _ in range(2):
        make.FindingFactory(**common, outcomes=[make.OutcomeFactory()], direction="no-change")

    said = answer_on(client, "/approaches/befriending/")

    assert "Two accounts measured what changed in those who took part. " in said
    ways = said.split("part. ")[1].split(".")[0].lower()
    assert sorted(ways.replace(" outcomes", "").replace(" outcome", "").split("; ")) == [
        "better for one",
        "no change for two",
        "worse for one",
    ]


@pytest.mark.django_db
def test_answer_is_right_for_one(client):
    study = make.CaseStudyFactory(councils=[make.CouncilFactory(name="Onely")], published=True)
    approach = make.ApproachFactory(name="Gardens")
    make.FindingFactory(case_study=study, claim="done", approach=approach)

    said = answer_on(client, "/approaches/gardens/")

    assert said.startswith(
        "One council did this: Onely. Nobody on the portal has measured what it "
        "changed. Its account does not state what it cost."
    )


def test_filters_are_named_before_the_answer_that_they_leave(client, lonely):
    zedby = Council.objects.get(name="Zedby")
    nowhere = make.CouncilFactory(name="Nowhere")

    some = answer_on(client, f"/approaches/befriending/?council={zedby.slug}")
    none = answer_on(client, f"/approaches/befriending/?council={nowhere.slug}")

    assert some.startswith("Told here is only what fits these filters. One council did")
    assert none.startswith("No account on the portal that has it fits these filters. Wider")
    assert "Nobody on the portal" not in none


def test_where_no_row_fits_nothing_is_said_of_rows(client, lonely):
    said = "Each row says only what"

    assert said in client.get("/approaches/?outcome=loneliness").content.decode()
    assert said not in client.get("/approaches/?evidence=5").content.decode()


def test_cost_is_that_of_the_approach_and_wider_costs_stand_apart(client, lonely):
    study = lonely["study"]
    service = make.InitiativeFactory(case_study=study, approaches=[lonely["approach"]])
    common = {"case_study": study, "covers": "Two years.", "source": study.source}
    Cost.objects.create(
        **common, initiative=service, position=1, key="a", amount=9_000, unit="a-year"
    )
    Cost.objects.create(**common, position=2, key="b", amount=5_000_000, unit="in-all")
    make.CaseStudyApproachFactory(case_study=study)
    both = make.InitiativeFactory(
        case_study=study, approaches=[lonely["approach"], make.ApproachFactory()]
    )
    Cost.objects.create(**common, initiative=both, position=3, key="c", amount=7_000, unit="a-year")
    other = make.InitiativeFactory(case_study=study, approaches=[make.ApproachFactory()])
    Cost.objects.create(**common, initiative=other, position=4, key="d", amount=444, unit="a-year")

    row = row_on(client, "/approaches/", "befriending")
    page = client.get("/approaches/befriending/?open=all")
    said = text_of(page.content.decode())

    assert "£9,000 a year Two years 1 of 2 states it" in row
    assert "5 million" not in row
    assert "Cost (1 of 2 states it): one account: £9,000 a year (two years)." in said
    assert said.index("£9,000 a year : Two years.") < said.index("The cost of wider work")
    assert said.index("The cost of wider work") < said.index("£5 million in all")
    assert said.index("The cost of wider work") < said.index("£7,000 a year")
    assert "£444" not in said


def test_research_is_told_with_its_body_and_never_among_councils_findings(client, lonely):
    evidence = WiderEvidence.objects.create(
        approach=lonely["approach"],
        title="Review of befriending",
        slug="review",
        body="Institute of Visits",
        year=2022,
        url="https://example.org/review",
        concludes="Small effects.",
        state="published",
    )
    WiderReading.objects.create(
        evidence=evidence, position=0, outcome=lonely["outcome"], reading="too-little"
    )
    item = make.FrameworkItemFactory(framework=make.FrameworkFactory(published=True))
    make.FrameworkFindingFactory(
        framework_item=item,
        statement="A trial elsewhere found more.",
        approach=lonely["approach"],
        outcomes=[lonely["outcome"]],
        evidence_level=Level.COMPARED,
    )

    page = client.get("/approaches/befriending/")
    html = page.content.decode()

    row = row_on(client, "/approaches/", "befriending")
    assert "Too little to say Institute of Visits, 2022" in row
    assert "Wider research: too little to say (Institute of Visits, 2022)." in answer_on(
        client, "/approaches/befriending/"
    )
    assert page.context["row"].level == Level.MEASURED
    assert page.context["facts"].shown["changed"].total == 2
    assert html.index('id="changed"') < html.index("A trial elsewhere found more.")
    assert html.index('id="research"') < html.index("A trial elsewhere found more.")
    assert "by number of approaches: too little to say (1)." in answer_on(
        client, "/outcomes/loneliness/"
    )
    with_date = make.ApproachFactory(name="Cycling", wider_evidence_searched_on="2026-05-03")
    make.FindingFactory(case_study=lonely["study"], approach=with_date)
    assert "None found, looked on 3 May 2026" in row_on(client, "/approaches/", "cycling")


def test_page_and_list_agree_on_evidence_in_one_and_the_same_finding(content, client):
    for approach in Approach.objects.public():
        row = client.get(approach.get_absolute_url()).context["row"]
        for level in (1, 2, 3):
            address = f"/case-studies/?approach={approach.slug}&evidence={level}"
            assert found_by(address) == row.numbers.levels.get(level, 0), address


@pytest.mark.django_db
def test_finding_of_two_approaches_counts_for_both(client):
    arts, prescribing = (make.ApproachFactory(name=n) for n in ("Arts", "Prescribing"))
    finding = make.FindingFactory(case_study=make.CaseStudyFactory(published=True), approach=arts)
    finding.approaches.add(prescribing)

    for slug in ("arts", "prescribing"):
        page = client.get(f"/approaches/{slug}/")
        assert page.context["row"].level == Level.MEASURED
        assert found_by(f"/case-studies/?approach={slug}&evidence=2") == 1


def test_comparing_opens_those_with_the_surest_change_and_no_mere_learner(client, lonely):
    other = make.CaseStudyFactory(
        councils=[make.CouncilFactory(name="Aaby"), make.CouncilFactory(name="Azby")],
        published=True,
    )
    make.FindingFactory(case_study=other, claim="done", approach=lonely["approach"])

    url = client.get("/approaches/befriending/").context["facts"].compare_url

    assert re.findall("item=([a-z]+)", url) == ["zedby", "bexby", "aaby", "azby"]


def test_who_did_not_act_is_named_apart(client, lonely):
    said = text_of(client.get("/approaches/befriending/").content.decode())

    assert (
        "Also named in these accounts , and not said to have acted: Midham (learning partner)"
        in (said)
    )


@pytest.mark.long
@pytest.mark.parametrize("family", FAMILIES)
def test_every_number_on_every_page_leads_to_as_many(content, client, family):
    for concept in FAMILIES[family].objects.public():
        path = concept.get_absolute_url()
        response = client.get(path)
        html = response.content.decode()
        assert len(response.content) < 100_000, path
        assert concept.definition.split("’")[0][:30] in html.replace("&#x27;", "'")
        links = links_with(html, "data-studies") + links_with(html, "data-findings")
        for link, count in set(links):
            assert found_by(link) == count, f"{path}: {link}"
        for shown in response.context["facts"].shown.values():
            assert found_by(shown.url) == shown.total, shown.url


@pytest.mark.parametrize("family", FAMILIES)
def test_inferred_ties_can_be_left_out_of_a_page(content, client, family):
    for concept in FAMILIES[family].objects.public()[:6]:
        path = f"{concept.get_absolute_url()}?inferred=no"
        response = client.get(path)
        links = links_with(response.content.decode(), "data-findings")
        for link, count in set(links):
            assert "inferred=no" in link
            assert found_by(link) == count, f"{path}: {link}"


@pytest.mark.django_db
def test_long_lists_lead_to_all_findings(client):
    approach = make.ApproachFactory(name="Busy")
    study = make.CaseStudyFactory(published=True)
    make.FindingFactory.create_batch(23, case_study=study, approach=approach)

    page = client.get("/approaches/busy/")

    assert len(page.context["facts"].shown["changed"].findings) == SHOWN["changed"] < 23
    assert ("/findings/?approach=busy&claim=changed", 23) in links_with(
        page.content.decode(), "data-findings"
    )


def test_folds_open_by_a_link(client, lonely):
    closed = client.get("/approaches/befriending/").content.decode()
    opened = client.get("/approaches/befriending/?open=all").content.decode()

    folds = len(re.findall(r'<details id="|<details class="portal-fold-research"', closed))
    assert folds >= 7
    assert closed.count("<details") - folds == opened.count("<details") - folds
    assert len(re.findall(r"<details[^>]* open>", opened)) == folds
    assert not re.findall(r"<details[^>]* open>", closed)


def test_heading_says_what_is_missing_as_well(client, lonely):
    assert "2 findings, none of no change or worse" in text_of(
        client.get("/approaches/befriending/").content.decode()
    )


def test_tags_lead_to_concepts(content, client):
    for model in (PopulationGroup, Setting):
        url = model.objects.public().first().get_absolute_url()
        assert client.get(url).status_code == 200


def test_drafts_never_show(universe, client):
    for family, model in FAMILIES.items():
        assert SECRET not in client.get(f"/{family}/").content.decode()
        for concept in model.objects.public():
            assert SECRET not in client.get(concept.get_absolute_url()).content.decode()


@pytest.mark.django_db
def test_what_is_not_there_is_not_found(client):
    assert client.get("/approaches/nothing/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query", ["outcome=nothing", "evidence=99", "enabler=%00", "inferred=yes", "q=word"]
)
def test_nonsense_is_ignored_and_said(client, query):
    approach = make.ApproachFactory(name="Sense")
    make.FindingFactory(case_study=make.CaseStudyFactory(published=True), approach=approach)

    response = client.get(f"{approach.get_absolute_url()}?{query}")

    assert response.status_code == 200
    assert "We ignored that" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("which", ["page", "index"])
def test_asks_as_often_at_any_size(client, django_assert_max_num_queries, which):
    approach = make.ApproachFactory(name="Training", synonyms=["Fairness"])
    make.PriorityFactory(
        strategy=make.StrategyFactory(published=True), themes=[make.ThemeFactory(name="Fairness")]
    )
    counts = []
    for size in (1, 5):
        for _ in range(size):
            study = make.CaseStudyFactory(published=True)
            make.FindingFactory(
                case_study=study, approach=approach, enablers=make.EnablerFactory.create_batch(2)
            )
            make.FrameworkItemFactory(
                framework=make.FrameworkFactory(published=True), approaches=[approach]
            )
            Cost.objects.create(
                case_study=study,
                position=1,
                key="a",
                amount=9_000,
                unit="a-year",
                covers="A year.",
                source=study.source,
            )
        path = approach.get_absolute_url() if which == "page" else "/approaches/"
        client.get(path)
        with django_assert_max_num_queries(12) as asked:
            client.get(path)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_forty_approaches_fit_into_one_page(client, lonely):
    for number in range(40):
        approach = make.ApproachFactory(
            name=f"An approach with a name of some length, number {number}",
            definition="What councils do in one sentence of about the usual length. And more.",
        )
        make.FindingFactory(case_study=lonely["study"], approach=approach)

    page = client.get("/approaches/")

    assert page.context["total"] >= 40
    assert len(page.content) < 100_000


def test_framework_items_that_ask_for_a_concept_stand_under_wider_research(content, client):
    for enabler in Enabler.objects.public():
        items = client.get(enabler.get_absolute_url()).context["items"]
        assert len(items) <= ITEMS_SHOWN
