"""A little content, and everything that curators and commands do to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Max

from casestudies.facets import CASE_STUDY, FAMILIES
from casestudies.models import (
    Approach,
    CaseStudy,
    CaseStudyCouncil,
    Enabler,
    Finding,
    Outcome,
)
from strategies.models import Council
from tests import account_factories as account
from tests import factories as make
from tests.pointing import FACTORIES
from wellbeing_portal.core.facets import Tag
from wellbeing_portal.search import mark

TAGS = CASE_STUDY.plain_tags
MODELS = [one.model for one in FAMILIES.values()]
CONCEPTS, COUNCILS = 4, 3
WORDS = ["garden", "trust", "school", "walking"]
STATES = CaseStudy.State.values

DEEDS = (
    *("state", "stage", "years", "council", "role", "region", "level", "bulk_level"),
    *("tag", "untag", "approach_of", "outcomes_of", "broader", "renamed", "bulk_stage"),
    *("claim", "whose", "inferred", "cost", "told", "depth"),
    *("drop_finding", "drop_study", "drop_initiative", "new_finding", "move_finding"),
)
"""What can be done to a record or two, each a method of ``World``."""


class World:
    """A little content, and everything that curators and commands do to it."""

    def __init__(self, broader: Any, studies: Any) -> None:
        self.concepts = {
            name: [FACTORIES[one.model](name=f"c{n}", slug=f"c{n}") for n in range(CONCEPTS)]
            for name, one in FAMILIES.items()
        }
        for family in self.concepts.values():
            for concept, above in zip(family[1:], broader, strict=True):
                concept.broader = None if above is None else family[above]
                concept.save()
        regions = [Council.Region.LONDON, Council.Region.SOUTH_WEST, Council.Region.WALES]
        self.councils = [
            make.CouncilFactory(name=f"p{n}", slug=f"p{n}", region=region)
            for n, region in enumerate(regions)
        ]
        self.source = make.SourceFactory()
        for said in studies:
            self.add(said)

    def add(self, said: Any) -> None:
        concepts = self.concepts
        made = make.CaseStudyFactory(
            published=True,
            councils=[],
            stage=said["stage"],
            start_year=said["years"][0],
            end_year=said["years"][1],
            told_in=said["told_in"],
            depth=said["depth"],
            source=self.source,
        )
        for n, role in said["councils"].items():
            make.CaseStudyCouncilFactory(case_study=made, council=self.councils[n], role=role)
        for n in said["approaches"]:
            make.CaseStudyApproachFactory(case_study=made, approach=concepts["approach"][n])
        for n in said["enablers"]:
            make.CaseStudyEnablerFactory(case_study=made, enabler=concepts["enabler"][n])
        for tag in TAGS:
            tagged = [concepts[tag.family.name][n] for n in said[tag.relation]]
            getattr(made, tag.relation).set(tagged)
        for one in said["initiatives"]:
            initiative = make.InitiativeFactory(case_study=made)
            initiative.approaches.set([concepts["approach"][n] for n in one[0]])
            initiative.councils.set([self.councils[n] for n in one[1]])
        for _ in range(said["costs"]):
            account.CostFactory(case_study=made)
        for one in said["findings"]:
            self.find(made, one)
        if said["state"] != CaseStudy.State.PUBLISHED:
            made.state = said["state"]
            made.save()

    def find(self, made: CaseStudy, said: Any) -> None:
        changed = said["claim"] == Finding.Claim.CHANGED

        def concepts(family: str, relation: str) -> list[Any]:
            return [self.concepts[family][n] for n in said[relation]]

        make.FindingFactory(
            case_study=made,
            approach=None,
            approaches=concepts("approach", "approaches"),
            outcomes=concepts("outcome", "outcomes"),
            inferred_outcomes=concepts("outcome", "inferred_outcomes"),
            enablers=concepts("enabler", "enablers"),
            inferred_enablers=concepts("enabler", "inferred_enablers"),
            councils=[self.councils[n] for n in said["councils"]],
            claim=said["claim"],
            direction=said["direction"] if changed else "",
            evidence_level=said["level"] if changed else None,
            source=self.source,
        )

    def edit(self, name: str, one: int, other: int) -> None:
        """Do what ``name`` says to the records that the numbers pick."""
        deeds: dict[str, Callable[[int, int], Any]] = {
            "drop_study": lambda one, _: self._drop(CaseStudy, one),
            "drop_finding": lambda one, _: self._drop(Finding, one),
            "drop_initiative": lambda one, _: self._drop_initiative(one),
        }
        (deeds.get(name) or getattr(self, f"_{name}"))(one, other)

    @staticmethod
    def _nth(model: Any, place: int) -> Any:
        rows = list(model.objects.order_by("pk"))
        return rows[place % len(rows)] if rows else None

    def _saved(self, model: Any, place: int, **changes: Any) -> None:
        if row := self._nth(model, place):
            for name, value in changes.items():
                setattr(row, name, value)
            row.save()

    def _drop(self, model: Any, place: int) -> None:
        if row := self._nth(model, place):
            row.delete()

    def _drop_initiative(self, place: int) -> None:
        if study := self._nth(CaseStudy, place):
            study.initiatives.all().delete()

    def _state(self, one: int, other: int) -> None:
        self._saved(CaseStudy, one, state=STATES[other % len(STATES)])

    def _stage(self, one: int, other: int) -> None:
        stages = CaseStudy.Stage.values
        self._saved(CaseStudy, one, stage=stages[other % len(stages)])

    def _bulk_stage(self, one: int, other: int) -> None:
        stages = CaseStudy.Stage.values
        keys = list(CaseStudy.objects.values_list("pk", flat=True))
        CaseStudy.objects.filter(pk__in=keys).update(stage=stages[other % len(stages)])
        mark(CaseStudy, keys)

    def _years(self, one: int, other: int) -> None:
        self._saved(CaseStudy, one, start_year=2000 + other % 10, end_year=None)

    def _council(self, one: int, other: int) -> None:
        taken = self._nth(CaseStudyCouncil, one)
        chosen = self.councils[other % COUNCILS]
        if taken and not taken.case_study.council_roles.filter(council=chosen).exists():
            self._saved(CaseStudyCouncil, one, council=chosen)

    def _role(self, one: int, other: int) -> None:
        roles = CaseStudyCouncil.Role.values
        self._saved(CaseStudyCouncil, one, role=roles[other % len(roles)])

    def _region(self, one: int, other: int) -> None:
        regions = [Council.Region.LONDON, Council.Region.SOUTH_WEST]
        self._saved(Council, one, region=regions[other % 2])

    def _level(self, one: int, other: int) -> None:
        row = self._nth(Finding, one)
        if row and row.is_change:
            self._saved(Finding, one, evidence_level=other % 6)

    def _claim(self, one: int, other: int) -> None:
        claim = Finding.Claim.values[other % 4]
        changed = claim == Finding.Claim.CHANGED
        self._saved(
            Finding,
            one,
            claim=claim,
            direction="better" if changed else "",
            evidence_level=other % 6 if changed else None,
            output="satisfaction" if claim == Finding.Claim.DONE else "",
        )

    def _whose(self, one: int, other: int) -> None:
        if row := self._nth(Finding, one):
            row.councils.set([self.councils[other % COUNCILS]] if other % 2 else [])

    def _inferred(self, one: int, other: int) -> None:
        if row := self._nth(Finding, one):
            row.inferred_outcomes.set([self._nth(Outcome, other)])
            row.inferred_enablers.set([self._nth(Enabler, other)])

    def _cost(self, one: int, other: int) -> None:
        if study := self._nth(CaseStudy, one):
            if other % 2:
                account.CostFactory(case_study=study)
            else:
                study.costs.all().delete()

    def _told(self, one: int, other: int) -> None:
        self._saved(CaseStudy, one, told_in=2018 + other % 3)

    def _depth(self, one: int, other: int) -> None:
        depths = CaseStudy.Depth.values
        self._saved(CaseStudy, one, depth=depths[other % len(depths)])

    def _bulk_level(self, one: int, other: int) -> None:
        rows = list(Finding.objects.filter(claim=Finding.Claim.CHANGED))
        for row in rows:
            row.evidence_level = other % 6
        Finding.objects.bulk_update(rows, ["evidence_level"])
        mark(Finding, [row.pk for row in rows])

    def _tag(self, one: int, other: int) -> None:
        if study := self._nth(CaseStudy, one):
            tag, concept = self._tag_and_concept(other)
            getattr(study, tag.relation).add(concept)

    def _untag(self, one: int, other: int) -> None:
        # From the far side, as nobody's page does but any command may.
        tag, concept = self._tag_and_concept(other)
        field: Any = CaseStudy._meta.get_field(tag.relation)
        getattr(concept, field.remote_field.get_accessor_name()).clear()

    def _tag_and_concept(self, number: int) -> tuple[Tag, Any]:
        tag = TAGS[number % len(TAGS)]
        return tag, self.concepts[tag.family.name][number // len(TAGS) % CONCEPTS]

    def _approach_of(self, one: int, other: int) -> None:
        if row := self._nth(Finding, one):
            row.approaches.set([self._nth(Approach, other)])

    def _outcomes_of(self, one: int, other: int) -> None:
        if row := self._nth(Finding, one):
            row.outcomes.set([self._nth(Outcome, other)])

    def _broader(self, one: int, other: int) -> None:
        model: Any = MODELS[other % len(MODELS)]
        narrow = model.objects.get(pk=self._nth(model, one).pk)
        above = model.objects.order_by("pk").first()
        if above and narrow.pk not in {above.pk, above.broader_id}:
            above.broader = None
            above.save()
            narrow.broader = above
            narrow.save()

    def _renamed(self, one: int, other: int) -> None:
        model = MODELS[other % len(MODELS)]
        self._saved(model, one, slug=f"now-{one}")

    def _new_finding(self, one: int, other: int) -> None:
        if study := self._nth(CaseStudy, one):
            ties = {"outcomes": [0], "inferred_outcomes": [1], "enablers": [1]}
            said = {"approaches": [other % CONCEPTS], "inferred_enablers": [], **ties}
            claim = {"claim": "changed", "direction": "worse", "level": 3, "councils": [0]}
            self.find(study, said | claim)

    def _move_finding(self, one: int, other: int) -> None:
        taken = Finding.objects.aggregate(last=Max("position"))["last"] or 0
        position = taken + 1
        self._saved(Finding, one, case_study=self._nth(CaseStudy, other), position=position)
