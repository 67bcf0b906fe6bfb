"""Pages of imports and exports, as somebody goes through them with a browser."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from strategies.models import Council, Source
from tests.factories import CaseStudyFactory, CouncilFactory, SourceFactory
from tests.people import contributor, editor, reviewer, signed_in
from wellbeing_portal.core.serving.bodies import LARGEST_OF_CURATORS
from wellbeing_portal.curate.importing import running
from wellbeing_portal.curate.importing.tables import tables
from wellbeing_portal.curate.models import ColumnMapping, ImportRun

pytestmark = pytest.mark.django_db

FILE = (
    "authority,code,kind,area,country,full name\n"
    "Northmarl,E07000901,shire district,South East,England,Northmarl Council\n"
    "Southmarl,E07000902,district,Nowhere,England,Southmarl Council\n"
)
COLUMNS = {"0": "name", "1": "gss_code", "2": "type", "3": "region", "4": "nation"}
COLUMNS |= {"5": "official_name"}


def send(client: Any, data: str = FILE, table: str = "councils", name: str = "a.csv") -> Any:
    file = SimpleUploadedFile(name, data.encode())
    return client.post(reverse("curate_imports"), {"table": table, "file": file})


def said(**more: str) -> dict[str, str]:
    columns = {f"column-0-{place}": key for place, key in COLUMNS.items()}
    return {"sheet-0": "councils", "head-0": "1", "was-0": "councils 1", **columns, **more}


MEANT = {
    "said-0-type-0": "shire district",
    "value-0-type-0": "district",
    "said-0-region-0": "Nowhere",
    "value-0-region-0": "",
}


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_file_goes_all_the_way_from_being_sent_to_being_written(as_administrator):
    columns = send(as_administrator, FILE)["Location"]
    columns = as_administrator.get(columns)["Location"]
    assert "Northmarl, Southmarl" in text_of(as_administrator.get(columns))

    asked = as_administrator.post(columns, said(keep="Register"))
    assert "shire district" in text_of(asked)
    assert ImportRun.objects.get().stage == "columns"

    report = as_administrator.post(columns, said(keep="Register", **MEANT))["Location"]
    page = text_of(as_administrator.get(report))
    assert "New: 1" in page
    assert "Refused: 1" in page
    assert "a, row 3 – area – “Nowhere”" in page
    assert not Council.objects.exists()

    write = f"{report}write/"
    refused = as_administrator.post(write)
    assert refused.status_code == 422
    assert 'href="#leaves_out"' in refused.content.decode()
    assert not Council.objects.exists()

    as_administrator.post(write, {"leaves_out": "on"})
    assert Council.objects.get().type == "district"
    assert "The import is written." in text_of(as_administrator.get(report))
    assert ColumnMapping.objects.get().name == "Register"


def test_columns_that_were_kept_are_offered_and_taken(as_administrator):
    first = as_administrator.get(send(as_administrator)["Location"])["Location"]
    as_administrator.post(first, said(keep="Register", **MEANT))
    kept = ColumnMapping.objects.get()

    second = as_administrator.get(send(as_administrator)["Location"])["Location"]
    assert f"?use={kept.pk}" in as_administrator.get(second).content.decode()
    page = as_administrator.get(second, {"use": kept.pk}).content.decode()

    assert '<option value="gss_code" selected>' in page.replace("\n", "")
    assert '<option value="district" selected>' in page.replace("\n", "")


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (said() | {"column-0-1": "name"}, "Two columns are said to be"),
        ({"sheet-0": "", "head-0": "1"}, "at least one sheet"),
        ({"sheet-0": "councils", "head-0": "1", "was-0": "councils 1"}, "at least one column"),
        (said(keep="x" * 101), "too long"),
    ],
)
def test_what_is_wrong_with_columns_is_told_and_nothing_is_lost(as_administrator, sent, why):
    columns = as_administrator.get(send(as_administrator)["Location"])["Location"]

    answer = as_administrator.post(columns, sent)

    assert answer.status_code == 422
    assert why in text_of(answer)
    assert ImportRun.objects.get().stage == "columns"


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        ("Name\n=1+1\n", "a.csv", "There are formulas"),
        ("", "a.csv", "The file is empty"),
        ("x", "a.pdf", "Files of this kind"),
    ],
)
def test_file_that_is_refused_is_told_at_its_field(as_administrator, data, name, why):
    answer = send(as_administrator, data, name=name)

    assert answer.status_code == 422
    assert why in text_of(answer)
    assert not ImportRun.objects.exists()


def test_form_without_a_file_says_so(as_administrator):
    answer = as_administrator.post(reverse("curate_imports"), {"table": "councils"})

    assert answer.status_code == 422
    assert "Choose a file." in text_of(answer)


def test_what_is_too_large_is_refused_before_it_is_read(as_administrator):
    answer = send(as_administrator, "x" * (LARGEST_OF_CURATORS + 1))

    assert answer.status_code == 413


def test_no_other_page_takes_a_file(as_administrator):
    file = SimpleUploadedFile("a.csv", FILE.encode())
    address = reverse("curate_invite")

    answer = as_administrator.post(address, {"email": file, "role": "1"})

    assert answer.status_code == 422
    assert not answer.wsgi_request.FILES


def test_import_that_was_interrupted_says_so_and_can_be_tried_again(as_administrator, checked):
    run = checked("sources", "Title,Kind\nA report,report\n")
    running.to_stage(run, "writing")
    address = reverse("curate_import", args=[run.pk])

    assert "was interrupted. Nothing was changed" in text_of(as_administrator.get(address))
    as_administrator.post(f"{address}write/")

    assert Source.objects.get().title == "A report"
    as_administrator.post(f"{address}write/")
    assert Source.objects.count() == 1


def test_import_that_found_another_portal_says_so_and_is_checked_again(as_administrator, checked):
    source = SourceFactory(title="A report", kind="report", publisher="York")
    run = checked("sources", f"Slug,Publisher\n{source.slug},Leeds\n")
    Source.objects.filter(pk=source.pk).update(publisher="Hull")
    address = reverse("curate_import", args=[run.pk])

    as_administrator.post(f"{address}write/")
    assert "was changed since the check" in text_of(as_administrator.get(address))
    as_administrator.post(f"{address}check/")

    assert "Hull" in text_of(as_administrator.get(address))


def test_report_has_every_row_and_what_stood_in_it(as_administrator, checked):
    run = checked("sources", "Title,Kind\nA report,report\n'=cmd,novel\n")

    answer = as_administrator.get(reverse("curate_import_report", args=[run.pk]))
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))

    assert [line[2] for line in lines] == ["What becomes of it", "New", "Refused"]
    assert lines[2][-2:] == ["'=cmd", "novel"]
    assert "It is none of these" in lines[2][4]


@pytest.mark.parametrize("key", tables())
def test_template_has_every_column_and_comes_in_again(as_administrator, key, universe):
    answer = as_administrator.get(reverse("curate_import_template", args=[key]), {"export": "xlsx"})
    data = b"".join(answer.streaming_content)

    book = load_workbook(io.BytesIO(data))
    table = tables()[key]
    assert len(book.sheetnames) == len(table.sheets) + 2
    run = running.begin(table, data, "template.xlsx", by=answer.wsgi_request.user)
    known = {(one["sheet"], column) for one in run.mapping for column in one["columns"].values()}
    assert known == {
        (sheet.key, column.key) for sheet in table.sheets for column in sheet.read_columns
    }


PAGES = ("curate_import", "curate_import_columns", "curate_import_report")
ACTS = (
    "curate_import_columns",
    "curate_import_check",
    "curate_import_write",
    "curate_import_remove",
)


@pytest.mark.parametrize("somebody", [None, contributor, reviewer, editor])
def test_nobody_else_sees_or_does_anything_of_an_import(checked, client, somebody):
    CouncilFactory(name="Secretshire", official_name="Secretshire Council")
    run = checked("councils", "Name,Official name\nSecretshire,Another secret\n", "secret.csv")
    before = run.stage
    who = client if somebody is None else signed_in(somebody())

    for name in PAGES:
        answer = who.get(reverse(name, args=[run.pk]))
        assert answer.status_code == (302 if somebody is None else 403)
        assert "ecret" not in answer.content.decode()
    for name in ACTS:
        answer = who.post(reverse(name, args=[run.pk]))
        is_asked = somebody is None and 'name="password"' in answer.content.decode()
        assert answer.status_code == 403 or is_asked
        assert "ecret" not in answer.content.decode()
    assert send(who).status_code != 200 or somebody is None

    run.refresh_from_db()
    assert run.stage == before
    assert ImportRun.objects.count() == 1
    assert Council.objects.get().official_name == "Secretshire Council"


@pytest.mark.parametrize(
    ("somebody", "status"), [(None, 302), (contributor, 403), (reviewer, 403), (editor, 200)]
)
def test_drafts_go_out_to_editors_and_administrators_alone(client, somebody, status):
    CaseStudyFactory(title="A secret draft")
    who = client if somebody is None else signed_in(somebody())

    for asked in ("csv", "xlsx", "zip"):
        answer = who.get(reverse("curate_export", args=["case-studies"]), {"export": asked})
        assert answer.status_code == status
        body = b"".join(answer) if answer.streaming else answer.content
        if asked == "csv":
            assert (b"A secret draft" in body) == (status == 200)
    for page in ("curate_exports", "curate_home"):
        text = who.get(reverse(page)).content.decode()
        assert (reverse("curate_imports") in text) is False


def test_file_of_an_export_is_kept_by_nobody_else(as_editor):
    answer = as_editor.get(reverse("curate_export", args=["sources"]), {"export": "csv"})

    assert "private" in answer["Cache-Control"]
    assert "Cookie" in answer["Vary"]


@pytest.mark.parametrize("address", ["imports/7/", "imports/7/columns/", "exports/nothing/"])
def test_what_is_not_there_is_not_found(as_administrator, address):
    asked = {"export": "csv"} if "exports" in address else {}
    assert as_administrator.get(f"/curate/{address}", asked).status_code == 404


def test_number_of_queries_of_a_report_does_not_grow(
    as_administrator, checked, django_assert_max_num_queries
):
    rows = "".join(f"Report {number},report\n" for number in range(40))
    small = checked("sources", "Title,Kind\nA,report\n")
    large = checked("sources", f"Title,Kind\n{rows}")

    for run in (small, large):
        with django_assert_max_num_queries(14):
            as_administrator.get(reverse("curate_import", args=[run.pk]))
