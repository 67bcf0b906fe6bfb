"""The evidence map: every number is counted anew from the rows, and leads to what it counts."""

from __future__ import annotations

import io
import json
import random
import re
from itertools import combinations, pairwise, product
from urllib.parse import urlsplit

import openpyxl
import pytest
from django.http import QueryDict

from casestudies.filtersets import CaseStudyFilterSet, FindingFilterSet
from casestudies.models import CaseStudy, Finding
from tests import account_factories
from tests import factories as make
from tests.casestudies.evidence.plain_map import Plain, plain_map
from tests.hidden import SECRET
from tests.pages.following import map_cells, total_of
from wellbeing_portal.core.lists.bound import bind
from wellbeing_portal.search import Question, current

PATH = "/evidence-map/"
AXES = ["approach", "enabler", "outcome", "population", "setting"]
WORDS = {
    "found": r"measured for (\d+) of the",
    "pairs": r"of the (\d+) pairs?[,.]",
    "said": r"only said for (\d+) more\.",
    "worked": r"(\d+) ha(?:ve|s) only aims",
    "research": r"(\d+) (?:ha(?:ve|s) )?only wider research",
    "nothing": r"(\d+) (?:ha(?:ve|s) )?nothing\.",
}
"""What the sentence on top says of how many pairs; what is said of none is left out."""


def found_by(address):
    """How many case studies a list finds: by the index, by SQL, and by the list of findings."""
    query = QueryDict(urlsplit(address).query)
    filters = CaseStudyFilterSet(query, CaseStudy.objects.published(), memory=current().memory)
    assert not filters.problems(), address
    total = current().ask(Question(filters.search("case-study"), size=0)).total
    if "q" in query:
        return total
    assert total == filters.qs.count(), address
    findings = bind(
        FindingFilterSet, "finding", query, current().memory, always={"of": ["case-study"]}
    )
    keys = current().ask(Question(findings.search, size=None, told=False)).ids
    studies = Finding.objects.filter(pk__in=keys).values("case_study").distinct()
    assert total == studies.count(), address
    return total


def every_stretch(client, query):
    """The cells of a map, of all stretches of its columns."""
    cells, part = [], 1
    while True:
        response = client.get(f"{PATH}?{query}&part={part}")
        cells += map_cells(response.content.decode())
        if part >= len(response.context["stretches"]):
            return cells
        part += 1


def filters_of(query):
    left = QueryDict(query, mutable=True)
    for name in ("rows", "columns", "open", "only", "q", "filters"):
        left.pop(name, None)
    return dict(left.lists())


def assert_counted(cells, rows, columns, query=""):
    """Assert that every cell says what plain code counts, and draws it as it should."""
    plain = plain_map(rows, columns, filters_of(query))
    assert cells
    for cell in cells:
        there = plain.get((cell.row, cell.column), Plain())
        assert (cell.changed, cell.aimed, cell.done, cell.count) == there.numbers, cell
        if there.levels:
            assert cell.look == f"c{min(3, max(there.levels))}", cell
        elif there.aimed:
            assert cell.look == "ca", cell
        elif there.done:
            assert cell.look == "cd", cell
        mixed = there.ways - {"better"}
        assert ("mixed results" in cell.name) == (len(there.ways) > 1 or "mixed" in mixed), cell
        assert bool(cell.drawn) == cell.link.startswith("/case-studies/?"), cell
        assert bool(cell.link) == bool(cell.drawn or cell.research), cell


def assert_followed(cells, most=15):
    """Assert that lists find what cells draw: of all of them, or of some, the same each time."""
    drawn = [cell for cell in cells if cell.drawn]
    chance = random.Random(1)  # noqa: S311 - the same each time
    for cell in chance.sample(drawn, min(most, len(drawn))):
        assert found_by(cell.link) == cell.drawn, cell.link


def test_cells_followed_to_the_pages_of_lists(content, client):
    cells = [cell for cell in every_stretch(client, "") if cell.drawn]

    assert len(cells) > 20
    for cell in cells[::3]:
        assert total_of(client, cell.link) == cell.drawn, cell.link
        findings = cell.link.replace("/case-studies/", "/findings/")
        assert total_of(client, findings) >= cell.drawn, findings


@pytest.mark.parametrize(("rows", "columns"), list(combinations(AXES, 2)))
def test_every_cell_on_every_pair_of_axes_is_counted_from_the_rows(content, client, rows, columns):
    cells = every_stretch(client, f"rows={rows}&columns={columns}")
    turned = every_stretch(client, f"rows={columns}&columns={rows}")

    assert_counted(cells, rows, columns)
    assert_followed(cells, most=999 if (rows, columns) == ("approach", "outcome") else 12)
    assert sorted((c.column, c.row, c.changed, c.aimed, c.count, c.look) for c in turned) == sorted(
        (c.row, c.column, c.changed, c.aimed, c.count, c.look) for c in cells
    )


FILTERS = [
    "region=london",
    "council=camden",
    "council_type=metropolitan&evidence=1",
    "evidence=2",
    "inferred=no",
    "inferred=no&claim=changed&rows=enabler&columns=approach",
    "claim=intended&claim=modelled",
    "claim=done&rows=enabler&columns=approach",
    "claim=modelled",
    "change=better&evidence=1",
    "population=children-and-young-people",
    "population=children-and-young-people&inferred=no&evidence=0",
    "enabler=leadership",
    "approach=workforce-training&approach=small-grants",
    "rows=population&approach=community-development&population=children-and-young-people",
    "rows=setting&columns=approach&approach=integrated-support",
    "open=approach.integrated-support&open=outcome.knowledge-and-skills&stage=established",
    "open=approach",
]


@pytest.mark.parametrize("query", FILTERS)
def test_cells_under_filters_are_counted_from_the_rows_and_followed(content, client, query):
    response = client.get(f"{PATH}?{query}")
    rows, columns = response.context["rows"].name, response.context["columns"].name
    asked = query.replace("evidence=0", "").strip("&")

    cells = every_stretch(client, query)

    assert_counted(cells, rows, columns, asked)
    assert_followed(cells)


def test_cells_under_words_lead_to_what_they_count(content, client):
    assert_followed(every_stretch(client, "q=training&inferred=no"))


CLAIMS = ["changed", "changed", "intended", "modelled", "done"]


def some_content(chance):
    """Case studies with findings of every sort, tied to concepts at random."""
    broad = [make.ApproachFactory() for _ in range(2)]
    approaches = [*broad, *(make.ApproachFactory(broader=broad[0]) for _ in range(2))]
    outcomes = [make.OutcomeFactory() for _ in range(2)]
    outcomes.append(make.OutcomeFactory(broader=outcomes[0]))
    enablers = make.EnablerFactory.create_batch(2)
    groups, places = (
        make.PopulationGroupFactory.create_batch(2),
        make.SettingFactory.create_batch(2),
    )

    def any_of(things, least=0):
        return chance.sample(things, chance.randint(least, len(things) - 1))

    for published in (True, True, True, True, False):
        councils = [make.CouncilFactory(region=one) for one in ("london", "north-east")]
        study = make.CaseStudyFactory(
            published=published,
            councils=councils,
            population_groups=any_of(groups),
            settings=any_of(places),
        )
        for _ in range(4):
            claim = chance.choice(CLAIMS)
            changed, done = claim == "changed", claim == "done"
            make.FindingFactory(
                case_study=study,
                claim=claim,
                evidence_level=chance.randint(0, 5) if changed else None,
                direction=chance.choice(Finding.Direction.values) if changed else "",
                approach=None,
                approaches=any_of(approaches, 1),
                outcomes=[] if done else any_of(outcomes, 1),
                inferred_outcomes=[] if done else any_of(outcomes),
                enablers=any_of(enablers),
                inferred_enablers=any_of(enablers),
                councils=chance.choice([[], councils[:1], councils[1:]]),
            )


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(2))
def test_any_content_under_any_filters_is_counted_from_the_rows(client, seed):
    chance = random.Random(seed)  # noqa: S311 - the same each time
    some_content(chance)
    some = Finding.objects.filter(enablers__isnull=False, case_study__state="published").first()
    enabler = some.enablers.first().slug if some else ""

    for rows, columns in [*combinations(AXES, 2)]:
        for query in ["", "region=london", "inferred=no&region=north-east", f"enabler={enabler}"]:
            asked = f"rows={rows}&columns={columns}&open=approach&open=outcome&{query}"
            if query.endswith("=") or ("enabler" in query and "enabler" in (rows, columns)):
                continue
            cells = every_stretch(client, asked)
            # A family that nothing uses has no concept that the public may see.
            if cells:
                assert_counted(cells, rows, columns, query)
                assert_followed(cells, most=4)


def numbers_in(html):
    """The numbers of the sentence on top."""
    found = (re.search(pattern, html) for pattern in WORDS.values())
    return [int(next(filter(None, one.groups()))) if one else 0 for one in found]


def test_sentence_says_nothing_of_what_is_none(content, client):
    html = client.get(f"{PATH}?rows=population&columns=setting").content.decode()

    assert "there is only wider research" not in html
    assert re.search(r"\d+ ha(?:s|ve) nothing\.", html)


def test_rows_that_are_not_drawn_are_not_said_to_be_ignored(whole_content, client):
    html = client.get(f"{PATH}?filters=show").content.decode()

    assert "The map shows the first" in html
    assert "We ignored that" not in html


def test_sentence_adds_up_to_the_cells(content, client):
    for query in ("", "inferred=no", "region=london", "rows=enabler&columns=setting"):
        html = client.get(f"{PATH}?{query}").content.decode()
        cells = every_stretch(client, query)

        found, pairs, said, worked, research, nothing = numbers_in(html)

        assert pairs == len(cells) == found + said + worked + research + nothing
        assert found == sum(cell.look in ("c1", "c2", "c3") for cell in cells)
        assert said == sum(cell.look == "c0" for cell in cells)
        assert worked == sum(cell.look in ("ca", "cd") for cell in cells)
        assert research == sum(bool(cell.research) and not cell.drawn for cell in cells)


# ── Wider research ───────────────────────────────────────────────────────────────────────


def broadest(concept):
    return broadest(concept.broader) if concept.broader else concept.slug


def test_no_published_finding_on_an_outcome_is_missing_from_the_map(content, client):
    cells = {(cell.row, cell.column): cell for cell in every_stretch(client, "")}
    strong = Finding.objects.published().filter(evidence_level__gte=1)

    assert strong.exists()
    for finding in strong:
        outcomes = [*finding.outcomes.all(), *finding.inferred_outcomes.all()]
        for approach, outcome in product(finding.approaches.all(), outcomes):
            cell = cells[broadest(approach), broadest(outcome)]
            assert cell.changed if finding.case_study else cell.research, finding


@pytest.mark.django_db
def test_research_stands_apart_and_in_no_number(client):
    published = make.CaseStudyFactory(published=True)
    told = make.FindingFactory(case_study=published)
    approach, outcome = told.approaches.get(), told.outcomes.get()
    other = make.FindingFactory(case_study=published).outcomes.get()
    item = make.FrameworkItemFactory(framework=make.FrameworkFactory(published=True))
    make.FrameworkFindingFactory(
        framework_item=item, approach=approach, outcomes=[other], evidence_level=3
    )
    evidence = account_factories.WiderEvidenceFactory(approach=approach, published=True)
    account_factories.WiderReadingFactory(evidence=evidence, outcome=outcome, reading="works")
    draft = account_factories.WiderEvidenceFactory(approach=approach)
    account_factories.WiderReadingFactory(evidence=draft, outcome=other, reading="harm")

    html = client.get(f"{PATH}?region=yorkshire-and-the-humber").content.decode()
    cells = {(cell.row, cell.column): cell for cell in map_cells(html)}

    both, alone = cells[approach.slug, outcome.slug], cells[approach.slug, other.slug]
    assert (both.changed, both.count, both.research) == (1, 1, "1")
    assert both.name.endswith("wider research")
    assert (alone.changed, alone.count) == (0, 0)
    assert alone.name.endswith("wider research: 1 reported finding, compared with others")
    assert alone.link == f"#research-{approach.slug}"
    assert f'id="research-{approach.slug}"' in html
    row = client.get(PATH, {"row": approach.slug}).content.decode()
    assert evidence.get_absolute_url() in row
    assert item.framework.get_absolute_url() in row
    assert "harm" not in alone.name


@pytest.mark.django_db
def test_research_that_says_the_same_is_named_once_with_the_newest_bodies(client):
    told = make.FindingFactory(case_study=make.CaseStudyFactory(published=True))
    approach, outcome = told.approaches.get(), told.outcomes.get()
    for year in (2019, 2023, 2021):
        evidence = account_factories.WiderEvidenceFactory(
            approach=approach, body=f"Body of {year}", year=year, published=True
        )
        account_factories.WiderReadingFactory(evidence=evidence, outcome=outcome, reading="mixed")

    html = client.get(PATH, {"row": approach.slug}).content.decode()
    words = " ".join(re.sub("<[^>]*>", "", html).split())

    assert "Wider research: Mixed (Body of 2023, 2023; Body of 2021, 2021 and 1 more)" in words
    assert "Body of 2019" not in words


@pytest.mark.django_db
def test_short_name_of_an_outcome_heads_its_column(client):
    outcome = make.OutcomeFactory(short_name="Feeling well")
    make.FindingFactory(case_study=make.CaseStudyFactory(published=True), outcomes=[outcome])

    assert "Feeling well" in client.get(PATH).content.decode()


# ── One row, gaps, files ─────────────────────────────────────────────────────────────────


def test_row_in_words_says_what_its_cells_say(content, client):
    rows = client.get(PATH).context["lines"]
    cells = every_stretch(client, "")

    for line in rows[:6]:
        value = line.drawn.head.value
        html = client.get(PATH, {"row": value}).content.decode()
        told = dict(re.findall(r'data-cell="([^"]+)"\s+data-drawn="(\d+)"', html))
        assert told == {c.column: str(c.drawn) for c in cells if c.row == value and c.drawn}
        for cell in (c for c in cells if c.row == value and c.drawn):
            assert cell.link.replace("&", "&amp;") in html


def test_only_gaps_shows_no_fewer_gaps(content, client):
    gaps = [cell for cell in every_stretch(client, "") if not cell.drawn]
    html = client.get(PATH, {"only": "gaps"}).content.decode()

    assert f"{len(gaps)} of" in html
    assert len([c for c in every_stretch(client, "only=gaps") if not c.drawn]) == len(gaps)
    assert "does not say that the work fails" in html


def test_rows_with_more_changes_come_first(content, client):
    changed = [line.changed for line in client.get(PATH).context["lines"]]

    assert changed == sorted(changed, reverse=True)
    assert all(first >= second for first, second in pairwise(changed))


def test_pages_stay_within_their_weight(content, client):
    for query in (
        *("", "only=gaps", "filters=show", "rows=population", "open=approach", "open=outcome"),
        *("filters=show&open=approach", "filters=show&open=approach.integrated-support"),
        *("open=approach.integrated-support&only=gaps", "row=workforce-training"),
        *("rows=population&columns=setting&filters=show", "rows=enabler&columns=approach"),
    ):
        assert len(client.get(f"{PATH}?{query}").content) < 100_000, query


@pytest.mark.parametrize(
    "query", ["", "inferred=no&region=london", "rows=enabler&columns=approach"]
)
def test_files_hold_the_numbers_of_the_map_claims_apart(content, client, query):
    cells = every_stretch(client, query)
    labels = {}
    for line in client.get(f"{PATH}?{query}").context["lines"]:
        labels |= {c.cell.column.value: c.cell.column.label for c in line.cells}
        labels[line.drawn.head.value] = line.drawn.head.label

    told = json.loads(b"".join(client.get(f"{PATH}?{query}&export=json").streaming_content))
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{PATH}?{query}&export=xlsx").getvalue()))
    csv = client.get(f"{PATH}?{query}&export=csv").getvalue().decode("utf-8-sig")

    names = client.get(f"{PATH}?{query}").context
    rows = {
        (row[names["rows"].name], row[names["columns"].name]): row
        for row in told["tables"]["cells"]
    }
    sheet = {row[:2]: row for row in book["Cells"].iter_rows(min_row=2, values_only=True)}
    for cell in cells:
        if cell.row in labels and cell.column in labels:
            pair = labels[cell.row], labels[cell.column]
            row = rows[pair]
            assert row["case_studies_changed"] == cell.changed == sheet[pair][2]
            assert row["case_studies_aimed"] == cell.aimed == sheet[pair][3]
            assert row.get("case_studies_done", 0) == cell.done
            assert row["case_studies"] == cell.count
            assert bool(row["wider_research"]) == bool(cell.research)
            firm = row["case_studies_changed_not_inferred"]
            if cell.changed:
                assert (firm == 0) == ("tie inferred" in cell.name)
    assert csv.count("\n") == len(rows) + 1 or csv.splitlines()[0].count(",") > 5


def test_word_file_and_drawing_say_what_the_page_says(content, client):
    svg = client.get(f"{PATH}?export=svg")

    assert svg["Content-Type"].startswith("image/svg+xml")
    drawn = [cell for cell in every_stretch(client, "") if cell.drawn]
    assert svg.content.count(b'class="cell"') == len(drawn)
    for sign, words in (("◆", "mixed results"), ("▼", "for the worse"), ("=", ": no change")):
        signed = re.findall(rf">\s*\d+{sign}\*?</text>", svg.content.decode())
        assert len(signed) == sum(words in cell.name for cell in drawn), sign
    assert client.get(f"{PATH}?export=docx").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        *("rows=nothing", "rows=approach&columns=approach", "columns=%00", "open=approach.nothing"),
        *("row=x", "part=99", "part=-1", "part=²", "only=everything", "open=" + "a" * 9000),
        *("tie=approach.a~outcome.b", "approach=nothing", "from=never", "q=%22(((", "evidence=9"),
        *("cell=x", "claim=x", "inferred=x"),
    ],
)
def test_nonsense_breaks_nothing(client, query):
    response = client.get(f"{PATH}?{query}")

    assert response.status_code == 200
    assert "data-total" in response.content.decode()


def test_drafts_never_count(universe, client):
    html = client.get(f"{PATH}?open=approach&open=outcome&filters=show").content.decode()

    assert SECRET not in html
    assert_counted(every_stretch(client, "open=approach&open=outcome"), "approach", "outcome")


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["", "rows=population&filters=show", "inferred=no"])
def test_asks_as_often_at_any_size(client, django_assert_max_num_queries, query):
    counts = []
    for size in (1, 6):
        for _ in range(size):
            study = make.CaseStudyFactory(
                published=True, population_groups=make.PopulationGroupFactory.create_batch(2)
            )
            make.FindingFactory(case_study=study, enablers=make.EnablerFactory.create_batch(2))
        client.get(f"{PATH}?{query}")
        with django_assert_max_num_queries(12) as asked:
            client.get(f"{PATH}?{query}")
        counts.append(len(asked))

    assert counts[0] == counts[1]
