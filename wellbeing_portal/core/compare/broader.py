"""What an item has by having something narrower: broader finds narrower here as everywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext

from wellbeing_portal.core.lists.vocabulary import Vocabulary
from wellbeing_portal.core.words import in_sentence, joined

from .cells import Trait

Keys = frozenset[int]
"""Which of the items have a value, by their places."""


def with_broader(items: Sequence[Sequence[Trait]], vocabulary: Vocabulary) -> list[list[Trait]]:
    """Give each item what it has by something narrower, where that makes it like another.

    A broader value is added where an item compared has it itself, or where two have it by
    different narrower ones; it says by which.
    """
    own = [{trait.key: trait.label for trait in traits} for traits in items]
    through = [_through(labels, vocabulary) for labels in own]
    shown = {key for labels in own for key in labels} | _shared(own, through, vocabulary)
    return [
        [
            *traits,
            *(
                Trait(
                    key,
                    _label(key, own, vocabulary),
                    gettext("As %(in_sentence)s")
                    % {"in_sentence": joined(map(in_sentence, narrower))},
                )
                for key, narrower in reached.items()
                if key in shown and key not in labels
            ),
        ]
        for traits, labels, reached in zip(items, own, through, strict=True)
    ]


def _through(labels: Mapping[str, str], vocabulary: Vocabulary) -> dict[str, list[str]]:
    """Return what is broader than the values of an item, each with the values it is broader of."""
    found: dict[str, list[str]] = {}
    for key, label in labels.items():
        for above in sorted(vocabulary.with_broader([key]) - {key}):
            found.setdefault(above, []).append(label)
    return found


def _shared(
    own: Sequence[Mapping[str, str]],
    through: Sequence[Mapping[str, list[str]]],
    vocabulary: Vocabulary,
) -> set[str]:
    """Return what two items have by narrower values alone, unless a narrower one says as much."""
    holders: dict[str, Keys] = {}
    for place, (labels, reached) in enumerate(zip(own, through, strict=True)):
        for key in {*labels, *reached}:
            holders[key] = holders.get(key, frozenset()) | {place}
    direct = {key for labels in own for key in labels}
    found: set[str] = set()
    for key in sorted(holders, key=lambda one: (-_depth(one, vocabulary), one)):
        if key in direct or len(holders[key]) < 2:
            continue
        below = (vocabulary.with_narrower([key]) - {key}) & (direct | found)
        if all(holders[one] != holders[key] for one in below):
            found.add(key)
    return found


def _depth(key: str, vocabulary: Vocabulary) -> int:
    return len(vocabulary.with_broader([key]))


def _label(key: str, own: Sequence[Mapping[str, str]], vocabulary: Vocabulary) -> str:
    return next((labels[key] for labels in own if key in labels), vocabulary.label(key))
