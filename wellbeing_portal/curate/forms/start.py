"""How new records come to their addresses."""

from __future__ import annotations

import re
from typing import Any

from wellbeing_portal.core.keys import free_key
from wellbeing_portal.core.models import Redirect
from wellbeing_portal.core.slugs import LONGEST, reserved_words

ROOM = 6
"""Letters kept for a number behind what a title asks for."""


def free_slug(model: Any, wanted: str) -> str:
    """Return a slug that no record of ``model`` has or had: the one wanted, or with a number."""
    # Django leaves underscores in slugs; addresses of the portal have none.
    wanted = re.sub(r"[-_]+", "-", wanted)[: LONGEST - ROOM].strip("-") or "untitled"
    like = {"slug__startswith": wanted}
    taken = {*model._default_manager.filter(**like).values_list("slug", flat=True)}
    former = Redirect.objects.filter(kind=model._meta.label_lower, **like)
    taken |= {*former.values_list("slug", flat=True), *reserved_words(model)}
    return free_key(wanted, taken)
