"""The table: which role may do what, with whose records, in which states."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wellbeing_portal.core.models import Publishable

from .role import Role
from .verb import Verb

State = Publishable.State

DRAFT = frozenset({State.DRAFT})
IN_REVIEW = frozenset({State.IN_REVIEW})
UNFINISHED = DRAFT | IN_REVIEW
PUBLISHED = frozenset({State.PUBLISHED})
GONE = frozenset({State.WITHDRAWN, State.UNPUBLISHED})
TRASHED = frozenset({State.TRASHED})
ANY = frozenset(State)


@dataclass(frozen=True)
class Rule:
    """Who may do a thing.

    ``anyones`` is the least role for everybody's records, ``own`` for those that the account
    began; a thing that is done with no record asks for ``anyones``. ``own_states`` are those in
    which one's own records allow it, where they are fewer. ``not_own_work`` keeps whoever wrote
    the record from it.
    """

    anyones: Role
    own: Role | None = None
    states: frozenset[State] = ANY
    own_states: frozenset[State] | None = None
    not_own_work: bool = False


RULES: Mapping[Verb, Rule] = {
    Verb.SEE: Rule(Role.CONTRIBUTOR),
    Verb.START: Rule(Role.CONTRIBUTOR),
    Verb.EDIT: Rule(Role.EDITOR, Role.CONTRIBUTOR, UNFINISHED, own_states=DRAFT),
    Verb.ADDRESS: Rule(
        Role.EDITOR, Role.CONTRIBUTOR, UNFINISHED | PUBLISHED | GONE, own_states=DRAFT
    ),
    Verb.COPY: Rule(Role.CONTRIBUTOR, states=PUBLISHED),
    Verb.SEND: Rule(Role.EDITOR, Role.CONTRIBUTOR, DRAFT),
    Verb.TAKE_BACK: Rule(Role.EDITOR, Role.CONTRIBUTOR, IN_REVIEW),
    Verb.ASSIGN: Rule(Role.EDITOR, Role.CONTRIBUTOR, UNFINISHED),
    Verb.COMMENT: Rule(Role.REVIEWER, Role.CONTRIBUTOR, UNFINISHED),
    Verb.SEND_BACK: Rule(Role.REVIEWER, states=IN_REVIEW),
    Verb.APPROVE: Rule(Role.REVIEWER, states=IN_REVIEW, not_own_work=True),
    Verb.CHECK: Rule(Role.REVIEWER, states=PUBLISHED),
    Verb.DATE: Rule(Role.EDITOR, states=UNFINISHED),
    Verb.FORCE: Rule(Role.EDITOR, states=UNFINISHED),
    Verb.WITHDRAW: Rule(Role.EDITOR, states=PUBLISHED),
    Verb.UNPUBLISH: Rule(Role.EDITOR, states=PUBLISHED | {State.WITHDRAWN}),
    Verb.REOPEN: Rule(Role.EDITOR, states=GONE),
    Verb.TRASH: Rule(Role.EDITOR, Role.CONTRIBUTOR, UNFINISHED | GONE, own_states=DRAFT),
    Verb.TAKE_OUT: Rule(Role.EDITOR, states=TRASHED),
    Verb.EMPTY: Rule(Role.ADMINISTRATOR, states=TRASHED),
    Verb.LOOK_AFTER: Rule(Role.REVIEWER),
    Verb.VOCABULARY: Rule(Role.EDITOR),
    Verb.IMPORT: Rule(Role.ADMINISTRATOR),
    Verb.EXPORT: Rule(Role.EDITOR),
    Verb.ACCOUNTS: Rule(Role.ADMINISTRATOR),
}
