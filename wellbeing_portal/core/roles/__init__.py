"""Who may do what with a record: one table, asked by editor, admin, actions and commands."""

from .asking import may, refusal, require
from .role import Role, role_of
from .rules import RULES, Rule
from .verb import Verb

__all__ = ["RULES", "Role", "Rule", "Verb", "may", "refusal", "require", "role_of"]
