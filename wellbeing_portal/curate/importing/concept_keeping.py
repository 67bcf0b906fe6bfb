"""Concepts that a file changes: by the acts of the vocabulary, so that there is a way back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from wellbeing_portal.core.acting import Actor
from wellbeing_portal.core.roles import Verb, require
from wellbeing_portal.core.vocabulary.moving import move
from wellbeing_portal.core.vocabulary.other_names import taken_names
from wellbeing_portal.core.vocabulary.renaming import rename
from wellbeing_portal.core.vocabulary.states import change_words

from .keeping import NamedHere, ReferenceKeeper

BY_ACTS_OF_THEIR_OWN = frozenset({"slug", "name", "broader"})


@dataclass(frozen=True)
class ConceptKeeper(ReferenceKeeper):
    """Concepts of the vocabulary. A file changes what is there; it never makes one."""

    def check(self, form: Any, record: Any | None, named: NamedHere) -> None:
        """Hold the concept against every rule, and its new names against those of others.

        Raises:
            ValidationError: when a rule is broken, or a new name means another concept.
        """
        known = set(record.names()) if record is not None else set()
        filled = self._filled(form, record, named)
        filled.full_clean()
        taken = list(taken_names(filled, [name for name in filled.names() if name not in known]))
        if taken:
            raise ValidationError({"synonyms": taken})

    def write(self, form: Any, record: Any | None, *, by: Actor) -> Any:
        """Change the concept, each kind of change by its own act.

        Raises:
            NotAllowed: when ``by`` may not import.
            ValidationError: when a rule is broken.
        """
        require(by, Verb.IMPORT)
        if record is None:
            raise ValidationError(gettext("A new term is suggested, and not made by a file."))
        standing = self.model._default_manager.get(pk=record.pk)
        wanted = self._filled(form, record, {})
        words = {
            name: getattr(wanted, name)
            for name in type(form).model_fields.keys() - BY_ACTS_OF_THEIR_OWN
            if getattr(wanted, name) != getattr(standing, name)
        }
        if wanted.name != standing.name:
            rename(standing, wanted.name, standing.slug, keep_name=False, by=by)
        if words:
            change_words(standing, words, by=by)
        if wanted.broader_id != standing.broader_id:
            move(standing, wanted.broader, by=by)
        return wanted
