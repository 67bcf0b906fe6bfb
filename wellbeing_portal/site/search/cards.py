"""What is meant by a name, as a card: the same words as the page that it leads to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from casestudies.content_counts import count_content
from casestudies.evidence.answers.row import AnswerRow
from casestudies.evidence.answers.rows import rows_of
from casestudies.evidence.answers.scope import everything
from casestudies.evidence.answers.sentences import what_changed, who
from casestudies.evidence.grammar import strength_at
from casestudies.facets import FAMILIES
from strategies.facets import THEME
from strategies.models import Council
from wellbeing_portal.core.words import counted
from wellbeing_portal.search import FoundDocument, Question, Reader, Search
from wellbeing_portal.search.snippets import sentences
from wellbeing_portal.site.councils.answer import answer_about

from .groups import link

ANSWERED = ("approach", "outcome", "enabler")
"""Families whose concepts have a page that answers."""
LISTED = ("population", "setting")
"""Those without one: they lead to the case studies that are tagged with them."""

KIND_NAMES = {"case-study": "case study"} | {
    family.name: family.label for family in (*FAMILIES.values(), THEME)
}
"""What a kind is called, where that is not its name."""


@dataclass(frozen=True)
class Card:
    """What is meant: what it is, its answer, and for a concept the row that this is made of.

    A page or a list that answers has no ``kind``. ``fold`` is the part of the page that answers.
    ``levels`` are those of the findings that the answer quotes. It ``is_near`` where nothing is
    just what was asked for; ``further`` are pages that may help then, by their addresses.
    """

    kind: str
    title: str
    url: str
    answer: str
    row: AnswerRow | None = None
    fold: str = ""
    levels: Sequence[int] = ()
    is_near: bool = False
    further: Sequence[tuple[str, str]] = ()

    @property
    def strengths(self) -> list[tuple[int, str]]:
        """The levels of what is quoted, each with its words."""
        return [(level, strength_at(level)) for level in self.levels]


def cards_of(reader: Reader, meant: Sequence[FoundDocument]) -> list[Card]:
    """Return a card for each record that is meant; of several councils without their answers."""
    if not meant:
        return []
    kind = meant[0].kind
    if kind in ANSWERED:
        rows = rows_of(reader, kind, everything(kind, reader.memory), [hit.slug for hit in meant])
        by_slug = {row.slug: row for row in rows}
        return [_of_concept(hit, by_slug[hit.slug]) for hit in meant if hit.slug in by_slug]
    if kind == "council":
        return _of_councils(reader, meant)
    return [_told(reader, hit) for hit in meant]


def _number_in(reader: Reader, hit: FoundDocument) -> str:
    """Return how many case studies name a group or a setting: to their list it leads."""
    if hit.kind not in LISTED:
        return ""
    asked = Search("case-study", selection={hit.kind: [hit.slug]})
    total = reader.ask(Question(asked, size=1, told=False)).total
    return gettext("Named by %(studies)s.") % {"studies": counted(total, "case study", none="no")}


def kind_name(kind: str) -> str:
    """Return what a kind is called."""
    return str(KIND_NAMES.get(kind, kind))


def _of_concept(hit: FoundDocument, row: AnswerRow) -> Card:
    said = " ".join(filter(None, (f"{row.in_a_line}.", who(row), what_changed(row))))
    return Card(kind_name(hit.kind), hit.title, link(hit), said, row)


def _of_councils(reader: Reader, meant: Sequence[FoundDocument]) -> list[Card]:
    found: Any = Council.objects.in_bulk([hit.pk for hit in meant])
    count_content(reader, found.values())
    cards = []
    for hit in meant:
        council = found[hit.pk]
        said, levels = f"{council.get_type_display()}, {council.get_region_display()}.", []
        if len(meant) == 1:
            about = answer_about(reader, council, council.case_study_count)
            said, levels = about.in_words, about.levels
        name = council.official_name
        cards.append(Card(kind_name(hit.kind), name, link(hit), said, levels=levels))
    return cards


def _one_after_another(*said: str) -> str:
    """Return sentences after one another, without those that are empty."""
    return " ".join(filter(None, said))


def _told(reader: Reader, hit: FoundDocument) -> Card:
    said = _one_after_another(opening_of(reader, hit), _number_in(reader, hit))
    return Card(kind_name(hit.kind), hit.title, link(hit), said)


def opening_of(reader: Reader, hit: FoundDocument) -> str:
    """Return the first sentence of what is told of a record."""
    texts = reader.stored(hit.address)["text"]
    return next(sentences(texts[0]), "") if texts else ""
