"""Gives records from before the rule about slugs one that keeps it. Migrations call it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import chain, count
from typing import Any

from django.apps.registry import Apps
from django.db.models import F

from wellbeing_portal.core.slugs import LONGEST, PATTERN, RESERVED
from wellbeing_portal.search.models import new_token


def mend_slugs(apps: Apps, app: str, models: Sequence[str]) -> None:
    """Mend the slugs of ``models`` as they are at this migration; the former ones lead on."""
    redirects: Any = apps.get_model("core", "Redirect")
    mended = 0
    for name in models:
        rows: Any = apps.get_model(app, name)._default_manager
        for key, slug, former in _changes(dict(rows.order_by("pk").values_list("pk", "slug"))):
            rows.filter(pk=key).update(slug=slug)
            if former:
                kind = f"{app}.{name.lower()}"
                redirects._default_manager.update_or_create(
                    kind=kind, slug=former, defaults={"record": key}
                )
            mended += 1
    if mended:
        _mark_everything(apps)


def _changes(slugs: dict[int, str]) -> list[tuple[int, str, str]]:
    """Return the records whose slug is not allowed, each with a new one and the one it has."""
    bad = {key: slug for key, slug in slugs.items() if not _is_plain(slug)}
    taken = set(slugs.values())
    changes = []
    for key, slug in bad.items():
        new = _free(re.sub("[^a-z0-9]+", "-", slug.lower()).strip("-") or f"record-{key}", taken)
        taken.add(new)
        changes.append((key, new, slug))
    return changes


def _is_plain(slug: str) -> bool:
    return re.fullmatch(PATTERN, slug) is not None and slug not in RESERVED


def _free(wanted: str, taken: Collection[str]) -> str:
    """Return the slug wanted, or the first that has a number behind it and is free."""
    stem = wanted[: LONGEST - 8].rstrip("-")
    candidates = chain([wanted[:LONGEST]], (f"{stem}-{number}" for number in count(2)))
    return next(one for one in candidates if one not in taken and one not in RESERVED)


def _mark_everything(apps: Apps) -> None:
    """Let every index be built again: it holds the former addresses."""
    versions: Any = apps.get_model("core", "ContentVersion")._default_manager
    changes: Any = apps.get_model("core", "IndexChange")._default_manager
    token = new_token()
    versions.get_or_create(pk=1)
    versions.filter(pk=1).update(version=F("version") + 1, token=token)
    version = versions.values_list("version", flat=True).get(pk=1)
    changes.create(version=version, token=token, collection="*", record=0)
