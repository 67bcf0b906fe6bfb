"""What the sections of a case study hold, in a line each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext

from casestudies.aggregates import CaseStudyForm
from casestudies.models import Cost, Finding, Initiative
from casestudies.models.claims import Claim, Direction, EvidenceLevel
from casestudies.models.roles import CouncilRole
from wellbeing_portal.core.facets import Range, Tag
from wellbeing_portal.core.words import counted, day_in_words, in_sentence, joined
from wellbeing_portal.curate.picking import named

SOME = 4
"""So many things are named in a line; of more, how many they are."""

SHORT = 110


def together(*parts: Any, by: str = ", ") -> str:
    """Return what is said of several things, those left out that say nothing."""
    said = [str(part) for part in parts if part]
    # A sentence goes on in the line.
    return by.join([*(part.removesuffix(".") for part in said[:-1]), *said[-1:]])


def known_by(field: str, kind: str) -> Callable[[Sequence[Any]], Mapping[str, str]]:
    """Return what gives rows that are known by another record the names of these."""

    def names(rows: Sequence[Any]) -> Mapping[str, str]:
        return named(kind, [getattr(row, field) for row in rows])

    return names


def named_by(field: str, kind: str) -> Callable[[Sequence[Any]], Mapping[str, str]]:
    """Return what gives rows with keys the names of the records that they name."""

    def names(rows: Sequence[Any]) -> Mapping[str, str]:
        known = named(kind, [getattr(row, field) for row in rows])
        return {row.key: known.get(getattr(row, field), "") for row in rows}

    return names


def names_of(kind: str, slugs: Iterable[str], noun: str) -> str:
    """Return the names of some records, or of many how many they are."""
    wanted = list(slugs)
    if len(wanted) > SOME:
        return counted(len(wanted), noun)
    known = named(kind, wanted) if wanted else {}
    return joined(known.get(slug, slug) for slug in wanted)


def number_of(field: str, noun: str) -> Callable[[Any], str]:
    """Return what says how many rows a field has."""

    def told(said: Any) -> str:
        rows = getattr(said, field)
        return counted(len(rows), noun) if rows else ""

    return told


# ── Sections ─────────────────────────────────────────────────────────────────────────────


def basics(said: CaseStudyForm) -> str:
    """The strapline, and when it is told."""
    told = gettext("told in %(year)s") % {"year": said.told_in} if said.told_in else ""
    return together(said.strapline, told)


def account(said: CaseStudyForm) -> str:
    """How long it is."""
    texts = (said.ambition, said.approach, said.impact, said.sustainability)
    words = sum(len(text.split()) for text in (*texts, said.pandemic_response))
    return counted(words, "word") if words else ""


def councils(said: CaseStudyForm) -> str:
    """Who leads, and how many others take part."""
    if not said.councils:
        return ""
    leads = [row.council for row in said.councils if row.role == CouncilRole.LEAD]
    others = len(said.councils) - len(leads)
    lead = names_of("councils", leads, "council")
    return together(
        gettext("%(councils)s, lead") % {"councils": lead} if lead else gettext("no lead"),
        gettext("%(councils)s in other roles") % {"councils": counted(others, "council")}
        if others
        else "",
        by="; ",
    )


def partners(said: CaseStudyForm) -> str:
    """The organisations that took part."""
    return names_of("organisations", [r.organisation for r in said.partners], "organisation")


def approaches(said: CaseStudyForm) -> str:
    """The approaches."""
    return names_of("approaches", [row.approach for row in said.approaches], "approach")


def enablers(said: CaseStudyForm) -> str:
    """What helped."""
    return names_of("enablers", [row.enabler for row in said.enablers], "enabler")


def initiatives(said: CaseStudyForm) -> str:
    """Their names."""
    names = [row.name for row in said.initiatives]
    return joined(names) if len(names) <= SOME else counted(len(names), "initiative")


def tagged(tags: Iterable[Tag], numbers: Iterable[Range]) -> Callable[[Any], str]:
    """Return what tells the concepts that a record is tagged with, and its numbers."""

    def told(said: Any) -> str:
        return together(
            *(
                names_of(tag.family.in_addresses, getattr(said, tag.relation), tag.family.one)
                for tag in tags
            ),
            *(
                f"{in_sentence(gettext(one.heading))}: {number:,}"
                for one in numbers
                for number in [getattr(said, one.columns[0])]
                if number is not None
            ),
            by="; ",
        )

    return told


def findings(said: CaseStudyForm) -> str:
    """How many there are, and of each claim."""
    if not said.findings:
        return ""
    claims = Counter(row.claim for row in said.findings)
    parts = [f"{claims[one]} {in_sentence(str(one.label))}" for one in Claim if claims[one]]
    return f"{counted(len(said.findings), 'finding')}: {', '.join(parts)}"


def costs(said: CaseStudyForm) -> str:
    """The amounts."""
    if len(said.costs) > SOME:
        return counted(len(said.costs), "cost")
    return "; ".join(money(row) for row in said.costs)


def need(said: CaseStudyForm) -> str:
    """The fact, or how many there are."""
    facts = said.context_facts
    if len(facts) == 1:
        return shortened(facts[0].statement)
    return counted(len(facts), "fact") if facts else ""


def barriers(said: CaseStudyForm) -> str:
    """What stood in the way, or how many things did."""
    if len(said.barriers) == 1:
        return shortened(said.barriers[0].text)
    return counted(len(said.barriers), "barrier") if said.barriers else ""


def priorities(said: CaseStudyForm) -> str:
    """The strategies, and how many of their priorities."""
    return together(
        names_of("strategies", said.strategies, "strategy"),
        counted(len(said.priorities), "priority") if said.priorities else "",
        by="; ",
    )


def caveat(said: CaseStudyForm) -> str:
    """The caveat and whom to ask."""
    return together(shortened(said.caveat), said.contact, by="; ")


def review(said: CaseStudyForm) -> str:
    """When somebody should look again, and whether anything is inferred."""
    due = gettext("due on %(day)s") % {"day": day_in_words(said.review_due)}
    return together(
        due if said.review_due else "",
        gettext("says what is inferred") if said.inferred else "",
        by="; ",
    )


# ── Rows ─────────────────────────────────────────────────────────────────────────────────


def shortened(text: str) -> str:
    """Return the beginning of a text."""
    return str(Truncator(text).chars(SHORT))


def place(row: Any) -> str:
    """Where a row stands in its source, or that this is not said yet."""
    return row.locator or gettext("no place in the source yet")


def council_role(row: Any) -> str:
    """What a council was, and did."""
    return together(CouncilRole(row.role).label, row.contribution, by=": ")


def how(row: Any) -> str:
    """How it was done or helped, and where that stands."""
    return together(shortened(row.how), place(row), by=" · ")


def initiative(row: Any) -> str:
    """When it was, and with how many."""
    counts = (
        (row.partners, "partner"),
        (row.approaches, "approach"),
        (row.councils, "council"),
        (row.funders, "funder"),
    )
    years = Initiative(start_year=row.start_year, end_year=row.end_year).years
    return together(years, *(counted(len(some), noun) for some, noun in counts if some))


def finding(row: Any) -> str:
    """What it claims, how sure that is, and where it stands."""
    level = row.evidence_level
    return together(
        Claim(row.claim).label,
        Direction(row.direction).label if row.direction else "",
        in_sentence(str(EvidenceLevel(level).label)) if level is not None else "",
        figure(row),
        row.locator,
        by=" · ",
    )


def fact(row: Any) -> str:
    """Its figure, and where it stands."""
    return together(figure(row), place(row), by=" · ")


def cost(row: Any) -> str:
    """The amount, and where it stands."""
    return together(money(row), place(row), by=" · ")


def money(row: Any) -> str:
    """Return an amount for reading."""
    names = ("qualifier", "amount", "high_amount", "unit")
    return Cost(**{name: getattr(row, name) for name in names}).money


def figure(row: Any) -> str:
    """Return a number for reading."""
    names = ("qualifier", "value", "high_value", "from_value", "wording")
    values = {name: getattr(row, name) for name in names}
    return Finding(**values, unit=row.unit or "").figure


def on_day(name: str) -> Callable[[Any], str]:
    """Return what says the day that a row names."""

    def about(row: Any) -> str:
        return day_in_words(getattr(row, name))

    return about
