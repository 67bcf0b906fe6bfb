"""Processes that begin at once: each is a fork of one that has read the portal's code.

To start Python and read all modules takes longer than what most of them are started for. They
share nothing once they have begun: the one that they are forks of asks no database and no index.
"""

from __future__ import annotations

import gc
import json
import os
import socket
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from wellbeing_portal.settings import BASE_DIR

MODULE = "tests.forking"


class Forked:
    """A process that runs a script, and what it says."""

    def __init__(self, pid: int, out: IO[str], error: IO[str]) -> None:
        self.pid = pid
        self.stdout = out
        self._error = error

    @property
    def error(self) -> str:
        """What it has written to standard error."""
        self._error.seek(0)
        return self._error.read()


class Forks:
    """Starts processes, one script each."""

    def __init__(self, asked: socket.socket, patience: float) -> None:
        self._asked = asked
        self._asked.settimeout(patience)
        self._answers = asked.makefile("r", encoding="utf-8")
        self._begun: list[Forked] = []

    def start(self, script: str) -> Forked:
        reading, writing = os.pipe()
        error = TemporaryFile("w+")  # noqa: SIM115 - it is closed with the process
        try:
            socket.send_fds(self._asked, [b"s"], [writing, error.fileno()])
            self._tell(script)
        finally:
            os.close(writing)
        forked = Forked(int(self._answers.readline()), os.fdopen(reading), error)
        self._begun.append(forked)
        return forked

    def end_of(self, forked: Forked) -> int:
        """Wait for a process, and return the code that it ends with: of a signal, less than 0."""
        self._asked.sendall(b"w")
        self._tell(str(forked.pid))
        return int(self._answers.readline())

    def _tell(self, text: str) -> None:
        self._asked.sendall(json.dumps(text).encode() + b"\n")

    def close(self) -> None:
        for forked in self._begun:
            forked.stdout.close()
            forked._error.close()


@contextmanager
def forks(folder: Path, database: str, patience: float) -> Iterator[Forks]:
    """Start processes of a portal that has this database, and its index in ``folder``."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        process = subprocess.Popen(
            [sys.executable, "-m", MODULE, str(theirs.fileno())],
            cwd=BASE_DIR,
            env=os.environ
            | {
                "DATABASE_URL": database,
                "INDEX_DIR": str(folder / "index"),
                "DJANGO_SETTINGS_MODULE": "tests.settings",
            },
            pass_fds=[theirs.fileno()],
            # With whatever it has started it is one group, which ends together.
            start_new_session=True,
        )
        theirs.close()
        given = Forks(ours, patience)
        try:
            yield given
        finally:
            given.close()
            os.killpg(process.pid, 9)
            process.wait()


def main(descriptor: int) -> None:
    """Read the portal's code, and fork for each script that is asked for."""
    import django

    django.setup()
    from django.urls import get_resolver

    import tests.people  # noqa: F401 - as every script may ask for it
    from tests import factories  # noqa: F401

    assert get_resolver().url_patterns
    # What has been read is in nobody's way: no fork looks through it for what could be thrown away.
    gc.collect()
    gc.freeze()
    with socket.socket(fileno=descriptor) as asked:
        serve(asked)


def serve(asked: socket.socket) -> None:
    """Start scripts and wait for processes, as long as somebody asks; in a fork, run its script."""
    while True:
        what, descriptors, _flags, _address = socket.recv_fds(asked, 1, 2)
        if not what:
            return
        said = line_of(asked)
        if what == b"w":
            answer = os.waitstatus_to_exitcode(os.waitpid(int(said), 0)[1])
        else:
            answer = os.fork()
            if answer == 0:
                asked.close()
                run(said, *descriptors)
                return
            for descriptor in descriptors:
                os.close(descriptor)
        asked.sendall(f"{answer}\n".encode())


def line_of(asked: socket.socket) -> str:
    parts = b""
    while not parts.endswith(b"\n"):
        parts += asked.recv(1 if not parts else 65536)
    said: str = json.loads(parts)
    return said


def run(script: str, out: int, error: int) -> None:
    """Run a script as the main module of a process whose output goes to these files."""
    os.dup2(out, 1)
    os.dup2(error, 2)
    os.close(out)
    os.close(error)
    try:
        exec(compile(script, "<script>", "exec"), {"__name__": "__main__"})  # noqa: S102
    except Exception:  # noqa: BLE001 - as Python ends with what nobody has caught
        traceback.print_exc()
        sys.exit(1)


if __name__ == "__main__":
    main(int(sys.argv[1]))
