"""A line to PostgreSQL that can be cut, and that can go dead."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from urllib.parse import unquote, urlsplit


class Line:
    """Passes on what is said, while it may. Cut, it refuses; dead, it keeps still."""

    def __init__(self, database: str) -> None:
        self._target = urlsplit(database)
        self._open: list[socket.socket] = []
        self._alive = threading.Event()
        self._alive.set()
        self._listener: socket.socket | None = None
        self.port = 0
        self.mend()

    @property
    def url(self) -> str:
        """The address of the database at this end of the line."""
        user = self._target.netloc.rsplit("@", 1)[0]
        return f"postgresql://{user}@127.0.0.1:{self.port}{self._target.path}"

    def mend(self) -> None:
        """Let everything through."""
        self._alive.set()
        if self._listener is None:
            self._listener = socket.create_server(("127.0.0.1", self.port))
            self.port = self._listener.getsockname()[1]
            threading.Thread(target=self._accept, args=[self._listener], daemon=True).start()

    def cut(self) -> None:
        """Close what is open, and refuse what comes."""
        self._alive.set()
        if self._listener:
            self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
            self._listener = None
        for end in self._open:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self._open.clear()

    def go_dead(self) -> None:
        """Take everything, and pass nothing on."""
        self._alive.clear()

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                near, _ = listener.accept()
                far = self._reach()
                self._open += [near, far]
                for source, target in ((near, far), (far, near)):
                    threading.Thread(
                        target=self._pass_on, args=[source, target], daemon=True
                    ).start()

    def _reach(self) -> socket.socket:
        host = unquote(self._target.hostname or "")
        port = self._target.port or 5432
        if not host.startswith("/"):
            return socket.create_connection((host, port))
        far = socket.socket(socket.AF_UNIX)
        far.connect(f"{host}/.s.PGSQL.{port}")
        return far

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while said := source.recv(65536):
                self._alive.wait()
                target.sendall(said)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
