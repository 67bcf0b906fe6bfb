"""What becomes of a term that somebody suggested: the verbs, each by whoever may."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from casestudies.models import Organisation
from wellbeing_portal.core.acting import sign
from wellbeing_portal.core.models import VocabularyChange
from wellbeing_portal.core.roles import Verb, require
from wellbeing_portal.core.text.likeness import letters
from wellbeing_portal.core.vocabulary.states import begin, change_words
from wellbeing_portal.core.vocabulary.taking_back import take_back
from wellbeing_portal.curate.models import SuggestedTerm
from wellbeing_portal.search.changes import lock

from .families import families

Verdict = SuggestedTerm.Verdict

LONGEST = 200


@transaction.atomic
def take_as_draft(term: SuggestedTerm, concept: Any, *, by: User) -> None:
    """Begin the concept that somebody missed, as a draft.

    Raises:
        NotAllowed: when ``by`` may not.
        ValidationError: when a rule is broken, or somebody has decided already.
    """
    _hold(term, by)
    begin(concept, by=by)
    _settle(term, Verdict.DRAFT, by, named=concept.name)


@transaction.atomic
def take_as_known(term: SuggestedTerm, concept: Any, *, by: User) -> None:
    """Let a concept be known by the name that somebody missed.

    Raises:
        NotAllowed: when ``by`` may not.
        ValidationError: when somebody has decided already.
    """
    _hold(term, by)
    if letters(term.name) not in {letters(name) for name in concept.names()}:
        change_words(concept, {"synonyms": [*concept.synonyms, term.name]}, by=by)
    _settle(term, Verdict.KNOWN, by, named=concept.name)


@transaction.atomic
def add_organisation(term: SuggestedTerm, organisation: Organisation, *, by: User) -> None:
    """Add the organisation that somebody missed; records can name it from now on.

    Raises:
        NotAllowed: when ``by`` may not.
        ValidationError: when a rule is broken, or somebody has decided already.
    """
    _hold(term, by)
    organisation.full_clean()
    sign(organisation, by)
    organisation.save()
    _settle(term, Verdict.ADDED, by, named=organisation.name)


@transaction.atomic
def name_organisation(term: SuggestedTerm, organisation: Organisation, *, by: User) -> None:
    """Say which organisation it is that somebody missed under another name.

    Raises:
        NotAllowed: when ``by`` may not.
        ValidationError: when somebody has decided already.
    """
    _hold(term, by)
    _settle(term, Verdict.KNOWN, by, named=organisation.name)


@transaction.atomic
def refuse(term: SuggestedTerm, because: str, *, by: User) -> None:
    """Leave a term out, with a reason that whoever suggested it sees.

    Raises:
        NotAllowed: when ``by`` may not.
        ValidationError: when no reason is given, or somebody has decided already.
    """
    _hold(term, by)
    if not because.strip():
        raise ValidationError(gettext("Say why not."))
    _settle(term, Verdict.REFUSED, by, because=because.strip())


@transaction.atomic
def take_back_with_suggestions(change: VocabularyChange, *, by: User) -> None:
    """Take a change back; suggestions that it settled wait to be decided again.

    Raises:
        NotAllowed: when ``by`` may not.
        ValidationError: with what has been changed since.
    """
    take_back(change, by=by)
    key = next((key for key, one in families().items() if one.model is change.family), "")
    came = {letters(name) for name in _came(change)}
    terms = SuggestedTerm.objects.filter(vocabulary=key, verdict__in=[Verdict.DRAFT, Verdict.KNOWN])
    for term in terms.filter(settled_at__gte=change.made_at):
        if letters(term.name) in came:
            term.settled_at, term.verdict = None, ""
            term.settled_as = term.settled_by_name = ""
            term.save()


def _came(change: VocabularyChange) -> set[str]:
    """Return the names that a change has given to its concept."""
    key = str(change.concept)
    before, after = (_names(said.get(key)) for said in (change.before, change.after))
    return after - before


def _names(columns: Mapping[str, Any] | None) -> set[str]:
    return {columns["name"], *columns["synonyms"]} if columns else set()


def _hold(term: SuggestedTerm, by: User) -> None:
    require(by, Verb.VOCABULARY)
    lock()
    held = SuggestedTerm.objects.select_for_update().filter(pk=term.pk, settled_at=None)
    if not held.exists():
        raise ValidationError(gettext("Somebody has decided about this term already."))


def _settle(
    term: SuggestedTerm, verdict: Verdict, by: User, *, named: str = "", because: str = ""
) -> None:
    term.settled_at, term.settled_by_name = timezone.now(), by.get_username()
    term.verdict, term.settled_as, term.because = verdict, named[:LONGEST], because
    term.save()
