"""What the page of a case study says, in the order in which an officer needs it."""

from .essence import Essence, essence_of, key_findings
from .folds import Fold, folds_of
from .rows import WholeAccount, account_of, with_parts

__all__ = [
    "Essence",
    "Fold",
    "WholeAccount",
    "account_of",
    "essence_of",
    "folds_of",
    "key_findings",
    "with_parts",
]
