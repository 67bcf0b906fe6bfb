"""Publishing at once, without a second person: for content files, and what else loads records.

Whoever edits sends a record, and somebody else approves it: ``review.py``.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from wellbeing_portal.core.acting import Actor
from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.roles import Verb, require

from .gate import require_publishable
from .moving import put
from .together import publish_with


@transaction.atomic
def publish(record: Publishable, *, by: Actor) -> None:
    """Show ``record`` to the public, with the drafts that it needs.

    Raises:
        NotAllowed: when ``by`` may not.
        ValidationError: when something is missing that a published record needs.
    """
    require(by, Verb.FORCE, record)
    if record.copy_of_id is not None:
        raise ValidationError(gettext("This is a working copy: it is approved in the editor."))
    require_publishable(record)
    publish_with(record, by)
    record.published_at = record.published_at or timezone.now()
    put(record, Publishable.State.PUBLISHED, by)
