"""What is known of a few concepts of a family, to be laid side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casestudies.models import Barrier
from wellbeing_portal.search import Question, Reader

from .companions import RELATED, Companion, companions_of
from .counts import search_of
from .page import STUDIES, barriers_of
from .reach import meant_for
from .row import AnswerRow
from .rows import rows_of
from .scope import everything


@dataclass(frozen=True)
class BesideFacts:
    """What is known of one of several concepts: the same as its own page says."""

    row: AnswerRow
    meant_for: str
    companions: Mapping[str, Sequence[Companion]]
    barriers: Sequence[Barrier]


def beside(reader: Reader, family: str, slugs: Sequence[str]) -> list[BesideFacts]:
    """Return what is known of concepts, in the order given. As many queries as for one."""
    scope = everything(family, reader.memory)
    rows = {row.slug: row for row in rows_of(reader, family, scope, slugs)}
    studies = {
        slug: reader.ask(
            Question(
                search_of(scope.studies, family, slug, scope),
                "evidence",
                size=STUDIES,
                told=False,
            )
        ).ids
        for slug in rows
    }
    every = list(dict.fromkeys(key for keys in studies.values() for key in keys))
    barriers: dict[int, list[Barrier]] = defaultdict(list)
    for one in barriers_of(every):
        barriers[one.case_study_id].append(one)
    return [
        BesideFacts(
            rows[slug],
            meant_for(reader, scope, rows[slug]),
            {other: companions_of(reader, scope, family, slug, other) for other in RELATED[family]},
            [one for key in studies[slug] for one in barriers[key]],
        )
        for slug in slugs
        if slug in rows
    ]
