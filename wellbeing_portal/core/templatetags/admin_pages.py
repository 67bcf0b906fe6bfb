"""Parts of admin pages that need the whole form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.text import Truncator, capfirst

register = template.Library()

ROW_LETTERS = 60


@dataclass(frozen=True)
class ErrorLink:
    """An error, where it stands, and the place on the page that shows it."""

    anchor: str
    place: str
    text: str


@register.simple_tag
def error_links(adminform: Any, inline_admin_formsets: Any) -> list[ErrorLink]:
    """Return every error of a page, from the top down."""
    links = list(_record_links(adminform.form))
    for inline in inline_admin_formsets or ():
        links += _rows_links(inline)
    return links


def _record_links(form: Any) -> Iterator[ErrorLink]:
    """Yield the errors of the record itself."""
    for name, errors in form.errors.items():
        if name in form.fields:
            yield from _field_links(form, name, "", "")
        else:
            yield from (ErrorLink("", "", error) for error in errors)


def _rows_links(inline: Any) -> Iterator[ErrorLink]:
    formset, kind = inline.formset, capfirst(str(inline.opts.verbose_name))
    if not formset.is_bound:
        return
    for error in formset.non_form_errors():
        heading = capfirst(str(inline.opts.verbose_name_plural))
        yield ErrorLink(f"{formset.prefix}-heading", heading, error)
    for index, form in enumerate(formset.forms):
        name = str(form.instance) if form.instance.pk else "new"
        row = f"{kind} {index + 1} ({Truncator(name).chars(ROW_LETTERS)})"
        yield from _form_links(form, f"{formset.prefix}-{index}", row)


def _form_links(form: Any, row_anchor: str, row: str) -> Iterator[ErrorLink]:
    for name, errors in form.errors.items():
        if name in form.fields:
            yield from _field_links(form, name, row_anchor, row)
        else:
            yield from (ErrorLink(row_anchor, row, error) for error in errors)


def _field_links(form: Any, name: str, row_anchor: str, row: str) -> Iterator[ErrorLink]:
    field = form[name]
    # What cannot be seen is shown where its row is.
    anchor = row_anchor if field.is_hidden else field.id_for_label or field.auto_id
    label = capfirst(str(field.label))
    for error in form.errors[name]:
        yield ErrorLink(anchor, f"{row}: {label}" if row else label, error)
