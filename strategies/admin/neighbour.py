"""The councils nearest to each council, to look up."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Case, CharField, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.http import HttpRequest

from strategies.models import Council, CouncilNeighbour
from strategies.models.neighbour import FORMER_CODES
from wellbeing_portal.core.admin import OnlyRead


@admin.register(CouncilNeighbour)
class CouncilNeighbourAdmin(OnlyRead):
    """A table that is published as a whole and comes with a release: nobody edits it here."""

    list_display = ["council_code", "rank", "neighbour_code", "neighbour", "source"]
    search_fields = ["=council_code"]
    search_help_text = "GSS code of a council"
    list_per_page = 40

    def get_queryset(self, request: HttpRequest) -> QuerySet[CouncilNeighbour]:
        """Add what the portal calls each neighbour, whichever of its codes it is listed by."""
        renumbered = (
            When(neighbour_code=code, then=Value(former)) for code, former in FORMER_CODES.items()
        )
        rows: QuerySet[CouncilNeighbour] = super().get_queryset(request)
        rows = rows.annotate(
            former_code=Case(*renumbered, default=F("neighbour_code"), output_field=CharField())
        )
        either = Q(gss_code=OuterRef("neighbour_code")) | Q(gss_code=OuterRef("former_code"))
        name = (
            Council.objects.filter(either)
            .order_by(F("ends").asc(nulls_first=True))
            .values("name")[:1]
        )
        return rows.annotate(neighbour_name=Subquery(name))

    @admin.display(description="name of the neighbour", empty_value="Not on the portal")
    def neighbour(self, row: Any) -> str | None:
        """Return what the portal calls the neighbour."""
        name: str | None = row.neighbour_name
        return name
