"""The Word briefing: what it tells, in how many queries, and what it never shows."""

import datetime as dt
import io

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casestudies.comparing.case_studies import comparable, compare_case_studies
from casestudies.models import CaseStudy, Cost, WiderEvidence, WiderReading
from strategies.models import Council, Priority, Strategy
from tests import account_factories as account
from tests import factories as make
from tests.hidden import SECRET
from wellbeing_portal.core.export.table import About
from wellbeing_portal.takeaway.briefing import Item, write_briefing

pytestmark = pytest.mark.django_db


def about(**given):
    values = {
        "title": "Shortlist",
        "slug": "shortlist",
        "address": "https://portal.example/shortlist/?a=1&b=2",
        "made": dt.datetime(2026, 11, 21, tzinfo=dt.UTC),
        "filters": (("Region", "London or South East"),),
    }
    return About(**values | given)


def written(items, *, comparison=None, **given):
    stream = io.BytesIO()
    write_briefing(stream, items, about(**given), comparison=comparison)
    return docx.Document(stream)


def told(document):
    """Return all words of the document, tables included, in one text."""
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def headings(document, level=1):
    return [p.text for p in document.paragraphs if p.style.name == f"Heading {level}"]


@pytest.fixture
def mixed(universe):
    return [
        Item(CaseStudy, universe.rich.pk, "Ask them how."),
        Item(CaseStudy, universe.plain.pk),
        Item(Strategy, universe.joint.pk),
        Item(Priority, universe.joint.priorities.first().pk, "Like ours."),
        Item(Council, universe.northmarl.pk),
    ]


def test_briefing_answers_first_and_has_its_parts_in_order(mixed):
    document = written(mixed)

    assert headings(document) == [
        "The question",
        "In short",
        "The options and their evidence",
        "What helped and what stood in the way",
        "What we do not know",
        "Case studies",
        "Strategy",
        "Priority",
        "Council",
        "How sure this is",
        "Sources",
    ]


def test_short_briefing_stops_after_what_a_committee_needs(mixed):
    document = written(mixed, is_short=True)

    assert headings(document) == [
        "The question",
        "In short",
        "The options and their evidence",
        "What helped and what stood in the way",
        "What we do not know",
        "What strategies set out to do",
        "Councils",
        "Notes",
        "Sources",
    ]


def test_briefing_says_what_when_where_and_under_which_licence(mixed):
    text = told(written(mixed))

    for part in (
        "2 case studies, 1 strategy, 1 priority and 1 council",
        "21 November 2026",
        "https://portal.example/shortlist/?a=1&b=2",
        "Region: London or South East",
        "Creative Commons Attribution 4.0 International",
    ):
        assert part in text


def test_case_study_is_told_with_note_figures_findings_and_enablers(mixed):
    text = told(written(mixed))

    for part in (
        "Note: Ask them how.",
        "Neighbours took the street back.",
        "Northmarl District Council; Southmarl District Council",
        "98%",
        "over £280,000",
        "3,498 people came to a street party.",
        "Done: 3,498 people came to a street party.",
        "Counted, no change claimed",
        "Political leadership (Northmarl and Southmarl): The leader swept the street.",
        "Almost £1.3 million from Marlshire for Play Street (over three years)",
    ):
        assert part in text


def test_statement_leads_to_a_numbered_reference(universe):
    document = written([Item(CaseStudy, universe.rich.pk)])

    references = [p.text for p in document.paragraphs if p.style.name == "Reference"]
    assert references[0].startswith("[1]\tA. Writer (2020) The Marl Report. A Publisher.")
    assert "https://example.org/marl-report" in references[0]
    assert "[1] Page 9" in told(document)


def test_evidence_is_counted_by_claim_and_only_changes_have_a_level(universe):
    document = written([Item(CaseStudy, universe.rich.pk)])

    (levels,) = [t for t in document.tables if t.rows[0].cells[0].text == "How sure"]
    assert [row.cells[1].text for row in levels.rows[1:]] == ["1", "none", "1", "1", "none", "none"]
    assert levels.rows[1].cells[0].text == "Said without figures\nlevel 0 of 5"
    text = told(document)
    assert "rests on 4 findings: 3 changes found or said; 1 piece of work done." in text
    assert "1 finding compares the change with people or places without the work." in text


def study_with(*findings, **values):
    """A case study of its own council with findings, each given as what it has."""
    study = make.CaseStudyFactory(published=True, told_in=2020, **values)
    for finding in findings:
        make.FindingFactory(case_study=study, **finding)
    return study


def part(document, heading):
    """What stands under a heading, up to the next of its kind."""
    texts: list[str] = []
    under = False
    for paragraph in document.paragraphs:
        if paragraph.style.name == "Heading 1":
            under = paragraph.text == heading
        elif under:
            texts.append(paragraph.text)
    return texts


def test_in_short_says_who_what_how_sure_and_what_it_cost():
    leeds, bristol = (make.CouncilFactory(name=name) for name in ("Leeds", "Bristol"))
    first = study_with(
        {"evidence_level": 2, "statement": "Fewer were lonely.", "sample_size": 412},
        {"evidence_level": 0},
        {"claim": "done"},
        councils=[leeds],
    )
    second = study_with({"evidence_level": 1, "direction": "worse"}, councils=[bristol])
    give_cost(second, 5_000, "One post")

    said = part(written([Item(CaseStudy, first.pk), Item(CaseStudy, second.pk)]), "In short")

    assert said[0] == "Two case studies tell of work by Leeds and Bristol, as told in 2020."
    assert said[1] == (
        "3 findings say what changed: 1 measured in those who took part, 1 counted, no method "
        "stated and 1 said without figures."
    )
    assert said[2].startswith(
        "The surest of them: Fewer were lonely. Better. Measured in those who took part "
        "(level 2 of 5) · 412 in the sample · told in 2020 · Page 1. (Leeds)"
    )
    assert said[3].startswith("1 finding says that nothing changed")
    assert said[4] == (
        "What it cost: Bristol, £5,000 a year (one post). Not stated by 1 of 2 accounts."
    )


def give_cost(study, amount, covers):
    Cost.objects.create(
        case_study=study,
        position=1,
        key="one",
        amount=amount,
        unit="a-year",
        covers=covers,
        source=study.source,
    )


def test_accounts_of_one_council_are_told_apart_by_their_titles():
    leeds = make.CouncilFactory(name="Leeds")
    items = [
        Item(CaseStudy, study_with({"evidence_level": 0}, councils=[leeds], title=title).pk)
        for title in ("Parks", "Pools")
    ]

    text = told(written(items))

    assert "Nobody has measured what it changed: “Parks” and “Pools”." in text
    assert "2 findings say what changed: all said without figures." in text


def test_two_pages_leave_places_in_sources_to_the_portal():
    study = study_with({"locator": "Page 9"})

    short, full = (told(written([Item(CaseStudy, study.pk)], is_short=s)) for s in (True, False))

    assert "Page 9" not in short
    assert "Page 9" in full


def test_work_done_is_never_called_a_result():
    study = study_with({"claim": "done", "value": 10_000}, {"claim": "modelled"})

    text = told(written([Item(CaseStudy, study.pk)]))

    assert "Nobody on the portal has measured what it changed, and no account says" in text
    assert "The surest of them" not in text
    assert "None: no change is claimed" in text


def test_briefing_on_a_subject_tells_only_what_belongs_to_it():
    work, aid = make.ApproachFactory(name="Work"), make.ApproachFactory(name="Bereavement aid")
    narrower = make.ApproachFactory(name="Mindful work", broader=work)
    both = study_with(
        {"approach": narrower, "statement": "Staff were well."},
        {"approach": aid, "statement": "A family was helped."},
    )
    other = study_with({"approach": aid, "statement": "Another was."}, title="Elsewhere")

    items = [Item(CaseStudy, both.pk), Item(CaseStudy, other.pk)]
    for is_short in (True, False):
        text = told(written(items, asked={"approach": ["work"]}, is_short=is_short))

        assert "done about work" in text
        assert "Staff were well." in text
        assert "A family was helped." not in text
        assert "Another was." not in text
        assert "1 case study that was chosen has no finding on work: Elsewhere." in text


def test_subject_credits_only_the_councils_that_its_findings_name():
    ayr, bute = (make.CouncilFactory(name=name) for name in ("Ayr", "Bute"))
    work = make.ApproachFactory(name="Work")
    study = study_with({"approach": work, "councils": [bute]}, {}, councils=[ayr, bute])

    item = [Item(CaseStudy, study.pk)]

    assert "work by Bute," in part(written(item, asked={"approach": ["work"]}), "In short")[0]
    assert "work by Ayr and Bute," in part(written(item), "In short")[0]


def test_cost_of_the_whole_work_is_not_that_of_a_part():
    work = make.ApproachFactory(name="Work")
    study = study_with({"approach": work}, {})
    give_cost(study, 5_000, "Everything")

    whole, alone = (
        part(written([Item(CaseStudy, study.pk)], asked=asked), "In short")[-1]
        for asked in ({}, {"approach": ["work"]})
    )

    assert whole.startswith("What it cost: ")
    assert "£5,000 a year (everything)" in whole
    assert alone == "What this alone cost is not stated."


def test_research_on_the_subject_stands_apart_from_councils_results():
    work = make.ApproachFactory(name="Work")
    study = study_with({"approach": work, "claim": "done"})
    evidence = WiderEvidence.objects.create(
        title="Review",
        slug="review",
        approach=work,
        body="A Centre",
        year=2024,
        state="published",
        url="https://example.org/",
        concludes="It helps some.",
        rating="promising",
    )
    WiderReading.objects.create(
        evidence=evidence, outcome=make.OutcomeFactory(name="Sleep"), reading="mixed"
    )

    text = told(written([Item(CaseStudy, study.pk)], asked={"approach": ["work"]}))

    assert "What research bodies say. These are no results of councils here." in text
    assert (
        "A Centre (2024) on work: It helps some. Its own rating: promising. "
        "Our reading: mixed for sleep." in text
    )
    assert "Nobody on the portal has measured what it changed" in text


def test_all_research_is_counted_by_how_it_reads_where_two_pages_tell_some():
    work = make.ApproachFactory(name="Work")
    study = study_with({"approach": work, "claim": "done"})
    sleep = make.OutcomeFactory(name="Sleep")
    for title, readings in {"A": ["works"], "B": ["no-effect"], "C": ["no-effect"]}.items():
        evidence = account.WiderEvidenceFactory(title=title, approach=work, published=True)
        for reading in readings:
            account.WiderReadingFactory(evidence=evidence, outcome=sleep, reading=reading)

    text = told(written([Item(CaseStudy, study.pk)], asked={"approach": ["work"]}))

    assert "3 conclusions, by how each reads for outcomes: 1 works; 2 no effect found." in text


def test_research_against_an_option_comes_first_and_stands_in_its_row():
    """Of an outcome it is counted by approaches, as on the page of the outcome."""
    calls, visits = (make.ApproachFactory(name=name) for name in ("Calls", "Visits"))
    lonely = make.OutcomeFactory(name="Loneliness")
    rows = [(calls, 2024, "works"), (calls, 2023, "works"), (visits, 2020, "no-effect")]
    for approach, year, reading in rows:
        evidence = account.WiderEvidenceFactory(approach=approach, year=year, published=True)
        account.WiderReadingFactory(evidence=evidence, outcome=lonely, reading=reading)
    study = study_with(
        {"approach": visits, "outcomes": [lonely], "key_order": 1},
        strapline="Half as many were helped as was hoped.",
    )

    document = written([Item(CaseStudy, study.pk)], asked={"outcome": ["loneliness"]})
    text = told(document)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]

    assert "3 conclusions on 2 approaches. Of the approaches: 1 works; 1 no effect found" in text
    assert text.index("(2020) on visits") < text.index("(2024) on calls")
    assert any("Research elsewhere: no effect found for visits." in cell for cell in cells)
    assert any("Half as many were helped as was hoped." in cell for cell in cells)


@pytest.mark.parametrize(
    ("family", "factory", "relation", "asked", "called"),
    [
        ("population", make.PopulationGroupFactory, "population_groups", "for carers", "Carers"),
        ("setting", make.SettingFactory, "settings", "set in schools", "Schools"),
    ],
)
def test_group_or_setting_tells_accounts_as_a_whole(family, factory, relation, asked, called):
    concept = factory(name=called)
    study = study_with({"evidence_level": 1})
    getattr(study, relation).add(concept)

    question = part(
        written([Item(CaseStudy, study.pk)], asked={family: [concept.slug]}), "The question"
    )[0]

    assert question.startswith(f"What have councils done {asked}, what came of it")
    assert question.endswith(
        "Each account is told as a whole: some of its findings may be of other work."
    )


def test_caveat_stands_only_with_a_finding_that_it_may_be_about():
    work, play = (make.ApproachFactory(name=name) for name in ("Work", "Play"))
    study = study_with(
        {"approach": work, "key_order": 1}, {"approach": play}, caveat="Nobody asked twice."
    )
    item = [Item(CaseStudy, study.pk)]

    about_work, about_play, whole = (
        part(written(item, asked=asked), "What we do not know")
        for asked in ({"approach": ["work"]}, {"approach": ["play"]}, {})
    )

    assert "Nobody asked twice." in " ".join(about_work)
    assert "Nobody asked twice." in " ".join(whole)
    assert "Nobody asked twice." not in " ".join(about_play)


def test_what_is_not_known_is_said():
    study = study_with({"evidence_level": 0}, {"evidence_level": 1}, caveat="Nobody asked twice.")

    unknown = part(written([Item(CaseStudy, study.pk)]), "What we do not know")
    name = study.council_roles.get().council.name

    assert unknown == [
        "Nobody has measured what it changed.",
        "What it cost is not stated.",
        "What stood in the way is not stated.",
        "Nobody has measured for whom it worked better or worse.",
        "Of 2 findings on what changed, 2 do not say how many people they rest on.",
        "No change was compared with people or places without the work.",
        "The account was told in 2020, by its main source. What has happened since is here "
        "only where a later source says it.",
        f"{name}: Nobody asked twice.",
    ]


def test_enabler_that_we_tied_is_called_our_reading():
    study = study_with({"inferred_enablers": [make.EnablerFactory(name="Trust")]})
    name = study.council_roles.get().council.name

    assert f"Trust ({name}, by our own reading)" in told(written([Item(CaseStudy, study.pk)]))


def test_council_is_given_only_findings_that_are_its_own():
    ayr, bute = (make.CouncilFactory(name=name) for name in ("Ayr", "Bute"))
    study_with(
        {"statement": "Of Bute.", "councils": [bute]},
        {"statement": "Of all."},
        councils=[ayr, bute],
    )

    text = told(written([Item(Council, ayr.pk)]))

    assert "Of all." in text
    assert "Of Bute." not in text


def test_single_case_study_is_told_in_full(universe):
    alone = told(written([Item(CaseStudy, universe.rich.pk)]))

    for part in ("They wanted streets for people.", "They closed forty streets.", "Play Street"):
        assert part in alone


def test_briefing_on_several_keeps_to_the_strongest_findings(universe):
    for _ in range(10):
        make.FindingFactory(case_study=universe.plain, evidence_level=1)
    strong = make.FindingFactory(case_study=universe.plain, evidence_level=4)

    text = told(written([Item(CaseStudy, pk) for pk in (universe.rich.pk, universe.plain.pk)]))

    assert "These are 8 of 11. All of them are on the portal." in text
    assert strong.statement in text
    assert "This briefing rests on 15 findings:" in text


def test_comparison_is_part_of_it(universe):
    pks = [universe.rich.pk, universe.plain.pk]
    known = comparable().in_bulk(pks)
    comparison = compare_case_studies([known[pk] for pk in pks])

    document = written([Item(CaseStudy, pk) for pk in pks], comparison=comparison)

    assert "Comparison" in headings(document)
    assert any(section.page_width > section.page_height for section in document.sections)


def test_nothing_unpublished_is_told(universe, mixed):
    hidden = [
        *(Item(CaseStudy, study.pk) for study in universe.hidden_case_studies),
        *(Item(Strategy, strategy.pk) for strategy in universe.hidden_strategies),
        *(Item(Priority, pk) for pk in Priority.objects.values_list("pk", flat=True)),
        *(Item(Council, pk) for pk in Council.objects.values_list("pk", flat=True)),
    ]

    assert SECRET not in told(written([*mixed, *hidden]))


def test_briefing_on_nothing_is_a_document_all_the_same():
    assert "This briefing has no finding" in told(written([]))


def test_queries_do_not_grow_with_items(mixed):
    def count(items):
        written(items)  # what was changed is brought into the index by whoever asks first
        with CaptureQueriesContext(connection) as counted:
            written(items)
        return len(counted)

    small = count(mixed)
    more = []
    for _ in range(5):
        study = make.CaseStudyFactory(published=True)
        make.FindingFactory(case_study=study)
        make.CaseStudyEnablerFactory(case_study=study)
        make.InitiativeFunderFactory(initiative__case_study=study)
        strategy = make.StrategyFactory(published=True)
        priority = make.PriorityFactory(strategy=strategy)
        council = make.CouncilFactory()
        more += [Item(CaseStudy, study.pk), Item(Strategy, strategy.pk)]
        more += [Item(Priority, priority.pk), Item(Council, council.pk)]

    assert count([*mixed, *more]) == small


def test_hostile_content_comes_out_whole():
    text = "=1+1 <w:p/> & שלום 👩🏽‍🤝‍👨🏿 " + "long " * 2_000
    study = make.CaseStudyFactory(
        title="<script>alert(1)</script>", summary=text, ambition=text, published=True
    )
    make.FindingFactory(case_study=study, statement=text)

    read = told(written([Item(CaseStudy, study.pk, note=text)]))

    assert read.count(text.strip()) >= 4
    assert "<script>alert(1)</script>" in read


def test_several_priorities_of_a_kind_are_named_so(db):
    strategy = make.StrategyFactory(title="Well", published=True)
    for kind in ("priority", "priority", "aim"):
        make.PriorityFactory(strategy=strategy, kind=kind)

    text = told(written([Item(Strategy, strategy.pk)]))

    assert "Priorities: Well" in text
    assert "Aim: Well" in text
