"""What research bodies conclude, in the documents of the approaches that they judge."""

from __future__ import annotations

from collections import defaultdict

from casestudies.models import WiderEvidence
from wellbeing_portal.search import Keys

SAID = ("title", "body", "scope", "concludes")
RESEARCH = tuple(f"wider_evidence__{column}" for column in ("state", *SAID))
"""What the documents of approaches read of it."""


def research_on(keys: Keys) -> dict[int, list[str]]:
    """Return what published research says of each of these approaches."""
    rows = WiderEvidence.objects.published().filter(approach__in=keys).order_by("pk")
    found: dict[int, list[str]] = defaultdict(list)
    for approach, *said in rows.values_list("approach", *SAID):
        found[approach] += said
    return found
