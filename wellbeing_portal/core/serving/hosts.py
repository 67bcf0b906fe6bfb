"""Which host a request is for, except where it does not matter."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.middleware.common import CommonMiddleware

HEALTH = "/health/"
"""Asked by machines that know an address and no name; the answers say nothing of the host."""


class HostsMiddleware(CommonMiddleware):
    """Refuses a host that is not ours, but tells anybody whether the portal is alive."""

    def process_request(self, request: HttpRequest) -> HttpResponsePermanentRedirect | None:
        """Look at the host first."""
        return None if request.path_info.startswith(HEALTH) else super().process_request(request)
