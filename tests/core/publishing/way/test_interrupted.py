"""What breaks off in the middle leaves everything as it was, whichever write it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction

from casestudies.models import CaseStudy, Finding
from tests.emptying import rows_of
from wellbeing_portal.core.aggregates import read, write
from wellbeing_portal.core.models import Version
from wellbeing_portal.core.publishing.leaving import take_out, trash, unpublish, withdraw
from wellbeing_portal.core.publishing.restoring import restore
from wellbeing_portal.core.publishing.review import approve, send
from wellbeing_portal.core.publishing.working_copy import start_copy, take_over

pytestmark = [pytest.mark.django_db, pytest.mark.long]

WRITES = ("INSERT", "UPDATE", "DELETE")


def rows_of_all_tables() -> dict[str, Any]:
    tables = connection.introspection.django_table_names(only_existing=True)
    return {table: rows_of(table) for table in tables}


class Broken(Exception):
    """Stands for a process that is killed."""


@contextmanager
def breaking(at: int) -> Iterator[list[str]]:
    """Break off at the write of this number, counted from nought; gives the writes that began."""
    begun: list[str] = []

    def watch(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if sql.lstrip().upper().startswith(WRITES):
            begun.append(sql)
            if len(begun) > at:
                raise Broken(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(watch):
        yield begun


def of_a_draft(draft: Any, people: Any) -> Callable[[], Any]:
    send(draft, by=people["writer"], note="First account", note_is_public=True)
    return lambda: approve(CaseStudy.objects.get(pk=draft.pk), by=people["reviewer"])


def of_a_draft_with_its_source(draft: Any, people: Any) -> Callable[[], Any]:
    CaseStudy.objects.filter(pk=draft.pk).update(source=people["source"])
    draft.refresh_from_db()
    return of_a_draft(draft, people)


def copied(live: Any, people: Any) -> Any:
    copy = start_copy(live, by=people["writer"])
    form = read(copy)
    rows = [form.findings[1].model_copy(update={"statement": "Twelve moved."})]
    said = {"findings": rows, "summary": "Anew."}
    return write(form.model_copy(update=said), copy, by=people["writer"])


def of_a_working_copy(live: Any, people: Any) -> Callable[[], Any]:
    copy = copied(live, people)
    send(copy, by=people["writer"])
    return lambda: approve(CaseStudy.objects.get(pk=copy.pk), by=people["reviewer"])


def taking_over(live: Any, people: Any) -> Callable[[], Any]:
    copy = copied(live, people)
    CaseStudy.objects.filter(pk=live.pk).update(strapline="Theirs.")
    return lambda: take_over(CaseStudy.objects.get(pk=copy.pk), by=people["writer"])


def restoring(live: Any, people: Any) -> Callable[[], Any]:
    of_a_working_copy(live, people)()
    first = Version.objects.of(live).get(number=1)
    return lambda: restore(CaseStudy.objects.get(pk=live.pk), first, by=people["writer"])


def withdrawing(live: Any, people: Any) -> Callable[[], Any]:
    return lambda: withdraw(CaseStudy.objects.get(pk=live.pk), "Taken back.", by=people["editor"])


def taking_out(live: Any, people: Any) -> Callable[[], Any]:
    unpublish(live, "Wrong.", by=people["editor"])
    trash(live, "Wrong.", by=people["editor"])
    return lambda: take_out(CaseStudy.objects.get(pk=live.pk), by=people["editor"])


ACTS = [
    ("draft", of_a_draft),
    ("draft", of_a_draft_with_its_source),
    ("live", of_a_working_copy),
    ("live", taking_over),
    ("live", restoring),
    ("live", withdrawing),
    ("live", taking_out),
]


@pytest.fixture
def people(writer, reviewer, editor, draft_source):
    return {"writer": writer, "reviewer": reviewer, "editor": editor, "source": draft_source}


@pytest.mark.parametrize(("of", "prepare"), ACTS, ids=[one.__name__ for _, one in ACTS])
def test_broken_off_at_any_write_it_leaves_all_as_it_was(request, of, prepare, people):
    act = prepare(request.getfixturevalue(of), people)
    before = rows_of_all_tables()

    at, whole = 0, False
    while not whole:
        with breaking(at) as begun:
            try:
                with transaction.atomic():
                    act()
                whole = True
            except Broken:
                assert rows_of_all_tables() == before, begun[-1]
        at += 1

    assert at > 1, "it wrote nothing"
    assert rows_of_all_tables() != before


def test_rows_keep_their_identity_through_all_of_it(live, people):
    before = dict(Finding.objects.filter(case_study=live).values_list("key", "pk"))

    shown = of_a_working_copy(live, people)()

    assert shown.pk == live.pk
    after = dict(Finding.objects.filter(case_study=live).values_list("key", "pk"))
    assert after == {"ten-moved": before["ten-moved"]}
