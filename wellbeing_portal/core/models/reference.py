"""A record that others point at."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import models

from wellbeing_portal.core.text.likeness import letters

from .publishable import SOME


class Reference(models.Model):
    """A council, a source, a term: nobody deletes it while anything points at it.

    A draft that points at it counts too. ``pointers`` knows what points at it, and
    ``core.holding`` lets every kind of link hold it.
    """

    class Meta:
        abstract = True

    def names(self) -> Iterator[str]:
        """Yield everything that it is called."""
        yield str(self)

    def name_forms(self) -> set[str]:
        """Return what its names are compared by: those that share one are called alike."""
        return {letters(name) for name in self.names()}

    def doubts(self) -> list[str]:
        """What somebody should look at again: others of its kind that are called alike."""
        own, kind = self.name_forms(), self._meta.verbose_name
        others = type(self)._default_manager.exclude(pk=self.pk)
        alike = [other for other in others if own & other.name_forms()]
        return [f"Another {kind} has a name like this: {other}." for other in alike[:SOME]]
