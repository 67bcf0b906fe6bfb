"""To open a section and to save it as it is changes nothing, whatever the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import pytest
from django.forms.boundfield import BoundField
from django.http import QueryDict

from tests.browser_form import inputs_in
from wellbeing_portal.core.aggregates import difference, read_many
from wellbeing_portal.curate import picking
from wellbeing_portal.curate.forms import picker
from wellbeing_portal.curate.sections import Noun, RowsSection, nouns

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_content")]


@pytest.fixture(autouse=True)
def names_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is written here: what records are called need not be asked for each of their rows."""
    ask = picking.named
    once = cache(ask)

    def named(kind: str, slugs: Iterable[str]) -> dict[str, str]:
        return once(kind, tuple(slugs))

    for module in (picking, picker):
        monkeypatch.setattr(module, "named", named)


def sent(form: Any) -> QueryDict:
    """What a form that is shown is given when a browser sends it back, by way of the middleware."""
    shown = "".join(map(drawn, form))
    data = QueryDict(mutable=True)
    for name, values in inputs_in(f'<form method="post">{shown}</form>').items():
        data.setlist(name, [value.replace("\r\n", "\n") for value in values])
    return data


_drawn: dict[str, str] = {}
"""What stands on a page for a field, by all that it is drawn from."""


def drawn(bound: BoundField) -> str:
    """A field as a page has it; most are empty, or the same in a thousand rows."""
    field = bound.field
    rules = (field.required, field.disabled, field.label, field.help_text, bound.errors)
    held = {
        name: list(one) if "choices" in name else one for name, one in vars(field.widget).items()
    }
    asked = repr(
        (type(bound.form), bound.html_name, bound.value(), rules, type(field.widget), held)
    )
    if " at 0x" in asked:
        return str(bound)  # It hangs on something that does not say what it is.
    if asked not in _drawn:
        _drawn[asked] = str(bound)
    return _drawn[asked]


def all_rows(section: RowsSection, said: Any) -> Iterator[tuple[RowsSection, Any]]:
    """Every row of a section, and every row within these."""
    for row in section.standing(said):
        yield section, row
        for one in section.within:
            inside = section.inside(section.key_of(row), one.key)
            assert inside is not None
            yield from all_rows(inside, said)


def saved(noun: Noun, said: Any) -> Iterator[tuple[str, Any]]:
    """What a record says after each of its sections and rows is saved unchanged."""
    for section in noun.sections:
        if not isinstance(section, RowsSection):
            kind = section.form
            told = {"initial": kind.initial_of(said), "record": said}
            form = kind(sent(kind(**told)), **told)
            assert form.is_valid(), (section.key, said.slug, form.errors)
            yield section.key, said.model_copy(update=form.values())
            continue
        for within, row in all_rows(section, said):
            row_kind, key = within.row_form, within.key_of(row)
            told = {"initial": row_kind.initial_of(row), "record": said, "row": row}
            form = row_kind(sent(row_kind(**told)), **told)
            assert form.is_valid(), (within.key, key, said.slug, form.errors)
            yield f"{within.key}/{key}", within.with_row(said, key, form.made())


@pytest.mark.long
@pytest.mark.parametrize("key", list(nouns()))
def test_nothing_changes(key: str) -> None:
    noun = nouns()[key]
    records = read_many(noun.model.objects.all())
    assert records
    for said in records:
        for place, after in saved(noun, said):
            assert after == said or not difference(said, after), (said.slug, place)
