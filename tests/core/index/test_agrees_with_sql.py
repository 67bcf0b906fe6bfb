"""The index and plain queries of the database agree, whatever the content and the choices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casestudies.models import Approach, CaseStudy, Enabler, Finding, Outcome
from strategies.models import Council
from tests.depth import examples
from tests.factories import (
    ApproachFactory,
    CaseStudyApproachFactory,
    CaseStudyEnablerFactory,
    CaseStudyFactory,
    CouncilFactory,
    EnablerFactory,
    FindingFactory,
    OutcomeFactory,
    SourceFactory,
)
from wellbeing_portal.core.index import Search, current

CONCEPTS: dict[str, tuple[Any, Any]] = {
    "approach": (Approach, ApproachFactory),
    "enabler": (Enabler, EnablerFactory),
    "outcome": (Outcome, OutcomeFactory),
}
WORDS = ["garden", "trust", "school", "walking"]
SOME = st.lists(st.integers(0, 4), max_size=3, unique=True)
FINDING = st.fixed_dictionaries(
    {
        "approach": st.integers(0, 4),
        "outcomes": SOME.filter(bool),
        "enablers": SOME,
        "level": st.integers(0, 5),
    }
)
YEAR: Any = st.none() | st.integers(2010, 2020)
STUDY = st.fixed_dictionaries(
    {
        "published": st.booleans(),
        "councils": st.lists(st.integers(0, 2), min_size=1, max_size=2, unique=True),
        "stage": st.sampled_from(CaseStudy.Stage.values),
        "approaches": SOME,
        "enablers": SOME,
        "findings": st.lists(FINDING, max_size=3),
        "years": st.tuples(YEAR, YEAR).filter(lambda y: None in y or y[0] <= y[1]),
        "words": st.lists(st.sampled_from(WORDS), max_size=3, unique=True),
    }
)
SLUG = st.sampled_from(["c0", "c1", "c2", "c3", "c4", "nonsense"])
SELECTION = st.fixed_dictionaries(
    {},
    optional={
        **{name: st.lists(SLUG, max_size=2) for name in CONCEPTS},
        "council": st.lists(st.sampled_from(["p0", "p1", "p2"]), max_size=2),
        "region": st.lists(st.sampled_from(["london", "south-west"]), max_size=2),
        "stage": st.lists(st.sampled_from(CaseStudy.Stage.values), max_size=2),
        "evidence": st.lists(st.sampled_from("012345"), max_size=1),
    },
)
RANGES = st.fixed_dictionaries(
    {},
    optional={
        "end": st.tuples(st.integers(2008, 2022), st.none()),
        "start": st.tuples(st.none(), st.integers(2008, 2022)),
    },
)


@pytest.mark.long
@settings(
    max_examples=examples(25),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    parents=st.tuples(*[st.none() | st.integers(0, n - 1) for n in range(1, 5)]),
    studies=st.lists(STUDY, max_size=6),
    questions=st.lists(
        st.tuples(SELECTION, RANGES, st.sampled_from(["", *WORDS])), min_size=3, max_size=8
    ),
)
def test_matches_and_counts_agree(db: None, parents: Any, studies: Any, questions: Any) -> None:
    with transaction.atomic():
        make_world(parents, studies)
        reader = current()
        for selection, ranges, word in questions:
            twin = Twin(selection, ranges, word)
            asked = Search("case-study", word, selection, ranges)
            matches = reader.search(asked, limit=100, facets=twin.FACETS)

            assert set(matches.ids) == set(twin.matches())
            assert matches.total == len(twin.matches())
            for facet in twin.FACETS:
                assert dict(matches.facets[facet]) == twin.counts(facet), facet
            assert reader.cross_table(asked, "approach|outcome") == twin.pairs()
            for slug in ("c0", "c1"):
                assert reader.cross_table(asked, "approach|outcome", only={"outcome": slug}) == {
                    pair: number for pair, number in twin.pairs().items() if pair[1] == slug
                }
            assert reader.cross_table(asked, "approach", "stage") == twin.table("approach", "stage")
        transaction.set_rollback(True)


def make_world(parents: Any, studies: Any) -> None:
    concepts: dict[str, list[Any]] = {}
    for name, (_, factory) in CONCEPTS.items():
        concepts[name] = [factory(name="c0", slug="c0")]
        for number, parent in enumerate(parents, start=1):
            broader = None if parent is None else concepts[name][parent]
            concepts[name].append(factory(name=f"c{number}", broader=broader))
    regions = [Council.Region.LONDON, Council.Region.SOUTH_WEST, Council.Region.SOUTH_WEST]
    councils = [CouncilFactory(name=f"p{n}", region=region) for n, region in enumerate(regions)]
    source = SourceFactory()
    for said in studies:
        study = CaseStudyFactory(
            published=said["published"],
            councils=[councils[n] for n in said["councils"]],
            stage=said["stage"],
            start_year=said["years"][0],
            end_year=said["years"][1],
            ambition=" ".join(said["words"]),
            source=source,
        )
        for number in said["approaches"]:
            CaseStudyApproachFactory(case_study=study, approach=concepts["approach"][number])
        for number in said["enablers"]:
            CaseStudyEnablerFactory(case_study=study, enabler=concepts["enabler"][number])
        for finding in said["findings"]:
            FindingFactory(
                case_study=study,
                approach=concepts["approach"][finding["approach"]],
                outcomes=[concepts["outcome"][n] for n in finding["outcomes"]],
                enablers=[concepts["enabler"][n] for n in finding["enablers"]],
                evidence_level=finding["level"],
            )


class Twin:
    """The same answers, straight from the rows, with nothing clever about it."""

    FACETS = ("approach", "enabler", "outcome", "council", "region", "stage", "evidence")

    def __init__(self, selection: Any, ranges: Any, word: str) -> None:
        self.selection = selection
        self.values = {
            study.pk: {facet: self.values_of(study, facet) for facet in self.FACETS}
            for study in CaseStudy.objects.published()
        }
        self.allowed = {
            study.pk
            for study in CaseStudy.objects.published()
            if word in study.ambition and self.in_years(study, ranges)
        }

    @staticmethod
    def in_years(study: CaseStudy, ranges: Any) -> bool:
        if ranges and study.start_year is None and study.end_year is None:
            return False
        least = ranges.get("end", (None,))[0]
        most = ranges.get("start", (None, None))[1]
        return (least is None or study.end_year is None or study.end_year >= least) and (
            most is None or study.start_year is None or study.start_year <= most
        )

    @staticmethod
    def values_of(study: CaseStudy, facet: str) -> set[str]:
        findings = list(study.findings.all())
        if facet in {"approach", "enabler", "outcome"}:
            own: dict[str, list[Any]] = {
                "approach": [*study.approaches.all(), *(f.approach for f in findings)],
                "enabler": [
                    *study.enablers.all(),
                    *(e for f in findings for e in f.enablers.all()),
                ],
                "outcome": [o for f in findings for o in f.outcomes.all()],
            }
            return broadened(own[facet])
        top = max((finding.evidence_level for finding in findings), default=-1)
        return {
            "council": {council.slug for council in study.councils.all()},
            "region": {council.region for council in study.councils.all()},
            "stage": {str(study.stage)},
            "evidence": {str(level) for level in range(top + 1)},
        }[facet]

    def matches(self, but: str = "") -> list[int]:
        return [
            pk
            for pk, values in self.values.items()
            if pk in self.allowed
            and all(
                facet == but or not chosen or values[facet] & set(chosen)
                for facet, chosen in self.selection.items()
            )
        ]

    def counts(self, facet: str) -> dict[str, int]:
        return dict(Counter(v for pk in self.matches(facet) for v in self.values[pk][facet]))

    def table(self, rows: str, columns: str) -> dict[tuple[str, str], int]:
        return dict(
            Counter(
                (row, column)
                for pk in self.matches()
                for row in self.values[pk][rows]
                for column in self.values[pk][columns]
            )
        )

    def pairs(self) -> dict[tuple[str, str], int]:
        counted: Counter[tuple[str, str]] = Counter()
        for pk in self.matches():
            counted.update(
                {
                    (approach, outcome)
                    for finding in Finding.objects.filter(case_study=pk)
                    for approach in broadened([finding.approach])
                    for outcome in broadened(finding.outcomes.all())
                }
            )
        return dict(counted)


def broadened(concepts: Iterable[Any]) -> set[str]:
    slugs = set()
    for concept in concepts:
        at = concept
        while at is not None:
            slugs.add(at.slug)
            at = at.broader
    return slugs
