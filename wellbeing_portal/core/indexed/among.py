"""Many records, asked for in few words."""

from __future__ import annotations

from typing import Any

from wellbeing_portal.search.declarations import Keys

LOOSE = 2
"""How many times as many rows may lie between the first and the last key as are asked for."""


def among(path: str, keys: Keys) -> dict[str, Any]:
    """Return the condition that ``path`` leads to one of these keys, or to one between them.

    Where keys lie close, as in a build, the first and the last are asked for: it takes longer to
    put a thousand numbers into a question than to answer it. Whoever asks so looks up only what
    belongs to the keys.
    """
    if keys and (most := max(keys)) - (least := min(keys)) < LOOSE * len(keys):
        return {f"{path}__range": (least, most)}
    return {f"{path}__in": keys}
