from .comment import Comment
from .suggested_term import SuggestedTerm
from .typed import Place, Typed

__all__ = ["Comment", "Place", "SuggestedTerm", "Typed"]
