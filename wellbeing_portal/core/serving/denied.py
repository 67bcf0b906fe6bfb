"""The page for whoever may not do what they asked for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wellbeing_portal.core.not_allowed import NotAllowed


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that it is not allowed, and what is not where an act of ours said so.

    What other code gives as its reason may be meant for a log.
    """
    reason = str(exception) if isinstance(exception, NotAllowed) else ""
    return render(request, "403.html", {"reason": reason}, status=403)
