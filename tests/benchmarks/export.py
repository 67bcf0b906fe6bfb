"""How much memory and time it takes to take every case study away, in each format.

``python tests/benchmarks/export.py --size 100000`` makes the database if there is none, writes each
file in a process of its own, and prints what the writing added to the process (its highest
resident memory less what it had before), what Python itself allocated at most (tracemalloc, in a
second run since it slows things down), the time to the first bytes and to the last.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
FORMATS = ("csv", "json", "xlsx", "docx")
LIMIT = 64
"""Megabytes that one export may add."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--database", type=Path)
    parser.add_argument("--one", choices=FORMATS, help=argparse.SUPPRESS)
    parser.add_argument("--trace", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(measure(given.one, trace=given.trace)))
        return 0
    with tempfile.TemporaryDirectory(prefix="portal-export-") as folder:
        database = given.database or Path(folder) / "portal.sqlite3"
        os.environ |= {
            "DATABASE_URL": f"sqlite:///{database}",
            "INDEX_DIR": f"{folder}/index",
            "DJANGO_SETTINGS_MODULE": "wellbeing_portal.settings",
            "PYTHONPATH": str(ROOT),
        }
        if not database.exists():
            make(given.size)
        return 0 if all(list(map(report, FORMATS))) else 1


def make(size: int) -> None:
    """Make a database of ``size`` case studies."""
    for command in (
        ["manage.py", "migrate", "--verbosity=0"],
        ["manage.py", "load_content"],
        ["-m", "tests.benchmarks.content", str(size)],
    ):
        subprocess.run([sys.executable, *command], cwd=ROOT, check=True)


def report(file_format: str) -> bool:
    """Print a line about one format; return whether it keeps within the limit."""
    plain, traced = (run(file_format, *option) for option in ((), ("--trace",)))
    print(
        f"{file_format:5} {plain['rows']:>9,} rows {plain['bytes'] / 1e6:7.1f} MB "
        f"{plain['resident']:6.1f} MB resident {traced['allocated']:6.1f} MB allocated "
        f"{plain['first'] * 1000:6.0f} ms to the first bytes {plain['seconds']:7.1f} s in all",
        flush=True,
    )
    return plain["resident"] <= LIMIT


def run(file_format: str, *options: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, __file__, "--one", file_format, *options],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout)


def measure(file_format: str, *, trace: bool) -> dict[str, float]:
    """Write one file to nowhere and say what it took."""
    import django

    django.setup()
    from django.test import RequestFactory
    from django.utils import timezone

    from casestudies.models import CaseStudy
    from wellbeing_portal.core.export.offers import offer_of
    from wellbeing_portal.core.export.table import About
    from wellbeing_portal.core.export.views import respond

    offered = offer_of(CaseStudy)
    assert offered
    about = About("All", "all", "https://portal.example/case-studies/", timezone.localtime())
    warm_up(offered, about)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if trace:
        tracemalloc.start()
    started = time.perf_counter()
    keys = list(CaseStudy.objects.published().order_by("title").values_list("pk", flat=True))
    response: Any = respond(RequestFactory().get("/"), file_format, offered, keys, about)
    size, first = 0, 0.0
    for piece in response.streaming_content:
        first = first or (time.perf_counter() - started if piece else 0.0)
        size += len(piece)
    return {
        "rows": len(keys),
        "bytes": size,
        "seconds": time.perf_counter() - started,
        "first": first,
        "resident": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024,
        "allocated": tracemalloc.get_traced_memory()[1] / 1e6 if trace else 0.0,
    }


def warm_up(offered, about) -> None:
    """Import and connect what a running server has long had."""
    from django.test import RequestFactory

    from wellbeing_portal.core.export.views import respond

    for file_format in FORMATS:
        response: Any = respond(RequestFactory().get("/"), file_format, offered, [], about)
        for _piece in response.streaming_content:
            pass


if __name__ == "__main__":
    sys.exit(main())
