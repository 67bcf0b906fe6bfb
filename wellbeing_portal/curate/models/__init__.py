from .comment import Comment
from .link_asked import LinkAsked
from .rightly_empty import RightlyEmpty
from .suggested_term import SuggestedTerm
from .typed import Place, Typed

__all__ = ["Comment", "LinkAsked", "Place", "RightlyEmpty", "SuggestedTerm", "Typed"]
