"""Searches of readers that found nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from wellbeing_portal.core.models import UnansweredSearch
from wellbeing_portal.core.roles import Verb
from wellbeing_portal.core.words import counted, day_in_words

from .line import CareScope, HealthEntry, HealthLine, HealthPart


def _searches(_scope: CareScope) -> list[HealthPart]:
    return [HealthPart(UnansweredSearch.objects.typed_again(), _tell_searches)]


def _tell_searches(searches: Sequence[Any]) -> list[HealthEntry]:
    return [_search(one) for one in searches]


def _search(search: UnansweredSearch) -> HealthEntry:
    said = gettext("Typed on %(days)s, last on %(day)s.") % {
        "days": counted(search.days, "day"),
        "day": day_in_words(search.last_on),
    }
    url = f"{reverse('explain_search')}?{urlencode({'q': search.words})}"
    if search.searched:
        said = f"{said} {gettext('It was asked of one list alone.')}"
    return HealthEntry(search.words, url, said)


def _searches_unknown() -> str:
    return "" if settings.UNANSWERED_SEARCHES else gettext("Not noted")


SEARCHES = HealthLine(
    "searches",
    _("Searches that found nothing"),
    gettext_noop("search"),
    _(
        "Give a concept the word as a synonym where the portal has something on it; where it has "
        "nothing, that is a subject to look for."
    ),
    _searches,
    verb=Verb.VOCABULARY,
    unknown=_searches_unknown,
)
