"""Publishing states that got another name. Migrations call it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps.registry import Apps


def rename_state(apps: Apps, app: str, names: Sequence[str], before: str, after: str) -> None:
    """Call a state of records of these models otherwise, in their versions as well.

    What content files last wrote says the new name too: the change is nobody's edit.
    """
    for name in names:
        for model in (name, f"Historical{name}"):
            rows: Any = apps.get_model(app, model)
            rows._default_manager.filter(state=before).update(state=after)
    loaded: Any = apps.get_model("core", "LoadedRecord")
    for row in loaded._default_manager.filter(state__state=before):
        row.state["state"] = after
        row.save(update_fields=["state"])
