"""Deletes for good what has lain in the trash for long enough."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db.models import ProtectedError

from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.publishing.leaving import empty, ripe


class Command(BaseCommand):
    help = (
        "Deletes for good the records that have lain in the trash for 90 days, with their "
        "versions. It names each. Nothing runs it by itself."
    )

    def handle(self, **options: Any) -> None:
        deleted, kept = 0, 0
        for record in list(ripe()):
            name = f"{record._meta.verbose_name} “{record}”"
            try:
                empty(record, by=SYSTEM)
            except ObjectDoesNotExist:
                continue
            except (ProtectedError, ValidationError) as error:
                kept += 1
                self.stderr.write(f"Not deleted: {name}. {_reason(error)}")
                continue
            deleted += 1
            self.stdout.write(f"Deleted: {name}")
        if kept:
            raise CommandError(f"{kept} of the records in the trash could not be deleted.")
        if not deleted:
            self.stdout.write("Nothing has lain in the trash for 90 days.")


def _reason(error: ProtectedError | ValidationError) -> str:
    return str(error.args[0]) if isinstance(error, ProtectedError) else " ".join(error.messages)
