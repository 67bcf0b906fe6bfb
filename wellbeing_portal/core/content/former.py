"""References in content files by slugs that records had before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from wellbeing_portal.core.models import Redirect

from .problem import ContentProblem
from .reading import Location, Parsed


@dataclass
class Former:
    """Former slugs by kind, each with the present one; ``followed`` are those that a file uses."""

    slugs: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    followed: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, kinds: Iterable[tuple[str, type[models.Model]]]) -> Former:
        """Return the former slugs of records that are still there."""
        return cls({name: dict(Redirect.objects.led_on(model)) for name, model in kinds})

    def follow(self, kind: str, slug: str) -> bool:
        """Tell whether a slug leads on to a record, and note that a file uses it."""
        present = self.slugs.get(kind, {}).get(slug)
        if present is not None:
            self.followed[slug] = present
        return present is not None

    def hints(self, parsed: Parsed) -> Iterator[ContentProblem]:
        """Say of each former slug that a file uses where it stands and what it is now."""
        for location, value in _leaves(parsed.data, ()):
            if value in self.followed:
                now = self.followed[value]
                yield parsed.problem(location, f"“{value}” is called “{now}” now")
        self.followed = {}


def _leaves(data: Any, location: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(data, Mapping):
        for name, value in data.items():
            yield from _leaves(value, (*location, name))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _leaves(value, (*location, index))
    elif isinstance(data, str):
        yield location, data
