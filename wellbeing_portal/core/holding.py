"""Reference records are held by whatever points at them: no link lets them go silently."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db.models import PROTECT

from .models.pointers import pointers_to, references


def hold() -> None:
    """Let many-to-many links hold the reference records at their far end.

    Django deletes the rows between together with either end, without a word.
    """
    for model in references():
        for pointer in pointers_to(model):
            if pointer.field.many_to_many:
                through = pointer.field.remote_field.through
                far = through._meta.get_field(pointer.field.m2m_reverse_field_name())
                far.remote_field.on_delete = PROTECT


def check_holding(
    app_configs: Sequence[Any] | None,  # noqa: ARG001 (as Django calls it)
    **_kwargs: Any,
) -> list[CheckMessage]:
    """Report foreign keys that would let a reference record go while it is used."""
    return [
        Error(
            f"{pointer.field} points at a reference record, and would not keep it from being "
            "deleted.",
            hint="Declare it with on_delete=models.PROTECT.",
            obj=pointer.model,
            id="core.E001",
        )
        for model in references()
        for pointer in pointers_to(model)
        if not pointer.field.many_to_many and pointer.field.remote_field.on_delete is not PROTECT
    ]
