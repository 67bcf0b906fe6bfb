"""What every briefing begins with: its question, the answer in short, the options, what is open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from django.utils.translation import gettext

from casestudies.models import CaseStudy
from wellbeing_portal.core.citation import PUBLISHER
from wellbeing_portal.core.document import Strong, Writable
from wellbeing_portal.core.words import counted, joined, opening, verb_for

from .accounts import Account
from .answer import in_short, not_known
from .called import as_noun, done_about, is_of_accounts
from .items import BriefingRecords
from .options import write_helped, write_options
from .room import Room
from .subject import Subject

COMES_OF_IT = "What is set out to be done is in a strategy; whether it was done is not said there."


def counted_by_kind(read: BriefingRecords) -> str:
    """Return how many records of each kind there are."""
    kinds: list[tuple[Sequence[object], str]] = [
        (read.case_studies, "case study"),
        (read.strategies, "strategy"),
        (read.priorities, "priority"),
        (read.councils, "council"),
    ]
    return joined([counted(len(rows), noun) for rows, noun in kinds if rows]) or "nothing"


def accounts_of(read: BriefingRecords, subject: Subject) -> list[Account]:
    """Return the case studies as far as they belong to the subject.

    Where two have the same leads, their titles tell them apart.
    """
    accounts = [Account.of(study, subject) for study, _ in read.case_studies]
    named = Counter(account.leads for account in accounts)
    return [replace(one, is_one_of_several=named[one.leads] > 1) for one in accounts]


def write_question(document: Writable, read: BriefingRecords, subject: Subject) -> None:
    """Ask what the briefing answers, and say what it rests on."""
    document.heading(gettext("The question"))
    if not subject.words:
        document.paragraph(_question_on_records(read))
        return
    told = (
        gettext("Each account is told as a whole: some of its findings may be of other work.")
        if is_of_accounts(subject)
        else gettext("Of these it tells only the findings on it.")
    )
    document.paragraph(
        f"What have councils done {done_about(subject)}, what came of it, and how sure is that? "
        f"This rests on {counted_by_kind(read)} from the {PUBLISHER}. {told}"
    )


def _question_on_records(read: BriefingRecords) -> str:
    """Ask it of the one account, council or strategy that all is about, or else of all chosen."""
    only = {"rests": counted_by_kind(replace(read, councils=[], strategies=[]))}
    rests = gettext("This rests on %(rests)s from the %(publisher)s.") % (
        only | {"publisher": PUBLISHER}
    )
    if read.case_studies and not read.priorities:
        if len(read.councils) == 1 and not read.strategies:
            asked = gettext("What did %(council)s do, what came of it, and how sure is that?")
            return f"{asked % {'council': read.councils[0][0].official_name}} {rests}"
        if len(read.strategies) == 1 and not read.councils:
            asked = gettext(
                "What did “%(strategy)s” set out to do, what came of it, and how sure is that?"
            )
            return f"{asked % {'strategy': read.strategies[0][0].title}} {rests}"
    if read.case_studies and read.count == 1:
        asked = gettext("What was done in “%(title)s”, what came of it, and how sure is that?")
        return f"{asked % {'title': read.case_studies[0][0].title}} {rests}"
    return gettext(
        "What %(do)s %(records)s from the %(publisher)s set out to do, what came of it, "
        "and how sure is that?"
    ) % {
        "do": verb_for(read.count, "do"),
        "records": counted_by_kind(read),
        "publisher": PUBLISHER,
    }


def write_answer(
    document: Writable, accounts: Sequence[Account], subject: Subject, room: Room
) -> None:
    """Say in short who did what, what came of it, how sure that is, and what the options are."""
    told = [one for one in accounts if one.is_on_subject]
    if told:
        document.heading(gettext("In short"))
        document.bullets(in_short(document, told, room))
        document.heading(gettext("The options and their evidence"))
        write_options(document, told, subject, room)
    _silent(document, accounts, subject, room)


def write_conditions(
    document: Writable,
    accounts: Sequence[Account],
    subject: Subject,
    room: Room,
    *,
    in_full: bool = False,
) -> None:
    """Say what helped, what stood in the way, and what nobody knows."""
    told = [one for one in accounts if one.is_on_subject]
    if told:
        document.heading(gettext("What helped and what stood in the way"))
        write_helped(document, told, subject, room, in_full=in_full)
    document.heading(gettext("What we do not know"))
    document.bullets(not_known(told, room) if told else [COMES_OF_IT])


def _silent(document: Writable, accounts: Sequence[Account], subject: Subject, room: Room) -> None:
    """Say which case studies were chosen and tell nothing of the subject."""
    silent = [room.cut(one.study.title) for one in accounts if not one.is_on_subject]
    if silent:
        what = gettext("no finding on") if subject.slugs else gettext("nothing on")
        document.paragraph(
            gettext("%(studies)s that %(were)s chosen %(have)s %(what)s %(subject)s: %(silent)s.")
            % {
                "studies": opening(counted(len(silent), "case study")),
                "were": verb_for(len(silent), "were"),
                "have": verb_for(len(silent), "have"),
                "what": what,
                "subject": as_noun(subject),
                "silent": "; ".join(silent),
            }
        )


def write_others(document: Writable, read: BriefingRecords, subject: Subject, room: Room) -> None:
    """Name strategies, priorities and councils in a line each."""
    if read.strategies or read.priorities:
        document.heading(gettext("What strategies set out to do"))
    for strategy, note in read.strategies:
        titles = [one.title for one in subject.priorities(strategy)]
        more = len(titles) - room.priorities
        said = "; ".join(titles[: room.priorities]) + (
            gettext("; and %(more)s more") % {"more": more} if more > 0 else ""
        )
        years = f" ({strategy.years})" if strategy.years else ""
        nothing = (
            gettext("no priority")
            if subject.is_any
            else gettext("no priority on %(subject)s") % {"subject": as_noun(subject)}
        )
        document.paragraph(
            [
                Strong(f"{strategy.title}{years}: "),
                room.cut(said) or nothing,
                noted(note, room),
            ]
        )
    for priority, note in read.priorities:
        of = gettext("a priority of %(strategy)s") % {"strategy": priority.strategy}
        document.paragraph([Strong(f"{priority.title}: "), of, noted(note, room)])
    if read.councils:
        document.heading(gettext("Councils"))
    for council, note in read.councils:
        numbers = cast("Any", council)
        held = gettext("%(studies)s in which it acted, %(strategies)s") % {
            "studies": counted(numbers.case_study_count, "case study"),
            "strategies": counted(numbers.strategy_count, "strategy")
            if numbers.strategy_count
            else gettext("no strategy on the portal"),
        }
        document.paragraph([Strong(f"{council.official_name}: "), held, noted(note, room)])


def write_notes(document: Writable, studies: Sequence[tuple[CaseStudy, str]], room: Room) -> None:
    """Add what a reader noted on case studies."""
    noted_on = [(study, note) for study, note in studies if note]
    if noted_on:
        document.heading(gettext("Notes"))
        document.bullets([Strong(f"{study.title}: "), room.cut(note)] for study, note in noted_on)


def write_sources(document: Writable, *, explained: bool = True) -> None:
    """List what was cited."""
    document.heading(gettext("Sources"))
    if not document.cited:
        document.paragraph(gettext("This briefing cites no document."))
        return
    if explained:
        document.paragraph(
            gettext(
                "The number in square brackets leads from a statement to its source. The "
                "place in the source stands beside the statement."
            )
        )
    document.references()


def noted(note: str, room: Room) -> str:
    """Return a reader’s note, after what it is on."""
    return gettext(". Note: %(note)s") % {"note": room.cut(note)} if note else ""
