"""What goes out comes in again and is the same: both ways, as tables and as content files."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casestudies.aggregates import CaseStudyForm
from strategies.aggregates import StrategyForm
from strategies.aggregates.strategy import ScrutinyMeetingForm, ScrutinyPointForm
from strategies.models import ScrutinyPoint
from tests.core.aggregates.forms import form_of_kind
from tests.curate.importing.conftest import fates
from tests.depth import examples
from tests.people import administrator
from tests.universe import Universe
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.aggregates import read, write_as
from wellbeing_portal.core.export.csv_file import write_csv
from wellbeing_portal.core.export.excel import write_excel
from wellbeing_portal.core.export.table import About
from wellbeing_portal.core.models import Publishable
from wellbeing_portal.curate.importing import running
from wellbeing_portal.curate.importing.handing_out import content_archive, exported
from wellbeing_portal.curate.importing.tables import tables

pytestmark = [pytest.mark.django_db, pytest.mark.long]

ARBITRARY = settings(
    max_examples=examples(20),
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)


def as_workbook(key: str) -> bytes:
    kept = io.BytesIO()
    about = About("Everything", key, "https://portal.example/", timezone.localtime())
    write_excel(kept, about, exported(tables()[key], by=SYSTEM))
    return kept.getvalue()


def as_csv(key: str) -> bytes:
    return b"".join(write_csv(exported(tables()[key], by=SYSTEM)[0]))


def as_files(key: str) -> bytes:
    return content_archive(tables()[key], by=SYSTEM)


def brought_back(key: str, data: bytes, ending: str, by: Any) -> Any:
    run = running.begin(tables()[key], data, f"export.{ending}", by=by)
    for mapping in run.mapping:
        mapping["empties"] = True
    running.check(run, by=by)
    return run


def rows() -> dict[str, int]:
    return {
        model._meta.label: model._default_manager.count()
        for app in ("strategies", "casestudies", "core")
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
    }


FORMS = [
    *((key, as_workbook, "xlsx") for key in tables()),
    *((key, as_csv, "csv") for key, table in tables().items() if table.is_flat),
    *((key, as_files, "zip") for key, table in tables().items() if table.as_files),
]


@pytest.mark.parametrize(("key", "form", "ending"), FORMS)
def test_what_goes_out_changes_nothing_when_it_comes_in(universe: Universe, key, form, ending):
    by = administrator()
    before = rows()

    run = brought_back(key, form(key), ending, by)
    running.write_all(run, by=by)

    assert rows() == before
    assert run.records.exists()
    assert {fate for _, fate in fates(run)} == {"same"}


KINDS = [("case-studies", CaseStudyForm), ("strategies", StrategyForm)]


@pytest.mark.parametrize(("key", "kind"), KINDS)
@pytest.mark.parametrize(("form", "ending"), [(as_workbook, "xlsx"), (as_files, "zip")])
@ARBITRARY
@given(data=st.data())
def test_any_record_that_goes_out_comes_back_as_it_was(
    universe: Universe, key: str, kind: Any, form: Any, ending: str, data: Any
) -> None:
    said = data.draw(form_of_kind(kind)).model_copy(update={"state": Publishable.State.DRAFT})
    with transaction.atomic():
        by = administrator()
        record = write_as(said, by=SYSTEM)
        gone = form(key)
        assert {fate for _, fate in fates(brought_back(key, gone, ending, by))} == {"same"}

        # In a database that has lost it, it is made again, and goes out as the same file.
        empty: dict[str, list[Any]] = {
            name: [] for name in ("findings", "scrutiny_meetings", "priorities", "costs")
        }
        known = {name: value for name, value in empty.items() if name in kind.model_fields}
        write_as(read(record).model_copy(update=known | {"title": "Another"}), record, by=SYSTEM)
        run = brought_back(key, gone, ending, by)
        running.write_all(run, by=by)
        record.refresh_from_db()
        assert read(record) == said
        transaction.set_rollback(True)


def test_key_of_one_line_goes_before_a_name_like_it_of_another(universe: Universe) -> None:
    source, standing = universe.minutes.slug, ScrutinyPoint.Standing.ANSWERED
    point = ScrutinyPointForm(
        key="point", raised_by="Councillor", topic="Parks", point="More.", standing=standing
    )
    meetings = [
        ScrutinyMeetingForm(key="o", committee="First", source=source, points=[point]),
        ScrutinyMeetingForm(key="o-2", committee="Ö", source=source),
    ]
    kept = read(universe.plain_strategy)
    changes = {"slug": "another", "title": "Another", "state": Publishable.State.DRAFT}
    made = kept.model_copy(update=changes | {"scrutiny_meetings": meetings})
    write_as(made, by=SYSTEM)

    run = brought_back("strategies", as_workbook("strategies"), "xlsx", administrator())

    assert {fate for _, fate in fates(run)} == {"same"}
