"""A search of the whole portal explained to staff, by what the public search itself asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from strategies.council_names.postcodes import no_postcodes
from wellbeing_portal.core.acting import Actor
from wellbeing_portal.core.words import in_sentence, joined, plural, with_article
from wellbeing_portal.search import (
    Explained,
    FoundDocument,
    Met,
    Reader,
    ReadSearch,
    Search,
    explain,
    how_read,
)
from wellbeing_portal.search.explaining import ScorePart, UnitScore
from wellbeing_portal.search.narrowing import OTHERS_SHARE
from wellbeing_portal.search.reading import ReadUnit

from .answered import SearchAnswer, answered
from .cards import kind_name
from .concepts import NamedConcept, named_concepts, require_change_of_concepts
from .everything import (
    IN_PLACE,
    NAMED_SCORE,
    SUBJECTS,
    WITH_NUMBER,
    GroupResults,
    Result,
    nearest_to,
)
from .groups import AFTER, BY_NAME, WEIGHTS, Group, weighted
from .subjects import UNNAMED

FEW_NAMES = 12
"""Other names of a concept that are told; there may be dozens."""

TEXTS = {
    "title": "title",
    "names": "names that belong to it",
    "synonyms": "synonyms",
    "summary": "summary",
    "body": "text",
}
"""What the texts of a document are called."""


@dataclass(frozen=True)
class WordsRead:
    """One thing that was asked for, and the concepts that it names."""

    unit: ReadUnit
    concepts: Sequence[NamedConcept]
    other_names: Sequence[str]
    more_names: int

    @property
    def by_meaning(self) -> int:
        """How many documents only what is meant finds."""
        return self.unit.number - self.unit.typed


@dataclass(frozen=True)
class ScoreLine:
    """One part of a score in words."""

    what: str
    adds: float
    because: Sequence[str]


@dataclass(frozen=True)
class Factor:
    """What a score is multiplied by, and why."""

    times: float
    because: str


@dataclass(frozen=True)
class ExplainedHit:
    """A result, what its place is made of, and how much that counts against other kinds.

    ``named`` says that only some of the words are its name. ``factors`` lead from the score to
    what it counts.
    """

    result: Result
    kind: str
    score: float
    factors: Sequence[Factor]
    counts: float
    named: bool
    lines: Sequence[ScoreLine]


@dataclass(frozen=True)
class ExplainedGroup:
    """A group of results; ``after`` are groups that come before it whatever it counts."""

    group: Group
    total: int
    hits: Sequence[ExplainedHit]
    after: Sequence[str]


@dataclass(frozen=True)
class Explanation:
    """How a search was read, what it finds and why, in the order in which readers see it."""

    text: str
    answer: SearchAnswer
    read: ReadSearch
    words: Sequence[WordsRead]
    meant: Sequence[tuple[str, FoundDocument]]
    groups: Sequence[ExplainedGroup]
    nearest: Sequence[FoundDocument]
    no_postcodes: str


def explanation_of(reader: Reader, text: str, *, widen: bool = True, by: Actor) -> Explanation:
    """Explain a search.

    Raises:
        NotAllowed: when ``by`` may not change concepts.
    """
    require_change_of_concepts(by)
    answer = answered(reader, text, widen=widen)
    search = Search("", text, widen=widen)
    read = how_read(reader, search)
    found = answer.found
    hits = [hit for one in found.groups for hit in one.found]
    told = {(one.found.kind, one.found.pk): one for one in explain(reader, search, hits)}
    return Explanation(
        text,
        answer,
        read,
        [_words_read(one) for one in read.units],
        [(in_sentence(kind_name(hit.kind)), hit) for hit in found.meant],
        [_group(answer, one, told) for one in found.groups],
        nearest_to(reader, found.matches) if answer.absent else (),
        no_postcodes(text),
    )


def _words_read(unit: ReadUnit) -> WordsRead:
    widening = unit.widening
    names = widening.names if widening and widening.told else ()
    concepts = named_concepts(widening.concepts) if widening else ()
    return WordsRead(unit, concepts, names[:FEW_NAMES], max(0, len(names) - FEW_NAMES))


def _group(
    answer: SearchAnswer, one: GroupResults, told: Mapping[tuple[str, int], Explained]
) -> ExplainedGroup:
    found = answer.found
    share = found.share if one.group.name == SUBJECTS else 1.0
    hits = [
        _hit(hit, result, told[hit.kind, hit.pk], share, (hit.kind, hit.slug) in found.named)
        for hit, result in zip(one.found, one.results, strict=True)
    ]
    there = {other.group.name for other in found.groups}
    after = [plural(BY_NAME[name].noun) for name in AFTER.get(one.group.name, ()) if name in there]
    return ExplainedGroup(one.group, one.total, hits, after)


def _hit(
    hit: FoundDocument, result: Result, told: Explained, share: float, named: bool
) -> ExplainedHit:
    score = NAMED_SCORE if named else told.score
    kind = in_sentence(kind_name(hit.kind))
    factors = [
        *_factors(hit.score / score if score else 1.0, share),
        Factor(WEIGHTS.get(hit.kind, 1.0), _("for being %(kind)s") % {"kind": with_article(kind)}),
    ]
    lines = [] if named else list(_lines(told))
    return ExplainedHit(result, kind, score, factors, weighted(hit), named, lines)


def _factors(whole: float, share: float) -> Iterator[Factor]:
    """Yield what a subject's score was multiplied by: ``share``, and as its names deserve it."""
    if share != 1:
        why = {
            IN_PLACE: _("because a place is named"),
            WITH_NUMBER: _("because a number is named"),
        }
        yield Factor(share, why.get(share, _("because another subject is meant")))
    if whole / share < (1 + UNNAMED) / 2:
        yield Factor(UNNAMED, _("because its names say nothing of it"))


def _lines(told: Explained) -> list[ScoreLine]:
    lines = [
        ScoreLine(f"“{one.words}”", one.score, list(map(in_words, one.parts)) or [_missing(one)])
        for one in told.units
    ]
    lines += [ScoreLine(_("Fits better"), one.score, [in_words(one)]) for one in told.bonus]
    if told.raised:
        because = _("what is like it comes before others of its kind")
        lines.append(ScoreLine(_("Put first"), told.raised, [because]))
    return lines


def _missing(one: UnitScore) -> str:
    return _("is there, and counts nothing") if one.required else _("is not there; it was left out")


_WAYS = {
    Met.TYPED: gettext_lazy("stands there%(forms)s, in %(texts)s: %(score).1f"),
    Met.TAGGED: gettext_lazy("tagged with “%(words)s”, which is named: %(score).1f"),
    Met.OTHER_NAME: gettext_lazy("has “%(words)s”, another name of the same: %(score).1f"),
    Met.CALLED: gettext_lazy("is called “%(words)s”: %(score).1f"),
    Met.IN_TITLE: gettext_lazy("all of the words are in its title"),
    Met.PHRASE: gettext_lazy("the words stand together in its title, names or synonyms"),
    Met.TOGETHER: gettext_lazy("“%(words)s” stand next to each other"),
}


def in_words(part: ScorePart) -> str:
    """Say in which way words were met."""
    texts = joined(f"{TEXTS[name]} ({score:.1f})" for name, score in part.texts)
    written = joined(f"“{form}”" for form in part.forms)
    forms = _(" as %(forms)s") % {"forms": written} if written else ""
    told = {"words": part.words, "score": part.score, "texts": texts, "forms": forms}
    return _WAYS[part.how] % told


OF_OTHERS = round(100 * OTHERS_SHARE)
"""Of each way that is not the best of a word, so many of a hundred count."""
NAMED_COUNTS = NAMED_SCORE
"""What a subject counts that only some of the words name, where other words are not met there."""
