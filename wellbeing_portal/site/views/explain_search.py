"""The page on which staff see how a search is read, and try a synonym before it is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wellbeing_portal.core.lists.fields import TextField
from wellbeing_portal.search import Reader, current
from wellbeing_portal.site.search.concepts import (
    OF_CONCEPTS,
    all_concepts,
    concept_of,
    require_change_of_concepts,
)
from wellbeing_portal.site.search.explained import NAMED_COUNTS, OF_OTHERS, explanation_of
from wellbeing_portal.site.search.synonyms import try_synonym


@dataclass(frozen=True)
class Choice:
    """A concept that can be chosen."""

    key: str
    name: str
    chosen: bool


@require_safe
def explain_search(request: HttpRequest) -> HttpResponse:
    """Explain ``q``, or try ``synonym`` for ``concept``; both may be empty."""
    user: Any = request.user
    require_change_of_concepts(user)
    text = TextField().clean(request.GET.get("q", ""))
    word = TextField().clean(request.GET.get("synonym", ""))
    key = request.GET.get("concept", "")
    context = {
        **admin.site.each_context(request),
        "title": _("Why a search finds what it finds"),
        "text": text,
        "word": word,
        "is_widened": request.GET.get("widen") != "no",
        "families": _choices(key),
        "of_others": OF_OTHERS,
        "named_counts": NAMED_COUNTS,
    }
    if text or word:
        reader = current()
        context |= _tried(reader, key, word, user) if word else {}
        context |= _explained(reader, text, user, widen=context["is_widened"]) if text else {}
    return TemplateResponse(request, "site/explain_search.html", context)


def _explained(reader: Reader, text: str, user: Any, *, widen: bool) -> dict[str, Any]:
    if not reader.worded(text):
        return {"no_words": True}
    return {"explained": explanation_of(reader, text, widen=widen, by=user)}


def _tried(reader: Reader, key: str, word: str, user: Any) -> dict[str, Any]:
    concept = concept_of(key)
    if concept is None:
        return {"no_concept": True}
    if not reader.worded(word):
        return {"no_words_tried": True}
    return {"trial": try_synonym(reader, concept, word, by=user)}


def _choices(chosen: str) -> list[tuple[str, list[Choice]]]:
    """Return every concept under the name of its family."""
    found: dict[str, list[Choice]] = {one.title: [] for one in OF_CONCEPTS.values()}
    for one in all_concepts():
        found[one.family.title].append(Choice(one.key, str(one.record), one.key == chosen))
    return list(found.items())
