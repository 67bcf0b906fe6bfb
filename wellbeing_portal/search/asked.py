"""What a question is about: its subject, without the words that make it a question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from .declarations import registry
from .doings import DOINGS
from .words import is_small

PEOPLE = (
    r"local authorit(?:y|ies)|(?:districts?|count(?:y|ies)|boroughs?|cit(?:y|ies))(?! councils?\b)"
    r"|areas?|places?"
    r"|anyone|anybody|someone|people|we|you|i|they|programmes?|projects?|services?"
)
KNOWN = r"evidence|research|proof|examples?|best practice|good practice|ideas?"
NOTE = r"(?:briefing|briefings|brief|briefing (?:note|paper)|committee (?:report|paper))"
"""What officers write on a subject."""
KNOWLEDGE = frozenset(
    "advice data evidence example examples idea ideas info information research".split()
)
"""Words for what somebody wants to read of a subject: they say nothing of it."""
WORK = frozenset(
    "approach approaches initiative initiatives intervention interventions pilot pilots plan plans "
    "policies policy program programme programmes programs project projects scheme schemes "
    "strategies strategy".split()
)
"""Words for what may be done about any subject: better found than not."""
WANTED = KNOWLEDGE | WORK
"""Words for what somebody wants of a subject."""
ANYBODY = frozenset(
    "people person residents households somebody someone anyone everyone those citizens "
    "individuals adults in of with from who are is".split()
)
"""Words for anybody for whom something is done, with the small ones that lead on from them."""
PRAISE = frozenset("best better cheapest effective good great more most new successful".split())
"""Words that say which of several somebody wants."""
_DONE = frozenset(
    "activities activity classes courses group groups help service services sessions support "
    "training".split()
)
"""Words for what is done for somebody, where it does not matter what."""
_CASES = frozenset({"case", "cases", "study", "studies"})
_TALK = r"(?:ask|talk|speak|contact|turn|go|ring|phone|email|get in touch)"
_DO = r"(?:do|does|did|can|could|should|would|is|are|was|were|has|have|had|will)"
_ABOUT = r"(?:for|on|of|about|that|to|in|with|against|around|where|from)"
_GOOD = r"(?:best|good|successful|effective|any|some|more|the|great|real|recent|latest|new|other)"

_OURS = r"(?:our|my|the|their|your)"
_CLOSING = re.compile(
    r" (?:(?:really |actually |ever )?works?(?:ed)?|cost|costs|worth (?:it|the money)|effective"
    r"|start(?:ed)?|begin|end(?:ed)?|finish(?:ed)?|expire|run out|(?:up|due) for renewal"
    r"|be like|any good|make a difference|help|achieve|save|deliver|please"
    r"|happen(?:ed)?|done|do)$"
)
_CLOSING_NOUNS = re.compile(r" (?:worth (?:it|the money)|any good|please)$")
_ENDINGS = (
    re.compile(
        r"^(?P<said>.*\b(?:case for|persuad\w+|convinc\w+|sell|justify|explain|pitch)\b.*?)"
        rf" (?:to|with) {_OURS}(?: \w+){{1,2}}$"
    ),
    re.compile(
        r"^(?P<said>(?:what|how) .+?) (?:(?:should|might|could|would) )?looks? like$",
    ),
)
"""How a question ends with whom somebody wants to win for its subject, or what this is like."""
_OF_VERBS = re.compile(
    r"^(?:what (?:does|do|did|has|have|would|will|can)|how|why|where|who|which|when|does|do|did|is"
    r"|are|was|were|has|have|can|could|should|will|would|any|good|strong|some|evidence|proof"
    r"|research|whether)\b"
)
"""How a question begins that ends in a verb: “does it work”, and not “what works at work”."""
_ASIDE = frozenset(
    "achieve answer been best better difference does doing done effective else ever get gets "
    "getting give good got happen happened improve improved improves improving increase "
    "increases introduce just make making matter matters money most much need other reduce "
    "reduces reduced reducing set tackle tried try trying up use used using way ways want well "
    "worked works worth".split()
)
"""Words that a question uses about its subject."""

_WHOSE = r"(?:a|an|the|any|some|our|my|their|other|another|few)"
_COUNCIL = r"(?:councils?|local authorit(?:y|ies)|authorit(?:y|ies)|districts?|boroughs?|counties)"
_MORE = rf"(?:(?:{_WHOSE}|neighbouring|nearby|similar|most|many|all|rural|urban|small) )*"
_SOMEBODY = (
    r"(?:i|we|(?:our|my|the|a) (?:\w+ )?(?:\w+)|members|councillors?|officers|residents|somebody"
    r"|someone)"
)
_PAPER = r"(?:paper|report|briefing|business case|bid|note|review|proposal|presentation|speech)"
_LEADS_IN = (
    rf"{_SOMEBODY}(?: (?:am|is|are|was|were|m|re|ve|have|has|had|been|be|would|will|just|also))*"
    r" (?:asked|asking|asks?|wants?|wanted|wanting|needs?|needed|looking|looks?|thinking|planning"
    r"|considering|interested|wondering|hoping|preparing|researching|exploring|keen|like|writing"
    r"|working|trying|reviewing|drafting)(?: (?:me|us|you))?"
    r"(?: to (?:know|find|see|read|hear|learn|understand|write|draft|look|set|start|do|think|ask)"
    r"(?: out| up| at| into)?)?(?: more)?"
    rf"(?: (?:{_WHOSE} )?(?:\w+ )?{_PAPER}(?: for (?:{_WHOSE} )?\w+)?)?"
    rf"(?: (?:of|if|whether|setting up|doing|{_ABOUT}))*(?: {_WHOSE})*",
    rf"(?:need|want)(?: to (?:know|find|see|read))?(?: about)? {_WHOSE}(?: {_WHOSE})*",
    r"(?:(?:does|do|did|is|has|have|can|could) )?(?:anyone|anybody|someone|somebody)(?: else)?"
    r"(?: (?:here|out there|is|are|has|have|had|been|got|know|knows|doing|done|tried|trying|using"
    rf"|used|running|run|recommend|tell me|success|experience|{_WHOSE}|of|with|about))*",
    rf"{_MORE}{_COUNCIL}(?: (?:that|which|who))?"
    r"(?: (?:is|are|has|have|had|been|was|were|do|does|did))*"
    r" (?:that|which|who|using|doing|running|trying|offering|used|tried|done|working|got)"
    rf"(?: (?:is|are|has|have|had|{_ABOUT}))*(?: {_WHOSE})*(?: work(?:ing)? with)?",
    rf"{_MORE}{_COUNCIL} (?:like|similar to) (?:mine|ours?|us|my own)(?: (?:that|which|who))?"
    r"(?: (?:have|has|had|with|are|do))*",
    rf"(?:set(?:ting)?|start(?:ing)?) up {_WHOSE}",
    rf"(?:setting up|starting|introducing|launching|rolling out)(?: {_WHOSE})*",
    rf"(?:get(?:ting)? )?(?:started|going) (?:with|on)(?: {_WHOSE})*",
    rf"(?:mak|build)(?:e|ing) {_WHOSE} (?:business )?case (?:for|that)",
    rf"(?:{_WHOSE} )?(?:business )?case (?:for|that)",
    rf"(?:persuad|convinc)(?:e|ing) (?:{_WHOSE} )?(?:\w+ ){{1,3}}?(?:that|of)",
    r"(?:is it |it is )?true that",
    r"(?:pros and cons|strengths and weaknesses|ins and outs|dos and donts) of",
    rf"(?:key |main )?(?:lessons?|learning|learn(?:ed|t))(?: learn(?:ed|t))?"
    rf" (?:from|of|on|about)(?: {_WHOSE})*",
    r"(?:(?:top|some|any) )?(?:tips|advice|guidance|ideas|suggestions) (?:for|on|about)",
    r"(?:find|list|see|show)(?: all)?(?: (?:approaches|ways|work|things))? (?:for|on|about|to)",
)
"""Other ways in which people come to their subject, before it or after the words of a question."""

_SETS_OUT = (
    r"prioriti[sz](?:e|es|ed|ing)|covers?|covered|includes?|included|address(?:es|ed)?|discuss(?:es)?"
    r"|focus(?:es|ed)? on|deals? with|commit(?:s|ted)? to|aims? (?:at|for)|talks? about"
)
"""What strategies do with a subject, and the councils that write them."""

_SIGNS = re.compile(r"[^\w\s&£%-]|_")


@lru_cache(4)
def _opening(nouns: frozenset[str]) -> re.Pattern[str]:
    """Return what a question begins with, where records are called so."""
    named = "|".join(map(re.escape, sorted(nouns, key=len, reverse=True))) or "(?!)"
    who, know = rf"(?:{PEOPLE}|{named})", rf"(?:{KNOWN}|{named})"
    openings = (
        rf"(?:i |we )?(?:need |want |make |write )?(?:a |the )?{NOTE}"
        rf"(?: for (?:a |the |my |our )?\w+(?: \w+)?)?? {_ABOUT}",
        rf"(?:the )?(?:{_GOOD} |cheapest |easiest |quickest )*ways? (?:to|of|for)",
        rf"(?:phone|telephone) numbers? {_ABOUT}",
        r"(?:people|person|somebody|someone|team) to (?:ask|talk to|speak to|contact)"
        rf"(?: {_ABOUT})?",
        r"compar(?:e|ing|isons? (?:of|between))",
        r"(?:what(?:s| is| are) )?(?:the )?differences? between",
        rf"who (?:can|could|should|would|do) (?:i|we|you) {_TALK}(?: (?:to|with))?(?: {_ABOUT})?",
        r"who (?:pays?|paid|funds?|funded|runs|ran|leads|led|provides?)(?: for)?",
        rf"(?:what|how much|how long) {_DO} it (?:cost|take)(?: to)?",
        rf"how (?:long|often|soon|far) {_DO}(?: it take(?: to)?)?",
        r"what (?:helps|enables|supports|stops|prevents|drives|hinders|makes)(?: with| to)?",
        r"(?:the )?(?:barriers|obstacles|enablers|benefits|advantages|disadvantages|effects"
        r"|impacts?|effectiveness|lessons|risks|problems|success(?:es)?)"
        r" (?:of|to|from|for|with|in)",
        rf"what (?:really |actually )?works?(?: best| well)?(?: {_ABOUT})?",
        rf"what(?:s| is| are| was| were)? (?:the |best |good )*(?:{know}|impact|effects?|results?"
        rf"|ways?|benefits?)(?: {_ABOUT})?",
        rf"what(?:s| {_DO}) been (?:done|tried|achieved|learn(?:ed|t))(?: {_ABOUT})?",
        rf"what {_DO} {_MORE}{who}(?: (?:do|done|doing|tried|did|says?|said|wants?|plan|promise)"
        rf"(?: {_ABOUT})?)?",
        rf"what(?:s| {_DO})",
        r"what (?:has |is |was |s )?(?:happen(?:s|ed|ing)?|going on|(?:been )?done)"
        r"(?: (?:in|at|with))?",
        r"what works?",
        r"what about",
        rf"(?:whos|who|which|what)(?: other)?(?: {who})?(?: else)?(?: {_DO})?(?: (?:done|tried|used"
        r"|runs?|uses?|tackled?|mentions?|worked|works|with|says?|offers?|spends?|reduced|cut"
        rf"|{_SETS_OUT}))?"
        rf"(?: {_ABOUT})?",
        rf"where(?:s| {_DO})(?: {who})?(?: done| tried| used| find)?",
        rf"how much (?:money )?{_DO}(?: it cost(?: to)?)?",
        r"how much(?: money| spent on)?",
        rf"how (?:well |best |effective |good |many |successful )?{_DO}(?: {who})?",
        r"how (?:best )?to",
        r"how",
        rf"(?:why|when) {_DO}",
        rf"(?:(?:is|are) there|theres)(?: {_GOOD})*(?: {know})?(?: {_ABOUT})?",
        rf"(?:has|have) {_MORE}{who}(?: (?:ever|done|tried|used|run|got|set up))*",
        rf"(?:{_GOOD} )*{know}(?: (?:that|which|who))?"
        r" (?:mention|cover|include|address|discuss|tackle|talk about|deal with)s?",
        rf"(?:{_GOOD} )*{know} {_ABOUT}",
        r"contacts? (?:details )?(?:for|about|at|in)",
        r"(?:can|could|please|show|tell|give|find)(?: you)?(?: tell| show| give| find)? (?:me|us)"
        rf"(?: about| on| {know} {_ABOUT})?",
        r"(?:i am |im |were |we are )?(?:looking|searching) for",
        r"(?:i|we) (?:want|need|would like)(?: to (?:know|find|see|read))?(?: about)?",
        r"(?:anything|something|information|info) (?:on|about|with)",
        *_LEADS_IN,
        rf"{_DO}",
    )
    return re.compile(rf"^(?:{'|'.join(openings)})(?= |$)")


def subject_of(words: Sequence[str]) -> list[str]:
    """Return what remains of a question; of anything else, and of one without a subject, all."""
    kept = whole_subject_of(words)
    if len(kept) == len(words):
        return kept
    told = [word for word in kept if not says_nothing(word)]
    return told if any(not is_small(word) for word in told) else kept


def says_nothing(word: str) -> bool:
    """Tell whether a question may use a word about any subject: “improve”, “worth”."""
    return _SIGNS.sub("", word).lower() in _ASIDE


def whole_subject_of(words: Sequence[str]) -> list[str]:
    """Return the same with words that a question may use about any subject."""
    said = [_SIGNS.sub("", word).lower() for word in words]
    whole = " ".join(said)
    text = whole
    for ending in _ENDINGS:
        text = ending.sub(r"\g<said>", text)
    words = words[: len(words) - len(whole.split()) + len(text.split())]
    opening = _opening(frozenset(registry.nouns))
    rest, opened = text, False
    while found := opening.match(rest):
        if not (shorter := rest[found.end() :].strip()):
            break
        rest, opened = shorter, True
    if not opened:
        return list(words)
    closed = (_CLOSING if _OF_VERBS.match(text) else _CLOSING_NOUNS).sub("", rest)
    rest = closed if any(not is_small(word) for word in closed.split()) else rest
    kept = list(words[len(words) - len(text[text.rindex(rest) :].split()) :] if rest else words)
    return kept[: len(rest.split())]


def without_what_is_wanted(words: Sequence[str]) -> list[str]:
    """Return words without those for what is wanted of a subject, if there are any of both."""
    wanted = WANTED | _CASES | PRAISE | _DONE
    kept = [word for word in words if _SIGNS.sub("", word).lower() not in wanted]
    return kept if len(kept) < len(words) else []


def subjects_of(words: Sequence[str]) -> Sequence[Sequence[str]]:
    """Return what words may be a name by: all, their subject, and this without what is done.

    Last without those for anybody whom it is done for: people struggling with bills.
    """
    subject = subject_of(words)
    if len(subject) == len(words):
        return (words,)
    # With a capital it is rather a part of a name: the Wigan Deal.
    bare = [word for word in subject if _SIGNS.sub("", word) not in DOINGS]
    alone = _alone(subject)
    return list(dict.fromkeys(map(tuple, filter(None, (words, subject, bare, alone)))))


def _alone(subject: Sequence[str]) -> list[str]:
    """Return words without what is done, for whom, and small ones: struggling with bills.

    What says which of a thing stays with it: learning disabilities. What ends in something that is
    done asks for that: how to get men to talk.
    """
    if subject and _SIGNS.sub("", subject[-1]) in DOINGS:
        return []
    kept = []
    for word, after in zip(subject, [*subject[1:], ""], strict=True):
        said = _SIGNS.sub("", word)
        tells_which = said.endswith("ing") and bool(after) and not is_small(after)
        if said in DOINGS and not tells_which:
            continue
        if said.lower() not in ANYBODY | PRAISE and not is_small(word):
            kept.append(word)
    return kept
