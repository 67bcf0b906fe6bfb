"""The place in a document where a statement stands."""

from django.db import models


class Located(models.Model):
    """Something that a source says, and where in the source it says it.

    The field ``source`` belongs to each record or to its parent; ``locator`` is the place.
    """

    locator = models.CharField(
        "place in the source",
        max_length=200,
        blank=True,
        help_text="Section heading, page or paragraph, so that a reader can find the passage.",
    )

    class Meta:
        abstract = True
