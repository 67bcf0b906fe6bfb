"""Publishes what was approved for a day."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db.models import ProtectedError

from wellbeing_portal.core.publishing.due import due, publish_due


class Command(BaseCommand):
    help = (
        "Publishes the records that were approved for a day which has come, each in a transaction "
        "of its own. It can be run as often as you like, also twice at once. It names what it "
        "published, and what it could not and why; then it ends with an error."
    )

    def handle(self, **options: Any) -> None:
        published, refused = 0, 0
        for record in list(due()):
            name = f"{record._meta.verbose_name} “{record}”"
            try:
                shown = publish_due(record)
            except ObjectDoesNotExist:
                # Another run has applied this working copy meanwhile.
                continue
            except (ValidationError, ProtectedError) as error:
                refused += 1
                self.stderr.write(f"Not published: {name}. {' '.join(_reasons(error))}")
                continue
            if shown is not None:
                published += 1
                self.stdout.write(f"Published: {name}, {shown.get_absolute_url()}")
        if refused:
            raise CommandError(f"{refused} of the records that are due could not be published.")
        if not published:
            self.stdout.write("Nothing is due.")


def _reasons(error: ValidationError | ProtectedError) -> list[str]:
    return error.messages if isinstance(error, ValidationError) else [str(error.args[0])]
