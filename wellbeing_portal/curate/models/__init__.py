from .comment import Comment
from .import_run import ColumnMapping, ImportedRecord, ImportRun
from .link_asked import LinkAsked
from .link_check import LinkCheck
from .rightly_empty import RightlyEmpty
from .suggested_term import SuggestedTerm
from .typed import Place, Typed
from .weekly_summary import WeeklySummary

__all__ = [
    "ColumnMapping",
    "Comment",
    "ImportRun",
    "ImportedRecord",
    "LinkAsked",
    "LinkCheck",
    "Place",
    "RightlyEmpty",
    "SuggestedTerm",
    "Typed",
    "WeeklySummary",
]
