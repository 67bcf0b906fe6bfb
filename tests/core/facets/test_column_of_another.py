"""A choice of another record, such as the kind of a source, as a column of files."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from casestudies.facets import CASE_STUDY
from casestudies.models import CaseStudy
from strategies.models import Source
from tests import factories as make
from wellbeing_portal.core.facets import Facet
from wellbeing_portal.takeaway import case_studies as tables

pytestmark = pytest.mark.django_db

KIND = Facet(
    "kind_of_source", ("source__kind",), heading="Kind of source", key="what_kind_of_source"
)
PUBLISHER = Facet(
    "who_published", ("source__publisher",), heading="Published by", key="who_published"
)


@pytest.fixture(autouse=True)
def declared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(vars(CASE_STUDY), "facets", (*CASE_STUDY.facets, KIND, PUBLISHER))


def make_one(number: int, kind: str) -> None:
    source = make.SourceFactory(kind=kind, publisher=f"Press {number}")
    make.CaseStudyFactory(published=True, title=f"Account {number}", source=source)


def file(client: Client, kind: str) -> bytes:
    return b"".join(client.get(f"/case-studies/?export={kind}"))


def test_every_file_has_it_in_words(client: Client) -> None:
    kinds = Source.Kind.values[:2]
    for number, kind in enumerate(kinds):
        make_one(number, kind)

    rows = list(csv.DictReader(io.StringIO(file(client, "csv").decode("utf-8-sig"))))

    assert {row["Title"]: (row["Kind of source"], row["Published by"]) for row in rows} == {
        f"Account {number}": (str(Source.Kind(kind).label), f"Press {number}")
        for number, kind in enumerate(kinds)
    }
    said = json.dumps(json.loads(file(client, "json")))
    assert f'"what_kind_of_source": "{Source.Kind(kinds[0]).label}"' in said
    assert file(client, "xlsx").startswith(b"PK")


def test_it_is_asked_for_as_often_for_many(client: Client, django_assert_num_queries: Any) -> None:
    def asked(number: int) -> Any:
        keys = list(CaseStudy.objects.values_list("pk", flat=True))
        assert len(keys) == number
        return list(tables.case_studies(keys, "").rows)

    make_one(0, Source.Kind.values[0])
    with CaptureQueriesContext(connection) as first:
        asked(1)
    for number in range(1, 12):
        make_one(number, Source.Kind.values[0])
    with django_assert_num_queries(len(first.captured_queries)):
        asked(12)
