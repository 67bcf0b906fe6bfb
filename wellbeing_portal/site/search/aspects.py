"""Questions about one side of a subject: what it cost, what helped, whom to ask, how sure it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from casestudies.evidence.answers import AnswerRow
from casestudies.evidence.answers.companions import companions_of
from casestudies.evidence.answers.cost_and_research import what_it_cost, what_research_says
from casestudies.evidence.answers.page import accounts_of, accounts_read, barriers_of
from casestudies.evidence.answers.rows import rows_of
from casestudies.evidence.answers.scope import everything
from casestudies.evidence.answers.sentences import what_changed, which_way, who
from wellbeing_portal.core.words import in_sentence, joined
from wellbeing_portal.search import FoundDocument, Reader, Search

from .cards import ANSWERED, Card, kind_name
from .groups import link
from .phrases import named_by

_SUBJECT = r"(?:the |a |an |our |any )*(?P<subject>.+?)"
_TURN = (
    r"(?:ask|contact|call|phone|email|ring|(?:speak|talk|turn|write) (?:to|with)|get in touch with)"
)
_ON = r"(?:about|on|for|regarding|at|in|with)"
NAMED = 3
"""Enablers that are named, those of the most findings first."""
CONTACTS, COUNCILS = "contacts", "councils"
"""The part of a page that says whom to ask, and where no account names anybody, who did it."""
TOLD = 2
"""Contacts that are named."""


@dataclass(frozen=True)
class Aspect:
    """One side of a subject: how it is asked for, which families have it, where its page tells it.

    ``says`` is what the page says there, in a sentence or two.
    """

    patterns: tuple[re.Pattern[str], ...]
    families: tuple[str, ...]
    fold: str
    title: str | Promise
    says: Callable[[Reader, AnswerRow], str]


def aspect_asked(reader: Reader, asked: str) -> Card | None:
    """Return what answers a question about one side of a subject, where that is all it asks."""
    for aspect in ASPECTS:
        for pattern in aspect.patterns:
            if (found := pattern.match(asked)) is None:
                continue
            said = found["subject"]
            subjects = named_by(reader, said, aspect.families) or _only_one_named(
                reader, said, aspect.families
            )
            if subjects:
                return _card(reader, aspect, subjects[0])
    return None


def _only_one_named(reader: Reader, said: str, families: Sequence[str]) -> Sequence[FoundDocument]:
    """Return the one subject that some of the words name, where there is something on all.

    Damp homes are asked of warm homes, which are also called damp.
    """
    units = reader.worded(said).units
    concepts = {one for unit in units if unit.widening for one in unit.widening.concepts}
    named = [one for one in concepts if one.facet in families]
    if len(named) != 1 or reader.settled(Search("", said))[1].absent:
        return ()
    (concept,) = named
    hits = named_by(reader, concept.names[0], (concept.facet,))
    return [one for one in hits if one.slug == concept.slug]


def _card(reader: Reader, aspect: Aspect, subject: FoundDocument) -> Card:
    scope = everything(subject.kind, reader.memory)
    (row,) = rows_of(reader, subject.kind, scope, [subject.slug])
    title = f"{subject.title}: {aspect.title}"
    says = aspect.says(reader, row)
    fold = aspect.fold
    if fold == CONTACTS and not _with_contacts(reader, row):
        fold = COUNCILS
    return Card(kind_name(subject.kind), title, link(subject), says, fold=fold)


def _accounts(reader: Reader, row: AnswerRow) -> Any:
    return accounts_read(reader, row.family, row.slug, everything(row.family, reader.memory))


def _with_contacts(reader: Reader, row: AnswerRow) -> Sequence[Any]:
    return [one for one in accounts_of(_accounts(reader, row)) if one.contact]


def _whom_to_ask(reader: Reader, row: AnswerRow) -> str:
    accounts = _with_contacts(reader, row)
    if not accounts:
        return " ".join((_("No account names a team or a page to turn to."), who(row)))
    named = [f"{one.contact} ({one.title})" for one in accounts[:TOLD]]
    more = len(accounts) - len(named)
    rest = ngettext("%(number)s more account", "%(number)s more accounts", more)
    told = [*named, *([rest % {"number": more}] if more else [])]
    return _("Contacts the sources give: %(contacts)s.") % {"contacts": joined(told)}


def _stood_in_the_way(reader: Reader, row: AnswerRow) -> str:
    barriers = barriers_of(_accounts(reader, row))
    if not barriers:
        return _("No account with it says what stood in the way.")
    said = _(
        "Accounts that have it say of their whole work, among others: %(barrier)s (%(title)s)."
    )
    first = barriers[0]
    return said % {"barrier": first.text.rstrip("."), "title": first.case_study.title}


def _helped(reader: Reader, row: AnswerRow) -> str:
    scope = everything(row.family, reader.memory)
    found = companions_of(reader, scope, row.family, row.slug, "enabler")
    if not found:
        return _("No finding on it names what helped.")
    named = [f"{one.label} ({one.findings})" for one in found[:NAMED]]
    more = len(found) - len(named)
    rest = ngettext("%(number)s more", "%(number)s more", more) % {"number": more}
    told = joined([*named, *([rest] if more else [])])
    said = _("What helped, by number of findings that name it: %(enablers)s.") % {"enablers": told}
    if any(one.inferred for one in found):
        said += " " + _("Some of these ties are ours and not the sources’.")
    return said


def _cost(_reader: Reader, row: AnswerRow) -> str:
    return what_it_cost(row) or who(row)


def _how_sure(_reader: Reader, row: AnswerRow) -> str:
    said = (what_changed(row), which_way(row))
    read = what_research_says(row) if row.family != "enabler" else ""
    return " ".join(filter(None, (*said, read)))


def _research(_reader: Reader, row: AnswerRow) -> str:
    """Return each reading with whose it is; for an outcome, how many approaches each is of."""
    if row.family == "outcome" or not row.research.readings:
        return what_research_says(row)
    read = "; ".join(f"{in_sentence(label)} for {of}" for label, of in row.research.by_reading)
    return _("Wider research: %(readings)s.") % {"readings": read}


def _asked(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(f"^{one.replace('SUBJECT', _SUBJECT)}$") for one in patterns)


ASPECTS = (
    Aspect(
        _asked(
            r"(?:how much|what) (?:does|do|did|is|are|would|will) SUBJECT costs?",
            r"(?:how much|what) (?:money )?(?:is|was|are|were) spent on SUBJECT",
            r"(?:what (?:is|are|was|were) )?(?:the )?(?:costs?|price) of SUBJECT",
            r"SUBJECT (?:costs?|price|budget)",
        ),
        ("approach",),
        "cost",
        gettext_lazy("what it cost"),
        _cost,
    ),
    Aspect(
        _asked(
            rf"(?:who|whom) (?:can|could|should|would|do|to) ?(?:i|we|you)? ?{_TURN} {_ON} SUBJECT",
            rf"(?:a |the )?(?:person|people|somebody|someone|team|councils?) (?:that )?"
            rf"(?:to|i can|we can|i could|we could) {_TURN} {_ON} SUBJECT",
            rf"(?:a |the )?contacts?(?: details?| names?| persons?| people)? {_ON} SUBJECT",
            rf"(?:a |the )?(?:(?:tele)?phone numbers?|e-?mails?(?: address(?:es)?)?) {_ON} SUBJECT",
            r"SUBJECT contacts?",
        ),
        ANSWERED,
        CONTACTS,
        gettext_lazy("who to ask"),
        _whom_to_ask,
    ),
    Aspect(
        _asked(
            r"(?:what )?(?:stood|stands|got|gets) in the way of SUBJECT",
            r"(?:what (?:is|are|was|were) )?(?:the )?(?:barriers?|obstacles?|challenges?|problems?|"
            r"pitfalls?|difficulties) (?:to|of|for|with|in) SUBJECT",
            r"what (?:went wrong|goes wrong) with SUBJECT",
            r"SUBJECT (?:barriers|obstacles|challenges|pitfalls)",
        ),
        ANSWERED,
        "barriers",
        gettext_lazy("what stood in the way"),
        _stood_in_the_way,
    ),
    Aspect(
        _asked(
            r"what (?:helped|helps|enabled|enables|makes|made) SUBJECT(?: to)?(?: work| succeed"
            r"| happen| possible| successful)?",
            r"(?:what (?:is|are) )?(?:the )?(?:enablers|success factors|critical success factors) "
            r"(?:of|for|to|in) SUBJECT",
            r"SUBJECT (?:enablers|success factors)",
        ),
        ("approach", "outcome"),
        "enablers",
        gettext_lazy("what helped"),
        _helped,
    ),
    Aspect(
        _asked(
            r"what does (?:the |wider )?(?:research|evidence|literature) (?:say|tell us|show) "
            r"(?:about|on|of) SUBJECT",
            r"(?:wider |the )?research (?:on|about|into) SUBJECT",
            r"SUBJECT (?:research|(?<!case )studies)",
        ),
        ("approach", "outcome"),
        "research",
        gettext_lazy("what research says"),
        _research,
    ),
    Aspect(
        _asked(
            r"(?:is|are|was|were) SUBJECT (?:proven|effective|evidence based|evidenced|any good|"
            r"successful|worth it)",
            r"(?:is|are) there (?:any |good |strong )?(?:evidence|proof) (?:for|of|on|that) SUBJECT"
            r"(?: works?)?",
            r"(?:do|does|did) SUBJECT works?",
            r"how (?:well |sure |good |effective )(?:do|does|did|is|are) SUBJECT(?: works?)?",
        ),
        ANSWERED,
        "changed",
        gettext_lazy("how sure it is"),
        _how_sure,
    ),
)
"""The first that fits is taken."""
