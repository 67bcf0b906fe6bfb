"""What filters, credits and counts mean, worked out from rows one by one.

It shares nothing with the portal but its tables: no filter, no index, no function. Slow and plain,
so that whoever reads it can see that it is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.timezone import localdate

from casestudies.models import CaseStudy, Finding
from strategies.models import Council

Asked = Mapping[str, list[str]]

ACTED = ("lead", "partner")
ASKED_OF_FINDINGS = ("claim", "evidence", "change", "inferred")
PLACES = ("council", "council_type", "region", "nation")
SAME_FINDING = ("approach", "outcome", "enabler", *PLACES)


def with_broader(concepts: Iterable[Any]) -> set[str]:
    """The slugs of concepts, and of everything broader."""
    found = set()
    for concept in concepts:
        above = concept
        while above is not None:
            found.add(above.slug)
            above = above.broader
    return found


def acted(study: CaseStudy) -> list[Council]:
    """The councils that acted in a case study."""
    roles = study.council_roles.select_related("council").order_by("position")
    return [row.council for row in roles if row.role in ACTED]


def councils_of(row: Any) -> list[Council]:
    """Whose work a finding or an initiative is: its own councils', or all that acted."""
    return list(row.councils.all()) or acted(row.case_study)


def ties(finding: Finding, family: str, *, firmly: bool) -> set[str]:
    """The concepts of a family that a finding is tied to, with everything broader."""
    if family == "approach":
        return with_broader(finding.approaches.all())
    said = getattr(finding, f"{family}s").all()
    inferred = [] if firmly else getattr(finding, f"inferred_{family}s").all()
    return with_broader([*said, *inferred])


def of_places(councils: Iterable[Council], name: str) -> set[str]:
    """What councils are in one of the facets of places."""
    column = {"council": "slug", "council_type": "type"}.get(name, name)
    return {str(getattr(council, column)) for council in councils}


def known(asked: Asked) -> dict[str, list[str]]:
    """What is asked, without values that do not exist."""
    from casestudies.filtersets import CaseStudyFilterSet
    from tests.search.test_agrees_with_sql import query_of

    return {
        name: list(chosen) if isinstance(chosen, list) else [str(chosen)]
        for name, chosen in CaseStudyFilterSet(query_of(asked)).values.items()
        if chosen not in (None, [], "")
    }


def finding_fulfils(finding: Finding, asked: Asked) -> bool:
    """Whether one finding meets all that is asked of findings."""
    firmly = "inferred" in asked
    for name in SAME_FINDING:
        if name not in asked:
            continue
        if name in ("approach", "outcome", "enabler"):
            has = ties(finding, name, firmly=firmly)
        else:
            has = of_places(councils_of(finding), name)
        if not has & set(asked[name]):
            return False
    if "claim" in asked and finding.claim not in asked["claim"]:
        return False
    if "change" in asked and finding.direction not in asked["change"]:
        return False
    if "evidence" in asked:
        least = min(map(int, asked["evidence"]))
        if finding.evidence_level is None or finding.evidence_level < least:
            return False
    return True


def concepts_of(study: CaseStudy, family: str) -> set[str]:
    """The concepts of a record: its own rows', and those of its findings and initiatives."""
    found = {slug for one in study.findings.all() for slug in ties(one, family, firmly=False)}
    if family == "approach":
        found |= with_broader(row.approach for row in study.approach_rows.all())
        for initiative in study.initiatives.all():
            found |= with_broader(initiative.approaches.all())
    if family == "enabler":
        found |= with_broader(row.enabler for row in study.enabler_rows.all())
    return found


def record_has(study: CaseStudy, name: str) -> set[str]:
    """The values of a record in a facet."""
    if name in ("approach", "enabler", "outcome"):
        return concepts_of(study, name)
    return own_of(study, name)


def own_of(study: CaseStudy, name: str) -> set[str]:
    """What a record says of itself."""
    if name == "population":
        return with_broader(study.population_groups.all())
    if name == "setting":
        return with_broader(study.settings.all())
    plain = {
        "stage": {study.stage},
        "told": {str(study.told_in)} if study.told_in else set(),
        "depth": {study.depth},
        "ends": {"ended" if has_ended(study) else "running"},
        "cost": {"stated" if study.costs.exists() else "not-stated"},
    }
    return of_places(acted(study), name) if name in PLACES else plain[name]


def has_ended(study: CaseStudy) -> bool:
    """Whether it is completed, or its last year is past."""
    return study.stage == "completed" or (study.end_year or 9999) < localdate().year


def in_years(study: CaseStudy, asked: Asked) -> bool:
    """Whether a record's years meet those asked for; one without any meets none."""
    if not ({"from", "to"} & asked.keys()):
        return True
    if study.start_year is None and study.end_year is None:
        return False
    after = "from" not in asked or study.end_year is None or study.end_year >= int(asked["from"][0])
    before = (
        "to" not in asked or study.start_year is None or study.start_year <= int(asked["to"][0])
    )
    return after and before


def tied(study: CaseStudy, asked: Asked) -> bool:
    """Whether one finding has both concepts of any of the ties asked for."""
    if "tie" not in asked:
        return True
    for text in asked["tie"]:
        approach, outcome = (part.partition(".")[2] for part in text.split("~"))
        for finding in study.findings.all():
            if approach in ties(finding, "approach", firmly=False) and outcome in ties(
                finding, "outcome", firmly=False
            ):
                return True
    return False


def record_fulfils(study: CaseStudy, asked: Asked) -> bool:
    """Whether a case study is what is asked for."""
    binds = bool(set(ASKED_OF_FINDINGS) & asked.keys())
    plain = set(asked) - {"from", "to", "tie", "q", *ASKED_OF_FINDINGS}
    if binds:
        plain -= set(SAME_FINDING)
        of_findings = {n: v for n, v in asked.items() if n in (*SAME_FINDING, *ASKED_OF_FINDINGS)}
        if set(of_findings) - {"inferred"} and not any(
            finding_fulfils(one, of_findings) for one in study.findings.all()
        ):
            return False
    return (
        all(record_has(study, name) & set(asked[name]) for name in plain)
        and in_years(study, asked)
        and tied(study, asked)
    )


def fulfilling(asked: Asked) -> set[int]:
    """The published case studies that are what is asked for."""
    used = known(asked)
    studies = CaseStudy.objects.filter(state="published")
    return {study.pk for study in studies if record_fulfils(study, used)}
