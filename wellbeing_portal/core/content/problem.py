"""What is wrong in a content file, and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class ContentProblem:
    """One mistake: the file, the line, the field or column, the value, and what is wrong."""

    path: Path
    line: int
    where: str
    message: str
    value: str = ""

    def __str__(self) -> str:
        value = f" (found {self.value})" if self.value else ""
        where = f"{self.where}: " if self.where else ""
        return f"{self.path}:{self.line}: {where}{self.message}{value}"


class ContentProblems(Exception):
    """Every mistake found in the content files, in reading order."""

    def __init__(self, problems: Iterable[ContentProblem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))
