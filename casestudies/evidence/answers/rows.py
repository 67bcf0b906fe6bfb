"""The rows of a family, or of some of its concepts.

Table, page, map, search, briefing and files all ask ``rows_of``: what they say of a concept is
the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from casestudies.facets import FAMILIES, POPULATION
from casestudies.models import Outcome
from strategies.models import Council
from wellbeing_portal.core.lists.vocabulary import Vocabulary
from wellbeing_portal.search import Reader, Remembered

from .changes import Change, changes_in
from .counts import CHANGES_OF, Numbers, numbers_of
from .research import KnownResearch, known_research, research_on
from .row import AnswerRow, CouncilFact
from .scope import Scope
from .stated_costs import stated_costs
from .strongest import strongest_of

COUNCIL_COLUMNS = {
    "council": "slug",
    "council_type": "type",
    "region": "region",
    "nation": "nation",
}
"""What is asked of councils, by parameter."""


@dataclass(frozen=True)
class ConceptFact:
    """What a concept is called, what it means, and the concept above it."""

    name: str
    definition: str
    broader: str


SAID_AGAIN = re.compile(r"^(?:better|worse)\b,?\s*", re.IGNORECASE)
"""The way something went, where its words for it begin with it."""

_COUNCILS: Remembered[None, dict[str, dict[str, str]]] = Remembered("councils, by slug")
_RESEARCH: Remembered[None, KnownResearch] = Remembered("what research bodies conclude")
_CONCEPTS: Remembered[str, dict[str, ConceptFact]] = Remembered("names and meanings of a family")
_WORDS: Remembered[None, dict[tuple[str, str], str]] = Remembered("words for better and worse")


def rows_of(
    reader: Reader, family: str, scope: Scope, slugs: Iterable[str] | None = None
) -> list[AnswerRow]:
    """Return what is known of the concepts of a family, or of some, by name.

    The number of queries does not grow with the number of rows.
    """
    numbers, concepts = numbers_of(reader, family, scope), concepts_of(reader, family)
    wanted = [one for one in (concepts if slugs is None else slugs) if one in concepts]
    wanted.sort(key=lambda slug: concepts[slug].name.casefold())
    counted = {slug: numbers.get(slug, Numbers()) for slug in wanted}
    councils = councils_in(reader, scope)
    strongest = strongest_of(reader, family, scope, counted)
    known = _research_within(reader, family, scope)
    vocabulary = FAMILIES[family].vocabulary(reader)
    rows = []
    for slug, found in counted.items():
        concept = concepts[slug]
        rows.append(
            AnswerRow(
                family,
                slug,
                concept.name,
                concept.definition,
                concept.broader,
                found,
                tuple(one for key, one in councils.items() if key in found.councils),
                changes_of(reader, family, found),
                strongest.get(slug),
                stated_costs(reader, family, slug, scope, found.studies).costs,
                research_on(
                    family,
                    [slug, *sorted(vocabulary.with_narrower([slug]) - {slug})],
                    known,
                    sum(found.reported.values()),
                ),
                _groups(POPULATION.vocabulary(reader), found.better_for),
                _groups(POPULATION.vocabulary(reader), found.worse_for),
                owed_to(slug, numbers, vocabulary),
            )
        )
    return rows


def _research_within(reader: Reader, family: str, scope: Scope) -> KnownResearch:
    """Return what research bodies say of what the filters of a family's rows leave."""
    known = _RESEARCH.once(reader.memory, None, known_research)
    if family != "outcome" and (outcomes := scope.chosen("outcome")):
        known = known.read_for(FAMILIES["outcome"].vocabulary(reader).with_narrower(outcomes))
    if family != "approach" and (approaches := scope.chosen("approach")):
        known = known.read_of(FAMILIES["approach"].vocabulary(reader).with_narrower(approaches))
    return known


def concepts_of(reader: Reader, family: str) -> Mapping[str, ConceptFact]:
    """Return what the public may see of a family, by slug."""
    vocabulary = FAMILIES[family].vocabulary(reader)
    return _CONCEPTS.once(reader.memory, family, partial(_read_concepts, family, vocabulary))


def _read_concepts(family: str, vocabulary: Vocabulary) -> dict[str, ConceptFact]:
    rows = FAMILIES[family].model._default_manager.order_by("name")
    told = rows.values_list("slug", "name", "definition", "broader__slug")
    return {
        slug: ConceptFact(name, definition, vocabulary.label(above) if above in vocabulary else "")
        for slug, name, definition, above in told
        if slug in vocabulary
    }


# ── Councils ─────────────────────────────────────────────────────────────────────────────


def councils_in(reader: Reader, scope: Scope) -> dict[str, CouncilFact]:
    """Return the councils of the places asked for, by slug and in the order of their names.

    All councils, where no places are asked for.
    """
    return {
        slug: CouncilFact(slug, told["name"], told["nation_name"])
        for slug, told in _COUNCILS.once(reader.memory, None, _read_councils).items()
        if all(told[COUNCIL_COLUMNS[name]] in chosen for name, chosen in scope.places.items())
    }


def _read_councils() -> dict[str, dict[str, str]]:
    columns = Council.objects.order_by().values("name", *COUNCIL_COLUMNS.values())
    rows = sorted(columns, key=lambda row: row["name"].casefold())
    nations = dict(Council.Nation.choices)
    return {row["slug"]: row | {"nation_name": str(nations.get(row["nation"], ""))} for row in rows}


# ── Changes ──────────────────────────────────────────────────────────────────────────────


def changes_of(reader: Reader, family: str, numbers: Numbers) -> tuple[Change, ...]:
    """Return what changed, in the outcome's own words for better and worse where it has any.

    They stand after the way it went, which they do not say again.
    """
    other = CHANGES_OF[family]
    is_outcome = other == "outcome"
    words = _WORDS.once(reader.memory, None, _words_of_outcomes) if is_outcome else {}
    vocabulary = FAMILIES[other].vocabulary(reader)
    return changes_in(numbers, vocabulary, words)


def owed_to(slug: str, numbers: Mapping[str, Numbers], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the narrower concepts to which a concept owes the level of its surest change.

    They are those to which a change of that level is tied; none where one is tied to it itself,
    or where nothing more than that somebody said so stands behind any.
    """
    level = numbers[slug].strongest if slug in numbers else None
    if not level or numbers[slug].itself_at == level:
        return ()
    narrower = (one for one in vocabulary.with_narrower([slug]) - {slug} if one in numbers)
    return tuple(
        sorted(vocabulary.label(one) for one in narrower if numbers[one].itself_at == level)
    )


def _words_of_outcomes() -> dict[tuple[str, str], str]:
    found = {}
    for slug, better, worse in Outcome.objects.order_by().values_list(
        "slug", "better_words", "worse_words"
    ):
        found[slug, "better"], found[slug, "worse"] = better, worse
    return {key: SAID_AGAIN.sub("", words) or words for key, words in found.items() if words}


def _groups(vocabulary: Vocabulary, counts: Mapping[str, int]) -> tuple[str, ...]:
    ranked = sorted(counts, key=lambda slug: (-counts[slug], vocabulary.label(slug)))
    return tuple(vocabulary.label(slug) for slug in ranked)
