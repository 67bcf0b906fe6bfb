"""Questions of what did not work for somebody, somewhere or against something."""

from __future__ import annotations

import re

from django.http import QueryDict

from casestudies.facets import FAMILIES
from casestudies.views.finding import FindingList
from wellbeing_portal.search import Reader
from wellbeing_portal.site.front.questions import ADVERSE

from .cards import Card
from .guides import FAILED
from .listed import PLACES, Listed, list_card, read_for_list

FINDINGS = Listed(FindingList, "findings", "", tuple(FAMILIES), PLACES)
_JOINTS = (
    r"(?:for|with|in|among|amongst|at|on|to|about|against|by|of|our|the|people who are|people)"
)
_ASKED = re.compile(rf"^(?:{FAILED})(?: {_JOINTS})* (?P<what>.+)$")


def failed_for(reader: Reader, asked: str) -> Card | None:
    """Return the findings of no change, mixed or worse that a question asks for, if any."""
    found = _ASKED.match(asked)
    if found is None:
        return None
    read = read_for_list(reader, FINDINGS, found["what"])
    read.narrowed |= {name: list(said) for name, said in QueryDict(ADVERSE).lists()}
    return list_card(reader, FINDINGS, read, whole=False)
