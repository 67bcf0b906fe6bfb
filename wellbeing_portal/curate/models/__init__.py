from .comment import Comment
from .rightly_empty import RightlyEmpty
from .suggested_term import SuggestedTerm
from .typed import Place, Typed

__all__ = ["Comment", "Place", "RightlyEmpty", "SuggestedTerm", "Typed"]
