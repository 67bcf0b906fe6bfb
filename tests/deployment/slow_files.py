"""The portal, in which a file for one approach is as costly as one of a very large portal."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import Any

from wellbeing_portal.wsgi import application as portal

SECONDS = 20
STEPS = 200


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Answer as the portal does; what is asked for with ``slowly=1`` takes twenty seconds more."""
    answer = portal(environ, start_response)
    return slowly(answer) if "slowly=1" in environ.get("QUERY_STRING", "") else answer


def slowly(answer: Iterable[bytes]) -> Iterator[bytes]:
    parts = list(answer)
    if hasattr(answer, "close"):
        answer.close()
    for part in parts:
        # What makes a file keeps a processor busy for a part of the time, as Python does.
        for _ in range(STEPS // max(1, len(parts))):
            ends = time.monotonic() + SECONDS / STEPS / 4
            while time.monotonic() < ends:
                pass
            time.sleep(SECONDS / STEPS * 3 / 4)
        yield part
