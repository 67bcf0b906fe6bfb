"""Finds records in every state."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext

from wellbeing_portal.core.admin.ranked_search import best_first, in_all
from wellbeing_portal.core.admin.tolerant_pattern import tolerant
from wellbeing_portal.curate.access import EditorPage
from wellbeing_portal.curate.listing import MOST, Line, lines
from wellbeing_portal.curate.pasted import editor_url
from wellbeing_portal.curate.sections import nouns
from wellbeing_portal.search.words import parse

MANY_WORDS = 12


class SearchPage(EditorPage):
    """Records of every kind by their titles or addresses, drafts and what is gone included."""

    template_name = "curate/search.html"

    def get(self, request: HttpRequest, /, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what is found; a public address leads to the record at once."""
        pasted = editor_url(request.GET.get("q", "").strip())
        return HttpResponseRedirect(pasted) if pasted else super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sought = self.request.GET.get("q", "").strip()
        return super().get_context_data(
            title=gettext("Find a record"), sought=sought, lines=_found(sought), **kwargs
        )


def _found(sought: str) -> list[Line]:
    wanted = [tolerant(part.text) for part in parse(sought)[:MANY_WORDS] if part.text]
    if not wanted:
        return []
    found: list[Any] = []
    for noun in nouns().values():
        rows = noun.model._default_manager.filter(in_all(noun.model, ["title"], wanted))
        found += rows.order_by(*best_first(noun.model, ["title"], r"\W+".join(wanted), []))[:MOST]
    return lines(found)
