"""The evidence map: what it promises is what the list finds."""

from __future__ import annotations

import io
import random
from urllib.parse import urlsplit

import openpyxl
import pytest
from django.http import QueryDict

from casestudies.filtersets import CaseStudyFilterSet
from casestudies.models import CaseStudy
from tests import factories as make
from tests.pages.following import cells_of, links_with, total_of
from tests.universe import SECRET
from wellbeing_portal.core.index import current

PATH = "/evidence-map/"
AXES = ["approach", "enabler", "outcome", "population", "setting"]


def found_by(address):
    """How many case studies the list at an address finds, by the index and by plain SQL."""
    query = QueryDict(urlsplit(address).query)
    bound = CaseStudyFilterSet(query, CaseStudy.objects.published(), once=current().once)
    assert not bound.problems(), address
    total = current().search(bound.search("case-study"), limit=0).total
    if "q" not in query:
        assert total == bound.qs.count(), address
    return total


def test_every_cell_of_the_map_followed_in_the_list(content, client):
    cells = cells_of(client.get(PATH).content.decode())

    assert len(cells) > 150
    for row, column, count, link in cells:
        assert bool(link) == bool(count), (row, column)
        if link:
            assert total_of(client, link) == count, link


@pytest.mark.parametrize("rows", AXES)
def test_every_cell_on_every_pair_of_axes_counts_what_the_list_finds(content, client, rows):
    # The other half is the same, transposed.
    for columns in AXES:
        if columns > rows:
            query = {"rows": rows, "columns": columns}
            for *_, count, link in cells_of(client.get(PATH, query).content.decode()):
                assert (found_by(link) if link else 0) == count, link


@pytest.mark.parametrize(
    "filters",
    [
        "region=london",
        "council_type=metropolitan&evidence=1",
        "approach=workforce-training&approach=small-grants",
        "approach=employer-networks&outcome=workplace-wellbeing",
        "enabler=trust-between-partners&from=2016",
        "q=training",
        "rows=population&approach=community-development&population=adults",
        "rows=setting&columns=approach&approach=integrated-support",
        "open=approach.integrated-support&open=outcome.knowledge-and-skills&stage=established",
    ],
)
def test_cells_and_totals_under_filters_count_what_the_list_finds(content, client, filters):
    html = client.get(f"{PATH}?{filters}").content.decode()

    cells, totals = cells_of(html), links_with(html, "data-studies")
    assert totals
    for *_, count, link in cells:
        assert (found_by(link) if link else 0) == count, link
    for link, count in totals:
        assert found_by(link) == count, link


def test_switching_the_axes_transposes_the_page(content, client):
    one = cells_of(client.get(PATH).content.decode())
    other = cells_of(client.get(PATH, {"rows": "outcome", "columns": "approach"}).content.decode())

    assert sorted((c, r, n) for r, c, n, _ in other) == sorted((r, c, n) for r, c, n, _ in one)


def test_selected_cell_shows_its_findings_beside_the_map(content, client):
    cells = [cell for cell in cells_of(client.get(PATH).content.decode()) if cell[2]]

    for row, column, count, link in random.Random(1).sample(cells, 12):  # noqa: S311
        html = client.get(PATH, {"cell": f"approach.{row}~outcome.{column}"}).content.decode()
        beside = html[html.index('id="beside"') :].split("</section>")[0]
        assert "data-finding" in beside
        assert f"See the {count} case stud" in beside
        assert link.replace("&", "&amp;") in beside


def test_only_gaps_shows_no_fewer_gaps(content, client):
    gaps = [cell for cell in cells_of(client.get(PATH).content.decode()) if not cell[2]]
    html = client.get(PATH, {"only": "gaps"}).content.decode()

    assert f"{len(gaps)} of" in html
    assert len([cell for cell in cells_of(html) if not cell[2]]) == len(gaps)
    assert "does not say that the work fails" in html


def test_pages_stay_within_their_weight(content, client):
    for query in (
        "",
        "only=gaps",
        "filters=show",
        "rows=population",
        "open=approach",
        "open=outcome",
    ):
        assert len(client.get(f"{PATH}?{query}").content) < 100_000, query


def test_files_hold_the_numbers_of_the_map(content, client):
    everything = client.get(f"{PATH}?export=xlsx").getvalue()
    cells = openpyxl.load_workbook(io.BytesIO(everything))["Cells"]
    numbers = {(row[0], row[1]): row[2] for row in cells.iter_rows(min_row=2, values_only=True)}
    csv = client.get(f"{PATH}?export=csv").getvalue().decode("utf-8-sig")
    svg = client.get(f"{PATH}?export=svg")

    assert numbers["Training the wider workforce", "Knowledge and skills"] == 2
    assert numbers["Small grants", "Suicide and self-harm"] == 0
    assert "Training the wider workforce" in csv
    assert svg["Content-Type"].startswith("image/svg+xml")
    assert svg.content.count(b"<circle") == sum(
        1 for cell in cells_of(client.get(PATH).content.decode()) if cell[2]
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        *("rows=nothing", "rows=approach&columns=approach", "columns=%00", "open=approach.nothing"),
        *(
            "cell=x",
            "cell=approach.a~outcome.b",
            "only=everything",
            "export=docx",
            "open=" + "a" * 9000,
        ),
        *("tie=approach.a~outcome.b", "approach=nothing", "from=never", "q=%22(((", "evidence=9"),
    ],
)
def test_nonsense_breaks_nothing(client, query):
    response = client.get(f"{PATH}?{query}")

    assert response.status_code == 200
    assert "data-total" in response.content.decode()


def test_drafts_never_count(universe, client):
    html = client.get(f"{PATH}?open=approach&open=outcome&filters=show").content.decode()

    assert SECRET not in html
    assert max(count for *_, count, _ in cells_of(html)) <= 2


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["", "rows=population&filters=show", "cell=approach.a~outcome.b"])
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
