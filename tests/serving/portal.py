"""A portal as it is served: gunicorn in a process of its own, asked over the network."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Portal:
    """A running portal, and what it has written to its log."""

    process: subprocess.Popen[bytes]
    port: int
    log_file: Path

    def ask(
        self,
        path: str,
        method: str = "GET",
        body: bytes | str | None = None,
        timeout: float = 60,
        **headers: str,
    ) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        begun = time.monotonic()
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, path, body, given)
            response = connection.getresponse()
            data = response.read()
        finally:
            connection.close()
        return Answer(
            response.status,
            {name.lower(): value for name, value in response.getheaders()},
            data,
            time.monotonic() - begun,
        )

    def send_form(self, path: str, cookie: str = "", **fields: str) -> Answer:
        body = "&".join(f"{name}={quote(value)}" for name, value in fields.items())
        kind = "application/x-www-form-urlencoded"
        return self.ask(path, "POST", body, Content_Type=kind, Cookie=cookie)

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)

    def say(self, said: bytes) -> bytes:
        """Send bytes as they are, and return all that comes back."""
        with self.connect() as connection:
            connection.sendall(said)
            parts = []
            with suppress(OSError):
                while part := connection.recv(65536):
                    parts.append(part)
        return b"".join(parts)

    @property
    def log(self) -> str:
        return self.log_file.read_text()


@contextmanager
def serving(folder: Path, database: str, **environment: str) -> Iterator[Portal]:
    """Serve with one worker, as in production but for static files."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = folder / "gunicorn.log"
    command = [sys.executable, "-m", "gunicorn", "--config", "wellbeing_portal/gunicorn.conf.py"]
    with log.open("w") as file:
        process = subprocess.Popen(
            [*command, "--bind", f"127.0.0.1:{port}"],
            cwd=ROOT,
            env=os.environ
            | {
                "DATABASE_URL": database,
                "INDEX_DIR": str(folder / "index"),
                "WEB_CONCURRENCY": "1",
                "DJANGO_SETTINGS_MODULE": "tests.serving.settings",
                "PYTHONPATH": str(ROOT),
            }
            | environment,
            stdout=subprocess.DEVNULL,
            stderr=file,
        )
    portal = Portal(process, port, log)
    try:
        wait_until(lambda: answers(portal))
        yield portal
    finally:
        process.terminate()
        process.wait(60)


def answers(portal: Portal) -> bool:
    assert portal.process.poll() is None, portal.log
    try:
        return portal.ask("/health/live", timeout=5).status == 200
    except OSError:
        return False


def wait_until(true: Callable[[], Any], seconds: float = 180) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "It did not come to that"
        time.sleep(0.05)


@dataclass
class Several:
    """Requests that are asked at the same time."""

    answers: list[Answer] = field(default_factory=list)
    threads: list[threading.Thread] = field(default_factory=list)

    def start(self, ask: Callable[[], Answer], times: int = 1) -> None:
        for _ in range(times):
            thread = threading.Thread(target=lambda: self.answers.append(ask()))
            thread.start()
            self.threads.append(thread)

    def join(self) -> list[Answer]:
        for thread in self.threads:
            thread.join(120)
        return self.answers
