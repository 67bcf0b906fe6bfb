"""Reads YAML files and CSV tables, remembering the line of every value."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from .problem import ContentProblem, ContentProblems

Location = tuple[str | int, ...]


@dataclass(frozen=True)
class Parsed:
    """What one file, or one row of a table, says.

    ``lines`` gives the line of each value by its path, such as ``("findings", 3, "unit")``.
    """

    path: Path
    data: Mapping[str, Any]
    lines: Mapping[Location, int] = field(repr=False)

    @property
    def digest(self) -> str:
        """Changes when, and only when, what the file says changes."""
        text = json.dumps(self.data, sort_keys=True, default=str, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    def line_of(self, location: Location) -> int:
        """Return the line of ``location``, or of the nearest thing that contains it."""
        while location and location not in self.lines:
            location = location[:-1]
        return self.lines.get(location, 1)

    def problem(self, location: Location, message: str, value: object = None) -> ContentProblem:
        """Return a problem at ``location``; a path that is not in the file is left out."""
        where = ".".join(str(part + 1 if isinstance(part, int) else part) for part in location)
        shown = "" if value is None or isinstance(value, (dict, list)) else repr(value)
        return ContentProblem(self.path, self.line_of(location), where, message, shown)


def _composed(text: str) -> tuple[Any, yaml.Node | None]:
    """Return what a text says as YAML, with what reads its values.

    The loader in C takes a tenth of the time. What it refuses, the one in Python refuses in
    words that say more.

    Raises:
        YAMLError: when it is no YAML.
    """
    quick = getattr(yaml, "CSafeLoader", None)
    if quick is not None:
        try:
            loader = quick(text)
            return loader, loader.get_single_node()
        except yaml.YAMLError:
            pass
    plain = yaml.SafeLoader(text)
    return plain, plain.get_single_node()


def read_yaml(path: Path) -> Parsed:
    """Read one YAML file whose top level is a mapping.

    Raises:
        ContentProblems: when it is not UTF-8, not YAML, not a mapping, or repeats a key.
    """
    return parse_yaml(_read_text(path), path)


def parse_yaml(text: str, path: Path) -> Parsed:
    """Return what a text says whose top level is a mapping; ``path`` is where it stood.

    Raises:
        ContentProblems: when it is not YAML, not a mapping, or repeats a key.
    """
    try:
        loader, node = _composed(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise ContentProblems(
            [ContentProblem(path, line, "", f"this is not YAML: {error.problem}")]
        ) from None
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        message = f"this is not YAML: it holds the control character {error.character:#x}"
        raise ContentProblems([ContentProblem(path, line, "", message)]) from None
    if not isinstance(node, yaml.MappingNode):
        raise ContentProblems(
            [ContentProblem(path, 1, "", "a content file is a list of “name: value” lines")]
        )
    line = _line_of_circle(node)
    if line:
        raise ContentProblems(
            [ContentProblem(path, line, "", "cannot be read: a value that contains itself")]
        )
    lines: dict[Location, int] = {}
    problems: list[ContentProblem] = []
    data = _construct(loader, node, (), lines, problems, path)
    if problems:
        raise ContentProblems(problems)
    return Parsed(path, data, lines)


def read_table(path: Path) -> list[Parsed]:
    """Read a CSV table with a header line; an empty cell counts as absent.

    Raises:
        ContentProblems: when it is not UTF-8, a row has too many or too few cells, or the
            header repeats a column.
    """
    reader = csv.reader(io.StringIO(_read_text(path), newline=""), strict=True)
    rows: list[Parsed] = []
    problems: list[ContentProblem] = []
    header: list[str] = []
    line = 1
    try:
        header = next(reader, [])
        if len(set(header)) < len(header) or not header:
            raise ContentProblems(
                [ContentProblem(path, 1, "", "the header line is empty or repeats a column")]
            )
        line = reader.line_num + 1
        for cells in reader:
            if not cells:
                line = reader.line_num + 1
                continue
            if len(cells) != len(header):
                problems.append(
                    ContentProblem(
                        path, line, "", f"expected {len(header)} cells, found {len(cells)}"
                    )
                )
            data = {name: cell.strip() for name, cell in zip(header, cells, strict=False)}
            rows.append(Parsed(path, {k: v for k, v in data.items() if v}, {(): line}))
            line = reader.line_num + 1
    except csv.Error as error:
        problems.append(ContentProblem(path, line, "", f"this is not CSV: {error}"))
    if problems:
        raise ContentProblems(problems)
    return rows


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise ContentProblems([ContentProblem(path, line, "", "this is not UTF-8 text")]) from None


def _line_of_circle(node: yaml.Node, above: frozenset[int] = frozenset()) -> int:
    """Return the line of a node that contains itself, by an alias, or 0."""
    if id(node) in above:
        return int(node.start_mark.line) + 1
    if not isinstance(node, yaml.CollectionNode):
        return 0
    children = [
        part for pair in node.value for part in (pair if isinstance(pair, tuple) else [pair])
    ]
    inside = above | {id(node)}
    return next((line for child in children if (line := _line_of_circle(child, inside))), 0)


def _construct(
    loader: Any,
    node: yaml.Node,
    location: Location,
    lines: dict[Location, int],
    problems: list[ContentProblem],
    path: Path,
) -> Any:
    """Turn a YAML node into Python values, noting the line of each."""
    lines.setdefault(location, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            line = key_node.start_mark.line + 1
            if key in mapping:
                problems.append(ContentProblem(path, line, key, "this name stands twice"))
            lines[(*location, key)] = line
            mapping[key] = _construct(loader, value_node, (*location, key), lines, problems, path)
        return mapping
    if isinstance(node, yaml.SequenceNode):
        return [
            _construct(loader, item, (*location, index), lines, problems, path)
            for index, item in enumerate(node.value)
        ]
    try:
        return loader.construct_object(node)
    except (yaml.YAMLError, ValueError) as error:
        problems.append(
            ContentProblem(path, node.start_mark.line + 1, "", f"cannot be read: {error}")
        )
        return None
