"""The briefing: a Word document that an officer can edit and hand to a committee."""

from .evidence_map import write_evidence_map
from .items import Item, read_items
from .pathways import write_pathways
from .subjects import SubjectGroup, read_subject, subjects_of
from .writing import write_briefing

__all__ = [
    "Item",
    "SubjectGroup",
    "read_items",
    "read_subject",
    "subjects_of",
    "write_briefing",
    "write_evidence_map",
    "write_pathways",
]
