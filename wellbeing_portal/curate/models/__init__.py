from .comment import Comment
from .import_run import ColumnMapping, ImportedRecord, ImportRun
from .kept_apart import KeptApart
from .link_asked import LinkAsked
from .link_check import LinkCheck
from .rightly_empty import RightlyEmpty
from .suggested_term import SuggestedTerm
from .tag_verdict import TagVerdict
from .typed import Place, Typed
from .weekly_summary import WeeklySummary

__all__ = [
    "ColumnMapping",
    "Comment",
    "ImportRun",
    "ImportedRecord",
    "KeptApart",
    "LinkAsked",
    "LinkCheck",
    "Place",
    "RightlyEmpty",
    "SuggestedTerm",
    "TagVerdict",
    "Typed",
    "WeeklySummary",
]
