"""The table of neighbours: loaded as it stands, and refused with its line where it is wrong."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from strategies import content_files
from strategies.models import CouncilNeighbour
from strategies.neighbours import FILE, load_neighbours, read_neighbours
from tests import factories as make

pytestmark = pytest.mark.django_db

HEAD = "council,source,neighbours\n"


@pytest.fixture
def table(tmp_path, monkeypatch):
    """Write the table that is read."""
    monkeypatch.setattr(content_files, "CONTENT", tmp_path)

    def write(*lines):
        (tmp_path / FILE).write_text(HEAD + "".join(f"{line}\n" for line in lines))

    return write


def rankings():
    return list(CouncilNeighbour.objects.values_list("council_code", "neighbour_code", "rank"))


def test_table_is_what_the_database_says_however_often_it_is_loaded(table):
    make.CouncilFactory(gss_code="E06000001")
    make.CouncilFactory(gss_code="E06000002")
    table("E06000001,ONS,E06000002;W06000001")

    first, again = load_neighbours(read_neighbours()), load_neighbours(read_neighbours())

    assert rankings() == [("E06000001", "E06000002", 1), ("E06000001", "W06000001", 2)]
    assert (first.changed, again.changed) == (True, False)
    assert first.unknown == ["W06000001"]
    assert "no council has the code W06000001" in dict(again.lines())[FILE]


def test_changed_table_takes_the_place_of_the_former(table):
    make.CouncilNeighbourFactory(council_code="E06000009", neighbour_code="E06000008")
    table("E06000001,ONS,E06000002")

    load_neighbours(read_neighbours(), check=True)
    assert len(rankings()) == 1
    load_neighbours(read_neighbours())

    assert rankings() == [("E06000001", "E06000002", 1)]


def test_changed_table_makes_pages_anew(table, client):
    quiet, other = make.CouncilFactory(), make.CouncilFactory()
    make.CaseStudyFactory(councils=[other], published=True)
    assert "does not have it" in client.get(quiet.get_absolute_url()).content.decode()
    table(f"{quiet.gss_code},ONS,{other.gss_code}")

    load_neighbours(read_neighbours())

    assert "Nearest of all" in client.get(quiet.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("E06000001,ONS,Leeds", "string should match pattern"),
        ("E06000001,ONS,E06000002;E06000002", "a council stands here twice"),
        ("E06000001,ONS,E06000001", "a council is not its own neighbour"),
        ("E06000001,,E06000002", "this is missing"),
        ("E06000001,ONS,", "this is missing"),
    ],
)
def test_mistake_is_named_with_its_line_and_nothing_is_written(table, line, message, monkeypatch):
    table("E06000003,ONS,E06000004", line)

    with pytest.raises(CommandError, match=f"{FILE}:3.*{message}"):
        call_command("load_content")
    assert rankings() == []


def test_council_that_stands_twice_is_a_mistake(table):
    table("E06000003,ONS,E06000004", "E06000003,ONS,E06000005")

    with pytest.raises(CommandError, match="this council stands twice"):
        call_command("load_content")


@pytest.mark.parametrize(
    "values",
    [
        {"council_code": "E06000001", "neighbour_code": "E06000002"},
        {"council_code": "E06000001", "neighbour_code": "E06000003", "rank": 1},
        {"council_code": "E06000001", "neighbour_code": "E06000001", "rank": 3},
        {"council_code": "E06000001", "neighbour_code": "E06000004", "rank": 0},
        {"council_code": "E06000001", "neighbour_code": "Leeds", "rank": 4},
    ],
)
def test_database_refuses_what_is_no_ranking(values):
    make.CouncilNeighbourFactory(council_code="E06000001", neighbour_code="E06000002")

    with pytest.raises(IntegrityError), transaction.atomic():
        make.CouncilNeighbourFactory(**({"rank": 2} | values))


def test_admin_shows_neighbours_by_name_and_lets_nobody_edit(admin_client):
    make.CouncilFactory(gss_code="E08000016", name="Barnsley")
    row = make.CouncilNeighbourFactory(neighbour_code="E08000038")

    listed = admin_client.get("/admin/strategies/councilneighbour/")
    page = admin_client.get(f"/admin/strategies/councilneighbour/{row.pk}/change/")

    assert "Barnsley" in listed.content.decode()
    assert 'name="_save"' not in page.content.decode()
    assert admin_client.get("/admin/strategies/councilneighbour/add/").status_code == 403
