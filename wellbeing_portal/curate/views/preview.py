"""A record as readers would see it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from wellbeing_portal.core.roles import Verb, require
from wellbeing_portal.curate.previewing import WIDTHS, drawn, styles_for

from .record import RecordPage

__all__ = ["WIDTHS", "PreviewPage", "preview_styles"]

USUAL = "desktop"


class PreviewPage(RecordPage):
    """The public page of a record that the public may not see yet, on one of four devices."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> Any:
        width = request.GET.get("width", USUAL)
        if width not in WIDTHS:
            raise Http404(gettext("There is no such width."))
        answer: HttpResponseBase = drawn(request, self.record, width)
        patch_cache_control(answer, no_store=True)
        return answer


@never_cache
@require_GET
def preview_styles(request: HttpRequest, width: str) -> HttpResponse:
    """Return the public styles as they are on one device."""
    require(request.user, Verb.SEE)
    if width not in WIDTHS:
        raise Http404
    return HttpResponse(styles_for(width), content_type="text/css")
