"""What an account says besides its findings."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator

from casestudies.models import Barrier, Correction, Cost, CouncilReply
from strategies.aggregates.references import CouncilRef, SourceRef
from wellbeing_portal.core.aggregates import KeyedRow, Text, Year
from wellbeing_portal.core.models import Figure

from .references import OrganisationRef

Amount = Annotated[Decimal, Field(ge=0, max_digits=14, decimal_places=2)]


class BarrierForm(KeyedRow):
    """What stood in the way, or was not reached."""

    model = Barrier

    text: str
    locator: Text = ""
    source: SourceRef | None = None


class CostForm(KeyedRow):
    """What something cost; ``initiative`` is the key of what it pays for, or in files its name."""

    model = Cost

    initiative: str | None = None
    qualifier: Figure.Qualifier = Figure.Qualifier.EXACT
    amount: Amount
    high_amount: Amount | None = None
    unit: Cost.Unit
    price_year: Year | None = None
    payer_organisation: OrganisationRef | None = None
    payer_council: CouncilRef | None = None
    covers: str
    is_shared_total: bool = False
    is_planned: bool = False
    locator: Text = ""
    source: SourceRef | None = None

    @model_validator(mode="after")
    def one_payer(self) -> Self:
        """Refuse a cost that two paid, and a range that goes down."""
        if self.payer_organisation is not None and self.payer_council is not None:
            raise ValueError("name either an organisation or a council as the payer")
        if self.high_amount is not None and self.high_amount <= self.amount:
            raise ValueError("the upper end of a range is above its lower end")
        return self


class CorrectionForm(KeyedRow):
    """What was wrong, and when it was put right."""

    model = Correction

    made_on: dt.date
    text: str


class CouncilReplyForm(KeyedRow):
    """What a council says of the account."""

    model = CouncilReply

    council: CouncilRef
    given_on: dt.date
    text: str
