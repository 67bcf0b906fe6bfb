"""The history of a record, with the names of those who made it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import models
from simple_history.models import HistoricalRecords


class AccountNameField(models.CharField):
    """The name of the account that made a version, kept when the account is deleted.

    It is filled in as the version is written, one by one or in bulk, like the date of a field
    with ``auto_now_add``.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 150, "default": "", "editable": False, **kwargs})

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        user = getattr(model_instance, "history_user", None)
        if add and user is not None:
            setattr(model_instance, self.attname, user.get_username())
        return str(getattr(model_instance, self.attname))


class SignedVersion(models.Model):
    """A version that names its maker for good."""

    history_user_name = AccountNameField()

    class Meta:
        abstract = True

    @property
    def maker(self) -> str:
        """The name of whoever made this version: today's, or the last if the account is gone."""
        user = getattr(self, "history_user", None)
        return user.get_username() if user is not None else self.history_user_name


History = partial(HistoricalRecords, bases=[SignedVersion])
"""Every version of a record: what it said, who made it and when."""
