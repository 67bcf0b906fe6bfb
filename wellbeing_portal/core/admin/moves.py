"""The ways from one publishing state to another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.publishing import actions
from wellbeing_portal.core.publishing.gate import judge
from wellbeing_portal.core.publishing.resting import reasons_to_stay

State = Publishable.State


@dataclass(frozen=True)
class Move:
    """A way from one publishing state to another, and how it is put into words.

    ``make`` moves a record, or says why not in a ValidationError.
    """

    make: Callable[..., None]
    label: str
    done: str
    phrase: str
    consequence: str
    to: State
    since: frozenset[State]

    @property
    def button(self) -> str:
        """The name of the button that saves the page and then makes the move."""
        return f"_{self.verb}"

    @property
    def verb(self) -> str:
        """What the move is called in forms."""
        return self.make.__name__

    def objections(self, record: Publishable) -> Sequence[str]:
        """Return why the move cannot be made as things stand, if anything speaks against it."""
        if barred := self.bar(record):
            return (barred,)
        return judge(record).refused if self.to == State.PUBLISHED else reasons_to_stay(record)

    def bar(self, record: Publishable) -> str:
        """Return why the move cannot be made from the state of ``record``, or nothing."""
        state = record.get_state_display().lower()
        if record.state == self.to:
            return f"It is {state} already."
        if record.state not in self.since:
            return f"It is in the state “{state}”."
        return ""


SEND_FOR_REVIEW = Move(
    actions.submit_for_review,
    "Send for review",
    "sent for review",
    "send {} for review",
    "They will wait for somebody to check and publish them.",
    State.IN_REVIEW,
    frozenset({State.DRAFT}),
)
PUBLISH = Move(
    actions.publish,
    "Publish",
    "published",
    "publish {}",
    "Everybody will see them at once.",
    State.PUBLISHED,
    frozenset({State.DRAFT, State.IN_REVIEW, State.UNPUBLISHED}),
)
UNPUBLISH = Move(
    actions.unpublish,
    "Unpublish",
    "unpublished",
    "unpublish {}",
    "The public will no longer see them. They are kept, and can be published again.",
    State.UNPUBLISHED,
    frozenset({State.DRAFT, State.IN_REVIEW, State.PUBLISHED}),
)
RETURN_TO_DRAFT = Move(
    actions.return_to_draft,
    "Return to draft",
    "returned to draft",
    "return {} to draft",
    "The public will no longer see those that are published now.",
    State.DRAFT,
    frozenset({State.IN_REVIEW, State.PUBLISHED, State.UNPUBLISHED}),
)
MOVES = (SEND_FOR_REVIEW, PUBLISH, UNPUBLISH, RETURN_TO_DRAFT)
