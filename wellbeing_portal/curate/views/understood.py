"""Says, while somebody fills in a finding, what was understood and what follows from it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from casestudies.evidence.grading import Answers, verdict
from casestudies.models.claims import Basis
from wellbeing_portal.core.figures import NotUnderstood, understand
from wellbeing_portal.core.roles import Verb, require
from wellbeing_portal.curate.forms.figure_field import readings_of, told
from wellbeing_portal.curate.grades import graded


@never_cache
@require_GET
def figure(request: HttpRequest) -> JsonResponse:
    """Return what a figure is understood as, or why it is not, and how it can be kept."""
    require(request.user, Verb.SEE)
    text = request.GET.get("q", "").strip()[:200]
    offered = [vars(one) for one in readings_of(text)]
    try:
        said = told(understand(text)) if text else ""
        return JsonResponse({"understood": said, "readings": offered})
    except NotUnderstood as refused:
        return JsonResponse({"refused": str(refused), "readings": offered})


@never_cache
@require_GET
def grade(request: HttpRequest) -> HttpResponse:
    """Return, as a part of the page, what answers about a finding lead to."""
    require(request.user, Verb.SEE)
    sent = request.GET
    basis: Any = sent.get("basis", "")
    answers = Answers(
        sent.get("claim", ""),
        sent.get("measured", ""),
        sent.get("compared", ""),
        bool(sent.get("sample_size", "").strip() or sent.get("method_note", "").strip()),
        basis if basis in Basis else "",
    )
    context = {"grade": graded(verdict(answers), sent.get("direction", ""))}
    return render(request, "curate/_grade.html", context)
