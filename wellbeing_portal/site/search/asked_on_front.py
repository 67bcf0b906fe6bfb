"""The questions of the front page, typed: each leads where the front page leads."""

from __future__ import annotations

from wellbeing_portal.search import Reader
from wellbeing_portal.search.analysis import stem_of
from wellbeing_portal.search.words import STOP_WORDS
from wellbeing_portal.site.front import plain_questions

from .cards import Card
from .phrases import plain


def asked_on_front(reader: Reader, asked: str) -> Card | None:
    """Return the answer of the front page to its own question, however this is put."""
    said = _without_tense(asked)
    for one in plain_questions(reader):
        if said == _without_tense(plain(str(one.text))) or one.is_asked_by(asked):
            return Card("", str(one.text), one.url, one.told)
    return None


def _without_tense(question: str) -> list[str]:
    """Return how a question opens, and the stems of what tells: “what (has) saved money”."""
    opening, _, rest = question.partition(" ")
    return [opening, *(stem_of(word) for word in rest.split() if word not in STOP_WORDS)]
