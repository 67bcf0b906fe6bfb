"""Questions of whether one thing does another: what is asked about, and what is found of both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.http import urlencode

from casestudies.views.finding import FindingList
from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.lists.results import in_words
from wellbeing_portal.search import FoundDocument, Question, Reader

from .cards import ANSWERED, Card
from .phrases import named_by, plain

_VERBS = (
    r"(?:reduc|improv|increas|prevent|lower|cut|rais|boost|sav|affect|chang|help|lead|support"
    r"|tackl|decreas|stop|end|eas|strengthen|build|benefit|pay|deliver|lessen|impact|influenc"
    r"|promot|enabl|mak|work|keep|cur|worsen|harm|slow|speed)(?:e|es|s|ed|d|ing)?"
)
_EVIDENCE = r"(?:any |good |strong |some |the |much )*(?:evidence|proof|research|data|findings?)"
_ASKED = re.compile(
    r"^(?:(?:is|are) there "
    rf"{_EVIDENCE}|what(?: is|s| s)? {_EVIDENCE}|{_EVIDENCE}"
    r"|how (?:well |much )?(?=does |do |did )|)"
    r" ?(?:that|whether|if|on whether|on how|for|of)? ?"
    r"(?:(?<!\w)(?:does|do|did|has|have|will|would|is) )?(?:the )?(?P<cause>.+?) "
    rf"(?:(?:really|actually|ever|also|can|could|will|has|have|did|does|do) )*(?:{_VERBS})\b"
    r"(?: (?:to|in|for|with|on|the|people|improve|reduce|prevent))* ?(?P<effect>.*)$"
)
_OPENED = re.compile(rf"^(?:does|do|did|has|have|(?:is|are) there|what|how|{_EVIDENCE})\b")
AFFECTED = ("outcome",)


@dataclass(frozen=True)
class Effect:
    """What a question asks about, and the outcome that it names, if it names one."""

    cause: FoundDocument
    effect: FoundDocument | None


def effect_asked(reader: Reader, text: str) -> Effect | None:
    """Return what is asked whether it does something, where it is the name of a subject."""
    asked = plain(text)
    found = _ASKED.match(asked) if _OPENED.match(asked) else None
    if found is None:
        return None
    causes = named_by(reader, found["cause"], ANSWERED)
    if not causes:
        return None
    effects = named_by(reader, found["effect"], AFFECTED)
    return Effect(causes[0], effects[0] if effects else None)


def findings_on(reader: Reader, asked: Effect) -> Sequence[Card]:
    """Return the list of findings that are about both, if there are any."""
    if asked.effect is None or asked.cause.kind == asked.effect.kind:
        return []
    query = urlencode({one.kind: one.slug for one in (asked.cause, asked.effect)})
    bound = FindingList.bind(QueryDict(query), reader)
    matches = reader.ask(Question(bound.search, size=0, told=False))
    if not matches.total:
        return []
    words = in_words(bound, matches, noun=FindingList.noun).words
    return [Card("", words, f"{address_of('findings')}?{query}", "")]
