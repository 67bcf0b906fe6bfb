"""One commit of an index, opened to be asked."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import tantivy

from .checksums import Signature, check_whole, stamp_of
from .declarations import registry
from .folder import Damaged, committed_files
from .reader import Reader
from .schema import build_schema, register_tokenizers
from .stamp import Stamp, Stamped, read_stamp
from .unavailable import IndexUnavailable

log = logging.getLogger(__name__)

TRIES = 5

LOCK = ".tantivy-meta.lock"
"""What the engine wants to write to, if only to read."""


@dataclass(frozen=True)
class Opened:
    """One commit of one generation, checked and ready to be asked.

    ``index`` is what writes to it; None where its folder lets nobody write.
    """

    generation: Path
    index: tantivy.Index | None
    stamped: Stamped
    said: str
    signature: Signature
    reader: Reader

    @property
    def stamp(self) -> Stamp:
        """Which content it holds."""
        return self.stamped.stamp

    def take_over(self, before: Opened) -> None:
        """Let its reader know what that of an earlier commit knew and still holds.

        Where that cannot be told, it finds all out anew.
        """
        changed = self.stamped.changed_since(before.stamp)
        if changed is None:
            return
        try:
            self.reader.take_over(before.reader, changed)
        except IndexUnavailable as error:
            log.debug("Nothing is taken over: %s", error)

    def is_whole(self) -> bool:
        """Tell whether every file is still the one that was checked."""
        try:
            return not self.reader.failed and all(
                stamp_of(self.generation / name) == seen for name, seen in self.signature.items()
            )
        except Damaged:
            return False

    def is_last_commit(self) -> bool:
        """Tell whether nothing has been committed since, and nothing damaged."""
        try:
            return committed_files(self.generation)[0] == self.said and self.is_whole()
        except Damaged:
            return False

    def can_answer(self) -> bool:
        """Tell whether it can be asked, though its folder may be gone.

        Whoever has a file open keeps what was in it when it is removed or replaced, and loses it
        only when somebody writes over it.
        """
        return not self.reader.failed and not any(
            _written_over(self.generation / name, seen) for name, seen in self.signature.items()
        )


def _written_over(file: Path, seen: tuple[int, int, int]) -> bool:
    try:
        now = stamp_of(file)
    except Damaged:
        return False
    return now[2] == seen[2] and now != seen


def open_generation(generation: Path, known: Signature | None = None) -> Opened:
    """Open the last commit of a generation.

    Raises:
        Damaged: it is not whole, or not of these declarations.
    """
    problem = "it keeps changing"
    for _ in range(TRIES):
        try:
            said, files = committed_files(generation)
            signature = check_whole(files, known or {})
            with _readable(generation) as folder:
                index = tantivy.Index(build_schema(registry), path=str(folder), reuse=True)
                register_tokenizers(index)
                index.config_reader("manual")
                index.reload()
                searcher = index.searcher()
            stamped = read_stamp(searcher, index.schema)
        except Damaged as error:
            # Another process may have joined parts and removed the old ones meanwhile.
            problem = str(error)
            continue
        except (ValueError, OSError) as error:
            raise Damaged(str(error)) from error
        if stamped is None:
            raise Damaged("it does not say which version it is of")
        if committed_files(generation)[0] == said:
            reader = Reader(searcher, index.schema)
            writes = index if folder == generation else None
            return Opened(generation, writes, stamped, said, signature, reader)
    raise Damaged(problem)


@contextmanager
def _readable(generation: Path) -> Iterator[Path]:
    """Yield a folder from which the engine can read a generation: itself, if that is allowed.

    Otherwise it is one of our own that points at the same files. It may go once they are open.
    """
    try:
        os.close(os.open(generation / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666))
    except OSError:
        with tempfile.TemporaryDirectory(prefix="portal-index-") as name:
            folder = Path(name)
            for file in generation.iterdir():
                if file.name.endswith(".json"):
                    shutil.copyfile(file, folder / file.name)
                elif file.suffix != ".lock":
                    (folder / file.name).symlink_to(file.resolve())
            yield folder
    else:
        yield generation
