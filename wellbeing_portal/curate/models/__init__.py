from .comment import Comment
from .kept_apart import KeptApart
from .link_asked import LinkAsked
from .rightly_empty import RightlyEmpty
from .suggested_term import SuggestedTerm
from .tag_verdict import TagVerdict
from .typed import Place, Typed

__all__ = [
    "Comment",
    "KeptApart",
    "LinkAsked",
    "Place",
    "RightlyEmpty",
    "SuggestedTerm",
    "TagVerdict",
    "Typed",
]
