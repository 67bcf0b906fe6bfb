"""How long the public pages take, on the starter content, over HTTP from one gunicorn worker.

Every page is asked for in turn, round after round, so that whatever else the machine does falls
on all of them alike. `/health/live` asks nothing of the database or of templates: it is the
floor under every page, measured in the same rounds. Arguments: ``--rounds 100``.
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
FLOOR = "/health/live"
LISTS = ["/case-studies/", "/strategies/", "/councils/", "/sources/", "/frameworks/"]
WARM_UP = 5


@dataclass
class Page:
    """An address, and what was measured of it."""

    address: str
    size: int = 0
    queries: int = 0
    milliseconds: list[float] = field(default_factory=list)

    @property
    def p50(self) -> float:
        return statistics.median(self.milliseconds)

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.milliseconds, n=20)[-1]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=100)
    rounds = parser.parse_args().rounds

    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        environment = {
            "DATABASE_URL": f"sqlite:///{folder}/portal.sqlite3",
            "INDEX_DIR": f"{folder}/index",
            "DEBUG": "0",
            "ALLOWED_HOSTS": "127.0.0.1,testserver",
            "WEB_CONCURRENCY": "1",
        }
        os.environ |= environment
        subprocess.run([sys.executable, "manage.py", "prepare"], cwd=ROOT, check=True)
        with server() as connection:
            pages = [Page(FLOOR), Page("/"), *found_pages(connection)]
            for page in pages:
                page.size = len(get(connection, page.address))
            measure(connection, pages, rounds)
        count_queries(pages)
    print(table(pages, rounds))
    return 0


@contextmanager
def server() -> Iterator[http.client.HTTPConnection]:
    """Serve with one worker on a free port, and yield a connection to it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--config", "wellbeing_portal/gunicorn.conf.py"]
    process = subprocess.Popen(
        [*command, "--bind", f"127.0.0.1:{port}"], cwd=ROOT, stdout=subprocess.DEVNULL
    )
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        wait_for(connection)
        yield connection
    finally:
        connection.close()
        process.terminate()
        process.wait(10)


def wait_for(connection: http.client.HTTPConnection) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            get(connection, FLOOR)
        except OSError:
            connection.close()
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return


def get(connection: http.client.HTTPConnection, address: str) -> bytes:
    connection.request("GET", address)
    response = connection.getresponse()
    body = response.read()
    if response.status != http.client.OK:
        raise RuntimeError(f"{address} answered {response.status}")
    return body


def found_pages(connection: http.client.HTTPConnection) -> Iterator[Page]:
    """Every list, and of what it lists the page with the most to show."""
    sitemap = get(connection, "/sitemap.xml").decode()
    addresses = re.findall(r"<loc>https?://[^/]+(/[^<]*)</loc>", sitemap)
    for start in LISTS:
        yield Page(start)
        singles = [one for one in addresses if one.startswith(start) and one != start]
        if singles:
            yield Page(max(singles, key=lambda one: len(get(connection, one))))


def measure(connection: http.client.HTTPConnection, pages: list[Page], rounds: int) -> None:
    for number in range(WARM_UP + rounds):
        for page in pages:
            started = time.perf_counter()
            get(connection, page.address)
            if number >= WARM_UP:
                page.milliseconds.append((time.perf_counter() - started) * 1000)


def count_queries(pages: list[Page]) -> None:
    """Ask for each page once more in this process, where queries can be counted."""
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "wellbeing_portal.settings"
    import django

    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    for page in pages:
        client.get(page.address)
        with CaptureQueriesContext(connection) as captured:
            client.get(page.address)
        page.queries = len(captured)


def table(pages: list[Page], rounds: int) -> str:
    floor = pages[0].p50
    width = max(len(page.address) for page in pages)
    lines = [
        f"One gunicorn worker, SQLite, {rounds} requests a page after {WARM_UP} to warm up\n",
        f"{'page':{width}}  p50 ms  p95 ms  × floor  queries  bytes",
    ]
    lines += [
        f"{page.address:{width}}  {page.p50:6.1f}  {page.p95:6.1f}  {page.p50 / floor:7.1f}"
        f"  {page.queries:7}  {page.size:,}"
        for page in pages
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
