"""The briefing: a Word document that an officer can edit and hand to a committee."""

from .items import Item, read_items
from .writing import write_briefing

__all__ = ["Item", "read_items", "write_briefing"]
