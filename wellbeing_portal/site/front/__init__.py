"""What the front page says, all of it counted from what is published."""

from .known import WhatIsKnown, what_is_known
from .questions import PlainQuestion, plain_questions
from .shown import findings_shown

__all__ = ["PlainQuestion", "WhatIsKnown", "findings_shown", "plain_questions", "what_is_known"]
