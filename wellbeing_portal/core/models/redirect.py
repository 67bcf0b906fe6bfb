"""The slugs that records had before."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from django.apps import apps
from django.db import IntegrityError, models


def kind_of(model: type[models.Model]) -> str:
    """Return what redirects call a kind of record: ``strategies.council``."""
    concrete: type[models.Model] = model._meta.concrete_model or model
    return concrete._meta.label_lower


class RedirectQuerySet(models.QuerySet):
    """Read and write rules of former slugs."""

    def of(self, model: type[models.Model], slugs: Iterable[str]) -> Self:
        """The redirects of some former slugs of a kind."""
        return self.filter(kind=kind_of(model), slug__in=list(slugs))

    def of_record(self, record: models.Model) -> Self:
        """The redirects that lead to one record."""
        return self.filter(kind=kind_of(type(record)), record=record.pk)

    def leading_to(
        self, model: type[models.Model], keys: Iterable[int]
    ) -> Iterable[tuple[int, str]]:
        """Return the former slugs of some records of a kind, each with its record's key."""
        found = self.filter(kind=kind_of(model), record__in=list(keys))
        return found.values_list("record", "slug")

    def follow(self, model: type[models.Model], key: int, former: str, slug: str) -> None:
        """Let a record's former slug lead to it; its new one leads nowhere else.

        Called when the new slug has been written: whoever gave it up has committed by then, or
        the table of records would have refused it. So two that change slugs at the same moment
        cannot both have it.

        Raises:
            IntegrityError: when the new slug was another record's.
        """
        taken: Any = self.of(model, [slug]).first() if slug else None
        if taken is not None and taken.record != key:
            raise IntegrityError(taken.refusal)
        if taken is not None:
            taken.delete()
        if former:
            self.update_or_create(kind=kind_of(model), slug=former, defaults={"record": key})

    def release(self, model: type[models.Model], slug: str) -> None:
        """Give a slug free whose record was deleted, so that the same thing can come back."""
        redirect: Any = self.of(model, [slug]).first()
        if redirect is not None and redirect.target is None:
            redirect.delete()


class Redirect(models.Model):
    """A former slug of a record: it leads on to the record, and no other may have it.

    It names the record and not its slug, so that it leads there however often that changes. When
    the record is deleted it stays, leads nowhere, and keeps the slug from being given to something
    else; ``name`` then tells whose it was.
    """

    kind = models.CharField(max_length=100)
    slug = models.CharField("former slug", max_length=100)
    record = models.BigIntegerField("number of the record")
    name = models.CharField(
        "deleted record",
        max_length=200,
        blank=True,
        help_text="What the record was called, where it has been deleted.",
    )
    made_at = models.DateTimeField(auto_now_add=True)

    objects = RedirectQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "slug"]
        verbose_name = "former address"
        verbose_name_plural = "former addresses"
        indexes = [models.Index(fields=["kind", "record"], name="redirect_record")]
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="redirect_kind_slug_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"

    @property
    def target(self) -> models.Model | None:
        """The record that had the slug, if it is still there."""
        return apps.get_model(self.kind)._default_manager.filter(pk=self.record).first()

    @property
    def refusal(self) -> str:
        """Why another record cannot have the slug."""
        target = self.target
        if target is not None:
            return (
                f"“{self.slug}” was the address of “{target}” and still leads there. "
                "Choose another."
            )
        return (
            f"“{self.slug}” was the address of “{self.name}”, which has been deleted. Choose "
            "another. If this is the same thing again, ask an administrator to give it free."
        )
