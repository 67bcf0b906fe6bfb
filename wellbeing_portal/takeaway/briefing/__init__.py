"""The briefing: a Word document that an officer can edit and hand to a committee."""

from .evidence_map import write_evidence_map
from .items import Item, read_items
from .pathways import write_pathways
from .writing import write_briefing

__all__ = ["Item", "read_items", "write_briefing", "write_evidence_map", "write_pathways"]
