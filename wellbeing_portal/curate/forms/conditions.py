"""Questions that are asked only after certain answers.

Scripts hide the others. Without scripts all stand there, and what does not apply is let pass.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Condition = Mapping[str, Sequence[str]]
"""What may be answered to each of some questions; an empty answer is “”."""

When = Sequence[Condition]
"""Conditions of which one is enough."""


def holds(when: When, answers: Mapping[str, Any]) -> bool:
    """Tell whether a question is asked after these answers."""
    return any(
        all(str(answers.get(name) or "") in values for name, values in condition.items())
        for condition in when
    )


def written(when: When) -> str:
    """Return conditions as scripts read them: ``claim=changed&measured=once,both|claim=done``."""
    return "|".join(
        "&".join(f"{name}={','.join(values)}" for name, values in condition.items())
        for condition in when
    )
