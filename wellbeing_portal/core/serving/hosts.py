"""Which host a request is for, except where it does not matter."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.middleware.common import CommonMiddleware

from wellbeing_portal.core.addresses import address_of

HEALTH = ("health_live", "health_ready")
"""Asked by machines that know an address and no name; the answers say nothing of the host."""


class HostsMiddleware(CommonMiddleware):
    """Refuses a host that is not ours, but tells anybody whether the portal is alive."""

    def process_request(self, request: HttpRequest) -> HttpResponsePermanentRedirect | None:
        """Look at the host first."""
        asked_by_machines = request.path in {address_of(route) for route in HEALTH}
        return None if asked_by_machines else super().process_request(request)
