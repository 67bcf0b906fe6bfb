"""Gives every finding its claim, and its approach a place among several.

Until now work done was a direction, “activity”, and had a level and outcomes like a change. It
becomes what it is: work done, with neither. Everything else said that something changed, and goes
on saying so. What content files loaded is compared with what it says from now on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db import migrations

OUTPUTS = {
    "people-reached": "people-reached",
    "organisations-engaged": "organisations-engaged",
    "funding-secured": "funding-secured",
}
"""The outcomes that were outputs all along, and the outputs that they are."""
OTHERWISE = "other-activity"
KEY_FINDINGS = 3
BATCH = 500


def fill(apps: Any, schema_editor: Any) -> None:
    """Say of every finding and of every version of one what is claimed."""
    for name in ("Finding", "HistoricalFinding"):
        findings = apps.get_model("casestudies", name).objects
        findings.exclude(direction="activity").update(claim="changed")
        findings.filter(direction="activity").update(
            claim="done", output=OTHERWISE, direction="", evidence_level=None
        )
    _name_outputs(apps)
    _tie_approaches(apps)
    _order_key_findings(apps)
    _forget_what_moved(apps)


def _name_outputs(apps: Any) -> None:
    finding = apps.get_model("casestudies", "Finding")
    ties = finding.outcomes.through.objects.filter(finding__claim="done")
    for outcome, output in OUTPUTS.items():
        counted = ties.filter(outcome__slug=outcome).values("finding")
        finding.objects.filter(pk__in=counted).update(output=output)
    ties.all().delete()


def _tie_approaches(apps: Any) -> None:
    finding = apps.get_model("casestudies", "Finding")
    through = finding.approaches.through
    for rows in _batches(finding.objects.order_by("pk").values_list("pk", "approach_id")):
        through.objects.bulk_create(through(finding_id=pk, approach_id=one) for pk, one in rows)
    ties = dict(through.objects.values_list("finding_id", "pk"))
    versions = apps.get_model("casestudies", "HistoricalFinding").objects.order_by("pk")
    kept = apps.get_model("casestudies", "HistoricalFinding_approaches")
    known = versions.filter(approach__isnull=False).values_list("pk", "id", "approach_id")
    for rows in _batches(known):
        kept.objects.bulk_create(
            kept(history_id=version, id=ties.get(pk, 0), finding_id=pk, approach_id=one)
            for version, pk, one in rows
        )


def _order_key_findings(apps: Any) -> None:
    finding = apps.get_model("casestudies", "Finding")
    placed: Counter[int] = Counter()
    ordered = []
    rows = finding.objects.filter(is_key=True, case_study__isnull=False)
    for row in rows.order_by("case_study_id", "position").only("pk", "case_study_id"):
        placed[row.case_study_id] += 1
        if placed[row.case_study_id] <= KEY_FINDINGS:
            row.key_order = placed[row.case_study_id]
            ordered.append(row)
    finding.objects.bulk_update(ordered, ["key_order"], batch_size=BATCH)


def _forget_what_moved(apps: Any) -> None:
    """Let no record seem edited because its findings say the same in another way."""
    for trace in apps.get_model("core", "LoadedRecord").objects.exclude(state=None).iterator():
        if _say_anew(trace.state):
            trace.save(update_fields=["state"])


def _say_anew(state: Any) -> bool:
    """Bring what a record said, and its rows, to the new form; tell whether anything was."""
    changed = False
    if isinstance(state, list):
        return any([_say_anew(one) for one in state])
    if not isinstance(state, dict):
        return False
    if "evidence_level" in state:
        for name in ("direction", "evidence_level", "outcomes", "approach", "is_key"):
            changed |= state.pop(name, None) is not None
    if isinstance(state.get("value"), str):
        value = f"{Decimal(state['value']):.3f}"
        changed |= value != state["value"]
        state["value"] = value
    return any([changed, *(_say_anew(one) for one in state.values())])


def _batches(rows: Any) -> Iterator[list[Any]]:
    batch = []
    for row in rows.iterator(chunk_size=BATCH):
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


class Migration(migrations.Migration):

    dependencies = [
        ('casestudies', '0010_claims_and_account'),
        ('core', '0006_time_of_index_change'),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
