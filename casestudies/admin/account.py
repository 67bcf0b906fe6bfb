"""What an account says besides its findings: barriers, costs, corrections, replies."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest

from casestudies.models import Barrier, Correction, Cost, CouncilReply
from wellbeing_portal.core.admin import CitesSource, OrderedStackedInline, OrderedTabularInline

from .finding import choose_initiative_of


class BarrierInline(CitesSource, OrderedStackedInline):
    """What stood in the way."""

    model = Barrier
    fields = ["text", ("source", "locator")]
    autocomplete_fields = ["source"]


class CostInline(CitesSource, OrderedStackedInline):
    """What it cost, and who paid."""

    model = Cost
    fields = [
        ("qualifier", "amount", "high_amount", "unit"),
        ("price_year", "is_shared_total", "is_planned"),
        "covers",
        "initiative",
        ("payer_organisation", "payer_council"),
        ("source", "locator"),
    ]
    autocomplete_fields = ["payer_organisation", "payer_council", "source"]

    def get_formset(
        self, request: HttpRequest, obj: models.Model | None = None, **kwargs: Any
    ) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        field = formset.form.base_fields.get("initiative")
        if field is not None:
            choose_initiative_of(obj, field)
        return formset


class CorrectionInline(OrderedTabularInline):
    """What was put right on the page."""

    model = Correction
    fields = ["position", "made_on", "text"]


class CouncilReplyInline(OrderedTabularInline):
    """What councils say of the account."""

    model = CouncilReply
    fields = ["position", "council", "given_on", "text"]
    autocomplete_fields = ["council"]
