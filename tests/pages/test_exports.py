"""What visitors take away from pages: the same content, as files that say what they are."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile

import docx
import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from casestudies.models import CaseStudy
from tests import factories as make
from tests.hidden import SECRET
from wellbeing_portal.core.export.cells import restored

LISTS = {
    "/case-studies/": "case-studies",
    "/strategies/": "strategies",
    "/councils/": "councils",
    "/frameworks/": "frameworks",
    "/sources/": "sources",
}
RECORDS = {
    "/case-studies/living-streets-of-marl/": "living-streets-of-marl",
    "/strategies/well-in-marl/": "well-in-marl",
    "/councils/northmarl/": "northmarl",
    "/frameworks/ten-things-for-marl/": "ten-things-for-marl",
    "/sources/the-marl-report/": "the-marl-report",
}
COMPARISONS = {
    "/compare/case-studies/?item=living-streets-of-marl&item=allotments-at-work": (
        "comparison-case-studies"
    ),
    "/compare/strategies/?item=well-in-marl&item=marl-in-bloom": "comparison-strategies",
    "/compare/councils/?item=northmarl&item=eastport": "comparison-councils",
}
EVERYWHERE = LISTS | RECORDS | COMPARISONS
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


@pytest.fixture
def take(client):
    """Get a file: its response and its bytes."""

    def take(path, file_format, **params):
        joint = "&" if "?" in path else "?"
        response = client.get(f"{path}{joint}export={file_format}", params or None)
        assert response.status_code == 200
        return response, b"".join(response.streaming_content)

    return take


def rows_of(data):
    text = data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def words_of(data, file_format):
    """Return everything a file says, as one text."""
    if file_format == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data))
        cells = (c for s in book for row in s.iter_rows(values_only=True) for c in row)
        return "\n".join(str(cell) for cell in cells if cell is not None)
    if file_format == "docx":
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            assert file.testzip() is None
        document = docx.Document(io.BytesIO(data))
        cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
        return "\n".join([*(p.text for p in document.paragraphs), *cells])
    return data.decode("utf-8-sig")


def cases():
    return [(path, name, file_format) for path, name in EVERYWHERE.items() for file_format in TYPES]


@pytest.mark.parametrize(("path", "name", "file_format"), cases())
def test_file_is_what_it_says_and_says_what_it_is(universe, take, path, name, file_format):
    response, data = take(path, file_format)

    today = timezone.localdate()
    file_name = f"{name}-{today.isoformat()}.{file_format}"
    assert response["Content-Type"] == TYPES[file_format]
    assert response["Content-Disposition"] == f'attachment; filename="{file_name}"'
    assert "creativecommons.org/licenses/by/4.0" in response["Link"]
    assert f'<http://testserver{path}>; rel="via"' in response["Link"]
    if file_format == "csv":
        return  # nothing but the table: its name and the headers say the rest
    said = words_of(data, file_format)
    assert f"http://testserver{path}" in said
    assert "CC BY 4.0" in said
    assert (today.isoformat() if file_format == "json" else f"{today.day} {today:%B %Y}") in said


@pytest.mark.parametrize(("path", "name", "file_format"), cases())
def test_file_never_holds_what_is_not_published(universe, take, path, name, file_format):
    _response, data = take(path, file_format)

    assert SECRET not in words_of(data, file_format)


@pytest.mark.parametrize("path", LISTS)
def test_list_gives_the_rows_of_all_its_pages_in_its_order(content, take, show, path):
    seen, number = [], 1
    while True:
        page = show(path, page=number)
        seen += page.results
        if f"?page={number + 1}" not in page.links:
            break
        number += 1

    _response, data = take(path, "csv")

    assert [row["Slug"] for row in rows_of(data)] == seen


def test_filters_decide_over_file_and_page_alike(content, take, show):
    path = "/case-studies/?region=london&region=yorkshire-and-the-humber&sort=newest"

    page, (_response, data) = show(path), take(path, "json")

    read = json.loads(data)
    assert [row["slug"] for row in read["tables"]["case_studies"]] == page.results
    assert 0 < len(page.results) < CaseStudy.objects.count()
    assert read["about"]["filters"] == [
        {"name": "Region", "value": "London or Yorkshire and the Humber"}
    ]
    assert {row["case_study_slug"] for row in read["tables"]["findings"]} == set(page.results)


def test_csv_gives_the_table_asked_for(universe, take):
    response, data = take("/case-studies/?table=findings", "csv")

    assert response["Content-Disposition"].startswith(
        'attachment; filename="case-studies-findings-'
    )
    assert [row["Statement"] for row in rows_of(data)] == [
        "Of those asked, 98% knew a neighbour by name.",
        "Over £280,000 was saved.",
        "3,498 people came to a street party.",
        "Residents felt safer.",
    ]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_page_links_to_its_files_with_its_own_filters(universe, show, path):
    page = show(path)

    formats = [dict(a)["data-format"] for tag, a in page.tags if tag == "a" and "data-format" in a]
    # A briefing comes in two lengths.
    assert list(dict.fromkeys(formats)) == list(TYPES)
    assert f"{path}{'&' if '?' in path else '?'}export=xlsx" in page.links


@pytest.mark.parametrize("path", RECORDS)
@pytest.mark.parametrize(("style", "begins"), [("bibtex", "@misc{"), ("ris", "TY  - ELEC\r\n")])
def test_page_can_be_cited(universe, client, path, style, begins):
    response = client.get(path, {"cite": style})

    text = response.content.decode()
    assert text.startswith(begins)
    assert f"http://testserver{path}" in text
    assert f'filename="{RECORDS[path]}.' in response["Content-Disposition"]


def test_page_says_that_it_ignored_a_citation_format(universe, show):
    page = show("/case-studies/living-streets-of-marl/", cite="endnote")

    assert "There is no citation format called “endnote”." in page.text


def test_file_of_a_record_that_is_not_published_is_not_there(universe, client):
    for study in universe.hidden_case_studies:
        gone = 410 if study.state == CaseStudy.State.UNPUBLISHED else 404
        # What was withdrawn stays citable at its address.
        cited = 200 if study.state == CaseStudy.State.WITHDRAWN else gone
        assert client.get(study.get_absolute_url(), {"export": "csv"}).status_code == gone
        assert client.get(study.get_absolute_url(), {"cite": "ris"}).status_code == cited


def test_findings_come_in_word_with_their_claims_and_sources(universe, take):
    words = words_of(take("/findings/", "docx")[1], "docx")

    assert "Done: 3,498 people came to a street party." in words
    assert "The Marl Report" in words
    assert SECRET not in words


def test_shortlist_comes_with_its_notes_and_order(universe, client, take):
    for key in (f"c{universe.plain.pk}", f"s{universe.joint.pk}", f"c{universe.rich.pk}"):
        client.post("/shortlist/change/", {"action": "add", "item": key})
    note = {"action": "note", "item": f"c{universe.rich.pk}", "note": "=Ask them"}
    client.post("/shortlist/change/", note)

    _response, data = take("/shortlist/", "csv")
    _response, word = take("/shortlist/", "docx")

    rows = [(row["Title"], restored(row["Note"])) for row in rows_of(data)]
    assert rows == [
        ("Allotments at Work", ""),
        ("Well in Marl", ""),
        ("Living Streets of Marl", "=Ask them"),
    ]
    assert "Note: =Ask them" in words_of(word, "docx")


def test_shortlist_names_an_address_where_others_find_it(universe, client, take):
    client.post("/shortlist/change/", {"action": "add", "item": f"c{universe.plain.pk}"})

    address = json.loads(take("/shortlist/", "json")[1])["about"]["address"]

    shown = Client().get(address).content.decode()
    assert universe.plain.title in shown


def test_comparison_of_one_has_no_file_and_says_so(universe, show):
    page = show("/compare/case-studies/", 404, item="living-streets-of-marl", export="xlsx")

    assert "There is no file yet" in page.text


def test_empty_list_is_a_file_all_the_same(db, take):
    assert rows_of(take("/case-studies/", "csv")[1]) == []
    assert json.loads(take("/case-studies/", "json")[1])["tables"]["case_studies"] == []
    assert "Rows in “Case studies”" in words_of(take("/case-studies/", "xlsx")[1], "xlsx")
    assert "Sources" in words_of(take("/case-studies/", "docx")[1], "docx")


@pytest.mark.parametrize("file_format", ["csv", "json", "xlsx", "docx"])
def test_queries_of_a_file_do_not_grow_with_its_rows(universe, take, file_format):
    def count():
        take("/case-studies/", file_format)
        with CaptureQueriesContext(connection) as counted:
            take("/case-studies/", file_format)
        return len(counted)

    small = count()
    for _ in range(12):
        make.FindingFactory(case_study=make.CaseStudyFactory(published=True))

    assert count() == small


def test_large_workbook_leaves_parts_out_and_says_so(universe, take, monkeypatch):
    monkeypatch.setattr("wellbeing_portal.core.export.views.WITH_PARTS", 1)

    book = openpyxl.load_workbook(io.BytesIO(take("/case-studies/", "xlsx")[1]))

    assert book.sheetnames == ["About", "Case studies"]
    about = [cell.value for row in book["About"].iter_rows() for cell in row if cell.value]
    assert any("leaves out findings, initiatives" in str(words) for words in about)
    assert any("JSON file holds them" in str(words) for words in about)
    assert len(json.loads(take("/case-studies/", "json")[1])["tables"]) > 1
    assert rows_of(take("/case-studies/?table=findings", "csv")[1])


def test_map_is_the_same_in_every_format(universe, take):
    cells = json.loads(take("/evidence-map/", "json")[1])["tables"]["cells"]
    opened = "/evidence-map/?open=approach&open=outcome"
    book = openpyxl.load_workbook(io.BytesIO(take("/evidence-map/", "xlsx")[1]))

    rows = list(book["Cells"].iter_rows(min_row=2, values_only=True))
    assert len(rows) == len(cells) > 0
    assert [row[2:5] for row in rows] == [
        (
            cell["case_studies_changed"],
            cell["case_studies_aimed"],
            cell["case_studies"],
        )
        for cell in cells
    ]
    assert sorted(numbers_of_word(take(opened, "docx")[1])) == sorted(
        (
            cell["approach"],
            cell["outcome"],
            cell["case_studies_changed"] or cell["case_studies_aimed"],
        )
        for cell in cells
        if cell["case_studies"]
    )


def numbers_of_word(data):
    """The numbers of the map in a Word file: row, column, number."""
    document = docx.Document(io.BytesIO(data))
    (table,) = (one for one in document.tables if one.cell(0, 2).text == "Nothing told")
    for row in table.rows[1:]:
        for line in row.cells[1].text.split("\n"):
            column, _, told = line.partition(": ")
            if number := re.search(r"(\d+) case stud", told):
                yield row.cells[0].text, column, int(number[1])


def test_map_as_a_document_says_what_it_holds_and_what_a_gap_is(universe, take):
    document = docx.Document(io.BytesIO(take("/evidence-map/?stage=established", "docx")[1]))
    told = "\n".join(paragraph.text for paragraph in document.paragraphs)

    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == [
        *("In short", "Purpose and scope", "The map", "Evidence and its limits", "References"),
    ]
    assert "Stage: Established" in told
    assert "It does not mean that nobody has tried" in told
    assert SECRET not in told
