"""Choosing what to compare, from any card or page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.same_origin import SameOriginView, way_back
from wellbeing_portal.site.shortlist.compare_choices import KINDS, choose, leave_out


class Choose(SameOriginView):
    """Add a record to what is chosen to be compared, or take it away."""

    def post(self, request: HttpRequest) -> HttpResponse:
        kind, slug = request.POST.get("kind", ""), request.POST.get("item", "")
        back = way_back(request, address_of(KINDS[kind].list_route if kind in KINDS else "home"))
        if kind in KINDS:
            change = leave_out if request.POST.get("action") == "remove" else choose
            change(request.session, kind, slug)
        record = KINDS[kind].public().called([slug]).get(slug) if _in_place(request, kind) else None
        if record is None:
            return HttpResponseRedirect(back)
        return render(request, "components/_compare_changed.html", _shown(kind, record))


def _in_place(request: HttpRequest, kind: str) -> bool:
    return request.headers.get("HX-Request") == "true" and kind in KINDS


def _shown(kind: str, record: Any) -> dict[str, Any]:
    return {"kind": kind, "record": record}
