"""Accounts of which only a part or a source says what was asked for: they are shown before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from casestudies.models import CaseStudy, Finding, Initiative
from wellbeing_portal.search import FoundDocument, Reader

SHARE = 0.5
"""How much an account counts for what a part of it says."""
MOST = 3
OF_PARTS: Mapping[str, Any] = {"finding": Finding, "initiative": Initiative}


def accounts_of_parts(
    reader: Reader, groups: Mapping[str, Sequence[FoundDocument]]
) -> list[FoundDocument]:
    """Return the accounts whose findings, initiatives or sources match, the best first."""
    found: dict[int, FoundDocument] = {}
    for name in ("findings", "initiatives", "sources"):
        if hits := groups.get(name, ())[:MOST]:
            owners = _owners(hits)
            for hit in hits:
                for pk in owners.get((hit.kind, hit.pk), ()):
                    if pk not in found and (address := reader.address("case-study", pk)):
                        (account,) = reader.told([(0.0, address)])
                        found[pk] = replace(account, score=hit.score * SHARE)
            if found:
                break
    return list(found.values())[:MOST]


def _owners(hits: Sequence[FoundDocument]) -> Mapping[tuple[str, int], list[int]]:
    """Return the case studies of each part or source, in two queries at most.

    A source is first of those that retell it, then of those with findings from it.
    """
    owners: dict[tuple[str, int], list[int]] = {}
    for kind in dict.fromkeys(hit.kind for hit in hits):
        keys = [hit.pk for hit in hits if hit.kind == kind]
        if model := OF_PARTS.get(kind):
            rows = model.objects.filter(pk__in=keys, case_study__isnull=False)
            pairs = list(rows.values_list("pk", "case_study_id"))
        else:
            told = CaseStudy.objects.public().filter(source__in=keys).order_by("pk")
            found = Finding.objects.filter(source__in=keys, case_study__isnull=False)
            later = found.order_by("case_study").values_list("source_id", "case_study_id")
            pairs = [*told.values_list("source_id", "pk"), *later.distinct()]
        for key, owner in pairs:
            owners.setdefault((kind, key), []).append(owner)
    return owners
