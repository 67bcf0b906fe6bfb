"""Fields of forms that follow from what their records can be asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from pydantic import Field, create_model

from wellbeing_portal.core.content.schema import refers_to
from wellbeing_portal.core.facets import FacetedRecord

from .form import RecordForm

WholeForm = TypeVar("WholeForm", bound=RecordForm)


def declared(record: FacetedRecord) -> Callable[[type[WholeForm]], type[WholeForm]]:
    """Give a form a field for each family that its records are tagged with, and each number.

    They have the names of the model's fields, may be left out, and come last.
    """

    def with_fields(form: type[WholeForm]) -> type[WholeForm]:
        tags: dict[str, Any] = {
            tag.relation: (list[Annotated[str, refers_to(tag.family.one)]], [])
            for tag in record.plain_tags
        }
        numbers: dict[str, Any] = {
            column: (Annotated[int, Field(ge=least, le=most)] | None, None)
            for one in record.stated
            for column in one.columns
            for least, most in [one.within]
        }
        return create_model(
            form.__name__,
            __base__=form,
            __module__=form.__module__,
            __doc__=form.__doc__,
            **tags,
            **numbers,
        )

    return with_fields
