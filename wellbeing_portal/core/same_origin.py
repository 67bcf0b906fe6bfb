"""Forms that need no token, because the browser itself says where they were sent from.

A visitor's lists can be changed from every page. Django's token would set a cookie on each of
those pages, for every reader; these forms are guarded by ``Sec-Fetch-Site`` and ``Origin``
instead, which browsers send with every form and no page can forge.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.http import HttpRequest, HttpResponseForbidden
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

LONGEST_ADDRESS = 4000


def is_from_here(request: HttpRequest) -> bool:
    """Tell whether a request was sent from a page of the portal, or not by a browser at all."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    try:
        return urlsplit(origin).netloc == request.get_host()
    except ValueError:
        return False


def way_back(request: HttpRequest, otherwise: str) -> str:
    """Return the page that a form was sent from, if the browser says which of ours it was.

    A field for it in each of the forty forms of a list would weigh more than what they do.
    """
    try:
        page = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return otherwise
    address = urlunsplit(("", "", page.path, page.query, ""))
    own = (
        page.netloc == request.get_host()
        # A form that was sent once more comes from its own answer, which is no page.
        and not (request.method == "POST" and page.path == request.path)
        and address.startswith("/")
        and len(address) <= LONGEST_ADDRESS
        and address.isprintable()
        and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    )
    return address if own else otherwise


@method_decorator(csrf_exempt, name="dispatch")
class SameOriginView(View):
    """A view for forms sent from the portal's own pages; others are refused."""

    http_method_names = ["post"]
    may_be_sent_again = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.method == "POST" and not is_from_here(request):
            return HttpResponseForbidden("This form was sent from another site.")
        return super().dispatch(request, *args, **kwargs)
