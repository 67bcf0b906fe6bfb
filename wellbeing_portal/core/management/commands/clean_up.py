"""Removes what has run out."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from wellbeing_portal.core.serving.cleaning import clean_up


class Command(BaseCommand):
    help = (
        "Removes sessions that have run out, old records of signing in, old searches that found "
        "nothing and imports of long ago, a little at a time. "
        "It can be run as often as you like, also while the portal serves."
    )

    def handle(self, **options: Any) -> None:
        removed = {name: number for name, number in clean_up().items() if number}
        for name, number in removed.items():
            self.stdout.write(f"Removed {number:,} {name}.")
        if not removed:
            self.stdout.write("There was nothing to remove.")
