"""Pages that change a record, with all others kept from it meanwhile."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from wellbeing_portal.core.aggregates import Held, RecordForm, hold, read
from wellbeing_portal.core.roles import Verb, require
from wellbeing_portal.search.changes import lock

from .record import RecordPage


class ChangingPage(RecordPage):
    """A page that changes a record.

    What the record says is read when nobody else can change it till this is written: of two
    sections that are saved at once neither takes back the other.
    """

    held: Held | None = None
    """The record while it is changed."""

    @cached_property
    def said(self) -> RecordForm:
        form: RecordForm = read(self.record) if self.held is None else self.held.form
        return form

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            lock()
            require(self.user, Verb.EDIT, self.record)
            self.held = hold(self.record)
            return self.change(request)

    def change(self, request: HttpRequest) -> HttpResponse:
        """Do what was asked."""
        raise NotImplementedError
