"""Why a move was refused: one reason a line, each with the way to where it is mended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from wellbeing_portal.core.models.reason import Reason


def told(intro: str, record: Model, reasons: Sequence[str]) -> SafeString:
    """Return a sentence with the reasons after it: one stands beside it, several below it."""
    lines = [linked(reason, record) for reason in reasons]
    if len(lines) < 2:
        return format_html("{} {}", intro, *lines) if lines else format_html("{}", intro)
    items = format_html_join("", "<li>{}</li>", ((line,) for line in lines))
    return format_html('{} <ul class="portal-reasons">{}</ul>', intro, items)


def linked(reason: str, record: Model) -> SafeString:
    """Return a reason as a link to what it is about, where that has a page to change it."""
    address = address_of(reason, record)
    if not address:
        return format_html("{}", reason)
    return format_html('<a href="{}">{}</a>', address, reason)


def address_of(reason: str, record: Model) -> str:
    """Return where a reason is mended: a page, and the field or the rows on it."""
    if not isinstance(reason, Reason):
        return ""
    about = reason.about or record
    if not admin.site.is_registered(type(about)):
        return ""
    opts = about._meta
    page = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[about.pk])
    return f"{page}{_place(opts, reason.at)}" if about is not record or reason.at else ""


def _place(opts: Any, at: str) -> str:
    """Return the part of the page: a field, or the heading of rows."""
    if not at:
        return ""
    field = opts.get_field(at)
    return f"#id_{at}" if field.concrete else f"#{at}-heading"
