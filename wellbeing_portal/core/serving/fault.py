"""The page for a fault of ours."""

from __future__ import annotations

import logging

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

TEMPLATE = "500.html"

UNAIDED = """<!doctype html>
<html lang="en-GB">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sorry, something went wrong – {portal}</title>
<h1>Sorry, something went wrong</h1>
<p>The fault is on our side, and nothing you did is lost. Please try again in a few minutes.</p>
<p>If it goes on, tell whoever runs the portal this number: <code>{number}</code></p>
</html>
"""
"""What is left to say where even the layout of pages fails: it asks nobody for anything."""

log = logging.getLogger(__name__)


def fault_of_ours(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours, and under which number the log has it."""
    number: str = getattr(request, "request_id", "")
    try:
        page: str = render_to_string(TEMPLATE, {"request_id": number})
    except Exception:
        log.exception("The page for faults could not be made either.")
        page = UNAIDED.format(portal=settings.PORTAL_NAME, number=number)
    return HttpResponse(page, status=500)
