"""Builds an index in several processes, each a part of it.

Making documents is work for Python, and one process of Python uses one processor. Each process
here has an index of its own; in the end their files, which never change, are laid together.
"""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, TypeAlias

from django.db import connection

from .folder import join
from .processes import start
from .writing import (
    HEAP,
    Progress,
    Task,
    WriteFailed,
    add_task,
    batches,
    create,
    release,
    telling,
)

MOST = 4
"""Processes that share a build; more would keep the database from answering anybody else."""

Pipe: TypeAlias = "Connection[Any, Any]"


def processors() -> int:
    """Return how many processes may share a build here."""
    # Not every system says which processors are this process's own.
    ours = getattr(os, "sched_getaffinity", lambda _: range(os.cpu_count() or 1))
    return min(MOST, len(ours(0)))


ENDED = "a process that built a part of the index ended"


def build_in_parts(folder: Path, processes: int, progress: Progress | None = None) -> None:
    """Write everything that is published into a new folder, which lacks only its stamp.

    Raises:
        WriteFailed: a process could not write its part, or ended before its time.
    """
    parts = [folder.with_name(f"{folder.name}-part{number}") for number in range(processes)]
    try:
        with _started(parts) as pipes:
            _share_out(pipes, batches(), progress)
        join(parts, folder)
    finally:
        for part in parts:
            shutil.rmtree(part, ignore_errors=True)


def _share_out(pipes: list[Pipe], tasks: Iterable[Task], progress: Progress | None) -> None:
    """Give each process something to do whenever it has done what it had."""
    left = iter(tasks)
    doing: dict[Pipe, Task | None] = {}
    tell = telling(progress)

    def give(pipe: Pipe) -> None:
        task = doing[pipe] = next(left, None)
        try:
            pipe.send(task)
        except OSError as error:
            raise WriteFailed(ENDED) from error

    for pipe in pipes:
        give(pipe)
    while doing:
        for ready in [pipe for pipe in wait(list(doing)) if isinstance(pipe, Connection)]:
            task = doing.pop(ready)
            _hear(ready)
            if task is not None:
                tell(task)
                give(ready)


def _hear(pipe: Pipe) -> None:
    try:
        problem = pipe.recv()
    except (EOFError, OSError) as error:
        raise WriteFailed(ENDED) from error
    if problem:
        raise WriteFailed(problem)


@contextmanager
def _started(parts: list[Path]) -> Iterator[list[Pipe]]:
    """Start a process for each part. They end with the block, however it ends."""
    running, pipes = [], []
    try:
        for part in parts:
            process, pipe = start(f"{__name__}.build_part", part, HEAP // len(parts))
            running.append(process)
            pipes.append(pipe)
        yield pipes
    finally:
        for pipe in pipes:
            pipe.close()
        for process in running:
            process.kill()
            process.wait()


def build_part(pipe: Pipe, folder: Path, heap: int) -> None:
    """Write the records that the starting process names into an index in ``folder``.

    An empty answer says that all is well. When the starting process ends, so does this one.
    """
    # Documents hold no circles, and looking for some took a sixth of the time.
    gc.freeze()
    gc.disable()
    try:
        index = create(folder)
        writer = index.writer(heap, 1)
        while task := pipe.recv():
            add_task(writer, index.schema, task)
            gc.collect()
            pipe.send("")
        writer.commit()
        release(writer)
        pipe.send("")
    except EOFError:
        return
    except (OSError, ValueError, SystemError, WriteFailed) as error:
        pipe.send(str(error) or type(error).__name__)
    finally:
        connection.close()
