"""Terms that people suggested, with what they were suggested for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from wellbeing_portal.curate.checking import record_url
from wellbeing_portal.curate.models import SuggestedTerm

from .organisations import SuggestibleKind, suggestible

TOLD = dt.timedelta(days=90)
"""So long whoever suggested a term is told what became of it."""


@dataclass(frozen=True)
class Suggestion:
    """A suggested term, its family, and the record for which it was suggested."""

    term: SuggestedTerm
    family: SuggestibleKind
    record: Any

    @property
    def url(self) -> str:
        """The page on which it is decided."""
        return reverse("curate_vocabulary_decide", args=[self.term.pk])

    @property
    def record_url(self) -> str:
        """The address of the record in the editor."""
        return record_url(self.record) if self.record is not None else ""


def suggestions(terms: Any) -> list[Suggestion]:
    """Return terms with their records: one query a kind of record."""
    kinds = suggestible()
    some = [term for term in terms if term.vocabulary in kinds]
    records: dict[tuple[str, int], Any] = {}
    for kind in {term.kind for term in some if term.kind and term.record}:
        keys = [term.record for term in some if term.kind == kind]
        found = apps.get_model(kind)._default_manager.in_bulk(keys)
        records |= {(kind, key): one for key, one in found.items()}
    return [
        Suggestion(term, kinds[term.vocabulary], records.get((term.kind, term.record)))
        for term in some
    ]


def suggested_by(user: User) -> list[Suggestion]:
    """Return what somebody suggested: what waits, and what was decided lately."""
    mine = SuggestedTerm.objects.filter(made_by=user)
    told = Q(settled_at=None) | Q(settled_at__gte=timezone.now() - TOLD)
    return suggestions(mine.filter(told).order_by("-made_at", "-pk"))
