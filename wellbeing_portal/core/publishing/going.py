"""Tells that a record is about to be deleted."""

from __future__ import annotations

from django.dispatch import Signal

record_goes = Signal()
"""Sent with ``record``, in the transaction that deletes it, and with ``into``: the published
record that says from now on what the working copy said, or None."""
