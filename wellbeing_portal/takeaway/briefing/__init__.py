"""The briefing: a Word document that an officer can edit and hand to a committee."""

from .called import as_noun
from .evidence_map import write_evidence_map
from .items import Item, read_items
from .on_subject import studies_on
from .pathways import write_pathways
from .short import MOST as MOST_IN_SHORT
from .subject import BY_NAME as SUBJECTS
from .subject import Subject, SubjectGroup, read_subject, subject_groups
from .writing import write_briefing

__all__ = [
    "MOST_IN_SHORT",
    "SUBJECTS",
    "Item",
    "Subject",
    "SubjectGroup",
    "as_noun",
    "read_items",
    "read_subject",
    "studies_on",
    "subject_groups",
    "write_briefing",
    "write_evidence_map",
    "write_pathways",
]
