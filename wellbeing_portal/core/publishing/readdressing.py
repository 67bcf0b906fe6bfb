"""How a record gets another address."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from wellbeing_portal.core.acting import Actor, sign
from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.roles import Verb, require

from .moving import hold_still


@transaction.atomic
def change_address(record: Publishable, slug: str, *, by: Actor) -> None:
    """Let a record stand under another slug; the one that it had leads there from now on.

    Raises:
        NotAllowed: when ``by`` may not.
        ValidationError: on ``slug``, when another record has or had it, or it cannot be one.
    """
    hold_still(record)
    require(by, Verb.ADDRESS, record)
    if record.slug == slug:
        return
    record.slug = slug
    fields: Any = record._meta
    others = {field.name for field in fields.get_fields()} - {"slug"}
    record.clean_fields(exclude=others)
    record.validate_unique(exclude=others)
    sign(record, by, gettext("Its address was changed."))
    record.save(update_fields=["slug", "updated_at"])
    sign(record, by)
