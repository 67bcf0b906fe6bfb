"""How gunicorn serves the portal; its own options and GUNICORN_CMD_ARGS override this."""

import ctypes
import gc
import os
from contextlib import suppress
from typing import Any

wsgi_app = "wellbeing_portal.wsgi"
preload_app = True
"""Loaded once, then shared: workers start at once and need less memory."""
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
control_socket_disable = True
loglevel = "warning"
access_log_format = "%(m)s %(U)s %(s)s %(B)s bytes %(M)s ms %({x-request-id}o)s"
"""For ``--access-logfile -``, where nothing in front keeps a log. Visitors' words stand after the
question mark, and their network addresses are theirs: neither is in it."""

POOLS, POOLS_KEPT = -8, 2
"""The option of the C library for its pools of memory (M_ARENA_MAX), and how many are enough.

Left to itself it gives each thread a pool, and the engine starts threads at each change: what they
held stays theirs, a hundred megabytes after some dozens of changes.
"""
with suppress(OSError, AttributeError):
    # Not every C library has pools, nor this option.
    ctypes.CDLL(None).mallopt(POOLS, POOLS_KEPT)


def give_back() -> None:
    """Give back to the system what was freed and the C library keeps for later.

    What the first page after a change counts takes a hundred megabytes and more for a moment, with
    a hundred thousand case studies; they would stay with the worker for good.
    """
    with suppress(OSError, AttributeError):
        # Only some C libraries have it.
        ctypes.CDLL(None).malloc_trim(0)


limit_request_line = 8190
"""As long as it can be: an address with every facet chosen takes more than gunicorn's 4,094."""
forwarded_allow_ips = ""
forwarder_headers = ""
secure_scheme_headers: dict[str, str] = {}
header_map = "drop"
"""Nobody's word on address, scheme or path is taken here: Django does, as TRUSTED_PROXIES says. A
header with an underscore could pass for one that a proxy sets, and is dropped."""

SEARCHES_DUE, SEARCHES_PUT_OFF = 8, 50
"""Searches among younger objects after which the long one is due, and is done in any case."""

WHAT_TO_TRY = (
    ("home", "what the portal holds"),
    ("case_studies", "what councils did, and what came of it"),
    ("strategies", "where councils are going"),
    ("councils", "every council, and what it has here"),
    ("frameworks", "what others say councils should do"),
    ("curate_home", "for curators; `make admin` makes an account"),
)


def pre_fork(_server: Any, _worker: Any) -> None:
    """Leave what is loaded once and for all out of every search for what may go.

    A page of a list takes a sixth less time, and workers share the memory for longer.
    """
    gc.freeze()


def post_fork(_server: Any, _worker: Any) -> None:
    """Keep the long search for what may go out of the time that a reader waits.

    It takes some fifty milliseconds, every thirtieth page or so. ``post_request`` does it instead.
    """
    young, middle, _old = gc.get_threshold()
    gc.set_threshold(young, middle, SEARCHES_PUT_OFF)


def post_request(_worker: Any, _request: Any, _environ: Any, _response: Any) -> None:
    """Search once the answer is sent, when Python would have done it soon."""
    if gc.get_count()[2] >= SEARCHES_DUE:
        gc.collect()
        give_back()


def when_ready(server: Any) -> None:
    """Tell a person at a terminal where the portal is."""
    # Of Django, which is there once the portal is loaded, and not when this file is read.
    from django.conf import settings
    from django.urls import reverse

    from wellbeing_portal.site.checks import NO_MAILBOX

    address = f"http://{server.address[0][0]}:{server.address[0][1]}"
    lines = [f"The portal is at {address}/ – Ctrl+C stops it. Try:"]
    lines += [f"  {address}{reverse(route):16} {what}" for route, what in WHAT_TO_TRY]
    if not settings.CONTACT_EMAIL:
        lines.append(NO_MAILBOX)
    print("\n".join(lines), flush=True)  # noqa: T201
