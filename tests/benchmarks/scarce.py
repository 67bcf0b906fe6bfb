"""How often a page has to say "one moment", or that it is behind, when the index is hard put.

``python -m tests.benchmarks.scarce`` starts the portal with the starter content and two workers,
keeps every processor busy, and lets nine threads publish a change and read its page at once.
Then it removes the folder of the index while they only read.
"""

from __future__ import annotations

import argparse
import http.client
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
THREADS = 9
BEHIND = "Index-Behind-Since"


def environment(database: str, folder: Path) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": database,
        "INDEX_DIR": str(folder / "index"),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }


@contextmanager
def portal(env: dict[str, str]) -> Iterator[int]:
    """Serve with two workers at a free port."""
    subprocess.run(
        [sys.executable, "manage.py", "prepare", "--no-static"], cwd=ROOT, env=env, check=True
    )
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    configuration = "wellbeing_portal/gunicorn.conf.py"
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-c", configuration, "-b", f"127.0.0.1:{port}"],
        cwd=ROOT,
        env=env,
        stdout=subprocess.DEVNULL,
    )
    try:
        while True:
            try:
                if ask(port, "/health/ready")[0] == 200:
                    break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait()


@contextmanager
def busy(number: int) -> Iterator[None]:
    """Let so many processes do nothing but use their processor."""
    command = [sys.executable, "-c", "while True: pass"]
    processes = [subprocess.Popen(command) for _ in range(number)]
    try:
        yield
    finally:
        for process in processes:
            process.kill()
            process.wait()


def ask(port: int, path: str) -> tuple[int, bool, str]:
    """Return status, whether the answer says that it is behind, and the page."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path, headers={"Accept": "text/html"})
        answer = connection.getresponse()
        return answer.status, BEHIND in answer.headers, answer.read().decode()
    finally:
        connection.close()


def in_threads(work: Callable[[int], None]) -> None:
    threads = [threading.Thread(target=work, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def said(counts: Counter[str]) -> str:
    total = sum(counts.values()) or 1
    shares = (f"{name} {n} ({n / total:.1%})" for name, n in sorted(counts.items()))
    return f"{total} pages: {', '.join(shares)}"


def publishing(port: int, seconds: float) -> Counter[str]:
    """Let every thread publish a change and read its own page, over and over."""
    from django.db import connections

    from casestudies.models import CaseStudy

    keys = list(CaseStudy.objects.published().values_list("pk", flat=True)[:THREADS])
    counts: Counter[str] = Counter()
    slowest = [0.0]
    end = time.monotonic() + seconds

    def work(number: int) -> None:
        study = CaseStudy.objects.get(pk=keys[number % len(keys)])
        step = 0
        while time.monotonic() < end:
            step += 1
            word = f"zq{number}x{step}y"
            study.title = f"Study {word}"
            study.save()
            begun = time.monotonic()
            status, behind, page = ask(port, f"/case-studies/?q={word}&widen=no")
            slowest[0] = max(slowest[0], time.monotonic() - begun)
            right = status == 200 and f"Study {word}" in page.replace("<mark>", "").replace(
                "</mark>", ""
            )
            counts[
                "right"
                if right
                else "behind, and says so"
                if behind
                else f"status {status}"
                if status != 200
                else "STALE UNSAID"
            ] += 1
        connections.close_all()

    in_threads(work)
    print(f"  slowest page {slowest[0]:.1f} s")
    return counts


def removed(port: int, folder: Path, seconds: float) -> Counter[str]:
    """Remove the folder, and read until the time is up."""
    counts: Counter[str] = Counter()
    unavailable = [0.0]
    shutil.rmtree(folder / "index")
    start = time.monotonic()

    def work(number: int) -> None:
        while time.monotonic() < start + seconds:
            status, behind, _page = ask(port, f"/case-studies/?q=health&n={number}")
            if status != 200:
                unavailable[0] = max(unavailable[0], time.monotonic() - start)
            counts["behind, and says so" if behind else f"status {status}"] += 1

    in_threads(work)
    print(f"  last answer that was no page: after {unavailable[0]:.1f} s")
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--busy", type=int, default=2, help="processes that keep processors busy")
    parser.add_argument("--database", default="", help="SQLite in a folder of its own by default")
    options: Any = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = options.database or f"sqlite:///{folder / 'portal.sqlite3'}"
        env = environment(database, folder)
        os.environ |= env
        import django

        django.setup()
        with portal(env) as port, busy(options.busy):
            print("Publishing:", said(publishing(port, options.seconds)))
            print("Folder removed:", said(removed(port, folder, options.seconds)))


if __name__ == "__main__":
    main()
