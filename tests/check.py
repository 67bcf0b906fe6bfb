"""Runs every check, all of them even when one fails, and sums up at the end.

What needs a program that is not on this machine is left out and named; with CI=true or
REQUIRE_ALL=1 it counts as a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
MANAGE = [sys.executable, "manage.py"]
REQUIRED = os.environ.get("REQUIRE_ALL") == "1" or os.environ.get("CI") == "true"
"""Whether what is not on this machine counts as a failure."""
PRODUCTION = {
    "DEBUG": "0",
    "ALLOWED_HOSTS": "portal.example",
    "SECRET_KEY": "a-key-for-checks-that-protects-nothing-but-is-long-enough",
}


@dataclass(frozen=True)
class Check:
    """Commands that all have to succeed, and how to mend what they find."""

    name: str
    commands: list[list[str]]
    mend: str = ""
    env: dict[str, str] = field(default_factory=lambda: PRODUCTION)
    needs: str = ""
    """A program that a machine may lack: the check is then left out, unless all are required."""


@dataclass(frozen=True)
class Result:
    """What a check said, and whether it was content."""

    check: Check
    ok: bool
    output: str
    seconds: float
    left_out: bool = False

    @property
    def verdict(self) -> str:
        return ("ok" if self.ok else "FAILED") if not self.left_out else "left out"


def tool(name: str, *arguments: str) -> list[str]:
    return [str(BIN / name), *arguments]


def checks(folder: Path) -> list[Check]:
    database = PRODUCTION | {"DATABASE_URL": f"sqlite:///{folder / 'check.sqlite3'}"}
    of_pages = PRODUCTION | {
        "DATABASE_URL": f"sqlite:///{folder / 'pages.sqlite3'}",
        "INDEX_DIR": str(folder / "index"),
    }
    return [
        # Without its cache, with which the Django plugin forgets relations.
        Check("types", [tool("mypy", "--cache-dir", os.devnull)]),
        Check(
            "content files",
            [
                [*MANAGE, "migrate", "--verbosity=0"],
                [*MANAGE, "load_content", "--check"],
            ],
            env=database,
        ),
        Check(
            "HTML",
            [
                [*MANAGE, "migrate", "--verbosity=0"],
                [*MANAGE, "load_content"],
                [sys.executable, "tests/nu_html.py"],
            ],
            env=of_pages,
            needs="java",
        ),
        Check(
            "repeated texts", [[sys.executable, "tests/repeated_texts.py"]], "say it in other words"
        ),
        Check(
            "reading ease",
            [[sys.executable, "-m", "tests.reading_ease"]],
            "shorter sentences, plainer words",
        ),
        Check("templates", [tool("djlint", "--lint", "--quiet", "templates")]),
        Check("format", [tool("ruff", "format", "--check", "--diff", ".")], "ruff format ."),
        Check("lint", [tool("ruff", "check", ".")], "ruff check --fix ."),
        Check("imports", [tool("lint-imports", "--no-cache")]),
        Check(
            "production settings",
            [[*MANAGE, "check", "--deploy", "--fail-level=WARNING"]],
        ),
        Check(
            "migrations",
            [[*MANAGE, "makemigrations", "--check", "--dry-run"]],
            "manage.py makemigrations",
            PRODUCTION | {"DATABASE_URL": "sqlite:///:memory:"},
        ),
    ]


def run(check: Check) -> Result:
    if check.needs and not shutil.which(check.needs):
        words = f"{check.needs} was not found on this machine"
        return Result(check, not REQUIRED, words, 0, left_out=not REQUIRED)
    started = time.monotonic()
    output, ok = "", True
    for command in check.commands:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=os.environ | check.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        output += done.stdout
        if done.returncode:
            ok = False
            break
    return Result(check, ok, output, time.monotonic() - started)


def main() -> int:
    with (
        tempfile.TemporaryDirectory(prefix="portal-check-") as folder,
        ThreadPoolExecutor(max_workers=os.cpu_count()) as pool,
    ):
        results = list(pool.map(run, checks(Path(folder))))
    for result in results:
        if not result.ok:
            print(f"══ {result.check.name} ══\n{result.output.rstrip()}\n")
    for result in results:
        hint = f"  (try: {result.check.mend})" if result.check.mend and not result.ok else ""
        why = f": {result.output}" if result.left_out else f"  {result.seconds:.1f} s"
        print(f"  {result.verdict:8}  {result.check.name}{why}{hint}")
    failed = sum(not result.ok for result in results)
    skipped = sum(result.left_out for result in results)
    words = f", {skipped} left out" if skipped else ""
    print(f"\n{len(results) - failed - skipped} checks passed, {failed} failed{words}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
