"""Which councils are most like which, as a body of statistics ranks them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import F, Q

from .council import GSS_CODE

FORMER_CODES = {"E08000038": "E08000016", "E08000039": "E08000019"}
"""Codes that were issued anew when a boundary moved, by those before: Barnsley and Sheffield.

It is the same council before and after, and either code finds it.
"""


def same_council(codes: Iterable[str | None]) -> set[str]:
    """Return GSS codes together with those that the same councils had before, or have since.

    A council that is to come may have none yet.
    """
    issued_since = {former: code for code, former in FORMER_CODES.items()}
    known = set(filter(None, codes))
    return known | {
        other
        for code in known
        for other in (FORMER_CODES.get(code), issued_since.get(code))
        if other
    }


class CouncilNeighbour(models.Model):
    """One of the councils nearest to a council in statistics; the nearest has rank 1.

    Councils are named by GSS codes, as the table that is published names them: it stands as a
    whole, whatever the portal has of them, and no council is held or changed by it.
    """

    council_code = models.CharField("council", max_length=9)
    neighbour_code = models.CharField("neighbour", max_length=9)
    rank = models.PositiveSmallIntegerField(help_text="1 for the nearest.")
    source = models.CharField(max_length=120, help_text="Who published the ranking, and when.")

    class Meta:
        ordering = ["council_code", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["council_code", "rank"],
                name="councilneighbour_rank_unique",
                violation_error_message="Two neighbours of a council have the same rank.",
            ),
            models.UniqueConstraint(
                fields=["council_code", "neighbour_code"],
                name="councilneighbour_once",
                violation_error_message="A council has the same neighbour twice.",
            ),
            models.CheckConstraint(
                condition=~Q(council_code=F("neighbour_code")),
                name="councilneighbour_not_itself",
                violation_error_message="A council cannot be its own neighbour.",
            ),
            models.CheckConstraint(
                condition=Q(rank__gte=1),
                name="councilneighbour_rank_from_one",
                violation_error_message="The nearest neighbour has rank 1.",
            ),
            models.CheckConstraint(
                condition=Q(council_code__regex=GSS_CODE) & Q(neighbour_code__regex=GSS_CODE),
                name="councilneighbour_gss_codes",
                violation_error_message="A GSS code of a council looks like E08000035.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.council_code} {self.rank}: {self.neighbour_code}"
