"""Says who followed whom, and under which word councils are looked up.

Successors become changes in force, of the whole area where there was one and of a part where
there were several, on the day after the last; without a day they are as far as decided.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from django.db import migrations

from strategies.council_names.sorting import sort_key


def fill(apps: Any, schema_editor: Any) -> None:
    """Say who followed whom, sort by the distinctive word, and rename what loads remember."""
    _keep_successors(apps)
    for name in ("Council", "HistoricalCouncil"):
        model = apps.get_model("strategies", name)
        rows = list(model.objects.all())
        for row in rows:
            row.sort_name = sort_key(row.name)
        for start in range(0, len(rows), 500):
            model._base_manager.bulk_update(rows[start : start + 500], ["sort_name"])
    for trace in apps.get_model("core", "LoadedRecord").objects.filter(kind="council"):
        if trace.state is not None:
            trace.state = _renamed(trace.state)
            trace.save(update_fields=["state"])


def _keep_successors(apps: Any) -> None:
    council = apps.get_model("strategies", "Council")
    change = apps.get_model("strategies", "CouncilChange")
    followed: dict[int, list[int]] = defaultdict(list)
    ties = council.successors.through.objects.order_by("pk")
    for before, after in ties.values_list("from_council_id", "to_council_id"):
        if before != after:
            followed[before].append(after)
    ends = dict(council.objects.filter(pk__in=followed).values_list("pk", "ends"))
    change.objects.bulk_create(
        change(
            predecessor_id=before,
            position=position,
            successor_id=after,
            extent="whole" if len(successors) == 1 else "part",
            status="in-force" if ends[before] else "decided",
            date=ends[before] + dt.timedelta(days=1) if ends[before] else None,
        )
        for before, successors in followed.items()
        for position, after in enumerate(successors, start=1)
    )


def _renamed(state: dict[str, Any]) -> dict[str, Any]:
    """Return what a council said when it was loaded, in today's terms.

    Who followed it is left out: no file said it until now.
    """
    names = {"established": "begins", "abolished": "ends"}
    return {names.get(name, name): value for name, value in state.items() if name != "successors"}


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0006_time_of_index_change"),
        ("strategies", "0008_councils_have_names"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
