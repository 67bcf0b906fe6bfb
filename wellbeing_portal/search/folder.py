"""Where an index lies on disk: its folder, who may write it, and whether it is whole.

``INDEX_DIR/<lineage>-<fingerprint>/`` belongs to one database and one set of declarations::

    current        the name of the generation that is read
    g-…/           a generation: an index in Tantivy's own format
    update.lock    held by the process that applies changes or swaps generations
    build.lock     held by the process that builds a new generation
    readers.lock   shared by the processes that read
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

HOUR = 60 * 60
DAY = 24 * HOUR
MONTH = 30 * DAY


class Damaged(Exception):
    """A generation cannot be read, or not rightly."""


class Locked(Exception):
    """Somebody else holds the lock."""


class Home:
    """The folder of one database's index."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._used: int | None = None

    def current(self) -> Path | None:
        """Return the generation that is read, if there is one."""
        try:
            name = (self.path / "current").read_text().strip()
        except (OSError, UnicodeDecodeError):
            return None
        folder = self.path / name
        return folder if name.startswith("g-") and (folder / "meta.json").exists() else None

    def new_generation(self) -> Path:
        """Return the folder that the next generation is to be made in."""
        self.path.mkdir(parents=True, exist_ok=True)
        return self.path / f"g-{secrets.token_hex(6)}"

    def make_current(self, generation: Path) -> None:
        """Let readers find ``generation``, from one moment to the next."""
        pointer = self.path / f"current.{secrets.token_hex(4)}"
        try:
            with pointer.open("w") as file:
                file.write(generation.name)
                file.flush()
                os.fsync(file.fileno())
            pointer.replace(self.path / "current")
        finally:
            pointer.unlink(missing_ok=True)

    def use(self) -> None:
        """Keep other releases from taking this folder away for as long as this process lives."""
        with suppress(OSError):
            path = self.path / "readers.lock"
            descriptor = os.open(path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o666)
            fcntl.flock(descriptor, fcntl.LOCK_SH)
            former, self._used = self._used, descriptor
            if former is not None:
                os.close(former)

    def tidy(self) -> None:
        """Remove what killed processes left, unless somebody is building."""
        if self.path.exists():
            with suppress(Locked, OSError), self.locked("build"):
                self.sweep()

    def sweep(self) -> None:
        """Remove former generations, what a killed process left, and homes nobody uses.

        Whoever still reads a former generation keeps its files open, and Linux keeps them until
        then. Only whoever holds the lock for builds may call this.
        """
        current = self.current()
        for folder in self.path.glob("[gp]-*"):
            recent = folder.name.startswith("p-") and _age(folder) < HOUR
            if folder != current and not recent:
                shutil.rmtree(folder, ignore_errors=True)
        for pointer in self.path.glob("current.*"):
            pointer.unlink(missing_ok=True)
        lineage = self.path.name.split("-")[0]
        for other in filter(_is_home, self.path.parent.iterdir()):
            ours = other.name.split("-")[0] == lineage
            if other != self.path and Home(other).is_idle_for(DAY if ours else MONTH):
                shutil.rmtree(other, ignore_errors=True)

    def is_idle_for(self, seconds: float) -> bool:
        """Tell whether no process uses this home, nor has written to it for so long.

        That of another release stays for a while after its last process, lest it come back.
        """
        written = [self.path, *(self.path / f"{name}.lock" for name in ("update", "build"))]
        if min(map(_age, filter(Path.exists, written)), default=0) < seconds:
            return False
        try:
            for name in ("readers", "build", "update"):
                _probe(self.path / f"{name}.lock")
        except BlockingIOError:
            return False
        return True

    @contextmanager
    def locked(self, name: str, *, wait: bool = False) -> Iterator[None]:
        """Hold a lock of this host; the system gives it back when a process dies.

        Raises:
            Locked: somebody else holds it, and we do not wait.
            OSError: the folder cannot be written.
        """
        release = self.acquire(name, wait=wait)
        try:
            yield
        finally:
            os.close(release)

    def acquire(self, name: str, *, wait: bool = False) -> int:
        """Take a lock and return what to close to give it back."""
        self.path.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.path / f"{name}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            os.utime(descriptor)
        except BlockingIOError:
            os.close(descriptor)
            raise Locked(name) from None
        except BaseException:
            os.close(descriptor)
            raise
        return descriptor

    def held_for(self, name: str) -> float:
        """Return for how many seconds somebody has held a lock; 0 if nobody does."""
        try:
            os.close(self.acquire(name))
        except Locked:
            return max(_age(self.path / f"{name}.lock"), 0.001)
        except OSError:
            return 0
        return 0


def _is_home(path: Path) -> bool:
    """Tell whether a folder is one of ours, lest we remove anything else."""
    return bool(re.fullmatch("[0-9a-f]{16}-[0-9a-f]{12}", path.name))


def _probe(lock: Path) -> None:
    """Fail with ``BlockingIOError`` where somebody holds a lock, and leave no trace."""
    try:
        descriptor = os.open(lock, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    finally:
        os.close(descriptor)


def clone(generation: Path, target: Path) -> None:
    """Make a second index of what was committed, whose files are never changed, only replaced."""
    join([generation], target)


def join(parts: list[Path], target: Path) -> None:
    """Make one index of several with the same fields, whose files it shares."""
    target.mkdir(parents=True)
    whole: dict[str, Any] = {}
    for part in parts:
        said, files = committed_files(part)
        for file in files:
            os.link(file, target / file.name)
        meta = json.loads(said)
        whole = whole or {**meta, "segments": [], "opstamp": 0}
        whole["segments"] += meta["segments"]
        whole["opstamp"] = max(whole["opstamp"], meta["opstamp"])
    names = ["meta.json", *sorted(file.name for file in target.iterdir())]
    (target / ".managed.json").write_text(json.dumps(names))
    (target / "meta.json").write_text(json.dumps(whole))


def committed_files(generation: Path) -> tuple[str, list[Path]]:
    """Return what the last commit says, and the files it stands on.

    Raises:
        Damaged: it cannot be read.
    """
    try:
        said = (generation / "meta.json").read_text()
        segments = [
            (segment["segment_id"].replace("-", ""), segment["deletes"])
            for segment in json.loads(said)["segments"]
        ]
        names = [file.name for file in generation.iterdir()]
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise Damaged(f"meta.json: {error}") from error
    files = []
    for segment, deletes in segments:
        kept = f"{segment}.{deletes['opstamp']}.del" if deletes else ""
        found = [
            name
            for name in names
            if name.startswith(segment) and (not name.endswith(".del") or name == kept)
        ]
        if not found or (kept and kept not in found):
            raise Damaged(f"a part is missing: {segment}")
        files += [generation / name for name in found]
    return said, files


def remove_leftovers(generation: Path) -> None:
    """Remove what a killed process wrote and never committed.

    Names of deletions are made of numbers that come again, and the engine writes over no file.
    Only whoever holds the lock for updates may call this.

    Raises:
        Damaged: the last commit cannot be read.
    """
    kept = {file.name for file in committed_files(generation)[1]}
    for file in generation.iterdir():
        if file.name not in kept and file.suffix not in {".json", ".lock"}:
            file.unlink(missing_ok=True)


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0
