from .comment import Comment
from .typed import Typed

__all__ = ["Comment", "Typed"]
