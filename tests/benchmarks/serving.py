"""Starts what is measured, asks it over HTTP, and looks at what it costs."""

from __future__ import annotations

import gzip
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.databases import ROOT, Place

TIMEOUT = 300


@dataclass(frozen=True)
class Answer:
    """What came back, and how long it took."""

    status: int
    milliseconds: float
    body: bytes
    queries: int
    sent: int
    tag: str


class Server:
    """A process that answers on 127.0.0.1, and one connection to it."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process = process
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)

    def get(self, address: str, mode: str = "", tag: str = "", *, anew: bool = True) -> Answer:
        """Ask for a page, as a browser does that reads what is compressed.

        It is made ``anew`` past all copies, or else what has not changed since ``tag`` need not
        be sent. What fails for want of a connection is asked once more.
        """
        headers = {"X-Bench-Mode": mode, "Accept-Encoding": "gzip"}
        headers |= {"Cache-Control": "no-cache"} if anew else {}
        headers |= {"If-None-Match": tag} if tag else {}
        started = time.perf_counter()
        try:
            self.connection.request("GET", address, headers=headers)
            response = self.connection.getresponse()
        except http.client.RemoteDisconnected:
            self.connection.close()
            started = time.perf_counter()
            self.connection.request("GET", address, headers=headers)
            response = self.connection.getresponse()
        body = response.read()
        took = (time.perf_counter() - started) * 1000
        is_small = response.headers.get("Content-Encoding") == "gzip"
        return Answer(
            response.status,
            took,
            gzip.decompress(body) if is_small else body,
            int(response.headers.get("X-Bench-Queries", 0)),
            len(body),
            response.headers.get("ETag", ""),
        )

    def wait(self, address: str) -> None:
        """Wait until it answers at all."""
        deadline = time.monotonic() + TIMEOUT
        while True:
            try:
                self.get(address)
            except OSError:
                self.connection.close()
                if time.monotonic() > deadline or self.process.poll() is not None:
                    raise
                time.sleep(0.1)
            else:
                return

    @property
    def worker(self) -> int:
        """The process that answers: gunicorn's one worker, or the process itself."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return int((children.read_text().split() or [str(self.process.pid)])[0])

    def cpu(self) -> float:
        """Milliseconds of processor time that the threads of the worker have used."""
        tasks = Path(f"/proc/{self.worker}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1_000_000

    def memory(self) -> dict[str, float]:
        """Megabytes: resident, its own (what would be free without it), and pages of files.

        What it still shares with the process that loaded the portal is in the first alone.
        """
        lines = Path(f"/proc/{self.worker}/smaps_rollup").read_text().splitlines()[1:]
        said = {
            name: int(rest.split()[0]) / 1024 for name, rest in (one.split(":") for one in lines)
        }
        return {
            "resident": round(said["Rss"], 1),
            "own": round(said["Private_Dirty"], 1),
            "files": round(said["Rss"] - said["Anonymous"], 1),
        }


@contextmanager
def _serving(command: list[str], environment: dict[str, str], live: str) -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [part.replace("PORT", str(port)) for part in command]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    server = Server(process, port)
    try:
        server.wait(live)
        yield server
    finally:
        server.connection.close()
        process.terminate()
        process.wait(20)


@contextmanager
def portal(place: Place) -> Iterator[Server]:
    """Serve the portal with one gunicorn worker."""
    command = [
        sys.executable, "-m", "gunicorn", "--config", "wellbeing_portal/gunicorn.conf.py",
        "--bind", "127.0.0.1:PORT",
    ]  # fmt: skip
    with _serving(command, place.environment, "/health/live") as server:
        yield server


@contextmanager
def datasette(file: Path) -> Iterator[Server]:
    """Serve a SQLite file with Datasette, told to finish every facet, however long it takes."""
    limits = ("facet_time_limit_ms", "sql_time_limit_ms")
    settings = [part for name in limits for part in ("--setting", name, str(TIMEOUT * 1000))]
    settings += ["--setting", "suggest_facets", "off", "--setting", "default_page_size", "20"]
    command = [sys.executable, "-m", "datasette", "serve", str(file), "--port", "PORT", *settings]
    with _serving(command, dict(os.environ), "/-/versions.json") as server:
        yield server
