"""Terms that a file names and no vocabulary has: for those who keep the vocabulary to decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext

from wellbeing_portal.core.acting import Actor
from wellbeing_portal.core.models.redirect import kind_of
from wellbeing_portal.curate.models import ImportRun, SuggestedTerm
from wellbeing_portal.curate.picking import KINDS

from .outcome import Fate, RecordOutcome, vocabulary_of
from .tables import FileTable

LONGEST_NAME, LONGEST_MEANING = 100, 1000


def suggest_terms(
    run: ImportRun, table: FileTable, outcomes: Iterable[RecordOutcome], *, by: Actor
) -> None:
    """Suggest every unknown term once, unless it waits already."""
    waiting = SuggestedTerm.objects.filter(settled_at=None).values_list("vocabulary", "name")
    known = {(vocabulary, name.casefold()) for vocabulary, name in waiting}
    account = by if isinstance(by, User) else None
    made = []
    for model, name, meaning, outcome in _wanted(run, table, outcomes):
        vocabulary = next(key for key, one in KINDS.items() if one.model is model)
        place = vocabulary, name[:LONGEST_NAME].casefold()
        if place in known:
            continue
        known.add(place)
        is_record = outcome.key is not None
        made.append(
            SuggestedTerm(
                vocabulary=vocabulary,
                name=name[:LONGEST_NAME],
                meaning=meaning[:LONGEST_MEANING],
                kind=kind_of(table.model) if is_record else "",
                record=outcome.key or 0,
                made_by=account,
                made_by_name=account.get_username() if account else "",
            )
        )
    SuggestedTerm.objects.bulk_create(made)


def _wanted(
    run: ImportRun, table: FileTable, outcomes: Iterable[RecordOutcome]
) -> Iterator[tuple[type[Any], str, str, RecordOutcome]]:
    for outcome in outcomes:
        if outcome.fate == Fate.SUGGESTED:
            said = outcome.said.values
            yield table.model, outcome.name, str(said.get("definition") or outcome.name), outcome
        for label, name in sorted(outcome.unknown):
            where = {"file": run.file_name, "record": outcome.name}
            meaning = gettext("Named in the import “%(file)s”, for “%(record)s”.") % where
            yield vocabulary_of(label)[0], name, meaning, outcome
