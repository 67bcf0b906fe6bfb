"""Admin pages of vocabularies."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django.contrib import admin
from django.db import models
from django.forms import Field
from django.http import HttpRequest

from wellbeing_portal.core.models import Concept

from .base import PortalAdmin
from .used import SeenWhenUsed
from .word_list import WordListField


class ConceptAdmin(SeenWhenUsed, PortalAdmin):
    """Terms, found by any of their names and sorted by name."""

    change_form_template = "admin/portal/concept_change_form.html"
    list_display: Any = ["name", "also_known_as", "broader"]
    list_filter = [("broader", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["broader"]
    search_fields = ["name", "synonyms", "definition"]
    search_help_text = "Name, other names or definition"
    autocomplete_fields = ["broader"]
    prepopulated_fields = {"slug": ["name"]}
    fields: ClassVar[Any] = [
        "name",
        "slug",
        "definition",
        "synonyms",
        "broader",
        "counts",
        "does_not_count",
        "example",
        "seen",
    ]
    readonly_fields: ClassVar[Any] = ["seen"]

    @admin.display(description="also known as")
    def also_known_as(self, concept: Concept) -> str:
        return ", ".join(concept.synonyms)

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> Field | None:
        if db_field.name == "synonyms":
            return cast(
                "Field", db_field.formfield(form_class=WordListField, show_hidden_initial=False)
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)
