"""Questions of what works for somebody, or somewhere: the table of approaches that answers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext

from casestudies.evidence.answers.headings import TITLES
from casestudies.evidence.answers.scope import bind_to
from casestudies.evidence.answers.table import answer_table
from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.lists.results import in_words
from wellbeing_portal.search import Question, Reader

from .cards import Card
from .phrases import named_by, value_called

FAMILY = "approach"
GROUPS = ("population",)
SETTINGS = ("setting",)

_WE = r"(?:we|i|you|they|councils?|other councils?|local authorities|authorities)"
_HELP = r"(?:help|support|reach|engage|work with|do for|improve things for)"
_WORKS = (
    r"what (?:support|help) (?:is|are) there"
    r"|what (?:(?:really|actually|else|best) )*(?:works?|worked|helps?|helped|supports)"
    r"|what (?:has|have) (?:worked|helped|been (?:tried|done))"
    r"|what (?:can|could|would|might|will) (?:help|work)"
    rf"|(?:how|what) (?:can|could|should|do|does|did|have|has|are) {_WE} "
    rf"(?:best |better )?(?:{_HELP}|done|doing|do|tried|offer)"
    rf"|how (?:best )?to {_HELP}"
    r"|(?:(?:what(?: is|s| s)? )?(?:the |any |good |best |strong(?:est)? )*"
    r"(?:evidence|approaches|interventions|ideas))"
)
_HOW_WELL = r"(?: (?:best|well|most|really))?"
_LINK = r"(?: (?:for|with|to help|to support|to reach|on|about))?"
_MORE = r"(?:(?:people|those|residents) (?:who are |with |in |that are )?|our |the |all |most )*"
_FOR = re.compile(rf"^(?:{_WORKS}){_HOW_WELL}{_LINK} {_MORE}(?P<whom>.+)$")
_IN = re.compile(rf"^(?:{_WORKS}){_HOW_WELL} (?:in|at|inside|within) (?:our |the )?(?P<where>.+)$")
_DO = r"(?: to)?(?: (?:reduce|tackle|prevent|improve|cut|raise|ease))?"
_ON = re.compile(
    rf"^(?:{_WORKS}){_HOW_WELL}{_LINK}{_DO}"
    r" (?P<what>.+?) (?:in|among|amongst|for|of|with) (?:our |the )?(?P<whom>.+)$"
)


def works_for(reader: Reader, asked: str) -> Card | None:
    """Return the table of approaches under the filters of a question, if they leave any."""
    for chosen in _read(reader, asked):
        query = urlencode(chosen)
        bound = bind_to(FAMILY, QueryDict(query), reader.memory)
        table = answer_table(reader, FAMILY, bound, "")
        if table.rows:
            matches = reader.ask(Question(bound.search, size=0, told=False))
            title = in_words(bound, matches, noun="case study").title(gettext(TITLES[FAMILY]))
            return Card("", title, f"{address_of('approaches')}?{query}", table.sentence)
    return None


def _read(reader: Reader, asked: str) -> Iterator[dict[str, str]]:
    """Yield what a question may choose of the table: a group or a setting, and an outcome."""
    if (found := _ON.match(asked)) and (outcomes := named_by(reader, found["what"], ("outcome",))):
        for facet in (*GROUPS, *SETTINGS):
            if slug := value_called(reader, found["whom"], facet):
                yield {"outcome": outcomes[0].slug, facet: slug}
    for pattern, said, facets in ((_FOR, "whom", GROUPS), (_IN, "where", SETTINGS)):
        if found := pattern.match(asked):
            for facet in facets:
                if slug := value_called(reader, found[said], facet):
                    yield {facet: slug}
