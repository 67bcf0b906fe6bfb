"""What of a request can be sent once more by a button."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, QueryDict


def fields_of(request: HttpRequest) -> QueryDict | None:
    """Return the fields of a visitor's own form; others go back to their page and are filled there.

    A form that needs a token, or that holds a password, is not sent again from another page.
    """
    match: Any = request.resolver_match
    view = getattr(match.func, "view_class", None) if match else None
    return request.POST if getattr(view, "may_be_sent_again", False) else None
