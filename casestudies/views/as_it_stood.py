"""A finding as readers saw it on a day that has passed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from casestudies.aggregates import CaseStudyForm
from casestudies.models import CaseStudy, Finding
from strategies.models import Source
from wellbeing_portal.core.aggregates import read
from wellbeing_portal.core.serving.refusal import Refusal, refused
from wellbeing_portal.core.versions import as_form, standing_on
from wellbeing_portal.core.words import day_in_words

PLAIN = {
    field.name
    for field in Finding._meta.concrete_fields
    if not field.is_relation and field.name != "id"
}


def as_it_stood(request: HttpRequest, study: CaseStudy, key: str) -> HttpResponse:
    """Show a finding of ``study`` as it stood at the end of the day that the address names.

    Raises:
        Http404: when that is no day, or when the account had no such finding on it.
    """
    day = _day(request.GET.get("on", ""))
    form = _stood_on(study, day)
    if form is None:
        return _not_kept(request, day)
    row = next((one for one in form.findings if one.key == key), None)
    if row is None:
        raise Http404(gettext("There was no such finding on that day."))
    finding = _finding(row, form, study)
    context = {
        "day": day,
        "finding": finding,
        "case_study": study,
        "title": form.title,
        "told_in": form.told_in,
        "withdrawn": study if study.state == CaseStudy.State.WITHDRAWN else None,
        "address": request.build_absolute_uri(),
    }
    return render(request, "casestudies/finding_as_it_stood.html", context)


def _day(said: str) -> dt.date:
    try:
        day = dt.date.fromisoformat(said)
    except ValueError:
        raise Http404(gettext("There is no such day.")) from None
    if day > timezone.localdate():
        raise Http404(gettext("That day has not come yet."))
    return day


def _stood_on(study: CaseStudy, day: dt.date) -> CaseStudyForm | None:
    """Return what readers saw of an account on a day, if anybody knows.

    What has not been changed since says today what it said then.
    """
    changed = timezone.localtime(study.updated_at).date()
    form: CaseStudyForm | None = None
    if study.is_published and changed <= day:
        form = read(study)
    elif (version := standing_on(study, day)) is not None:
        kept: Any = as_form(version)
        form = kept
    return form


def _finding(row: Any, form: CaseStudyForm, study: CaseStudy) -> Finding:
    """Return a row of a form as a finding that is kept nowhere."""
    values = {name: getattr(row, name) for name in PLAIN if hasattr(row, name)}
    finding = Finding(**{name: value for name, value in values.items() if value is not None})
    source = row.source or form.source
    finding.source = Source.objects.filter(slug=source).first() or study.source
    account = CaseStudy(pk=study.pk, slug=study.slug, title=form.title, told_in=form.told_in)
    account.state = CaseStudy.State.PUBLISHED
    finding.case_study = account
    return finding


def _not_kept(request: HttpRequest, day: dt.date) -> HttpResponse:
    said = gettext("What this page said on %(day)s was not kept.") % {"day": day_in_words(day)}
    words = [said, gettext("Leave “on” out of the address to see what it says now.")]
    return refused(request, Refusal(404, gettext("Not kept"), words))
