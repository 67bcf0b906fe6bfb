"""What a research body concludes of an approach, as one typed form."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from casestudies.models import WiderEvidence, WiderReading
from wellbeing_portal.core.aggregates import (
    Form,
    RecordForm,
    Text,
    Year,
    needed_when_published,
)

from .references import ApproachRef, OutcomeRef


class WiderReadingForm(Form):
    """Our reading of the conclusion for one outcome."""

    model = WiderReading
    KNOWN_BY = "outcome"

    outcome: OutcomeRef
    reading: WiderReading.Reading
    note: Text = ""


class WiderEvidenceForm(RecordForm):
    """A research body's conclusion, with our reading of it for each outcome it is about."""

    model = WiderEvidence

    approach: ApproachRef
    body: str
    edition: Text = ""
    year: Year
    url: str
    scope: Text = ""
    concludes: str
    rating: Text = ""
    certainty: Text = ""
    limits: Text = ""
    readings: Annotated[list[WiderReadingForm], AfterValidator(needed_when_published)] = Field(
        default=[], validate_default=True
    )
