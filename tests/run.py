"""Runs the whole suite: on SQLite, on PostgreSQL, in Chromium, behind nginx, and on paper.

What is not on this machine is left out and named at the end; with CI=true or REQUIRE_ALL=1 it
counts as a failure. Arguments go to pytest: ``make test ARGS="-k council"``.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests import postgres  # noqa: E402
from tests.chromium import find_chromium  # noqa: E402
from tests.deployment.site import find_nginx  # noqa: E402
from tests.office import find_office  # noqa: E402

TESTS_FAILED, NO_TESTS_RAN = 1, 5
FEW = 5
"""Failures of a part up to which each is tried again by itself; more are no matter of chance."""
PAGES = "not browser and not deployment and not paper"
MEMORY = "sqlite:///:memory:"
FOLDERS = {"browser": "tests/e2e", "deployment": "tests/deployment", "paper": "tests/takeaway"}
"""Where all tests of a mark stand, so that no others need to be read; conftest.py sees to it."""


@dataclass(frozen=True)
class Outcome:
    """How one part of the suite ended."""

    name: str
    passed: int
    failed: int
    skipped: int
    seconds: float
    ok: bool
    shaky: int = 0
    """Tests that failed among the others and passed by themselves."""

    def __str__(self) -> str:
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        shaky = f" ({self.shaky} only when run again by themselves)" if self.shaky else ""
        verdict = shaky if self.ok else "  FAILED"
        counts = f"{self.passed} passed, {self.failed} failed{skipped}"
        return f"  {self.name:10}  {counts} in {self.seconds:.0f} s{verdict}"


def main(arguments: list[str]) -> int:
    required = os.environ.get("REQUIRE_ALL") == "1" or os.environ.get("CI") == "true"
    seed = f"--randomly-seed={random.randrange(10**6)}"  # noqa: S311
    if not any(argument.startswith("--randomly-seed") for argument in arguments):
        arguments = [seed, *arguments]
    with kept_bytecode(), tempfile.TemporaryDirectory() as made:
        # Tables and contents are made by the first part that needs them, and kept for the others.
        os.environ["MADE_FOR_TESTS"] = made
        return run(arguments, required=required)


@contextmanager
def kept_bytecode() -> Iterator[None]:
    """Let what is compiled once be read by every process of this run, also where none is kept.

    A run starts hundreds of processes, and compiling takes each of them longer than its work.
    """
    with tempfile.TemporaryDirectory() as folder:
        if sys.dont_write_bytecode:
            os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
            os.environ["PYTHONPYCACHEPREFIX"] = folder
        yield


def run(arguments: list[str], *, required: bool) -> int:
    """Run every part and say how it ended."""
    missing: list[str] = []

    outcomes = [run_part("SQLite", PAGES, MEMORY, arguments)]
    with postgres_address() as address:
        if address:
            outcomes.append(run_part("PostgreSQL", PAGES, address, arguments))
        else:
            missing.append("PostgreSQL (no server here; TEST_POSTGRES_URL can name one)")
    if find_chromium():
        outcomes.append(run_part("Chromium", "browser", MEMORY, arguments))
    else:
        missing.append("Chromium (not found; CHROMIUM_PATH can say where it is)")
    needed = {"nginx": find_nginx(), "PostgreSQL": postgres.find_binaries()}
    if all(needed.values()):
        outcomes.append(run_part("Deployment", "deployment", MEMORY, arguments))
    else:
        lacking = " and ".join(name for name, found in needed.items() if not found)
        missing.append(f"Deployment (no {lacking} here)")
    if find_office():
        outcomes.append(run_part("Paper", "paper", MEMORY, arguments))
    else:
        missing.append("Paper (no LibreOffice here)")

    print("\nThe suite, part by part:", *outcomes, sep="\n")
    failed = sum(outcome.failed for outcome in outcomes)
    print(f"\n{sum(outcome.passed for outcome in outcomes)} passed, {failed} failed")
    if missing:
        print(f"{'Missing' if required else 'Not run'}: {'; '.join(missing)}")
    ok = all(outcome.ok for outcome in outcomes) and not (missing and required)
    return 0 if ok else 1


def run_part(name: str, marker: str, database: str, arguments: list[str]) -> Outcome:
    """Run the tests that ``marker`` selects on ``database``.

    A few failures are looked at again, each by itself: a test that fails twice is a fault, one
    that fails only among others on a busy machine is named at the end and should be mended.
    """
    print(f"\n══ {name} ══", flush=True)
    started, shaky = time.monotonic(), 0
    with tempfile.TemporaryDirectory() as folder:
        chosen = ["-o", f"cache_dir={folder}", "-m", marker, *where(marker, arguments), *arguments]
        code, passed, failed, skipped = run_tests(["-n", "auto", *chosen], database)
        if code == TESTS_FAILED and failed <= FEW:
            print(f"\n── {name}: what failed, again, by itself ──", flush=True)
            code, shaky, still, _ = run_tests(["-n", "0", "--last-failed", *chosen], database)
            passed, failed = passed + failed - still, still
    selected_none = code == NO_TESTS_RAN and len(arguments) > 1
    seconds = time.monotonic() - started
    return Outcome(name, passed, failed, skipped, seconds, code == 0 or selected_none, shaky)


def where(marker: str, arguments: list[str]) -> list[str]:
    """Where to look for tests that ``marker`` selects, unless the arguments say it."""
    said = any((ROOT / one.partition("::")[0]).exists() for one in arguments if one)
    return [FOLDERS[marker]] if marker in FOLDERS and not said else []


def run_tests(arguments: list[str], database: str) -> tuple[int, int, int, int]:
    """Run tests; return the code they end with, and how many passed, failed and were skipped."""
    with tempfile.NamedTemporaryFile(suffix=".xml") as report:
        code = subprocess.run(
            [
                sys.executable,
                "-m",
                "pytest",
                "--dist=worksteal",
                f"--junitxml={report.name}",
                *arguments,
            ],
            cwd=ROOT,
            env=os.environ | {"DATABASE_URL": database},
            stdin=subprocess.DEVNULL,
            check=False,
        ).returncode
        return code, *counts(Path(report.name))


def counts(report: Path) -> tuple[int, int, int]:
    """How many tests passed, failed and were skipped, as pytest's report says."""
    text = report.read_text()
    if not text:
        return 0, 0, 0
    suites = list(ET.fromstring(text).iter("testsuite"))  # noqa: S314

    def total(name: str) -> int:
        return sum(int(suite.get(name, 0)) for suite in suites)

    failed, skipped = total("failures") + total("errors"), total("skipped")
    return total("tests") - failed - skipped, failed, skipped


@contextmanager
def postgres_address() -> Iterator[str | None]:
    """The server that TEST_POSTGRES_URL names, or one of our own where it can be started."""
    named = os.environ.get("TEST_POSTGRES_URL")
    binaries = postgres.find_binaries()
    if named:
        yield named
    elif binaries:
        with postgres.server(binaries) as address:
            yield address
    else:
        yield None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
