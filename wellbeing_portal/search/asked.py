"""What a question is about: its subject, without the words that make it a question."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WHO = (
    r"(?:councils?|local authorit(?:y|ies)|districts?|count(?:y|ies)|boroughs?|cit(?:y|ies)|areas?"
    r"|places?|anyone|anybody|someone|people|we|you|i|they|case stud(?:y|ies)|strateg(?:y|ies)"
    r"|programmes?|projects?|approach(?:es)?|services?)"
)
_DO = r"(?:do|does|did|can|could|should|would|is|are|was|were|has|have|had|will)"
_KNOW = (
    r"(?:evidence|research|proof|examples?|case stud(?:y|ies)|best practice|good practice|ideas?)"
)
_ABOUT = r"(?:for|on|of|about|that|to|in|with|against|around|where|from)"
_GOOD = r"(?:best|good|successful|effective|any|some|more|the|great|real)"

_OPENINGS = (
    rf"what (?:really |actually )?works?(?: best| well)?(?: {_ABOUT})?",
    rf"what(?:s| is| are| was| were)? (?:the |best |good )*(?:{_KNOW}|impact|effects?|results?"
    rf"|ways?|outcomes?|benefits?)(?: {_ABOUT})?",
    rf"what {_DO} {_WHO}(?: do| done| doing| tried| did)?",
    rf"what {_DO}",
    r"what works?",
    r"what about",
    rf"(?:who|which|what)(?: other)?(?: {_WHO})?(?: else)?(?: {_DO})?(?: (?:done|tried|used|runs?"
    rf"|uses?|tackled?|mentions?|worked|works|with|says?|offers?|spends?|reduced|cut))?"
    rf"(?: {_ABOUT})?",
    rf"where {_DO}(?: {_WHO})?(?: done| tried| used| find)?",
    rf"how much (?:money )?{_DO}(?: it cost(?: to)?)?",
    r"how much(?: money| spent on)?",
    rf"how (?:well |best |effective |good |many )?{_DO}(?: {_WHO})?",
    r"how (?:best )?to",
    r"how",
    rf"why {_DO}",
    rf"(?:is|are) there(?: {_GOOD})*(?: {_KNOW})?(?: {_ABOUT})?",
    rf"(?:has|have) {_WHO}(?: (?:done|tried|used|run|got))?",
    rf"(?:{_GOOD} )*{_KNOW} {_ABOUT}",
    rf"(?:can|could|please|show|tell|give|find)(?: you)?(?: tell| show| give| find)? (?:me|us)"
    rf"(?: about| on| {_KNOW} {_ABOUT})?",
    r"(?:i am |im |were |we are )?(?:looking|searching) for",
    r"(?:i|we) (?:want|need|would like)(?: to (?:know|find|see|read))?(?: about)?",
    r"(?:anything|something|information|info|advice|help) (?:on|about|with)",
    rf"{_DO}",
)
_OPENING = re.compile(rf"^(?:{'|'.join(_OPENINGS)})(?= |$)")
_CLOSING = re.compile(
    r" (?:(?:really |actually )?works?(?:ed|ing)?|cost|costs|worth (?:it|the money)|effective"
    r"|any good|make a difference|help|achieve|save|deliver|please|happen(?:ed)?|done|do)$"
)
_ASIDE = frozenset(
    "achieve answer been best better difference does doing effective else ever get gets getting "
    "give good got happen happened improve improved improving increase introduce just make making "
    "matter matters money most much need other reduce reduces reduced reducing set tackle tried "
    "try trying up use used using way ways want well work worked works worth".split()
)
"""Words that a question uses about its subject."""

_SIGNS = re.compile(r"[^\w\s&£%-]|_")


def subject_of(words: Sequence[str]) -> list[str]:
    """Return what remains of a question; of anything else, and of one without a subject, all."""
    said = [_SIGNS.sub("", word).lower() for word in words]
    text = " ".join(said)
    rest, opened = text, False
    while found := _OPENING.match(rest):
        if not (shorter := rest[found.end() :].strip()):
            break
        rest, opened = shorter, True
    if not opened:
        return list(words)
    rest = _CLOSING.sub("", rest)
    kept = list(words[len(words) - len(text[text.rindex(rest) :].split()) :] if rest else words)
    kept = kept[: len(rest.split())]
    told = [word for word in kept if _SIGNS.sub("", word).lower() not in _ASIDE]
    return told or kept
