"""A server on this machine that answers as servers elsewhere do: well, badly, or not at all."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SLOW = 30.0


@dataclass
class Elsewhere:
    """What was asked of the server, and how it answers each path.

    An answer is a status, or a status with where it sends on; ``robots`` is what it asks of
    programs. ``only_get`` are paths that refuse to be asked for their heads.
    """

    port: int
    answers: dict[str, int | tuple[int, str]] = field(default_factory=dict)
    only_get: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)
    endless: set[str] = field(default_factory=set)
    robots: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)

    def url(self, path: str, host: str = "elsewhere.example") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[tuple[str, str]]:
        """Return what was asked besides the wishes of the server."""
        return [one for one in self.asked if one[1] != "/robots.txt"]


class Answering(ThreadingHTTPServer):
    """A server that knows what it is told to answer."""

    daemon_threads = True
    told: Elsewhere


class Handler(BaseHTTPRequestHandler):
    """Answers one request as the server is told."""

    server: Answering

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        told = self.server.told
        told.asked.append((self.command, self.path))
        told.agents.add(self.headers["User-Agent"])
        if self.path == "/robots.txt":
            self._say(200 if told.robots else 404, told.robots.encode())
        elif self.path in told.broken:
            self.connection.close()
        elif self.path in told.endless:
            self._drip()
        elif self.command == "HEAD" and self.path in told.only_get:
            self._say(405)
        else:
            found = told.answers.get(self.path, 200)
            status, location = (found, "") if isinstance(found, int) else found
            self._say(status, location=location)

    def _say(self, status: int, text: bytes = b"", location: str = "") -> None:
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(text)

    def _drip(self) -> None:
        end = time.monotonic() + SLOW
        with suppress(OSError):
            self.wfile.write(b"HTTP")
            while time.monotonic() < end:
                self.wfile.write(b"a")
                self.wfile.flush()
                time.sleep(0.05)

    def log_message(self, *_said: Any) -> None:
        """Say nothing."""


@contextmanager
def elsewhere() -> Iterator[Elsewhere]:
    """Serve for as long as a test takes."""
    server = Answering(("127.0.0.1", 0), Handler)
    server.told = Elsewhere(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.told
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
