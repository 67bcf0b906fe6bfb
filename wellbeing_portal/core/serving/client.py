"""Whether whoever asked is still there."""

from __future__ import annotations

import select
import socket
from typing import Any


def has_gone(environ: dict[str, Any]) -> bool:
    """Tell whether the client has closed its connection, as far as the server lets us look.

    A client that waits sends nothing, so a connection that can be read and holds nothing is
    closed. What a client has sent already for its next request stays where it is.
    """
    connection = environ.get("gunicorn.socket")
    if not isinstance(connection, socket.socket):
        return False
    try:
        waiting = select.poll()
        waiting.register(connection, select.POLLIN)
        return bool(waiting.poll(0)) and not connection.recv(1, socket.MSG_PEEK)
    except OSError:
        return True
