"""The evidence map: what it promises is what the list finds."""

from __future__ import annotations

import io
import random
from itertools import combinations, permutations
from urllib.parse import urlsplit

import openpyxl
import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casestudies.filtersets import CaseStudyFilterSet
from casestudies.models import CaseStudy
from tests import factories as make
from tests.depth import examples
from tests.pages.following import cells_of, links_with, total_of
from tests.universe import SECRET
from wellbeing_portal.search import Question, Search, current

PATH = "/evidence-map/"
AXES = ["approach", "enabler", "outcome", "population", "setting"]


def found_by(address):
    """How many case studies the list at an address finds, by the index and by plain SQL."""
    query = QueryDict(urlsplit(address).query)
    bound = CaseStudyFilterSet(query, CaseStudy.objects.published(), memory=current().memory)
    assert not bound.problems(), address
    total = current().ask(Question(bound.search("case-study"), size=0)).total
    if "q" not in query:
        assert total == bound.qs.count(), address
    return total


def list_of(rows, row, columns, column, filters=""):
    """The address of the case studies where two concepts meet, as a reader would write it."""
    left = QueryDict(filters, mutable=True)
    for name in (rows, columns, "rows", "columns", "open", "only", "filters", "cell"):
        left.pop(name, None)
    if {rows, columns} <= {"approach", "enabler", "outcome"}:
        left["tie"] = f"{rows}.{row}~{columns}.{column}"
    else:
        left[rows], left[columns] = row, column
    return f"/case-studies/?{left.urlencode()}"


def some(items, number):
    """Not all of many, but the same ones each time."""
    return random.Random(1).sample(items, min(number, len(items)))  # noqa: S311


def assert_holds(html, rows, columns, filters=""):
    """Assert that every number says what its list finds, and so do some of the empty cells."""
    cells, totals = cells_of(html), links_with(html, "data-studies")
    assert cells
    assert totals
    assert all(bool(link) == bool(count) for *_, count, link in cells)
    for link, count in {(link, count) for *_, count, link in cells if link} | set(totals):
        assert found_by(link) == count, link
    for row, column, *_ in some([cell for cell in cells if not cell[2]], 12):
        assert found_by(list_of(rows, row, columns, column, filters)) == 0, (row, column)


def test_every_cell_of_the_map_followed_in_the_list(content, client):
    html = client.get(PATH).content.decode()
    cells = cells_of(html)

    assert len(cells) > 150
    for row, column, count, link in cells:
        assert bool(link) == bool(count), (row, column)
        if link:
            assert total_of(client, link) == count, link


@pytest.mark.parametrize(("rows", "columns"), list(combinations(AXES, 2)))
def test_every_cell_and_total_on_every_pair_of_axes_counts_what_the_list_finds(
    content, client, rows, columns
):
    html = client.get(PATH, {"rows": rows, "columns": columns}).content.decode()
    turned = client.get(PATH, {"rows": columns, "columns": rows}).content.decode()

    assert_holds(html, rows, columns)
    assert sorted((c, r, n) for r, c, n, _ in cells_of(turned)) == sorted(
        (r, c, n) for r, c, n, _ in cells_of(html)
    )
    for *_, count, link in some([cell for cell in cells_of(turned) if cell[2]], 8):
        assert found_by(link) == count, link


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
    response = client.get(f"{PATH}?{filters}")
    rows, columns = response.context["rows"].name, response.context["columns"].name

    assert_holds(response.content.decode(), rows, columns, filters)


FACETS = ["approach", "enabler", "outcome", "population", "setting", "council_type", "region"]


@settings(
    max_examples=examples(8),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_any_cell_under_any_filters_counts_what_its_list_finds(content, client, data):
    rows, columns = data.draw(st.sampled_from(list(permutations(AXES, 2))))
    query = QueryDict(mutable=True)
    for name in data.draw(st.lists(st.sampled_from(FACETS), max_size=3, unique=True)):
        values = current().ask(Question(Search("case-study"), size=0, facets=[name])).facets[name]
        query.setlist(name, data.draw(st.lists(st.sampled_from(sorted(values)), max_size=2)))
    if data.draw(st.booleans()):
        query["evidence"] = data.draw(st.sampled_from("12"))
    filters = query.urlencode()

    page = client.get(f"{PATH}?rows={rows}&columns={columns}&{filters}").content.decode()

    cells = cells_of(page)
    for row, column, count, link in data.draw(st.permutations(cells))[:8]:
        assert found_by(list_of(rows, row, columns, column, filters)) == count, (row, column)
        assert (found_by(link) if link else 0) == count, link
    for link, count in links_with(page, "data-studies")[-3:]:
        assert found_by(link) == count, link


def test_selected_cell_shows_its_findings_beside_the_map(content, client):
    cells = [cell for cell in cells_of(client.get(PATH).content.decode()) if cell[2]]

    for row, column, count, link in some(cells, 12):
        html = client.get(PATH, {"cell": f"approach.{row}~outcome.{column}"}).content.decode()
        beside = html[html.index('id="beside"') :].split("</section>")[0]
        assert "data-finding" in beside
        assert f"See the {count} case stud" in beside
        assert link.replace("&", "&amp;") in beside


def test_filters_fold_while_the_findings_of_a_cell_are_read(content, client):
    cell = "cell=approach.partnership-building~outcome.partnership-working"
    response = client.get(f"{PATH}?filters=show&{cell}")

    assert response.context["selected"]
    assert 'id="filters"' not in response.content.decode()
    again = client.get(response.context["filters_url"])
    assert again.context["selected"] is None
    assert 'id="filters"' in again.content.decode()


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
        "filters=show&open=approach",
        "filters=show&open=approach.integrated-support",
        "filters=show&only=gaps",
        "open=approach.integrated-support&only=gaps",
        "rows=population&columns=setting&filters=show",
        "filters=show&open=approach.integrated-support"
        "&cell=approach.partnership-building~outcome.partnership-working",
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
