"""Whether the files of an index are as the engine wrote them."""

from __future__ import annotations

import json
import os
import struct
import zlib
from pathlib import Path
from typing import BinaryIO

from .folder import Damaged

PART = 1 << 20
"""Bytes of a file that are read together."""

Signature = dict[str, tuple[int, int, int]]
"""Size, time of change and number of each file that was found whole."""

FOOTER_MAGIC = 1337
"""The last number of every file of Tantivy that is written once; a checksum stands before it."""


def check_whole(files: list[Path], known: Signature) -> Signature:
    """Return the signature of ``files``, after reading those that are not as they were.

    Raises:
        Damaged: one is missing, or its checksum is wrong.
    """
    signature: Signature = {}
    for file in files:
        seen = stamp_of(file)
        if known.get(file.name) != seen:
            _check_sum(file)
        signature[file.name] = seen
    return signature


def stamp_of(file: Path) -> tuple[int, int, int]:
    """Return what changes when somebody writes to a file or puts another in its place."""
    try:
        found = file.stat()
    except OSError as error:
        raise Damaged(f"{file.name}: {error.strerror}") from error
    return found.st_size, found.st_mtime_ns, found.st_ino


def _check_sum(file: Path) -> None:
    """Compare a file with the checksum at its end."""
    try:
        with file.open("rb") as data:
            end = data.seek(-8, os.SEEK_END)
            length, magic = struct.unpack("<II", data.read(8))
            end = data.seek(end - length)
            footer = json.loads(data.read(length))
            data.seek(0)
            whole = magic == FOOTER_MAGIC and _crc(data, end) == footer["crc"]
    except (OSError, ValueError, LookupError, TypeError, struct.error) as error:
        raise Damaged(f"{file.name}: {error}") from error
    if not whole:
        raise Damaged(f"{file.name}: its checksum is wrong")


def _crc(data: BinaryIO, length: int) -> int:
    """Return the checksum of the first bytes of a file, which may be larger than memory."""
    found = 0
    while length > 0 and (part := data.read(min(length, PART))):
        found = zlib.crc32(part, found)
        length -= len(part)
    return found
