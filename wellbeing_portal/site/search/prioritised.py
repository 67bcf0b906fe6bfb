"""Questions of who makes something a priority: the page of the theme that answers."""

from __future__ import annotations

import re

from strategies.facets import THEME
from wellbeing_portal.search import FoundDocument, Reader

from .cards import Card, kind_name, opening_of
from .groups import link
from .guides import COUNCILS
from .phrases import named_by, value_called

_SOME = (
    r"(?:which|what|who|how many|any|do|does|is|are|there|have|has|find|show|list|me|other|the"
    r"|most)"
)
_WHO = rf"{_SOME}(?: {_SOME})*(?: {COUNCILS})?"
_PLANS = r"(?:(?:health and )?wellbeing )?(?:strateg(?:y|ies)|plans)"
_COVER = (
    r"(?:(?:that|which|do|does|are|have|to|also|most) )*(?:mention|cover|include|address|discuss"
    r"|deal with|talk about|focus on|say anything about|commit to|on|about|for|with|are about)"
    r"(?:s|es|d|ed|ing)?"
)
_A_PRIORITY = (
    r"(?:as )?(?:(?:a|an|their|its|one of their|the|top|key|main|first) )*priorit(?:y|ies)"
)
_ASKED = tuple(
    re.compile(f"^{one}$")
    for one in (
        rf"{_WHO} (?:(?:strategies|plans) )?(?:that |which )?prioriti[sz](?:e|es|ed|ing)"
        r" (?P<what>.+)",
        rf"{_WHO} (?:that |which )?(?:has|have|had|make|makes|made|put|set|sees?|treats?)"
        rf" (?P<what>.+) {_A_PRIORITY}",
        rf"(?P<what>.+) as {_A_PRIORITY}",
        rf"(?:where|for whom) is (?P<what>.+) {_A_PRIORITY}",
        r"(?:the )?priorities (?:on|about|for|around|concerning) (?P<what>.+)",
        rf"(?:{_SOME} )*(?:{COUNCILS} )?{_PLANS} {_COVER}"
        r" (?P<what>.+)",
        rf"what (?:do|does|did|have) (?:the |councils |council )?{_PLANS}"
        r" (?:say|said|want|do|promise|plan|aim)(?: to do)?(?: (?:about|on|for|regarding))?"
        r" (?P<what>.+)",
        r"(?P<what>.+) strategies",
    )
)


def prioritised(reader: Reader, asked: str) -> Card | None:
    """Return the theme of priorities that is asked for, where it is all that is asked."""
    for pattern in _ASKED:
        if (found := pattern.match(asked)) and (hit := _theme(reader, found["what"])):
            return Card(kind_name(hit.kind), hit.title, link(hit), opening_of(reader, hit))
    return None


def _theme(reader: Reader, said: str) -> FoundDocument | None:
    """Return the theme that is called so, or whose name joins it with more: housing and home."""
    slug = value_called(reader, said, THEME.name)
    values = (one for one in reader.concepts().all if (one.facet, one.slug) == (THEME.name, slug))
    called = next((one.names[0] for one in values), said)
    return next(iter(named_by(reader, called, (THEME.name,))), None)
