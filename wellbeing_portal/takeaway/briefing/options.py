"""The options of a briefing: what each account did, what came of it, what it cost, what helped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter

from django.utils.translation import gettext

from casestudies.evidence.grammar import in_one_line, sign_of
from casestudies.headings import heading
from casestudies.models import Finding, WiderEvidence
from wellbeing_portal.core.document import Inline, Quiet, Strong, Writable
from wellbeing_portal.core.words import counted, in_sentence, joined, opening, verb_for

from .accounts import Account, Claim, unmeasured_in
from .research import concluded, read_as, research_on, verdicts
from .room import Room
from .sources import cited
from .subject import Subject


def write_options(
    document: Writable, accounts: Sequence[Account], subject: Subject, room: Room
) -> None:
    """Add one row an account: who did what, what changed and how sure that is, what it cost."""
    research = research_on(subject)
    document.table(
        gettext("What was done, and what came of it"),
        (
            gettext("Who, as told in"),
            heading("what_they_did"),
            gettext("What changed, and how sure that is"),
            gettext("Cost"),
        ),
        [
            (
                _who(document, account, room),
                [*_did(account, subject, room), *_judged(account, subject, research)],
                _came_of_it(document, account, room),
                _cost(document, account, room),
            )
            for account in accounts
        ],
        (0.23, 0.18, 0.41, 0.18),
        rows_may_break=True,
    )
    if research:
        document.paragraph(
            gettext("What research bodies say. These are no results of councils here. %(research)s")
            % {"research": read_as(research, subject)}
        )
        told = [concluded(one, subject.slugs.get("outcome")) for one in research]
        document.bullets(told[: room.research])
        _say_more(document, len(told) - room.research)


def _who(document: Writable, account: Account, room: Room) -> list[Inline]:
    study = account.study
    told = (
        gettext("told in %(told_in)s") % {"told_in": study.told_in}
        if study.told_in
        else gettext("year not stated")
    )
    return [
        Strong(joined([council.name for council in account.councils]) or study.title),
        f"\n{room.cut(study.title)}" if account.councils and room.titles else "",
        f"\n{room.cut(study.strapline)}" if account.tells_what_matters else "",
        Quiet(f"\n{told}"),
        *cited(document, study.source, ""),
    ]


def _did(account: Account, subject: Subject, room: Room) -> list[Inline]:
    """Return how the account took the approaches asked for; else the approaches, by name.

    Where one approach is asked for, its name would stand in every row.
    """
    wanted = subject.slugs.get("approach", frozenset())
    hows = [row.how for row in account.study.approach_rows.all() if row.approach.slug in wanted]
    if told := [how for how in hows if how]:
        return [room.cut(told[0])]
    names = _approaches(account, subject)
    more = len(names) - room.approaches
    named = [in_sentence(name) for name in names[: room.approaches]]
    pieces: list[Inline] = [opening(joined(named)) or "–"]
    return [*pieces, Quiet(gettext("\nand %(more)s more") % {"more": more})] if more > 0 else pieces


def _approaches(account: Account, subject: Subject) -> list[str]:
    """Return the approaches of the findings told, and with a whole account those of its rows."""
    rows = {row.approach.slug: str(row.approach) for row in account.study.approach_rows.all()}
    tied = {one.slug: str(one) for f in account.findings for one in f.approaches.all()}
    names = tied if subject.slugs else rows | tied
    if not names:
        names = {slug: name for slug, name in rows.items() if subject.takes("approach", slug)}
    return list(names.values())


def _judged(
    account: Account, subject: Subject, research: Sequence[WiderEvidence]
) -> Iterator[Inline]:
    """Yield how research reads for the approaches that the account's findings on the subject took.

    What goes against an option comes first. Without an outcome asked for, all rows would say it.
    """
    outcomes = subject.slugs.get("outcome")
    if outcomes:
        taken = {one.slug for finding in account.findings for one in finding.approaches.all()}
        if said := verdicts(research, taken, outcomes):
            yield Quiet(gettext("\nResearch elsewhere: %(said)s.") % {"said": said})


def _came_of_it(document: Writable, account: Account, room: Room) -> list[Inline]:
    """Return the surest changes; without any, what was aimed at, calculated or only done."""
    changes = account.changes
    shown = changes[: room.changes] or account.claiming(Claim.MODELLED, Claim.INTENDED)[:1]
    pieces: list[Inline] = []
    if not changes:
        pieces.append(Strong(gettext(unmeasured_in([account]))))
    for finding in shown:
        pieces += ["\n"] if pieces else []
        pieces += told_in_short(document, finding, room)
    done = len(account.claiming(Claim.DONE))
    rest = [
        (len(changes) - len(shown), "more finding", gettext("on what changed")),
        (
            done,
            "finding",
            gettext("of work done, which %(claim)s no change") % {"claim": verb_for(done, "claim")},
        ),
    ]
    left = [f"{counted(number, noun)} {what}" for number, noun, what in rest if number > 0]
    return [*pieces, Quiet(f"\n{joined(left)}.")] if left else pieces


def told_in_short(document: Writable, finding: Finding, room: Room) -> list[Inline]:
    """Return a finding: what it claims, what it says, how sure, how many, when, where."""
    return [
        Strong(f"{sign_of(finding).words}: "),
        room.cut(finding.statement),
        Quiet(f" {in_one_line(finding, place=not document.is_short)}"),
        *cited(document, finding.source, ""),
    ]


def _cost(document: Writable, account: Account, room: Room) -> list[Inline]:
    pieces: list[Inline] = []
    for cost in account.costs[: room.costs]:
        pieces += ["\n"] if pieces else []
        shared = gettext(", a shared total") if cost.is_shared_total else ""
        year = (
            gettext(", prices of %(price_year)s") % {"price_year": cost.price_year}
            if cost.price_year
            else ""
        )
        pieces += [
            Strong(cost.money),
            f": {room.cut(in_sentence(cost.covers))}{shared}{year}",
            *cited(document, cost.source, cost.locator),
        ]
    more = len(account.costs) - room.costs
    if more > 0:
        pieces.append(Quiet(gettext("\nand %(more)s more") % {"more": more}))
    return pieces or [account.cost_not_stated]


def write_helped(
    document: Writable,
    accounts: Sequence[Account],
    subject: Subject,
    room: Room,
    *,
    in_full: bool = False,
) -> None:
    """Add what helped, with by whom it is said, and what stood in the way."""
    helped = _helped(accounts, subject)
    shown = helped[: room.helped]
    document.heading(gettext("What helped"), 2)
    if not helped:
        of_whole = subject.slugs and any(one.study.enabler_rows.all() for one in accounts)
        document.paragraph(
            gettext("No account says what helped this part of its work.")
            if of_whole
            else gettext("No account says what helped.")
        )
    document.bullets(
        [Strong(name), f" ({'; '.join(who)})" + (f": {how}" if in_full and how else "")]
        for name, who, how in shown
    )
    _say_more(document, len(helped) - len(shown))
    document.heading(gettext("What stood in the way"), 2)
    if subject.slugs and any(account.study.barriers.all() for account in accounts):
        document.paragraph(Quiet(gettext("Accounts say this of the whole of their work.")))
    barriers = [(account, row) for account in accounts for row in account.study.barriers.all()]
    if not barriers:
        document.paragraph(gettext("No account says what stood in the way."))
    document.bullets(
        [Strong(f"{account.name}: "), room.cut(row.text), *cited(document, row.source, row.locator)]
        for account, row in barriers[: room.stood]
    )
    _say_more(document, len(barriers) - room.stood)


def _say_more(document: Writable, left: int) -> None:
    if left > 0:
        document.paragraph(Quiet(gettext("And %(left)s more, on the portal.") % {"left": left}))


def _helped(accounts: Sequence[Account], subject: Subject) -> list[tuple[str, list[str], str]]:
    """Return the enablers, whose accounts name them, and how; the most widely named first.

    With a subject they are those of its findings, and rows of the enablers asked for; otherwise
    those of the whole accounts. A tie that only we made is said.
    """
    found: dict[str, tuple[list[str], str]] = {}
    for account in accounts:
        for name, how, inferred in _enablers(account, subject):
            who, told = found.get(name, ([], ""))
            said = (
                gettext("%(name)s, by our own reading") % {"name": account.name}
                if inferred
                else account.name
            )
            found[name] = ([*who, said], told or how)
    rows = [(name, who, how) for name, (who, how) in found.items()]
    return sorted(sorted(rows, key=itemgetter(0)), key=lambda row: -len(row[1]))


def _enablers(account: Account, subject: Subject) -> Iterator[tuple[str, str, bool]]:
    """Yield each enabler once: its name, how it helped, and whether only we tie it."""
    hows = {str(row.enabler): row.how for row in account.study.enabler_rows.all()}
    seen: set[str] = set()
    firm = [one for finding in account.findings for one in finding.enablers.all()]
    named = [str(one) for one in firm if subject.takes("enabler", one.slug)]
    rows = [
        str(row.enabler)
        for row in account.study.enabler_rows.all()
        if not subject.slugs
        or ("enabler" in subject.slugs and subject.takes("enabler", row.enabler.slug))
    ]
    for name in [*named, *rows]:
        if name not in seen:
            seen.add(name)
            yield name, hows.get(name, ""), False
    for finding in account.findings:
        for one in finding.inferred_enablers.all():
            if str(one) not in seen and subject.takes("enabler", one.slug):
                seen.add(str(one))
                yield str(one), hows.get(str(one), ""), True
