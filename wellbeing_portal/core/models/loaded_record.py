"""What the starter content last wrote, so that a curator's later edits are never lost."""

from django.db import models


class LoadedRecord(models.Model):
    """One record that came from a content file.

    ``file_digest`` tells whether the file has changed since it was loaded; ``state_digest``
    tells whether anybody has edited the record since.
    """

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    file_digest = models.CharField(max_length=64)
    state_digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="loadedrecord_kind_key_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
