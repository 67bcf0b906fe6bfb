"""Made-up accounts in which all varies that answers depend on: the same for the same seed."""

from __future__ import annotations

import random
from typing import Any

from casestudies.models import (
    Barrier,
    CaseStudyCouncil,
    Cost,
    Finding,
    PopulationGroup,
    WiderEvidence,
    WiderReading,
)
from strategies.models import Council
from tests import factories as make

Role = CaseStudyCouncil.Role
TYPES = (Council.Type.METROPOLITAN, Council.Type.DISTRICT, Council.Type.COUNTY)


class MadeUp:
    """A world of one seed: concepts with broader ones, councils in every role, all claims."""

    def __init__(self, seed: int, studies: int = 7) -> None:
        self.chance = random.Random(seed)  # noqa: S311 (content of a test, the same every time)
        self.councils = [
            make.CouncilFactory(name=f"Council {n:02}", type=TYPES[n % 3]) for n in range(9)
        ]
        self.approaches = self._family(make.ApproachFactory)
        self.outcomes = self._family(make.OutcomeFactory)
        self.enablers = self._family(make.EnablerFactory)
        self.groups: list[PopulationGroup] = make.PopulationGroupFactory.create_batch(3)
        self.studies = [self._study(published=n > 0) for n in range(studies)]
        item = make.FrameworkItemFactory(framework=make.FrameworkFactory(published=True))
        for _ in range(6):
            self._finding(None, [], framework_item=item)
        for approach in self.approaches[:3]:
            self._research(approach)

    def _family(self, factory: Any) -> list[Any]:
        top = factory.create_batch(3)
        return [*top, *(factory.create(broader=self.chance.choice(top)) for _ in range(3))]

    def _some(self, those: list[Any], most: int) -> list[Any]:
        return self.chance.sample(those, self.chance.randint(0, min(most, len(those))))

    def _study(self, *, published: bool) -> Any:
        study = make.CaseStudyFactory(councils=[], published=published)
        roles = [Role.LEAD, *self.chance.choices(list(Role), k=self.chance.randint(0, 3))]
        chosen = self.chance.sample(self.councils, len(roles))
        for role, council in zip(roles, chosen, strict=True):
            make.CaseStudyCouncilFactory(case_study=study, council=council, role=role)
        acted = [c for r, c in zip(roles, chosen, strict=True) if r in CaseStudyCouncil.ACTED]
        for approach in self._some(self.approaches, 2):
            make.CaseStudyApproachFactory(case_study=study, approach=approach)
        for enabler in self._some(self.enablers, 2):
            make.CaseStudyEnablerFactory(case_study=study, enabler=enabler)
        initiatives = [
            make.InitiativeFactory(case_study=study, approaches=self._some(self.approaches, 2))
            for _ in range(self.chance.randint(0, 2))
        ]
        for initiative in initiatives:
            initiative.councils.set(self._own(acted))
        for _ in range(self.chance.randint(1, 6)):
            self._finding(study, acted)
        for position in range(self.chance.randint(0, 2)):
            self._cost(study, self.chance.choice([None, *initiatives]), position)
        Barrier.objects.create(
            case_study=study, position=1, text="Money ran out.", source=study.source, key="money"
        )
        return study

    def _own(self, acted: list[Any]) -> list[Any]:
        return self._some(acted, 1) if self.chance.random() < 0.5 else []

    def _finding(self, study: Any, acted: list[Any], **parent: Any) -> Any:
        claim = self.chance.choice([*Finding.Claim, Finding.Claim.CHANGED, Finding.Claim.CHANGED])
        changed = claim == Finding.Claim.CHANGED
        factory = make.FrameworkFindingFactory if parent else make.FindingFactory
        first, *more = self.chance.sample(self.approaches, self.chance.randint(1, 2))
        done = claim == Finding.Claim.DONE
        outcomes = [] if done else self.chance.sample(self.outcomes, self.chance.randint(1, 2))
        finding = factory(
            **(parent or {"case_study": study}),
            claim=claim,
            approach=first,
            outcomes=outcomes,
            inferred_outcomes=[]
            if done
            else [one for one in self._some(self.outcomes, 1) if one not in outcomes],
            councils=self._own(acted),
            **(
                {
                    "direction": self.chance.choice(list(Finding.Direction)),
                    "evidence_level": self.chance.choice([0, 0, 1, 2, 2, 3, 4, 5]),
                }
                if changed
                else {}
            ),
        )
        finding.approaches.add(*more)
        firm = self._some(self.enablers, 2)
        finding.enablers.set(firm)
        finding.inferred_enablers.set([e for e in self._some(self.enablers, 2) if e not in firm])
        finding.better_for.set(self._some(self.groups, 1) if changed else [])
        finding.worse_for.set(self._some(self.groups, 1) if changed else [])
        return finding

    def _cost(self, study: Any, initiative: Any, position: int) -> None:
        amount = self.chance.randint(1, 90) * 1_000
        Cost.objects.create(
            case_study=study,
            initiative=initiative,
            position=position + 1,
            key=f"cost-{position}",
            amount=amount,
            high_amount=amount + 5_000 if self.chance.random() < 0.3 else None,
            unit=self.chance.choice(Cost.Unit.values),
            covers="A year of work.",
            is_shared_total=self.chance.random() < 0.2,
            is_planned=self.chance.random() < 0.2,
            source=study.source,
        )

    def _research(self, approach: Any) -> None:
        evidence = WiderEvidence.objects.create(
            approach=approach,
            title=f"Review of {approach.name}",
            slug=f"review-of-{approach.slug}",
            body="A Research Body",
            year=2020 + self.chance.randint(0, 4),
            url="https://example.org/review",
            concludes="What it concludes.",
            state=WiderEvidence.State.PUBLISHED,
        )
        for position, outcome in enumerate(self.chance.sample(self.outcomes, 2)):
            WiderReading.objects.create(
                evidence=evidence,
                position=position,
                outcome=outcome,
                reading=self.chance.choice(WiderReading.Reading.values),
            )
