"""What tells the index that public content has changed."""

from __future__ import annotations

import secrets

from django.db import models
from django.db.models.functions import Now


def new_token() -> str:
    """Return a word that no other version, in this database or another, has."""
    return secrets.token_hex(8)


class ContentVersion(models.Model):
    """How often public content has changed: one row, made by the first change.

    Whoever changes content holds this row's lock until its transaction ends, so versions become
    visible in their order. ``token`` tells a version from one of the same number that was rolled
    back; ``lineage`` tells this database from any other.
    """

    version = models.PositiveBigIntegerField(default=0)
    token = models.CharField(max_length=16, default=new_token)
    lineage = models.CharField(max_length=16, default=new_token)

    class Meta:
        # Its table is older than this package, and its migrations stand with the core's.
        app_label = "core"
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="contentversion_one_row"),
        ]

    def __str__(self) -> str:
        return f"version {self.version}"


class IndexChange(models.Model):
    """One record whose documents in the index a version made out of date.

    ``collection`` names what an app declared; ``*`` stands for everything there is.
    ``at`` is when it was changed, for readers of an index that does not have it yet; the database
    fills it in, so that a release that does not know of it can go on publishing beside this one.
    """

    version = models.PositiveBigIntegerField(db_index=True)
    token = models.CharField(max_length=16)
    collection = models.CharField(max_length=40)
    record = models.BigIntegerField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        app_label = "core"

    def __str__(self) -> str:
        return f"{self.version}: {self.collection} {self.record}"
