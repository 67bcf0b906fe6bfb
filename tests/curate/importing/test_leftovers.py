"""Imports of long ago go with their files; what they brought stays."""

from __future__ import annotations

import datetime as dt
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from casestudies.models import Organisation
from wellbeing_portal.curate.importing import leftovers
from wellbeing_portal.curate.models import ImportedRecord, ImportRun

pytestmark = pytest.mark.django_db

FILE = "Name,Sector\nGood Neighbours,academic\nKind Streets,private\n"


def long_ago(run: ImportRun, days: int) -> None:
    ImportRun.objects.filter(pk=run.pk).update(stage_at=timezone.now() - dt.timedelta(days=days))


def test_import_of_long_ago_goes_and_what_it_brought_stays(imported):
    old, new = imported("organisations", FILE), imported("organisations", FILE)
    long_ago(old, leftovers.DAYS + 1)
    long_ago(new, leftovers.DAYS - 1)
    said = StringIO()

    call_command("clean_up", stdout=said)

    assert list(ImportRun.objects.all()) == [new]
    assert set(ImportedRecord.objects.values_list("run", flat=True)) == {new.pk}
    assert Organisation.objects.filter(name="Kind Streets").exists()
    assert said.getvalue() == "Removed 3 rows of imports that are kept no longer.\n"


def test_no_step_removes_more_than_it_may(imported):
    long_ago(imported("organisations", FILE), leftovers.DAYS + 1)

    assert [leftovers.remove_old(1) for _ in range(4)] == [1, 1, 1, 0]
    assert not ImportRun.objects.exists()


def test_page_says_how_long_imports_stay(client, administrator):
    client.force_login(administrator)

    page = client.get("/curate/imports/").content.decode()

    assert f"for {leftovers.DAYS} days" in page
