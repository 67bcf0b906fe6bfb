"""The families of concepts, with how much hangs on each term."""

from __future__ import annotations

from typing import Any

from django.contrib import admin

from casestudies.facets import FAMILIES
from wellbeing_portal.core.admin import ConceptAdmin, count_column
from wellbeing_portal.core.facets import Family

COUNTED = ("case_studies", "initiatives", "findings")
"""What is counted of a concept, where its family is tied to it."""

COLUMNS = {
    "approach": ["wider_evidence_searched_on"],
    "outcome": ["short_name", "better_words", "worse_words"],
}
"""What is said of the concepts of one family alone."""


def register(family: Family) -> None:
    """Give a family its pages."""
    there = {one.name for one in family.model._meta.related_objects}
    columns: list[Any] = [count_column(relation) for relation in COUNTED if relation in there]
    own = COLUMNS.get(family.name, [])
    listed = {
        "list_display": [*ConceptAdmin.list_display, *columns],
        "fields": [*ConceptAdmin.fields, *own],
    }
    pages: type[ConceptAdmin] = type(f"{family.model.__name__}Admin", (ConceptAdmin,), listed)
    admin.site.register(family.model, pages)


for one in FAMILIES.values():
    register(one)
