"""Finds runs of words that stand in the texts of two content files: each account speaks for itself.

Names and titles of things may stand anywhere; what is compared is what we wrote. The files are
read as they are, so that a repetition is found before anything is loaded.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
FOLDERS = (ROOT / "casestudies" / "content", ROOT / "strategies" / "content")
LENGTH = 12
"""So many words in the same order are no chance."""
NAMES = {"title", "name", "author", "publisher", "body", "partnership"}
NO_TEXT = NAMES | {
    *("slug", "locator", "url", "source", "edition", "contact", "contact_address", "kind", "unit"),
    *("period", "readings", "key", "finding", "basis", "vision"),
}
"""What is a name, an address or a tag, or somebody else's words."""
WORD = re.compile(r"[^\W_]+(?:[’'.,][^\W_]+)*")
GAP = "|"

Files = dict[str, Any]
"""What each content file holds, by its name."""


def main() -> int:
    """Print each run that two files share; return how many files share one, at most 1."""
    files, names = read(FOLDERS)
    shared = shared_runs(files, names)
    for together, runs in sorted(shared.items()):
        sys.stdout.write(f"{', '.join(together)}: “{runs[0]}…”\n")
    return 1 if shared else 0


def read(folders: Iterable[Path]) -> tuple[Files, set[str]]:
    """Return every content file below ``folders``, and the names that tables of concepts hold."""
    files: Files = {}
    names: set[str] = set()
    for folder in folders:
        for path in sorted(folder.glob("*/*.yaml")):
            files[f"{path.parent.name}/{path.name}"] = yaml.safe_load(path.read_text())
        for path in folder.glob("*.csv"):
            with path.open(newline="") as table:
                names |= {row["name"] for row in csv.DictReader(table) if row.get("name")}
    return files, names


def shared_runs(files: Files, names: Iterable[str] = ()) -> dict[tuple[str, ...], list[str]]:
    """Return runs of ``LENGTH`` words by the files that share them, known names apart."""
    known = {*names, *(name for record in files.values() for name in _names(record))}
    pattern = _pattern(known)
    where: dict[str, set[str]] = defaultdict(set)
    for file, record in files.items():
        for text in _texts(record):
            for run in _runs(pattern.sub(f" {GAP} ", _plain(text)).split()):
                where[run].add(file)
    shared: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for run, those in where.items():
        if len(those) > 1:
            shared[tuple(sorted(those))].append(run)
    return shared


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    plain = {_plain(name) for name in names}
    longest = sorted((name for name in plain if " " in name), key=len, reverse=True)
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, longest)) or '(?!)'})(?!\S)")


def _plain(text: str) -> str:
    return " ".join(WORD.findall(text.lower()))


def _runs(words: list[str]) -> Iterator[str]:
    for start in range(len(words) - LENGTH + 1):
        run = words[start : start + LENGTH]
        if GAP not in run:
            yield " ".join(run)


def _names(node: Any) -> Iterator[str]:
    for key, value in _items(node):
        if key in NAMES and isinstance(value, str):
            yield value
        else:
            yield from _names(value)


def _texts(node: Any) -> Iterator[str]:
    """Yield each paragraph that we wrote; a list of single words is a list of keys."""
    for key, value in _items(node):
        if key in NO_TEXT or (not key and isinstance(value, str)):
            continue
        if isinstance(value, str):
            yield from re.split(r"\n\s*\n", value)
        else:
            yield from _texts(value)


def _items(node: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(node, dict):
        yield from node.items()
    elif isinstance(node, list):
        yield from (("", item) for item in node)


if __name__ == "__main__":
    sys.exit(main())
