"""Puts a briefing together, from its question to its sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, BinaryIO, cast

from casestudies.evidence.credit import councils_of
from casestudies.models import Finding
from wellbeing_portal.core.citation import PUBLISHER
from wellbeing_portal.core.compare.comparison import Comparison
from wellbeing_portal.core.document import Strong, WordFile
from wellbeing_portal.core.export.table import About
from wellbeing_portal.core.words import counted, joined, noun_for, opening, verb_for
from wellbeing_portal.takeaway.headings import heading

from .accounts import Account, Subject
from .answer import in_short, not_known
from .case_study import write_case_study
from .comparing import write_comparison
from .findings import write_evidence
from .frame import new_document, write_scope, write_title, write_title_page
from .items import BriefingRecords, Item, read_items
from .options import write_helped, write_options
from .strategy import write_council, write_priority, write_strategy

PRIORITIES = 4
"""Priorities of a strategy that a short briefing names before it says how many more there are."""


def write_briefing(
    stream: BinaryIO,
    items: Sequence[Item],
    about: About,
    *,
    comparison: Comparison | None = None,
) -> None:
    """Write a briefing on ``items`` to ``stream``, with a comparison if there is one.

    ``about`` says what it is about, how long it is and where it came from. What a committee needs
    to know stands first; only a full briefing tells each account.
    """
    read = read_items(items)
    subject = Subject.of(about.asked)
    accounts = [Account.of(study, subject) for study, _ in read.case_studies]
    told = [account for account in accounts if account.is_on_subject]
    document = new_document(about)
    if about.is_short:
        write_title(document, about)
    else:
        write_title_page(document, about, f"A briefing on {_counted(read)}")
        document.contents()
    _question(document, about, read, subject)
    if told:
        _answer(document, told, subject, is_short=about.is_short)
    _silent(document, accounts, subject)
    if about.is_short:
        _others_in_short(document, read)
    else:
        _each(document, read, told, about.site)
        if comparison:
            write_comparison(document, comparison)
        write_evidence(document, _findings(read, accounts))
    _sources(document)
    document.save(stream)


def _counted(read: BriefingRecords) -> str:
    kinds: list[tuple[Sequence[object], str]] = [
        (read.case_studies, "case study"),
        (read.strategies, "strategy"),
        (read.priorities, "priority"),
        (read.councils, "council"),
    ]
    return joined([counted(len(rows), noun) for rows, noun in kinds if rows]) or "nothing"


def _question(document: WordFile, about: About, read: BriefingRecords, subject: Subject) -> None:
    document.heading("The question")
    if subject.words:
        document.paragraph(
            f"What have councils on the {PUBLISHER} done about {subject.words}, what came of it, "
            f"and how sure is that? It holds {_counted(read)} and, of these, only the findings on "
            f"{subject.words}."
        )
    else:
        document.paragraph(
            f"What do {_counted(read)} from the {PUBLISHER} set out to do, what came of it, and "
            "how sure is that?"
        )
    write_scope(document, about)


def _answer(
    document: WordFile, accounts: Sequence[Account], subject: Subject, *, is_short: bool
) -> None:
    document.heading("In short")
    document.bullets(in_short(document, accounts))
    document.heading("The options and their evidence")
    write_options(document, accounts, subject)
    document.heading("What helped and what stood in the way")
    write_helped(document, accounts, subject, in_full=not is_short)
    document.heading("What we do not know")
    document.bullets(not_known(accounts))


def _silent(document: WordFile, accounts: Sequence[Account], subject: Subject) -> None:
    """Say which case studies were chosen and tell nothing of the subject."""
    silent = [account.study.title for account in accounts if not account.is_on_subject]
    if silent:
        document.paragraph(
            f"{opening(counted(len(silent), 'case study'))} that "
            f"{verb_for(len(silent), 'were')} chosen {verb_for(len(silent), 'have')} no finding "
            f"on {subject.words}: {'; '.join(silent)}."
        )


def _others_in_short(document: WordFile, read: BriefingRecords) -> None:
    """Name strategies, priorities and councils in a line each."""
    if read.strategies or read.priorities:
        document.heading("What strategies set out to do")
    for strategy, note in read.strategies:
        titles = [priority.title for priority in strategy.priorities.all()]
        more = len(titles) - PRIORITIES
        said = "; ".join(titles[:PRIORITIES]) + (f"; and {more} more" if more > 0 else "")
        years = f" ({strategy.years})" if strategy.years else ""
        document.paragraph(
            [Strong(f"{strategy.title}{years}: "), said or "no priority", _said(note)]
        )
    for priority, note in read.priorities:
        document.paragraph(
            [Strong(f"{priority.title}: "), f"a priority of {priority.strategy}", _said(note)]
        )
    if read.councils:
        document.heading("Councils")
    for council, note in read.councils:
        numbers = cast("Any", council)
        held = (
            f"{counted(numbers.case_study_count, 'case study')} in which it acted, "
            f"{counted(numbers.strategy_count, 'strategy')}"
        )
        document.paragraph([Strong(f"{council.official_name}: "), held, _said(note)])


def _said(note: str) -> str:
    return f". Note: {note}" if note else ""


def _each(
    document: WordFile, read: BriefingRecords, accounts: Sequence[Account], site: str
) -> None:
    alone = read.count == 1
    notes = {study.pk: note for study, note in read.case_studies}
    if accounts:
        document.heading(noun_for(len(accounts), heading("case_study")))
    for account in accounts:
        write_case_study(document, account, notes[account.study.pk], site, in_full=alone)
    if read.strategies:
        document.heading(noun_for(len(read.strategies), heading("strategy")))
    for strategy, note in read.strategies:
        write_strategy(document, strategy, note, site)
    if read.priorities:
        document.heading(noun_for(len(read.priorities), "Priority"))
    for priority, note in read.priorities:
        write_priority(document, priority, note, site)
    if read.councils:
        document.heading(noun_for(len(read.councils), heading("council")))
    for council, note in read.councils:
        write_council(document, council, note, site)


def _sources(document: WordFile) -> None:
    document.heading("Sources")
    if document.cited:
        document.paragraph(
            "The number in square brackets leads from a statement to its source. The place in the "
            "source stands beside the statement."
        )
        document.references()
    else:
        document.paragraph("This briefing cites no document.")


def _findings(read: BriefingRecords, accounts: Sequence[Account]) -> list[Finding]:
    """Return every finding that the briefing tells, each once."""
    told = {finding.pk: finding for account in accounts for finding in account.findings}
    for council, _ in read.councils:
        for role in cast("Any", council).foremost_roles:
            own = (one for one in role.case_study.findings.all() if council in councils_of(one))
            told |= {finding.pk: finding for finding in own}
    return list(told.values())
