"""The word under which people look a council up."""

from __future__ import annotations

import re
from typing import Any

from django.db import models

from .spelling import spelling

_BEFORE = re.compile(
    r"^(?:the |city and county of |city of |county of |county |royal borough of "
    r"|london borough of |borough of )+(?=\S)"
)


def sort_key(name: str) -> str:
    """Return what a name sorts by: City of London under L, County Durham under D.

    What is a part of the place's own name stays: the Isle of Wight is under I.
    """
    words = " ".join(spelling(name).words)
    return _BEFORE.sub("", words) or words


class SortNameField(models.CharField):
    """What the record sorts by, worked out of its ``name`` whenever it is saved."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{"default": "", "blank": True, "editable": False, "db_index": True, **kwargs}
        )

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: ARG002 (Django's)
        value = sort_key(str(getattr(model_instance, "name", "")))
        setattr(model_instance, self.attname, value)
        return value
