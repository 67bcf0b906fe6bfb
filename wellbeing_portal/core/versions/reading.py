"""Reads versions as the forms that they were written from."""

from __future__ import annotations

import datetime as dt

from django.apps import apps

from wellbeing_portal.core.aggregates import RecordForm
from wellbeing_portal.core.aggregates.form import FORMS
from wellbeing_portal.core.aggregates.reading import form_from
from wellbeing_portal.core.models import Publishable, Version

from .schemas import upgraded


def as_form(version: Version) -> RecordForm:
    """Return what a record said in a version.

    It is believed as the database is: a draft may lack what a form has to have.
    """
    form = FORMS[apps.get_model(version.kind)]
    return form_from(form, upgraded(form, version.schema, version.document))


def standing_on(record: Publishable, day: dt.date) -> Version | None:
    """Return how readers saw ``record`` at the end of a day, if that was kept."""
    return next(
        (
            version
            for version in Version.objects.of(record).filter(made_at__date__lte=day)
            if version.is_public
        ),
        None,
    )
