"""A record that others point at."""

from django.db import models


class Reference(models.Model):
    """A council, a source, a term: nobody deletes it while anything points at it.

    A draft that points at it counts too. ``pointers`` knows what points at it, and
    ``core.holding`` lets every kind of link hold it.
    """

    class Meta:
        abstract = True
