from .comment import Comment
from .import_run import ColumnMapping, ImportedRecord, ImportRun
from .link_asked import LinkAsked
from .rightly_empty import RightlyEmpty
from .suggested_term import SuggestedTerm
from .typed import Place, Typed

__all__ = [
    "ColumnMapping",
    "Comment",
    "ImportRun",
    "ImportedRecord",
    "LinkAsked",
    "Place",
    "RightlyEmpty",
    "SuggestedTerm",
    "Typed",
]
