"""The options of a briefing: what each account did, what came of it, what it cost, what helped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter

from casestudies.evidence.grammar import in_one_line, sign_of
from casestudies.models import Finding, WiderEvidence
from wellbeing_portal.core.document import Inline, Quiet, Strong, WordFile
from wellbeing_portal.core.words import counted, in_sentence, joined

from .accounts import Account, Claim, Subject
from .sources import cited

APPROACHES, CHANGES, COSTS, HELPED, STOOD = 2, 1, 1, 3, 3
"""What a briefing names of each before it says how many more there are."""


def write_options(document: WordFile, accounts: Sequence[Account], subject: Subject) -> None:
    """Add one row an account: who did what, what changed and how sure that is, what it cost."""
    document.table(
        "What was done, and what came of it",
        ("Who, as told in", "What they did", "What changed, and how sure that is", "Cost"),
        [
            (
                _who(document, account),
                _did(account, subject),
                _came_of_it(document, account),
                _cost(document, account),
            )
            for account in accounts
        ],
        (0.19, 0.22, 0.4, 0.19),
        rows_may_break=True,
    )
    research = list(_research(subject))
    if research:
        document.paragraph("What research bodies say. These are no results of councils here.")
        document.bullets(research)


def _who(document: WordFile, account: Account) -> list[Inline]:
    study = account.study
    told = f"told in {study.told_in}" if study.told_in else "year not stated"
    return [
        Strong(joined([council.name for council in account.councils]) or study.title),
        f"\n{study.title}" if account.councils else "",
        Quiet(f"\n{told}"),
        *cited(document, study.source, ""),
    ]


def _did(account: Account, subject: Subject) -> list[Inline]:
    names = _approaches(account, subject)
    more = len(names) - APPROACHES
    pieces: list[Inline] = [joined([in_sentence(name) for name in names[:APPROACHES]]) or "–"]
    return [*pieces, Quiet(f"\nand {more} more")] if more > 0 else pieces


def _approaches(account: Account, subject: Subject) -> list[str]:
    """Return the approaches of the findings told, and with a whole account those of its rows."""
    rows = {row.approach.slug: str(row.approach) for row in account.study.approach_rows.all()}
    tied = {one.slug: str(one) for f in account.findings for one in f.approaches.all()}
    names = tied if subject.slugs else rows | tied
    if not names:
        names = {slug: name for slug, name in rows.items() if subject.takes("approach", slug)}
    return list(names.values())


def _came_of_it(document: WordFile, account: Account) -> list[Inline]:
    """Return the surest changes; without any, what was aimed at, calculated or only done."""
    changes = account.changes
    shown = changes[:CHANGES] or account.claiming(Claim.MODELLED, Claim.INTENDED)[:1]
    pieces: list[Inline] = []
    if not changes:
        pieces.append(Strong("Nobody on the portal has measured what it changed."))
    for finding in shown:
        pieces += ["\n"] if pieces else []
        pieces += told_in_short(document, finding)
    rest = [
        (len(changes) - len(shown), "more finding", "on what changed"),
        (len(account.claiming(Claim.DONE)), "finding", "of work done, which claim no change"),
    ]
    left = [f"{counted(number, noun)} {what}" for number, noun, what in rest if number > 0]
    return [*pieces, Quiet(f"\n{joined(left)}.")] if left else pieces


def told_in_short(document: WordFile, finding: Finding) -> list[Inline]:
    """Return a finding: what it claims, what it says, how sure, how many, when, where."""
    return [
        Strong(f"{sign_of(finding).words}: "),
        finding.statement,
        Quiet(f" {in_one_line(finding)}"),
        *cited(document, finding.source, ""),
    ]


def _cost(document: WordFile, account: Account) -> list[Inline]:
    pieces: list[Inline] = []
    for cost in account.costs[:COSTS]:
        pieces += ["\n"] if pieces else []
        shared = ", a shared total" if cost.is_shared_total else ""
        year = f", prices of {cost.price_year}" if cost.price_year else ""
        pieces += [
            Strong(cost.money),
            f" for {in_sentence(cost.covers)}{shared}{year}",
            *cited(document, cost.source, cost.locator),
        ]
    more = len(account.costs) - COSTS
    if more > 0:
        pieces.append(Quiet(f"\nand {more} more"))
    return pieces or [account.cost_not_stated]


def _research(subject: Subject) -> Iterator[list[Inline]]:
    """Yield what research bodies conclude of the approaches asked for."""
    slugs = subject.slugs.get("approach", ())
    if not slugs:
        return
    rows = WiderEvidence.objects.published().filter(approach__slug__in=slugs)
    for one in rows.order_by("-year", "title").prefetch_related("readings__outcome"):
        readings = [
            f"{reading.get_reading_display().lower()} for {in_sentence(str(reading.outcome))}"
            for reading in one.readings.all()
        ]
        rating = f" Its own rating: {one.rating}." if one.rating else ""
        read = f" Our reading: {joined(readings)}." if readings else ""
        yield [Strong(f"{one.body} ({one.year}). "), f"{one.concludes}{rating}{read}"]


def write_helped(
    document: WordFile, accounts: Sequence[Account], subject: Subject, *, in_full: bool
) -> None:
    """Add what helped, with by whom it is said, and what stood in the way."""
    helped = _helped(accounts, subject)
    shown = helped if in_full else helped[:HELPED]
    document.heading("What helped", 2)
    if not helped:
        document.paragraph("No account says what helped.")
    document.bullets(
        [Strong(name), f" ({'; '.join(who)})" + (f": {how}" if in_full and how else "")]
        for name, who, how in shown
    )
    if len(helped) > len(shown):
        document.paragraph(f"And {len(helped) - len(shown)} more, on the portal.")
    document.heading("What stood in the way", 2)
    barriers = [(account, row) for account in accounts for row in account.study.barriers.all()]
    if not barriers:
        document.paragraph("No account says what stood in the way.")
    document.bullets(
        [Strong(f"{account.name}: "), row.text, *cited(document, row.source, row.locator)]
        for account, row in (barriers if in_full else barriers[:STOOD])
    )
    if not in_full and len(barriers) > STOOD:
        document.paragraph(f"And {len(barriers) - STOOD} more, on the portal.")


def _helped(accounts: Sequence[Account], subject: Subject) -> list[tuple[str, list[str], str]]:
    """Return the enablers, whose accounts name them, and how; the most widely named first.

    With a subject they are those of its findings, otherwise those of the whole accounts. A tie
    that only we made is said.
    """
    found: dict[str, tuple[list[str], str]] = {}
    for account in accounts:
        for name, how, inferred in _enablers(account, subject):
            who, told = found.get(name, ([], ""))
            said = f"{account.name}, by our own reading" if inferred else account.name
            found[name] = ([*who, said], told or how)
    rows = [(name, who, how) for name, (who, how) in found.items()]
    return sorted(sorted(rows, key=itemgetter(0)), key=lambda row: -len(row[1]))


def _enablers(account: Account, subject: Subject) -> Iterator[tuple[str, str, bool]]:
    """Yield each enabler once: its name, how it helped, and whether only we tie it."""
    hows = {str(row.enabler): row.how for row in account.study.enabler_rows.all()}
    seen: set[str] = set()
    firm = [one for finding in account.findings for one in finding.enablers.all()]
    named = [str(one) for one in firm if subject.takes("enabler", one.slug)]
    for name in [*named, *([] if subject.slugs else hows)]:
        if name not in seen:
            seen.add(name)
            yield name, hows.get(name, ""), False
    for finding in account.findings:
        for one in finding.inferred_enablers.all():
            if str(one) not in seen and subject.takes("enabler", one.slug):
                seen.add(str(one))
                yield str(one), hows.get(str(one), ""), True
