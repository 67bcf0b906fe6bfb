"""What reads a cell, and what comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from .naming import FileNames


class NotAccepted(ValueError):
    """A cell that says nothing which its column can hold.

    ``near`` are what may have been meant, as one would have to write it.
    """

    def __init__(self, message: str, near: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.near = tuple(near)


@dataclass(frozen=True)
class ReadCell:
    """What a cell says. ``as_told`` is how it was understood, where that is not what it says.

    ``besides`` are values of other fields that it says too: “about £5,000” has a qualifier.
    ``unknown`` are terms that no vocabulary has; they are left out.
    """

    value: Any
    as_told: str = ""
    besides: dict[str, Any] = field(default_factory=dict)
    unknown: tuple[tuple[str, str], ...] = ()


class CellReader(Protocol):
    """Reads the cells of a column, and writes them."""

    @property
    def accepts(self) -> str:
        """What may be written, in words that follow “Write”."""
        ...

    @property
    def example(self) -> str:
        """A cell as somebody might write it."""
        ...

    def read(self, text: str, names: FileNames) -> ReadCell:
        """Return what a cell says that is not empty.

        Raises:
            NotAccepted: when it says nothing that the column can hold.
        """
        ...

    def written(self, value: Any) -> Any:
        """Return a value as an export has it, so that ``read`` returns it again."""
        ...
