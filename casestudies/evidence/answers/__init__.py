"""What is known of approaches, outcomes and enablers: facts made of rows, and sentences of facts.

Whoever says anything of a concept asks here: ``rows_of`` for the facts, ``sentences`` for words.
"""

from .row import AnswerRow, CouncilFact
from .rows import rows_of
from .scope import Scope, bind_to, everything, scope_of

__all__ = [
    "AnswerRow",
    "CouncilFact",
    "Scope",
    "bind_to",
    "everything",
    "rows_of",
    "scope_of",
]
