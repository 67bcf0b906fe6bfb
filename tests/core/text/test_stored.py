"""What databases hold from before is cleaned once, where it needs to be."""

from __future__ import annotations

import json

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casestudies.models import Organisation
from strategies.models import Source
from tests import factories as make
from wellbeing_portal.core.text.stored import clean_stored

pytestmark = pytest.mark.django_db


def write(record, **values):
    """Write past the fields, as they were before they cleaned."""
    columns = ", ".join(f"{name} = %s" for name in values)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {record._meta.db_table} SET {columns} WHERE id = %s",
            [*values.values(), record.pk],
        )


def test_stored_texts_are_cleaned_and_others_left_alone():
    dirty, clean = make.SourceFactory(), make.SourceFactory(summary="Clean.")
    write(dirty, title="A\x0breport", summary="First.\x0bSecond.\x02")
    approach = make.ApproachFactory()
    write(approach, synonyms=json.dumps(["peer\x01 support"]))

    with CaptureQueriesContext(connection) as asked:
        clean_stored(apps, "strategies")
    clean_stored(apps, "casestudies")

    assert sum(query["sql"].startswith("UPDATE") for query in asked) == 1

    dirty.refresh_from_db()
    approach.refresh_from_db()
    assert (dirty.title, dirty.summary) == ("A report", "First.\nSecond.")
    assert approach.synonyms == ["peer support"]
    assert Source.objects.get(pk=clean.pk).summary == "Clean."


def test_name_whose_clean_form_is_taken_stays():
    make.OrganisationFactory(name="Marl Trust")
    other = make.OrganisationFactory(name="Other")
    write(other, name="Marl\x0bTrust", description="Runs\x0bteas")

    clean_stored(apps, "casestudies")

    assert set(Organisation.objects.values_list("name", "description")) >= {
        ("Marl\x0bTrust", "Runs\nteas"),
    }
