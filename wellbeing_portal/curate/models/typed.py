"""What somebody has typed and not saved yet."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.http import QueryDict
from django.utils import timezone

from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.models.redirect import kind_of

LONGEST_SECTION = 120
"""Letters of the key of a section, which has that of a row in it where it stands within one."""

HERE = dt.timedelta(minutes=10)
"""How long somebody who has a section open counts as being there after the last sign of life."""


@dataclass(frozen=True)
class Place:
    """A section of a record, or a row of it; ``record`` is 0 of one that is about to be begun."""

    kind: str
    record: int
    section: str
    row: str = ""


class TypedQuerySet(models.QuerySet):
    """Read rules of what is typed, and what is done with it."""

    def on(self, record: Publishable) -> Self:
        """What is typed for a record."""
        return self.filter(kind=kind_of(type(record)), record=record.pk)

    def at(self, place: Place) -> Self:
        """What is typed in a section, or a row of it."""
        return self.filter(**asdict(place))

    def here(self) -> Self:
        """Only what is open now."""
        return self.filter(seen_at__gte=timezone.now() - HERE)

    def unsaved(self) -> Self:
        """Only what holds text that is not saved."""
        return self.filter(saved_at__isnull=False)

    def opened(self, user: User, place: Place) -> Typed:
        """Note that somebody has a section open, and return what they typed there before."""
        now = timezone.now()
        found: tuple[Any, bool] = self.get_or_create(user=user, **asdict(place))
        typed: Typed
        typed, is_new = found
        if not is_new:
            if typed.seen_at < now - HERE:
                typed.opened_at = now
            typed.seen_at = now
            typed.save(update_fields=["opened_at", "seen_at"])
        return typed

    def keep(self, user: User, place: Place, data: dict[str, list[str]], digest: str) -> Typed:
        """Keep what somebody has typed in a section that said ``digest`` when they opened it."""
        typed = self.opened(user, place)
        typed.data, typed.digest, typed.saved_at = data, digest, timezone.now()
        typed.save(update_fields=["data", "digest", "saved_at"])
        return typed

    def left(self, user: User, place: Place) -> None:
        """Note that somebody went; what they typed stays."""
        mine = self.at(place).filter(user=user)
        mine.filter(saved_at__isnull=True).delete()
        mine.update(seen_at=timezone.now() - 2 * HERE)


class Typed(models.Model):
    """One person's open section: what stands in its fields, and that they are there.

    It is no version and nobody else sees the text. It goes when the section is saved.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=100)
    record = models.BigIntegerField("number of the record")
    section = models.CharField(max_length=LONGEST_SECTION)
    row = models.CharField("key of the row", max_length=60, blank=True)
    data: Any = models.JSONField(default=dict)
    digest = models.CharField("digest of the section that was open", max_length=64, blank=True)
    opened_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(default=timezone.now)

    objects = TypedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "typed"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "record", "section", "row"], name="typed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.record} {self.section}"

    def as_sent(self) -> QueryDict:
        """Return the fields as a browser would send them."""
        sent = QueryDict(mutable=True)
        for name, values in self.data.items():
            sent.setlist(name, values)
        return sent
