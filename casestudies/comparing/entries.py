"""What a case study brings to a comparison, read from its rows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any

from django.db.models import F, QuerySet, TextField, Value
from django.utils.translation import gettext, gettext_lazy, gettext_noop

from casestudies.evidence.grammar import people_in, sign_of, strength_of, when_of
from casestudies.facets import CASE_STUDY
from casestudies.hows import how_queries
from casestudies.models import CaseStudy, CaseStudyPartner, Finding, Initiative
from casestudies.models.finding import finding_address
from wellbeing_portal.core.compare.comparison import HIDDEN_SOURCE, Claimed, Point, Trait
from wellbeing_portal.core.words import Said

Claim = Finding.Claim

CHANGED, AIMED = (Claim.CHANGED,), (Claim.INTENDED, Claim.MODELLED)
"""What findings claim where outcomes are told: what became of them, or only what was hoped."""

WHAT_CHANGED = gettext_lazy("What changed, and what did not")
WHAT_WAS_AIMED_AT = gettext_lazy("What was aimed at or calculated")
"""What stands over outcomes of which findings claim either."""

SENTENCE = re.compile(r".*?[.!?][”\"')]*(?=\s|$)")
MARKS = re.compile(r"[*_`#>]|^\s*[-+]\s", re.MULTILINE)

INFERRED = gettext_noop("Tied to a finding by us, not by the source.")
FROM_PARTS = Said(
    {"finding": gettext_noop("In a finding."), "initiative": gettext_noop("In a programme of it.")}
)
"""How an account mentions what it has no words of its own on."""

AFTER_ALL_SAID = 1_000_000
"""Stands for the place of what an account has no words of its own on: after all that it has."""


def tied(studies: Sequence[CaseStudy]) -> dict[tuple[str, int], list[Trait]]:
    """Return what accounts mention, their tags and partners, by kind and account, in one query.

    Of approaches and enablers, those on which an account says how come first; those of its
    findings and programmes follow. What it is tagged with comes by name.
    """
    keys = [study.pk for study in studies]
    first, *others = [*how_queries(keys), *_in_parts(keys), *_tags(keys), _partners(keys)]
    found: dict[tuple[str, int], dict[str, Trait]] = defaultdict(dict)
    for family, study, _, name, slug, words, _ in sorted(first.union(*others, all=True)):
        found[family, study].setdefault(slug, Trait(slug, name, words))
    return defaultdict(list, {key: [*traits.values()] for key, traits in found.items()})


def _in_parts(keys: Sequence[int]) -> Iterator[QuerySet[Any, Any]]:
    """Yield what finds the approaches and enablers of findings and programmes.

    What the source itself ties comes before what was inferred.
    """
    findings = Finding.objects.filter(case_study__in=keys)
    initiatives = Initiative.objects.filter(case_study__in=keys)
    said, inferred = AFTER_ALL_SAID, AFTER_ALL_SAID + 1
    in_finding, in_initiative = FROM_PARTS["finding"], FROM_PARTS["initiative"]
    yield _named(findings, "approach", "approaches", said, in_finding)
    yield _named(initiatives, "approach", "approaches", inferred, in_initiative)
    yield _named(findings, "enabler", "enablers", said, in_finding)
    yield _named(findings, "enabler", "inferred_enablers", inferred, gettext(INFERRED))


def _tags(keys: Sequence[int]) -> Iterator[QuerySet[Any, Any]]:
    studies = CaseStudy.objects.filter(pk__in=keys)
    for tag in CASE_STUDY.plain_tags:
        yield _named(studies, tag.family.name, tag.relation, AFTER_ALL_SAID, "", study="pk")


def _partners(keys: Sequence[int]) -> QuerySet[Any, Any]:
    return (
        CaseStudyPartner.objects.filter(case_study__in=keys)
        .order_by()
        .values_list(
            Value("partner"),
            "case_study",
            "position",
            F("organisation__name"),
            F("organisation__slug"),
            "contribution",
            Value("", output_field=TextField()),
        )
    )


def _named(
    rows: QuerySet[Any],
    family: str,
    relation: str,
    rank: int,
    words: str,
    study: str = "case_study",
) -> QuerySet[Any, Any]:
    """Return what finds what rows are tied to, with the columns of ``how_queries``."""
    return (
        rows.filter(**{f"{relation}__isnull": False})
        .order_by()
        .values_list(
            Value(family),
            study,
            Value(rank),
            F(f"{relation}__name"),
            F(f"{relation}__slug"),
            Value(words, output_field=TextField()),
            Value("", output_field=TextField()),
        )
    )


def outcomes(findings: Iterable[Finding], claims: Collection[str]) -> list[Trait]:
    """Return the outcomes of findings that make one of ``claims``, each with these findings."""

    def named(finding: Finding) -> list[tuple[str, str, str]]:
        firm = [(one.slug, one.name, "") for one in finding.outcomes.all()]
        return firm + [
            (one.slug, one.name, gettext("outcome inferred by us"))
            for one in finding.inferred_outcomes.all()
        ]

    return _gathered((one for one in findings if one.claim in claims), named, claimed_in)


def done(findings: Iterable[Finding]) -> list[Trait]:
    """Return what was done or reached, by kind."""
    return _gathered(
        (one for one in findings if one.claim == Claim.DONE),
        lambda finding: [(finding.output, finding.get_output_display(), "")],
        _said_in,
    )


Named = Callable[[Finding], Iterable[tuple[str, str, str]]]
"""Returns what a finding stands under: its key and label, and a note on why."""


def _gathered(
    findings: Iterable[Finding], named: Named, show: Callable[[Finding, str], Point]
) -> list[Trait]:
    """Return one trait for each thing named, with its findings in the order given."""
    points: dict[str, list[Point]] = {}
    labels: dict[str, str] = {}
    for finding in findings:
        for key, label, note in named(finding):
            labels[key] = label
            points.setdefault(key, []).append(show(finding, note))
    return [Trait(key, labels[key], points=tuple(points[key])) for key in sorted(labels)]


def claimed_in(finding: Finding, note: str = "") -> Point:
    """Return a finding as a point: what it claims, how sure that is, how many, when, where."""
    sign = sign_of(finding)
    study = finding.case_study
    return replace(
        _said_in(finding, note),
        url=finding_address(study.slug, finding.key) if study else "",
        claimed=Claimed(sign.words, sign.shape, strength_of(finding), finding.evidence_level),
    )


def _said_in(finding: Finding, note: str = "") -> Point:
    """Return what a finding says, with how many, when and where; its section says what it claims.

    There is much of what was done, so it stands without a link of its own.
    """
    shared = gettext("shared total") if finding.is_shared_total else ""
    parts = (shared, people_in(finding), when_of(finding), finding.locator, note)
    return Point(finding.statement, finding.figure, note=" · ".join(filter(None, parts)))


def strongest(findings: Iterable[Finding]) -> list[Trait]:
    """Return how sure the surest change is, in words; nothing where no change is claimed."""
    changes = [one for one in findings if one.evidence_level is not None]
    if not changes:
        return []
    surest = max(changes, key=attrgetter("evidence_level"))
    level = gettext("level %(evidence_level)s of 5") % {"evidence_level": surest.evidence_level}
    return [Trait(str(surest.evidence_level), strength_of(surest), level)]


def costs(study: CaseStudy) -> list[Trait]:
    """Return what it cost, amount by amount: what for, in which prices, who paid."""
    return [
        Trait(
            f"{cost.money} {cost.covers}".casefold(),
            cost.money[:1].upper() + cost.money[1:],
            "; ".join(
                filter(
                    None,
                    [
                        cost.covers,
                        gettext("shared total") if cost.is_shared_total else "",
                        gettext("in prices of %(price_year)s") % {"price_year": cost.price_year}
                        if cost.price_year
                        else "",
                        gettext("paid by %(payer)s") % {"payer": cost.payer} if cost.payer else "",
                    ],
                )
            ),
        )
        for cost in study.costs.all()
    ]


def money(study: CaseStudy) -> list[Trait]:
    """Return who paid how much for which initiative."""
    return [
        Trait(
            f"{funder.money} {funder.funder} {initiative.name}".casefold(),
            f"{funder.money[:1].upper()}{funder.money[1:]}",
            (
                gettext("from %(funder)s for %(name)s")
                % {"funder": funder.funder, "name": initiative.name}
            )
            + (f" ({funder.note})" if funder.note else ""),
        )
        for initiative in study.initiatives.all()
        for funder in initiative.funders.all()
        if funder.amount is not None
    ]


def sources(study: CaseStudy) -> list[Trait]:
    """Return the source, as a link only if the public may see its page."""
    source = study.source
    if not source.is_published:
        return [Trait(source.slug, gettext(HIDDEN_SOURCE), study.locator)]
    return [Trait(source.slug, source.title, study.locator, source.get_absolute_url())]


def opening(text: str) -> tuple[str, str]:
    """Return the first sentence of a Markdown text, plain, and the whole text if there is more."""
    paragraph = text.strip().split("\n\n", 1)[0]
    plain = " ".join(MARKS.sub("", paragraph).split())
    sentence = SENTENCE.match(plain)
    first = sentence[0] if sentence else plain
    return first, text if len(first) < len(" ".join(text.split())) else ""
