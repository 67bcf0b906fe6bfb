"""What the starter content last wrote, so that what curators do later is never undone."""

from django.db import models


class LoadedRecord(models.Model):
    """The tie between a content file and the record that was made from it.

    ``record`` is the primary key of that record, whatever address or name it is given later.
    Where no record has this key any more, a curator has deleted it; the tie stays as the mark
    of that. ``file_digest`` tells whether the file has changed since it was loaded, and
    ``state`` is what the record said then; where it is empty, the record counts as edited.
    ``offered_digest`` tells which file could not be applied to an edited record, and was offered as
    a working copy instead.
    """

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    record = models.BigIntegerField(null=True)
    file_digest = models.CharField(max_length=64)
    state = models.JSONField(null=True)
    offered_digest = models.CharField(max_length=64, blank=True)
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="loadedrecord_kind_key_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
