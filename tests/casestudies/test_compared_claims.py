"""What comparisons say of several at once, recomputed from rows by plain code, for any content.

“All”, “only”, “none”, how many, how strong: each is worked out again here from findings, programmes
and rows, one record at a time, without the portal's own code.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casestudies.comparing import case_studies
from casestudies.models import CaseStudy
from strategies.models import Council
from tests import factories as make
from tests.depth import examples
from wellbeing_portal.core.compare.comparison import Comparison
from wellbeing_portal.search import current
from wellbeing_portal.site.councils import comparison as councils

pytestmark = pytest.mark.django_db

NOUNS = {
    "approaches": "approach",
    "enablers": "enabler",
    "changed": "outcome with a change claimed",
    "aimed": "outcome with an aim or a calculation",
    "done": "",
}
Held = dict[str, list[set[str]]]
"""By section, what each item has itself, in the order of the items."""


# ── From rows ────────────────────────────────────────────────────────────────────────────


def above(concepts: Iterable[Any]) -> set[str]:
    """Concepts with everything that is broader."""
    found: set[str] = set()
    for concept in concepts:
        one = concept
        while one is not None:
            found.add(one.name)
            one = one.broader
    return found


def slugs(rows: Iterable[Any]) -> set[str]:
    return {row.name for row in rows}


def results(findings: Iterable[Any], claims: set[str]) -> set[Any]:
    return {
        outcome
        for finding in findings
        if finding.claim in claims
        for outcome in [*finding.outcomes.all(), *finding.inferred_outcomes.all()]
    }


def of_study(study: CaseStudy) -> dict[str, set[Any]]:
    """What an account mentions, as concepts; work done by the words for it."""
    findings, initiatives = list(study.findings.all()), list(study.initiatives.all())
    approaches = {row.approach for row in study.approach_rows.all()}
    parts: list[Any] = [*findings, *initiatives]
    for part in parts:
        approaches |= set(part.approaches.all())
    enablers = {row.enabler for row in study.enabler_rows.all()}
    for finding in findings:
        enablers |= {*finding.enablers.all(), *finding.inferred_enablers.all()}
    return {
        "approaches": approaches,
        "enablers": enablers,
        "changed": results(findings, {"changed"}),
        "aimed": results(findings, {"intended", "modelled"}),
        "done": {one.get_output_display() for one in findings if one.claim == "done"},
    }


def of_council(council: Council) -> dict[str, set[Any]]:
    """What a council itself did, and what its own findings say."""
    approaches: set[Any] = set()
    own: list[Any] = []
    for role in council.case_study_roles.filter(case_study__state="published"):
        if role.role not in {"lead", "partner"}:
            continue
        study = role.case_study
        parts: list[Any] = [*study.findings.all(), *study.initiatives.all()]
        named_in_some: set[Any] = set()
        for part in parts:
            named = set(part.councils.all())
            if not named or council in named:
                approaches |= set(part.approaches.all())
            if named:
                named_in_some |= set(part.approaches.all())
        taken = {row.approach for row in study.approach_rows.all()}
        approaches |= taken - named_in_some
        own += [
            finding
            for finding in study.findings.all()
            if not finding.councils.exists() or council in finding.councils.all()
        ]
    return {
        "approaches": approaches,
        "changed": results(own, {"changed"}),
        "aimed": results(own, {"intended", "modelled"}),
    }


# ── What is said ─────────────────────────────────────────────────────────────────────────


def check(whole: Comparison, items: Sequence[dict[str, set[Any]]]) -> None:
    for section, noun in NOUNS.items():
        if section not in items[0]:
            continue
        own = [item[section] if section == "done" else slugs(item[section]) for item in items]
        held = [item[section] if section == "done" else above(item[section]) for item in items]
        check_marks(whole, section, own, held)
        if noun:
            check_sentences(whole, noun, own, held)


def check_marks(whole: Comparison, name: str, own: list[set[str]], held: list[set[str]]) -> None:
    """Whoever is said to have a value has it, all of them, and nobody's own is left out."""
    names = [head.short for head in whole.heads]
    found: list[set[str]] = [set() for _ in names]
    for section in whole.sections:
        if section.name != name:
            continue
        for row in section.rows:
            for place, cell in enumerate(row.cells):
                for value in cell.values:
                    found[place].add(value.trait.label)
                    holders = {
                        one
                        for one, has in zip(names, held, strict=True)
                        if value.trait.label in has
                    }
                    assert set(value.mark.holders) == holders, (name, value.trait.label)
    for place, has in enumerate(own):
        assert has <= found[place] <= held[place]


def check_sentences(
    whole: Comparison, noun: str, own: list[set[str]], held: list[set[str]]
) -> None:
    everybody = set.intersection(*held)
    said = counted_in(whole.in_common, noun)
    if everybody:
        assert said
        assert said <= len(everybody)
        # What is left out is only what something narrower, said as well, already says.
        assert said >= len(everybody & set[Any]().union(*own))
    else:
        assert not said
    if whole.in_common.startswith("No "):
        assert not everybody
    for place, head in enumerate(whole.heads):
        others = set().union(*(has for at, has in enumerate(held) if at != place))
        sentences = [one for one in whole.apart if one.startswith(f"Of these, only {mark(head)}")]
        assert len(sentences) <= 1
        alone = own[place] - others
        assert counted_in("".join(sentences), noun) == len(alone)


def mark(head: Any) -> str:
    return str(head.mentions)


def counted_in(sentence: str, noun: str) -> int:
    """How many of ``noun`` a sentence counts."""
    one, *rest = noun.split(" ", 1)
    tail = f" {rest[0]}" if rest else ""
    found = re.search(rf"(\d+) {one}(?:e?s)?{re.escape(tail)} \(", sentence)
    return int(found[1]) if found else 0


def compare_studies(studies: Sequence[CaseStudy]) -> Comparison:
    known = case_studies.comparable().in_bulk([study.pk for study in studies])
    return case_studies.compare_case_studies([known[study.pk] for study in studies])


def compare_councils(chosen: Sequence[Council]) -> Comparison:
    known = councils.comparable().in_bulk([council.pk for council in chosen])
    return councils.compare_councils([known[council.pk] for council in chosen])


def strongest_by_hand(study: CaseStudy) -> str:
    changes = [one for one in study.findings.all() if one.claim == "changed"]
    return str(max(one.evidence_level or 0 for one in changes)) if changes else "none"


def check_everything(studies: Sequence[CaseStudy], chosen: Sequence[Council]) -> None:
    whole = compare_studies(studies)
    check(whole, [of_study(study) for study in studies])
    cells = whole.section("strongest").rows[0].cells
    assert [cell.values[0].trait.key for cell in cells] == list(map(strongest_by_hand, studies))
    check(compare_councils(chosen), [of_council(council) for council in chosen])


def test_starter_content_is_compared_as_its_rows_say(content: object) -> None:
    studies = list(CaseStudy.objects.published().order_by("slug"))
    acting = Council.objects.filter(case_study_roles__isnull=False).distinct().order_by("slug")

    pairs = itertools.pairwise(studies)
    for two, others in zip(pairs, itertools.pairwise(acting), strict=False):
        check_everything(two, others)
    check_everything(studies[:4], list(acting)[:4])


# ── Any content ──────────────────────────────────────────────────────────────────────────

SOME = st.sets(st.integers(0, 3), max_size=2)
ONE_OR_TWO = st.sets(st.integers(0, 3), min_size=1, max_size=2)
CLAIMS = st.sampled_from(["changed", "changed", "intended", "modelled", "done"])


@st.composite
def finding(draw: Any) -> dict[str, Any]:
    claim = draw(CLAIMS)
    made = {
        "claim": claim,
        "approaches": draw(ONE_OR_TWO),
        "enablers": draw(SOME),
        "inferred_enablers": draw(SOME),
        "councils": draw(SOME),
    }
    if claim == "changed":
        made["evidence_level"] = draw(st.integers(0, 5))
        made["direction"] = draw(st.sampled_from(["better", "worse", "mixed", "no-change"]))
    if claim == "done":
        made["output"] = draw(st.sampled_from(["people-reached", "funding-secured"]))
    else:
        made |= {"outcomes": draw(ONE_OR_TWO), "inferred_outcomes": draw(SOME)}
    return made


STUDY = st.fixed_dictionaries(
    {
        "roles": st.dictionaries(
            st.integers(0, 3),
            st.sampled_from(["lead", "partner", "learning-partner", "area"]),
            min_size=1,
        ),
        "findings": st.lists(finding(), max_size=3),
        "initiatives": st.lists(
            st.fixed_dictionaries({"approaches": SOME, "councils": SOME}), max_size=1
        ),
        "approaches": SOME,
        "enablers": SOME,
    }
)


def family(factory: Any) -> list[Any]:
    """Four concepts: one, one narrower than it, and two narrower than that."""
    top = factory()
    middle = factory(broader=top)
    return [top, middle, factory(broader=middle), factory(broader=middle)]


def build(world: list[dict[str, Any]]) -> tuple[list[CaseStudy], list[Council]]:
    chosen = make.CouncilFactory.create_batch(4)
    kinds = {
        "approaches": family(make.ApproachFactory),
        "enablers": family(make.EnablerFactory),
        "outcomes": family(make.OutcomeFactory),
    }
    kinds |= {"inferred_outcomes": kinds["outcomes"], "inferred_enablers": kinds["enablers"]}
    kinds["councils"] = chosen

    def chosen_of(values: dict[str, Any]) -> dict[str, Any]:
        return {
            key: [kinds[key][at] for at in sorted(value)] if key in kinds else value
            for key, value in values.items()
        }

    studies: list[CaseStudy] = []
    for given_study in world:
        study = make.CaseStudyFactory.create(councils=[], published=True)
        for at, role in given_study["roles"].items():
            make.CaseStudyCouncilFactory(case_study=study, council=chosen[at], role=role)
        for values in given_study["findings"]:
            make.FindingFactory(case_study=study, approach=None, **chosen_of(values))
        for values in map(chosen_of, given_study["initiatives"]):
            named = values.pop("councils")
            make.InitiativeFactory(case_study=study, **values).councils.set(named)
        for approach in chosen_of({"approaches": given_study["approaches"]})["approaches"]:
            make.CaseStudyApproachFactory(case_study=study, approach=approach)
        for enabler in chosen_of({"enablers": given_study["enablers"]})["enablers"]:
            make.CaseStudyEnablerFactory(case_study=study, enabler=enabler)
        studies.append(study)
    return studies, chosen


@settings(max_examples=examples(12), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(STUDY, min_size=2, max_size=3), st.integers(2, 4))
def test_any_content_is_compared_as_its_rows_say(
    db: None, world: list[dict[str, Any]], several: int
) -> None:
    with transaction.atomic():
        studies, chosen = build(world)
        current()
        check_everything(studies, chosen[:several])
        # Each example finds the database as it was.
        transaction.set_rollback(True)
