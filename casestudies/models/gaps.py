"""What findings and other rows lack before the public may see them, and what is doubtful."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.text import Truncator, capfirst

from wellbeing_portal.core.models.reason import Reason

from .claims import Direction, EvidenceLevel, claim_problems
from .contradictions import finding_contradictions, finding_doubts
from .roles import ACTED

if TYPE_CHECKING:
    from .finding import Finding, FindingQuerySet

OUR_READING = ("our reading", "read here")
"""What a note on the method says where not the source but we say how something was measured."""

TIES = ("outcomes", "inferred_outcomes", "better_for", "worse_for")

WORDS_OF_A_NAME = 10
"""So many words of a statement tell which finding is meant."""


def without_method() -> Q:
    """Return the condition that a level above 1 has no sample and no method of the source's own.

    ``method_gaps`` says of each finding what this finds among many.
    """
    ours = Q(pk__in=[])
    for words in OUR_READING:
        ours |= Q(method_note__icontains=words)
    bare = Q(sample_size__isnull=True, method_note="")
    return Q(evidence_level__gt=EvidenceLevel.NUMBER) & (bare | ours)


def without_figure() -> Q:
    """Return the condition that a level above 0 has no figure, as ``figure_gaps`` says of each."""
    measured = Q(direction=Direction.NO_CHANGE, evidence_level__gte=EvidenceLevel.MEASURED)
    above = Q(evidence_level__gt=EvidenceLevel.SAID)
    return above & Q(value__isnull=True, wording="") & ~measured


def gaps_of_findings(findings: FindingQuerySet) -> list[str]:
    """Return in plain words what each finding of a record lacks, one line a finding.

    A level above 1 says that something was measured, so it needs a sample or a method, and the
    method is what the source says of it, not how we read it.
    """
    having = {f"has_{tie}": _tied(findings.model, tie) for tie in TIES}
    having["has_both_groups"] = _in_both(findings.model, "better_for", "worse_for")
    return [
        Reason(_line(finding, gaps), about=finding)
        for finding in findings.annotate(**having)
        if (gaps := list(_gaps(finding)))
    ]


def doubts_of_findings(findings: FindingQuerySet) -> list[str]:
    """Return in plain words what is hardly true of each finding of a record, one line a finding."""
    model: Any = findings.model
    roles: Any = model._meta.get_field("case_study").related_model._meta.get_field("council_roles")
    acting = roles.related_model._default_manager.filter(
        case_study=OuterRef("finding__case_study"),
        council=OuterRef("council"),
        role__in=ACTED,
    )
    councils = model.councils.through._default_manager.filter(finding=OuterRef("pk"))
    readings = model._meta.get_field("readings").related_model._default_manager
    having = {
        "has_readings": Exists(readings.filter(finding=OuterRef("pk"))),
        "has_idle_council": Exists(councils.filter(~Exists(acting))),
        "has_twice_tied": _in_both(model, "outcomes", "inferred_outcomes")
        | _in_both(model, "enablers", "inferred_enablers"),
    }
    rows = findings.select_related("source", "initiative", "case_study").annotate(**having)
    return _lines(rows, finding_doubts)


def contradictions_of(rows: QuerySet[Any], said: Callable[[Any], Iterator[str]]) -> list[str]:
    """Return in plain words what rows with sources say that cannot be true, one line a row."""
    return _lines(rows.select_related("source"), said)


def _lines(rows: Iterable[Any], said: Callable[[Any], Iterator[str]]) -> list[str]:
    return [Reason(_line(row, told), about=row) for row in rows if (told := list(said(row)))]


def _in_both(model: type[Finding], one: str, other: str) -> Exists:
    """Return the condition that something is tied to a finding in two ways."""
    ties: Any = model
    first, second = (getattr(ties, tie).through for tie in (one, other))
    name = getattr(ties, one).field.m2m_reverse_field_name()
    same = second._default_manager.filter(**{"finding": OuterRef("finding"), name: OuterRef(name)})
    return Exists(first._default_manager.filter(Exists(same), finding=OuterRef("pk")))


def _tied(model: type[Finding], tie: str) -> Exists:
    through: Any = getattr(model, tie).through
    rows = through._default_manager
    return Exists(rows.filter(finding=OuterRef("pk")))


def method_gaps(finding: Any) -> Iterator[str]:
    """Yield, in plain words, why a level above 1 is more than a finding bears."""
    level = finding.evidence_level
    measured = level is not None and level > EvidenceLevel.NUMBER
    if measured and finding.sample_size is None and not finding.method_note:
        yield f"a level of {level} needs a sample or a note on the method"
    if measured and any(words in finding.method_note.casefold() for words in OUR_READING):
        yield (
            f"a level of {level} needs a method that the source itself states; "
            "where it is our reading, the level is at most 1"
        )


def figure_gaps(finding: Any) -> Iterator[str]:
    """Yield, in plain words, why a level above 0 is more than a finding without a figure bears.

    What is said without a figure is said, whoever measured it. That a study measured or compared
    and found no difference needs none.
    """
    level = finding.evidence_level or EvidenceLevel.SAID
    if level == EvidenceLevel.SAID or finding.number:
        return
    if finding.direction != Direction.NO_CHANGE or level < EvidenceLevel.MEASURED:
        yield (
            f"a level of {level} needs a figure; without one it is level 0, unless a study "
            "measured or compared and found no change"
        )


def _gaps(finding: Any) -> Iterator[str]:
    if not finding.locator:
        yield "say where in its source it stands"
    yield from method_gaps(finding)
    yield from figure_gaps(finding)
    yield from finding_contradictions(finding)
    yield from claim_problems(
        finding.claim,
        direction=finding.direction,
        level=finding.evidence_level,
        output=finding.output,
        has_outcome=finding.has_outcomes or finding.has_inferred_outcomes,
        has_groups=finding.has_better_for or finding.has_worse_for,
    )


def _line(row: Any, gaps: Iterable[str]) -> str:
    name = Truncator(getattr(row, row.NAMED_BY[0])).words(WORDS_OF_A_NAME, truncate="…")
    return f"{capfirst(row._meta.verbose_name)} “{name}”: {'; '.join(gaps)}."
