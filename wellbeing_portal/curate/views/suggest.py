"""Suggestions while somebody types the name of a record."""

from __future__ import annotations

from dataclasses import asdict

from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from wellbeing_portal.core.roles import Verb, require
from wellbeing_portal.curate.picking import KINDS, find


@never_cache
@require_GET
def suggest(request: HttpRequest, kind: str) -> JsonResponse:
    """Return records of a kind that what is typed may mean."""
    require(request.user, Verb.SEE)
    if kind not in KINDS:
        raise Http404
    found = find(kind, request.GET.get("q", ""))
    return JsonResponse({"suggestions": [asdict(one) for one in found]})
