"""Whatever stands in the database, every page, feed, drawing and file can be read by a parser."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from unittest import mock

import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests import past_signals
from tests.depth import examples
from tests.pages.kinds import one_of_each_kind
from wellbeing_portal.core.text import fields
from wellbeing_portal.search import mark_everything

UNWRITABLE = "soft\x0bbreak \x01\x08\x0c\x1f \ufffe\uffff \x7f\x85\x9f <b> & ]]> \U0001ffff"
PAST_CLEANING = (models.CharField, models.TextField, models.JSONField)
FILES = [
    f"{path}{'&' if '?' in path else '?'}export={file_format}"
    for path in (
        "/case-studies/",
        "/strategies/",
        "/councils/",
        "/frameworks/",
        "/sources/",
        "/case-studies/living-streets-of-marl/",
        "/strategies/well-in-marl/",
        "/councils/northmarl/",
        "/evidence-map/?open=approach&open=outcome",
        "/compare/case-studies/?item=living-streets-of-marl&item=allotments-at-work",
    )
    for file_format in ("docx", "xlsx", "csv", "json", "svg")
]


def write_past_cleaning(text: str) -> int:
    """Put ``text`` into every free text in the database, as another program would.

    The log says that everything has changed: the index and what is remembered with it are shared
    with tests that only read.
    """
    written = 0
    for name in ("strategies", "casestudies"):
        for model in apps.get_app_config(name).get_models():
            if model.__name__.startswith("Historical"):
                continue
            for key in model._default_manager.values_list("pk", flat=True):
                row = {
                    field.column: written_in(field, key, text)
                    for field in model._meta.concrete_fields
                    if is_free(field)
                }
                update(model, key, row)
                written += len(row)
    mark_everything()
    return written


def is_free(field):
    return (
        isinstance(field, PAST_CLEANING)
        and not field.choices
        and not isinstance(field, models.SlugField)
        and field.name not in {"gss_code", "key"}
    )


def written_in(field, key, text):
    if isinstance(field, models.JSONField):
        return json.dumps([text])
    # Many short texts must differ from row to row.
    return f"{key} {text}"[: getattr(field, "max_length", None)]


def update(model, key, row):
    quote = connection.ops.quote_name
    if not row:
        return
    columns = ", ".join(f"{quote(column)} = %s" for column in row)
    table, own = quote(model._meta.db_table), quote(model._meta.pk.column)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {columns} WHERE {own} = %s",
            [*row.values(), key],
        )


def read_strictly(response, address):
    """Read an answer with a parser that forgives nothing."""
    assert response.status_code == 200, address
    data = b"".join(response) if response.streaming else response.content
    kind = response["Content-Type"].partition(";")[0]
    if kind.endswith("xml"):
        etree.fromstring(data)
    elif kind.startswith("application/vnd.openxmlformats"):
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            for name in file.namelist():
                if name.endswith((".xml", ".rels")):
                    etree.fromstring(file.read(name))
    elif kind == "application/json":
        json.loads(data)
    elif kind == "text/csv":
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
        assert len({len(row) for row in rows}) == 1
    elif kind == "text/html":
        html = data.decode()
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", html), address
        for drawing in re.findall(r"<svg.*?</svg>", html, re.DOTALL):
            etree.fromstring(drawing.encode())


def everything():
    pages = one_of_each_kind()[:-1]
    return [
        *pages,
        *("/case-studies/feed/", "/strategies/feed/", "/case-studies/feed/?q=soft"),
        *("/sitemap.xml", "/search/suggestions?q=soft"),
    ]


def test_everything_can_be_read_whatever_stands_in_the_database(universe, client):
    assert write_past_cleaning(UNWRITABLE) > 200

    for address in everything():
        read_strictly(client.get(address), address)
    files = 0
    for address in FILES:
        response = client.get(address)
        if response.status_code != 404:
            files += 1
            read_strictly(response, address)
    assert files > 35


@settings(
    max_examples=examples(12),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.text(alphabet=st.characters(exclude_characters="\0", codec="utf-8"), min_size=1))
def test_any_text_leaves_feeds_drawings_and_files_readable(universe, text):
    client = Client()
    write_past_cleaning(f"x{text}")

    for address in ("/case-studies/feed/", "/strategies/feed/", "/sitemap.xml", "/pathways/"):
        read_strictly(client.get(address), address)
    for file_format in ("docx", "xlsx", "csv", "json"):
        address = f"/case-studies/living-streets-of-marl/?export={file_format}"
        read_strictly(client.get(address), address)
    read_strictly(client.get("/evidence-map/?export=svg"), "svg")


@pytest.mark.only_on("sqlite")  # PostgreSQL refuses it
def test_half_a_character_in_a_list_breaks_no_page(universe, client):
    approach = universe.rich.approaches.first()
    with mock.patch.object(fields, "storable_within", lambda value: value):
        past_signals.update(type(approach).objects.filter(pk=approach.pk), synonyms=["half \ud83d"])

    read_strictly(client.get(approach.get_absolute_url()), "approach")


@pytest.mark.parametrize("name", ["q", "region", "sort", "page", "item", "find", "kind", "cell"])
def test_what_a_page_repeats_of_its_address_can_be_read(universe, client, name):
    for path in ("/case-studies/", "/search/", "/evidence-map/", "/compare/councils/"):
        read_strictly(client.get(path, {name: UNWRITABLE}), path)
