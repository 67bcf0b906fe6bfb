"""What tests of the admin share: addresses of its pages, and forms sent back as a browser would."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.forms import BaseForm
from django.test import Client
from django.urls import reverse


def admin_url(record: Model | type[Model], page: str = "change") -> str:
    """The address of a record's page, or of its model's ``changelist`` or ``add``."""
    opts = record._meta
    args = [] if page in {"changelist", "add"} else [record.pk]
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{page}", args=args)


def form_data(response: Any) -> dict[str, Any]:
    """Everything a browser would send if the page's form were submitted as it is."""
    data: dict[str, Any] = {}
    if response.context.get("version_mark"):
        data["_version"] = response.context["version_mark"]
    add_form(data, response.context["adminform"].form)
    for inline in response.context["inline_admin_formsets"]:
        add_form(data, inline.formset.management_form)
        for form in inline.formset.forms:
            add_form(data, form)
    return data


def as_new(response: Any) -> dict[str, Any]:
    """What a browser would send if all that stands on the page were typed into a new page."""
    data = {name: value for name, value in form_data(response).items() if value is not None}
    for inline in response.context["inline_admin_formsets"]:
        formset = inline.formset
        data[f"{formset.prefix}-INITIAL_FORMS"] = 0
        for form in formset.forms:
            for name in (formset.fk.name, formset.model._meta.pk.name):
                data.pop(form.add_prefix(name), None)
    return data


def add_form(data: dict[str, Any], form: BaseForm) -> None:
    sent = [pair for bound in form for pair in values(bound)]
    data.update({name: value for name, value in sent if value is not None and value is not False})


def values(bound: Any) -> list[tuple[str, Any]]:
    """The inputs of a field: two for a date and time, one for most."""
    value = bound.value()
    if hasattr(bound.field.widget, "decompress"):
        parts = bound.field.widget.decompress(value)
        return [(f"{bound.html_name}_{i}", part) for i, part in enumerate(parts)]
    if isinstance(value, list):
        value = [getattr(item, "pk", item) for item in value]
    return [(bound.html_name, value)]


def versions(record: Model | type[Model]) -> Any:
    """The history of a record or of all records of a model, the newest first."""
    return record.history


def submit(client: Client, record: Model, changes: dict[str, Any]) -> Any:
    """Open the record's page, change what ``changes`` says, and save."""
    page = admin_url(record)
    data = form_data(client.get(page)) | {"_continue": "1"} | changes
    return client.post(page, {key: value for key, value in data.items() if value is not None})


def errors(response: Any) -> list[str]:
    """All that the page complains of."""
    found = [str(error) for error in response.context["adminform"].form.errors.values()]
    for inline in response.context["inline_admin_formsets"]:
        found += [str(error) for error in inline.formset.non_form_errors()]
        found += [str(error) for form in inline.formset.errors for error in form.values()]
    return found


def new_rows(prefix: str, existing: int, *rows: dict[str, Any]) -> dict[str, Any]:
    """What a browser sends for rows added with “Add another”."""
    data: dict[str, Any] = {f"{prefix}-TOTAL_FORMS": existing + len(rows)}
    for index, row in enumerate(rows, start=existing):
        data |= {f"{prefix}-{index}-{name}": value for name, value in row.items()}
    return data
