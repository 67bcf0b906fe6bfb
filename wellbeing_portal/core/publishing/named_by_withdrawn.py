"""The page of a concept that only withdrawn records name, whose pages lead to it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from wellbeing_portal.core.models import Concept


class NamedByWithdrawn:
    """Answers in a few words where a concept is in no list, but a withdrawn record names it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer; where there is no page, tell what the term means if anybody was led to it."""
        try:
            answer: HttpResponseBase = super().dispatch(  # type: ignore[misc]
                request, *args, **kwargs
            )
        except Http404:
            rows: Any = self.concepts()._default_manager
            concept = rows.with_page().filter(slug=kwargs["slug"]).first()
            if concept is None:
                raise
            return render(request, "named_by_withdrawn.html", {"concept": concept})
        return answer

    def concepts(self) -> type[Concept]:
        """Return which kind of concept the page is of."""
        raise NotImplementedError
