from .comment import Comment
from .rightly_empty import RightlyEmpty
from .typed import Typed

__all__ = ["Comment", "RightlyEmpty", "Typed"]
