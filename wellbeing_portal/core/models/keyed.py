"""Rows that keep their identity within the record that they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from wellbeing_portal.core.keys import LONGEST_KEY, free_key, key_from


class KeyField(models.CharField):
    """The key of a row, made from its words when the row is made, one by one or in bulk."""

    def __init__(self, **kwargs: Any) -> None:
        fixed = {"max_length": LONGEST_KEY, "default": "", "blank": True, "editable": False}
        super().__init__(**{**fixed, **kwargs})

    def deconstruct(self) -> Any:
        """Return what a plain field of text would: the database knows no difference."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        if add and isinstance(model_instance, Keyed) and not model_instance.key:
            model_instance.key = model_instance.new_key()
        return str(super().pre_save(model_instance, add))


class Keyed(models.Model):
    """A row whose key no other row of its record has, or ever had.

    ``NAMED_BY`` are the fields from whose words a key is made: the first that says anything.
    ``KEYED_WITHIN`` are the fields that name what it belongs to.
    """

    NAMED_BY: ClassVar[tuple[str, ...]]
    KEYED_WITHIN: ClassVar[tuple[str, ...]]

    key = KeyField()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(key=Lower("key"))
                & ~Q(key="")
                & ~Q(key__contains="_")
                & ~Q(key__contains="--")
                & ~Q(key__startswith="-")
                & ~Q(key__endswith="-"),
                name="%(class)s_key_plain",
                violation_error_message="Write a key in lower case letters and digits, with "
                "single hyphens between words.",
            ),
        ]

    def clean_fields(self, exclude: Any = None) -> None:
        """Check each field; a row that is about to be made gets its key, to be checked too."""
        if not self.key and self._state.adding and "key" not in (exclude or ()):
            self.key = self.new_key()
        super().clean_fields(exclude=exclude)

    @property
    def words(self) -> str:
        """What the row is named by."""
        for name in self.NAMED_BY:
            said = getattr(self, name)
            if said:
                return str(getattr(said, "slug", said))
        return ""

    def new_key(self) -> str:
        """Return a key that no row of the same record has or had."""
        wanted = key_from(self.words, str(self._meta.verbose_name))
        return free_key(wanted, set(self._used_keys(wanted)))

    def key_here(self) -> str:
        """Return its key, or another where a row of the record that it now belongs to has it."""
        return free_key(self.key, set(self._used_keys(self.key))) if self.key else ""

    def _used_keys(self, wanted: str) -> Iterator[str]:
        model: Any = type(self)
        for name in self.KEYED_WITHIN:
            owner = getattr(self, f"{name}_id")
            if owner is not None:
                like = {f"{name}_id": owner, "key__startswith": wanted}
                standing = model._default_manager.exclude(pk=self.pk)
                for rows in (standing, model.history.exclude(id=self.pk or 0)):
                    yield from rows.filter(**like).order_by().values_list("key", flat=True)
