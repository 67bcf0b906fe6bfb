"""Two concepts that mean the same become one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext

from wellbeing_portal.core.acting import Actor, sign
from wellbeing_portal.core.aggregates import hold_together, read_many, rewrite
from wellbeing_portal.core.content.entries import in_batches
from wellbeing_portal.core.models import Concept, VocabularyChange
from wellbeing_portal.core.roles.authorship import VOCABULARY
from wellbeing_portal.core.text.likeness import letters
from wellbeing_portal.core.versions.keeping import document_of
from wellbeing_portal.core.versions.values import Names

from . import acting
from .acting import Refusals
from .columns import columns_of
from .entries import enter, standing
from .foreseen import Foreseen, ForeseenPage, ForeseenRecord, about, as_told, broader_of, pages_of
from .naming import naming, records
from .replacing import Replacing
from .uses import changed_counts, read_uses

AnyConcept = TypeVar("AnyConcept", bound=Concept)


@dataclass(frozen=True)
class Merge:
    """One concept, ``former``, that becomes part of another, ``kept``."""

    former: Any
    kept: Any

    @cached_property
    def model(self) -> type[Concept]:
        """The family."""
        return type(self.former)

    @property
    def note(self) -> str:
        """What is done, as the history has it."""
        return gettext("%(kind)s “%(former)s” merged into “%(kept)s”") % {
            "kind": str(self.model._meta.verbose_name).capitalize(),
            "former": self.former.name,
            "kept": self.kept.name,
        }

    def refusals(self) -> Refusals:
        """Return why the two cannot be merged, as they are."""
        if type(self.kept) is not self.model or self.former.pk == self.kept.pk:
            return [gettext("Choose another concept of the same kind.")]
        if Concept.State.ARCHIVED in {self.former.state, self.kept.state}:
            return [gettext("One of the two is archived. Bring it back first.")]
        if self.former.is_current and not self.kept.is_current:
            return [gettext("“%(kept)s” is a draft. Take it into use first.") % {"kept": self.kept}]
        return []

    def synonyms(self) -> list[str]:
        """Return what the one kept is also known as afterwards: all that either was called."""
        known, words = {letters(self.kept.name)}, []
        for word in (*self.kept.synonyms, self.former.name, *self.former.synonyms):
            if letters(word) not in known:
                known.add(letters(word))
                words.append(word)
        return words

    def below(self) -> Iterator[tuple[Any, Any]]:
        """Yield the concepts that get another broader one, each with that.

        Where the one kept stands below the other, what stands between goes up by one.
        """
        above = {self.kept.pk, *(one.pk for one in broader_of(self.kept))}
        narrower: QuerySet[Any] = self.model._default_manager.order_by("pk")
        for one in narrower.filter(broader=self.former.pk):
            yield one, self.former.broader if one.pk in above else self.kept

    def replacing(self) -> Replacing:
        """Return what puts the one in the place of the other."""
        return Replacing(self.model, self.former.slug, self.kept.slug)


def foresee_merge(former: AnyConcept, kept: AnyConcept) -> Foreseen:
    """Return what would change if ``former`` became part of ``kept``."""
    merge = Merge(former, kept)
    refused: list[str] = list(merge.refusals())
    if refused:
        return Foreseen(former, "", refused=tuple(refused))
    touched: list[ForeseenRecord] = []
    names = Names()
    for batch in records(naming(merge.model, [former.pk])):
        for record, form in zip(batch, read_many(batch), strict=True):
            replacing = merge.replacing()
            touched.append(as_told(record, form, replacing.within(form), names))
            refused += _unsettled(record, replacing)
    uses = read_uses(merge.model)
    below = list(merge.below())
    above = {one.pk: new.pk if new else None for one, new in below}
    after = uses.merged(former.pk, kept.pk, {**uses.broader, **above})
    leads_to = ForeseenPage(former.get_absolute_url(), former.name, kept.get_absolute_url())  # type: ignore[attr-defined]
    others = (kept, *broader_of(former), *broader_of(kept), *(one for one, _ in below))
    wider = dict.fromkeys(others)
    return Foreseen(
        former,
        merge.note,
        tuple(touched),
        tuple(changed_counts(uses, after)),
        (leads_to, *pages_of(one for one in wider if one != former)),
        tuple(refused),
    )


def _unsettled(record: Any, replacing: Replacing) -> Iterator[str]:
    for sentence in replacing.unsettled:
        yield about(record, f"“{record}”: {sentence}")


@transaction.atomic
def merge(former: AnyConcept, kept: AnyConcept, *, by: Actor) -> VocabularyChange:
    """Make ``former`` part of ``kept``: all that names it names the other, and so does its address.

    Raises:
        NotAllowed: when ``by`` may not.
        ValidationError: when the two cannot be merged, or a record says different things of them.
    """
    held = acting.hold(type(former), {former.pk, kept.pk}, by=by)
    both = Merge(held[former.pk], held.get(kept.pk))
    acting.refuse(both.refusals())
    below = list(both.below())
    changed = [both.former, both.kept, *(one for one, _ in below if one.pk != both.kept.pk)]
    change = acting.begin_change(
        VocabularyChange.Act.MERGE,
        both.former,
        both.note,
        {one.pk: columns_of(one) for one in changed},
        by=by,
        other=both.kept.pk,
    )
    for model, keys in naming(both.model, [both.former.pk]).items():
        for batch in in_batches(sorted(keys)):
            _replace(both, change, model, batch, by)
    _settle(both, change, below, by)
    kept_now = list(both.model._default_manager.filter(pk__in=[one.pk for one in changed]))
    return acting.end_change(change, kept_now)


def _replace(
    both: Merge, change: VocabularyChange, model: Any, keys: Sequence[int], by: Actor
) -> None:
    held = hold_together(model, keys)
    forms = held.forms
    said = {one.pk: form for one, form in zip(held.records, forms, strict=True)}
    stood = standing(held.records, said)
    refused: list[str] = []
    after = []
    for record, form in zip(held.records, forms, strict=True):
        replacing = both.replacing()
        after.append(replacing.within(form))
        refused += _unsettled(record, replacing)
    acting.refuse(refused)
    documents = {key: document_of(form) for key, form in said.items()}
    rewrite(held, after, by=by, because=VOCABULARY)
    enter(change, held.records, stood, by=by, before=documents)


def _settle(both: Merge, change: VocabularyChange, below: Any, by: Actor) -> None:
    """Move what stands below, take the concept away, and let its addresses lead on."""
    former, kept = both.former, both.kept
    synonyms = both.synonyms()
    for one, above in below:
        mine = kept if one.pk == kept.pk else one
        mine.broader = above
        if mine is not kept:
            acting.save(mine, both.note, by)
    kept.synonyms = synonyms
    acting.save(kept, both.note, by)
    change.redirects = {**acting.former_slugs(former), former.slug: None}
    sign(former, by, both.note[: acting.REASON])
    key = former.pk
    former.delete()
    former.pk = key
    acting.lead(both.model, change.redirects, kept.pk)
