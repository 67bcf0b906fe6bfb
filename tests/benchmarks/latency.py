"""How long a committed change takes to be on the next page served."""

from __future__ import annotations

import subprocess
import sys
import time

from tests.benchmarks.databases import ROOT, Place
from tests.benchmarks.serving import Server

WORDS = ("zebrafinch", "marmoset", "axolotl", "capybara", "pangolin")


def change_until_visible(place: Place, server: Server) -> list[float]:
    """Change a title in another process, ask for the list, and return the milliseconds between.

    The page asked for is a search for the new word: it is right only once the change is applied.
    What it takes therefore includes the page itself.
    """
    command = [sys.executable, "-m", "tests.benchmarks.change"]
    found = []
    with subprocess.Popen(
        command, cwd=ROOT, env=place.environment, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdin
        assert process.stdout
        for word in (*WORDS, ""):
            process.stdin.write(f"{word}\n")
            process.stdin.flush()
            committed = float(process.stdout.readline().split()[0])
            if word:
                answer = server.get(f"/case-studies/?q={word}")
                if b'data-total="1"' not in answer.body:
                    raise RuntimeError(f"The change is not on the next page: {answer.status}")
                found.append((time.monotonic() - committed) * 1000)
        process.stdin.close()
    server.get("/case-studies/")
    return found
