"""What a load did."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class LoadReport:
    """What a load did to each record, as “kind key”, and what it left as curators have it."""

    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    """Records whose files have not changed."""
    restored: list[str] = field(default_factory=list)
    """Records that a curator had deleted, and that ``overwrite`` brought back."""
    edited: dict[str, str] = field(default_factory=dict)
    """In what way a curator has changed each record since it was loaded."""
    offered: dict[str, str] = field(default_factory=dict)
    """What became of what a file says new of a record that somebody has edited."""
    deleted: list[str] = field(default_factory=list)
    taken: dict[str, str] = field(default_factory=dict)
    """The record that has the address, name or code of a file which is therefore not loaded."""
    waiting: dict[str, str] = field(default_factory=dict)
    """Why a file cannot be loaded as long as things are as curators have them."""
    left_out: list[tuple[str, str]] = field(default_factory=list)
    """What a record was loaded without, because it needs what a curator deleted."""
    doubts: list[tuple[str, str]] = field(default_factory=list)
    """Of a load that was only tried: what somebody should look at again in a record."""
    dropped: list[str] = field(default_factory=list)
    """Records that came from a file which is no longer there. They are kept."""

    @property
    def untouched(self) -> int:
        """How many records are as they were before."""
        return sum(map(len, (self.left, self.edited, self.deleted, self.taken, self.waiting)))

    def lines(self, *, created: bool) -> Iterator[tuple[str, str]]:
        """Yield each record and what to say of it, one kind of thing after another."""
        if created:
            yield from ((label, "created") for label in self.created)
        yield from ((label, "changed") for label in self.changed)
        yield from (
            (label, "brought back, though a curator had deleted it") for label in self.restored
        )
        yield from ((label, "deleted by a curator, so not loaded again") for label in self.deleted)
        for label, how in self.edited.items():
            yield label, f"{how}, so left alone"
        for label, what in self.offered.items():
            yield label, f"what its file says by now is {what}"
        for label, other in self.taken.items():
            yield label, f"not loaded, because {other}"
        for label, reason in self.waiting.items():
            yield label, f"not loaded, because {reason}"
        yield from self.left_out
        yield from self.doubts
        yield from ((label, "no longer in the files, but kept") for label in self.dropped)
