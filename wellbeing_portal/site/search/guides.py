"""Pages of the portal that answer what people ask about it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.site.front.questions import ADVERSE

from .cards import Card

COUNCILS = (
    r"(?:local )?(?:councils?|districts?|boroughs?|counties|county|cities|city|authorit(?:y|ies)"
    r"|areas?|places?|neighbours)"
)
_MINE = r"(?:mine|ours|us|my|our|yours|me)"
_DID = (
    r"(?:work(?:ed|s|ing)?|succeed(?:ed)?|chang(?:e|ed) (?:anything|much)|help(?:ed)?"
    r"|ma(?:ke|de) (?:a|any|much) difference|reduced?|improved?|prevent(?:ed)?|tackled?)"
)
_NOT = (
    r"(?:(?:has|have|did|does|do|is|was) ?(?:not|nt|n t)"
    r"|(?:has|have|did|does|do|is)n['’]?t|don['’]?t|never)"
)
_WORK = r"(?:things?|approach(?:es)?|projects?|programmes?|schemes?|interventions?|work|pilots?)"
_OURS = r"(?: (?:from|the|this|that|your|its|it|portal|site|website|page|pages|content|texts?))"
_HERE = (
    r"(?:the|this|these|your|that|it|portal|site|website|figures?|numbers?|findings?|evidence"
    r"|data|claims?|information|case studies|results|here|all|facts)"
)
_SITE = r"(?:portal|site|website|web site|service|database)"
_SURE = r"(?:reliable|robust|trustworthy|sure|certain|accurate|credible|sound|(?:be )?trusted)"
_TRUST = r"(?:trust|believe|rely on)"
_COUNT = r"(?:councils|case studies|accounts|findings|studies)"
FAILED = (
    rf"(?:what|anything|which|where|(?:which |what )?{_WORK})(?: else| that| which)*"
    rf" (?:{_NOT} (?:really |actually )?{_DID}|failed|fails|went wrong|goes wrong"
    r"|(?:made|makes|had|has) (?:little or )?no (?:difference|effect|impact)"
    r"|made (?:things |it |matters )?worse)"
    r"|(?:(?:what (?:can|could|did|do|have) (?:i|we|they|councils) )?(?:lessons|learn(?:ed|t|ing)?)"
    rf" (?:from|of) )?(?:the )?failures?|failed {_WORK}"
    r"|(?:evidence of |findings of )?no (?:effect|change|impact|difference)"
    r"|(?:negative|null|adverse|disappointing) (?:results?|findings?|outcomes?)"
    rf"|why (?:do|did|does|have|has) (?:some |so many |most )?(?:{_WORK}|it|they|councils)"
    r" fail(?:ed)?"
    r"|what (?:has |have )?(?:went|gone|goes) (?:wrong|badly)|what not to do|mistakes(?: made)?"
    r"|what (?:mistakes|failures) (?:have|has|did|were)(?: \w+)? (?:made|make)"
)
"""How people ask for what was looked at and did not get better."""


@dataclass(frozen=True)
class Guide:
    """A page that answers what its pattern matches."""

    pattern: re.Pattern[str]
    route: str
    query: str
    title: str | Promise
    answer: str | Promise


GUIDES = (
    Guide(
        re.compile(
            rf"\b{COUNCILS} (?:that are |who are |which are |is |are )?(?:most )?"
            rf"(?:like|similar to|comparable to|comparable with|the same as) {_MINE}\b"
            rf"|^(?:(?:which|what|who|find|show|list|are|is|the|my|our|other|me|s) )*"
            r"(?:similar|comparable|nearest|statistical|cipfa)"
            rf"(?: statistical| nearest)? {COUNCILS}$|\b{COUNCILS} like this\b"
            rf"|^who (?:is|are) (?:most )?(?:like|similar to) {_MINE}\b"
        ),
        "councils",
        "",
        gettext_lazy("Councils"),
        gettext_lazy("Choose your own council: its page names councils like it."),
    ),
    Guide(
        re.compile(
            r"\b(?:evidence|findings?|strength)\b.* (?:graded?|grading|rated?|levels?|measured"
            r"|assessed|judged)\b|\b(?:levels?|strength|standards?|grades?) of evidence\b"
            r"|\bevidence (?:levels?|grades?|standards?)\b"
            r"|^(?:what (?:does|is|s|do|are) (?:an? |the )?)?(?:evidence )?levels? [0-5]"
            r"(?: (?:mean|evidence|stand for))*$|^what do (?:the )?(?:evidence )?levels mean$"
            rf"|^how (?:far |much )?(?:{_SURE} )?(?:are|is|can (?:i|we)(?: {_TRUST})?)(?: {_HERE})+"
            rf"(?: {_SURE})?$"
            rf"|^(?:are|is|can (?:i|we) {_TRUST})(?: {_HERE})+(?: {_SURE})?$"
        ),
        "about",
        "#evidence",
        gettext_lazy("How evidence is graded"),
        gettext_lazy("Six levels, from what is only said to what is proven and rolled out."),
    ),
    Guide(
        re.compile(
            r"^(?:how much (?:did|does|do|will|would) (?:it|this|that|they|these|things) costs?"
            r"|what (?:did|does|do|would|will) (?:it|this|that|they|these|things) cost"
            r"|costs?|how much money"
            r"|(?:(?:which|what|show me|find|list|can i|we|see|are there|any) )*"
            r"(?:case studies|examples|accounts|projects|schemes|programmes|approaches)"
            r" (?:with|that|which|where|state|stating|give|giving|show|showing|say|saying|tell"
            r"|have|include|including|the|their|what|it|they|a|how much| )*"
            r"(?:costs?|prices?|budgets?|cost (?:figures|data|information)|spent)(?: (?:is|are))?"
            r"(?: (?:stated|known|given))?|what (?:are|were) the costs?"
            r"|(?:which|what) (?:\w+ )?(?:is|are|was|were) (?:the )?(?:cheapest|least expensive))$"
        ),
        "case_studies",
        "?cost=stated",
        gettext_lazy("Case studies that state a cost"),
        gettext_lazy("Amounts, who paid, and what they cover."),
    ),
    Guide(
        re.compile(
            r"^(?:where (?:do|does|did|is|are) )(?:all )?"
            rf"(?:{_HERE} )+(?:come|comes|coming|taken|from|sourced)(?: from)?$"
            rf"|^(?:what are |where are )?(?:the |your )*sources(?: (?:of|for) (?:{_HERE} ?)+)?$"
        ),
        "sources",
        "",
        gettext_lazy("Sources"),
        gettext_lazy("Every document that something here rests on."),
    ),
    Guide(
        re.compile(
            r"^(?:(?:what|which|who|has|have|is|was|were|been|anything|anyone|any|councils?"
            r"|findings?|evidence|results?|studies|case studies|evaluations?|that|are|there|from"
            r"|ever|evaluated|tested|proven?|done|a|an|the|only|show me|find|tried|in) )*"
            r"(?:compar(?:ed|isons?) (?:with|to|against) )?(?:(?:with|by|using|in|of) )?"
            r"(?:a |an )?(?:(?:control|comparison|comparator) (?:groups?|areas?)"
            r"|(?:randomi[sz]ed )?(?:controlled|control) trials?|randomi[sz]ed trials?|rcts?"
            r"|compared with others)$"
        ),
        "findings",
        "?evidence=3",
        gettext_lazy("Findings compared with others"),
        gettext_lazy("What changed, against people or places without the work."),
    ),
    Guide(
        re.compile(
            rf"^(?:{FAILED})$|^what (?:is|was|are|were|remains?) (?:still )?(?:not proven|unproven"
            r"|unclear|untested)$"
        ),
        "findings",
        f"?{ADVERSE}",
        gettext_lazy("Findings of no change, mixed or worse"),
        gettext_lazy("What was looked at and did not get better, or only for some."),
    ),
    Guide(
        re.compile(
            r"^(?:(?:which|what|show me|find|list|are there|any|the|all) )*(?:case studies|examples"
            r"|accounts|studies|projects|programmes|schemes|councils)(?: (?:that|which|with|have"
            r"|has|had|are|is|show|give))* (?:the )?(?:strong(?:est)?|best|good|most robust|robust)"
            r"(?:est)? (?:evidence|evidenced|evaluations?|proof)(?: base)?$"
            r"|^(?:best|strongest) evidenced (?:case studies|examples|projects|work)$"
        ),
        "case_studies",
        "?sort=evidence",
        gettext_lazy("Case studies, the strongest evidence first"),
        "",
    ),
    Guide(
        re.compile(
            r"^(?:where is |what has |what is |show me |which (?:\w+ )?(?:has|have) )?(?:the )?"
            r"(?:strongest|best|strong|most robust) evidence(?: base)?$"
            r"|^what (?:really |actually )?works?(?: best)?$|^(?:best|strongest) evidenced?$"
        ),
        "approaches",
        "",
        gettext_lazy("What works"),
        gettext_lazy("What councils do, the strongest evidence first."),
    ),
    Guide(
        re.compile(
            r"\b(?:evidence gaps?|gaps? in (?:the )?evidence|evidence map"
            r"|where (?:is|are) (?:there )?(?:no|the) (?:evidence|gaps?))\b"
        ),
        "evidence_map",
        "",
        gettext_lazy("Evidence map"),
        gettext_lazy("Where changes were found, where they were only aimed at, and where nothing."),
    ),
    Guide(
        re.compile(
            r"^(?:what is|what s|whats) new$|^(?:latest|newest|new|recent|most recent)"
            r"(?: case stud(?:y|ies)| examples?| work)?$"
        ),
        "case_studies",
        "?sort=newest",
        gettext_lazy("Case studies, the newest first"),
        "",
    ),
    Guide(
        re.compile(
            r"^(?:how (?:do|can) (?:i|we) )?(?:submit|suggest|add|send|share|contribute)"
            r"(?: in)? (?:a|an|our|my|us)?(?: own)? ?(?:case stud(?:y|ies)|examples?|work|story)\b"
        ),
        "contact",
        "",
        gettext_lazy("Tell us of work that is missing"),
        "",
    ),
    Guide(
        re.compile(
            r"^(?:how (?:do|can|should|may|must) (?:i|we)|(?:can|may|am) (?:i|we)(?: allowed to)?)"
            rf" (?:cite|quote|reference|re ?use|copy|republish|credit){_OURS}*$"
            rf"|^(?:citation|citing|quoting|re ?using|copyright|licen[cs]e)(?: of| on)?{_OURS}*$"
        ),
        "about",
        "#rights",
        gettext_lazy("What may be reused, and how"),
        gettext_lazy("The portal’s own texts, under CC BY 4.0. Each page says how to cite it."),
    ),
    Guide(
        re.compile(
            r"^(?:who (?:runs?|owns?|made|makes?|built|wrote|writes|funds?|funded|pays for|manages?"
            r"|is (?:behind|responsible for)|are (?:behind|responsible for))|what is|whats|what s"
            rf"|about) (?:the |this |your )?{_SITE}(?: (?:for|about))?$|^who are you$"
        ),
        "about",
        "",
        gettext_lazy("About the portal"),
        gettext_lazy("What the words mean, how evidence is graded, and what the portal is not."),
    ),
    Guide(
        re.compile(
            rf"^how many (?:of the )?{_COUNT}(?: (?:are|is) there| have you(?: got)?| are here"
            r"| (?:are|is) (?:on|in) (?:the portal|here))?$"
            rf"|^how many (?:of the )?{_COUNT} (?:have |has )?"
            r"(?:measured|evaluated|compared|counted)"
            r"(?: (?:anything|something|it|results|what changed|changes?|the difference))?$"
            r"|^how much (?:do you|do we|does the portal|is) know(?:n)?$"
        ),
        "home",
        "#known-title",
        gettext_lazy("How much we know"),
        gettext_lazy(
            "How many case studies measured what changed, how old they are, what is open."
        ),
    ),
    Guide(
        re.compile(
            r"^(?:(?:i|we) (?:need|want) |(?:make|write|create|get|prepare|produce|do) (?:me )?)?"
            r"(?:a |an |the )?(?:word |committee |two page )*brief(?:ing)?s?"
            r"(?: (?:note|paper|document|pack))?s?(?: for(?: (?!(?:on|about|of)\b)[\w'.-]+)+)?$"
        ),
        "briefing",
        "",
        gettext_lazy("Make a briefing"),
        gettext_lazy(
            "Choose what it is about: it becomes a Word document of two pages or in full."
        ),
    ),
)


def guide_to(asked: str) -> Card | None:
    """Return the page that answers what is asked about the portal, if one does."""
    for guide in GUIDES:
        if guide.pattern.search(asked):
            url = f"{address_of(guide.route)}{guide.query}"
            return Card("", str(guide.title), url, str(guide.answer))
    return None
