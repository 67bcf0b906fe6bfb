"""Sends the weekly summaries that are due."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wellbeing_portal.core.words import counted
from wellbeing_portal.curate.accounts import mail_goes_out
from wellbeing_portal.curate.summaries import send_due, wanted_by_anybody


class Command(BaseCommand):
    help = (
        "Sends the summary of what the content lacks to the accounts that asked for it, once a "
        "week to each and only where there is something to say. It can be run as often as you "
        "like, also twice at once. It names the accounts, and what could not be sent; then it ends "
        "with an error."
    )

    def handle(self, **options: Any) -> None:
        if not wanted_by_anybody():
            self.stdout.write("Nobody has asked for a summary.")
            return
        if not mail_goes_out():
            raise CommandError(
                "Nothing was sent: EMAIL_HOST names no mail server, and in a log nobody reads it."
            )
        failed = sent = 0
        for one in send_due():
            if one.is_sent:
                sent += 1
                self.stdout.write(f"Sent to {one.name}.")
            else:
                failed += one.has_failed
                told = self.stderr if one.has_failed else self.stdout
                told.write(f"Not sent to {one.name}: {one.why_not}.")
        if failed:
            raise CommandError(f"{counted(failed, 'summary')} could not be sent.")
        if not sent:
            self.stdout.write("No summary is due.")
