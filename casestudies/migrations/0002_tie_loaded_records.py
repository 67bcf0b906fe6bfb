"""Finds the record of each content file that earlier releases loaded.

They knew a record by its slug alone. One that has another slug by now is found by its history;
one that is nowhere has been deleted by a curator, and its tie stays without a record. Whether a
curator has edited it is asked here, of the digest that those releases kept, because later
migrations add to what a record says.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.db import migrations

MODELS = {
    "theme": ("strategies", "Theme"),
    "council": ("strategies", "Council"),
    "source": ("strategies", "Source"),
    "strategy": ("strategies", "Strategy"),
    "approach": ("casestudies", "Approach"),
    "enabler": ("casestudies", "Enabler"),
    "outcome": ("casestudies", "Outcome"),
    "population group": ("casestudies", "PopulationGroup"),
    "setting": ("casestudies", "Setting"),
    "organisation": ("casestudies", "Organisation"),
    "case study": ("casestudies", "CaseStudy"),
    "framework": ("casestudies", "Framework"),
}
ROWS: dict[str, Any] = {
    "strategy": {"priorities": {}, "scrutiny_meetings": {"points": {}}},
    "case study": {
        "council_roles": {},
        "partner_roles": {},
        "approach_rows": {},
        "enabler_rows": {},
        "initiatives": {"funders": {}},
        "findings": {},
        "context_facts": {},
    },
    "framework": {"items": {"examples": {}, "findings": {}, "context_facts": {}}},
}
UNSAID = {"id", "updated_at", "published_at"}
NAMES = {"Initiative": "name", "FrameworkItem": "title"}


def tie(apps: Any, schema_editor: Any) -> None:
    """Fill in the record of every tie, and an empty state where nobody has edited it."""
    LoadedRecord = apps.get_model("core", "LoadedRecord")  # noqa: N806
    traces = list(LoadedRecord.objects.filter(kind__in=MODELS).order_by("pk"))
    keys: dict[tuple[str, int], str] = {}
    for trace in traces:
        trace.record = find(apps.get_model(*MODELS[trace.kind]), trace.key, apps)
        if trace.record is not None:
            keys[MODELS[trace.kind][1], trace.record] = trace.key
    for trace in traces:
        if trace.record is not None:
            record = apps.get_model(*MODELS[trace.kind]).objects.get(pk=trace.record)
            said = snapshot(record, ROWS.get(trace.kind, {}), keys)
            text = json.dumps(said, sort_keys=True, default=str)
            edited = hashlib.sha256(text.encode()).hexdigest() != trace.state_digest
            trace.state = None if edited or record.slug != trace.key else {}
        trace.save()


def find(model: Any, key: str, apps: Any) -> int | None:
    """Return the primary key of the record that was loaded under ``key``."""
    now = model.objects.filter(slug=key).values_list("pk", flat=True).first()
    if now is not None:
        return int(now)
    past = apps.get_model(model._meta.app_label, f"Historical{model.__name__}")
    for number in past.objects.filter(slug=key).order_by("-history_id").values_list("id", flat=True):
        if model.objects.filter(pk=number).exists():
            return int(number)
    return None


def snapshot(record: Any, rows: Any, keys: Any) -> dict[str, Any]:
    """Return what earlier releases made the digest of, with the keys that files use."""
    said = {
        field.name: plain(record, field, keys)
        for field in record._meta.concrete_fields
        if field.name not in UNSAID
    }
    for many in record._meta.many_to_many:
        if many.remote_field.through._meta.auto_created:
            said[many.name] = sorted(name(other, keys) for other in getattr(record, many.name).all())
    for relation, below in rows.items():
        said[relation] = [
            snapshot(row, below, keys)
            for row in sorted(getattr(record, relation).all(), key=lambda row: row.position)
        ]
    return said


def plain(record: Any, field: Any, keys: Any) -> Any:
    """Return a value as the digest took it."""
    if not field.is_relation:
        return field.to_python(getattr(record, field.attname))
    other = getattr(record, field.name)
    return None if other is None else name(other, keys)


def name(other: Any, keys: Any) -> str:
    """Return what the digest called another record."""
    if hasattr(other, "slug"):
        return str(keys.get((type(other).__name__, other.pk), other.slug))
    if type(other).__name__ == "ScrutinyMeeting":
        return f"{other.committee}: {other.strategy.title}"
    return str(getattr(other, NAMES[type(other).__name__]))


class Migration(migrations.Migration):
    dependencies = [
        ("casestudies", "0001_initial"),
        ("core", "0003_loaded_record_by_primary_key"),
        ("strategies", "0001_initial"),
    ]
    # The digest is dropped only when it has been read.
    run_before = [("core", "0004_loaded_record_without_digest")]

    operations = [migrations.RunPython(tie, migrations.RunPython.noop)]
