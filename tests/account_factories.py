"""Makes what an account says besides its findings, and what research bodies conclude."""

from __future__ import annotations

import datetime as dt
from typing import Any

from factory import SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from casestudies.models import (
    Barrier,
    Correction,
    Cost,
    CouncilReply,
    Finding,
    GradeReading,
    WiderEvidence,
    WiderReading,
)

from .factories import (
    ApproachFactory,
    CaseStudyFactory,
    CouncilFactory,
    FindingFactory,
    OutcomeFactory,
    PublishableFactory,
    next_position,
)


class BarrierFactory(DjangoModelFactory[Barrier]):
    """What stood in the way of a case study."""

    class Meta:
        model = Barrier

    case_study: Any = SubFactory(CaseStudyFactory)
    position = next_position(Barrier, "case_study")
    text = Sequence(lambda n: f"Barrier {n} stood in the way.")
    source = SelfAttribute("case_study.source")
    locator = "Page 3"


class CostFactory(DjangoModelFactory[Cost]):
    """A thousand pounds in all, for something."""

    class Meta:
        model = Cost

    case_study: Any = SubFactory(CaseStudyFactory)
    position = next_position(Cost, "case_study")
    amount = 1_000
    unit = Cost.Unit.IN_ALL
    covers = Sequence(lambda n: f"Thing {n}")
    source = SelfAttribute("case_study.source")
    locator = "Page 4"


class CorrectionFactory(DjangoModelFactory[Correction]):
    """Something that was put right."""

    class Meta:
        model = Correction

    case_study: Any = SubFactory(CaseStudyFactory)
    position = next_position(Correction, "case_study")
    made_on = dt.date(2024, 5, 6)
    text = Sequence(lambda n: f"Correction {n}: it said two and says three.")


class CouncilReplyFactory(DjangoModelFactory[CouncilReply]):
    """What a council says of the account."""

    class Meta:
        model = CouncilReply

    case_study: Any = SubFactory(CaseStudyFactory)
    council = SubFactory(CouncilFactory)
    position = next_position(CouncilReply, "case_study")
    given_on = dt.date(2024, 7, 8)
    text = Sequence(lambda n: f"Reply {n}: we see it otherwise.")


class GradeReadingFactory(DjangoModelFactory[GradeReading]):
    """One reading of a change."""

    class Meta:
        model = GradeReading

    finding: Any = SubFactory(FindingFactory)
    position = next_position(GradeReading, "finding")
    claim = Finding.Claim.CHANGED
    evidence_level = 1
    reason = "No sample is given."


class WiderEvidenceFactory(PublishableFactory[WiderEvidence]):
    """A conclusion of a research body; a draft unless ``published=True``."""

    class Meta:
        model = WiderEvidence

    title = Sequence(lambda n: f"Review {n}")
    approach = SubFactory(ApproachFactory)
    body = "Institute of Reviews"
    year = 2021
    url = "https://example.org/review"
    concludes = "It may help a little."


class WiderReadingFactory(DjangoModelFactory[WiderReading]):
    """Our reading of a conclusion for one outcome."""

    class Meta:
        model = WiderReading

    evidence: Any = SubFactory(WiderEvidenceFactory)
    position = next_position(WiderReading, "evidence")
    outcome = SubFactory(OutcomeFactory)
    reading = WiderReading.Reading.MIXED
