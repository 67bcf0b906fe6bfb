"""How much a briefing tells, from what fills a page to what fits on any."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Room:
    """How many of each a briefing names, and the size of its letters.

    What is left out is counted, and stands on the portal.
    """

    size: float = 0
    approaches: int = 2
    changes: int = 1
    costs: int = 1
    helped: int = 3
    stood: int = 3
    priorities: int = 4
    research: int = 2
    titles: bool = True
    """Whether titles stand beside the councils whose work they tell."""
    letters: int = 0
    """Letters to which any text is cut; none where texts stand whole."""

    def cut(self, text: str) -> str:
        """Return a text as long as it may be, cut between words."""
        if not self.letters or len(text) <= self.letters:
            return text
        return f"{text[: self.letters].rsplit(' ', 1)[0].rstrip(' ,;:.')} …"


FULL = Room(helped=99, stood=99, research=99)
"""What stands before the accounts of a full briefing."""

ROOMS = (
    Room(11, 4, 3, 3, 8, 8, 16, 5),
    Room(10.5, 3, 3, 2, 6, 6, 12, 4),
    Room(10, 3, 2, 2, 5, 5, 8, 3),
    Room(10, 2, 2, 1, 4, 4, 6),
    Room(9.5, 2, 1, 1, 4, 4, 5),
    Room(9.5, 2, 1, 1, 3, 3, 4),
    Room(9, 2, 1, 1, 3, 3, 4),
    Room(9, 2, 1, 1, 2, 2, 3, 1, titles=False),
    Room(9, 1, 1, 1, 2, 2, 2, 1, titles=False),
    Room(9, 1, 1, 1, 1, 1, 1, 1, titles=False),
    Room(8.5, 1, 1, 1, 1, 1, 1, 1, titles=False),
    Room(8.5, 1, 1, 1, 1, 1, 1, 1, titles=False, letters=240),
    Room(8.5, 1, 1, 1, 1, 1, 1, 1, titles=False, letters=160),
    Room(8.5, 1, 1, 1, 1, 1, 1, 1, titles=False, letters=120),
    Room(8, 1, 1, 1, 1, 1, 1, 1, titles=False, letters=120),
    Room(8, 1, 1, 1, 1, 1, 1, 1, titles=False, letters=80),
)
"""What is tried for two pages, one after the other, until it fits."""
