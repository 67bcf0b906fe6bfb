"""Puts a briefing together, from its question to its sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, BinaryIO, cast

from django.utils.translation import gettext

from casestudies.evidence.credit import councils_of
from casestudies.headings import heading
from casestudies.models import Finding
from wellbeing_portal.core.compare.comparison import Comparison
from wellbeing_portal.core.document import WordFile
from wellbeing_portal.core.export.table import About
from wellbeing_portal.core.words import noun_for

from .accounts import Account
from .case_study import write_case_study
from .comparing import write_comparison
from .findings import write_evidence
from .frame import new_document, write_scope, write_title_page
from .items import BriefingRecords, Item, read_items
from .leading import (
    accounts_of,
    counted_by_kind,
    write_answer,
    write_conditions,
    write_question,
    write_sources,
)
from .room import FULL
from .short import write_short
from .strategy import write_council, write_priority, write_strategy
from .subject import Subject


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
    if about.is_short:
        write_short(stream, items, about)
        return
    read = read_items(items)
    subject = Subject.of(about.asked)
    accounts = accounts_of(read, subject)
    document = new_document(about)
    write_title_page(
        document, about, gettext("A briefing on %(read)s") % {"read": counted_by_kind(read)}
    )
    document.contents()
    write_question(document, read, subject)
    write_scope(document, about)
    write_answer(document, accounts, subject, FULL)
    write_conditions(document, accounts, subject, FULL, in_full=True)
    told = [account for account in accounts if account.is_on_subject]
    _each(document, read, told, subject, about.site)
    if comparison:
        write_comparison(document, comparison)
    write_evidence(document, _findings(read, accounts))
    write_sources(document)
    document.save(stream)


def _each(
    document: WordFile,
    read: BriefingRecords,
    accounts: Sequence[Account],
    subject: Subject,
    site: str,
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
        write_strategy(document, strategy, note, site, subject)
    if read.priorities:
        document.heading(noun_for(len(read.priorities), "Priority"))
    for priority, note in read.priorities:
        write_priority(document, priority, note, site)
    if read.councils:
        document.heading(noun_for(len(read.councils), heading("council")))
    for council, note in read.councils:
        write_council(document, council, note, site)


def _findings(read: BriefingRecords, accounts: Sequence[Account]) -> list[Finding]:
    """Return every finding that the briefing tells, each once."""
    told = {finding.pk: finding for account in accounts for finding in account.findings}
    for council, _ in read.councils:
        for role in cast("Any", council).foremost_roles:
            own = (one for one in role.case_study.findings.all() if council in councils_of(one))
            told |= {finding.pk: finding for finding in own}
    return list(told.values())
