"""Records that addresses name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import slug_re
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower

from wellbeing_portal.core.slugs import LONGEST, plain_slug, reserved_words

from .redirect import Redirect

LOOKED_AT = 50
"""How many slugs that nothing has are looked into at once; nobody means more."""


class PlainSlugField(forms.SlugField):
    """Where people write a slug."""

    default_validators = [plain_slug]


class SlugField(models.SlugField):
    """What addresses call a record: lower case letters and digits, joined by single hyphens."""

    default_validators = [plain_slug]

    def deconstruct(self) -> Any:
        """Return what Django's own field would: the database knows no difference."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.SlugField", args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": PlainSlugField, **kwargs})


class AddressedQuerySet(models.QuerySet):
    """Read rules of records that addresses name."""

    def public(self) -> Self:
        """Only what the public may see; a kind that hides some of its records says which."""
        return self.all()

    def with_page(self) -> Self:
        """What an address may lead to; a kind that keeps pages of what it hides says which."""
        return self.public()

    def called(self, slugs: Iterable[str]) -> dict[str, Any]:
        """Return records of this set by the slugs asked for: theirs, former ones, in capitals.

        Two queries, so ask only for what was not found as it stands.
        """
        asked = [s for s in dict.fromkeys(slugs) if len(s) <= LONGEST and slug_re.match(s)]
        asked = asked[:LOOKED_AT]
        if not asked:
            return {}
        forms_of = {slug: (slug, slug.lower()) for slug in asked}
        every = {form for both in forms_of.values() for form in both}
        former = dict(Redirect.objects.of(self.model, every).values_list("slug", "record"))
        rows: Iterable[Any] = self.filter(Q(slug__in=every) | Q(pk__in=former.values()))
        by_slug, by_key = {row.slug: row for row in rows}, {row.pk: row for row in rows}
        found = {
            slug: [by_slug.get(form) or by_key.get(former.get(form)) for form in both]
            for slug, both in forms_of.items()
        }
        return {slug: rows[0] or rows[1] for slug, rows in found.items() if any(rows)}

    def update(self, **kwargs: Any) -> int:
        """Change rows at once; slugs that they lose lead on to them."""
        if "slug" not in kwargs:
            return super().update(**kwargs)
        with transaction.atomic(using=self.db):
            _lock_content()
            before = dict(self.order_by().select_for_update().values_list("pk", "slug"))
            number = super().update(**kwargs)
            rows = self.model._default_manager.filter(pk__in=before).values_list("pk", "slug")
            for key, slug in rows:
                if slug != before[key]:
                    Redirect.objects.follow(self.model, key, before[key], slug)
        return number

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Make rows at once, none with another record's former slug."""
        with transaction.atomic(using=self.db):
            made: list[Any] = super().bulk_create(objs, *args, **kwargs)
            slugs = [record.slug for record in made]
            for start in range(0, len(slugs), 500):
                for taken in Redirect.objects.of(self.model, slugs[start : start + 500]):
                    Redirect.objects.follow(self.model, 0, "", taken.slug)
        return made


def _lock_content() -> None:
    """Take the lock that every change of content takes, before a row is locked.

    In another order two curators' transactions would wait for one another.
    """
    # The index knows the models, so they can only ask for it now.
    from wellbeing_portal.search.changes import lock

    lock()


FORMER = "slug_of_another"
"""The code of the error that a slug was another record's."""


class Addressed(models.Model):
    """A record that addresses name by its slug.

    Whoever changes the slug, by whatever way, leaves a redirect: the former slug leads here for
    ever, and no other record of the kind may have it.
    """

    slug = SlugField(
        max_length=LONGEST,
        unique=True,
        help_text="Its name in addresses: lower case words and digits joined by hyphens. When it "
        "is changed, the former address leads here.",
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(slug=Lower("slug"))
                & ~Q(slug="")
                & ~Q(slug__contains="_")
                & ~Q(slug__contains="--")
                & ~Q(slug__startswith="-")
                & ~Q(slug__endswith="-"),
                name="%(class)s_slug_plain",
                violation_error_message=str(plain_slug.message),
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and let the slug that the record had until now lead to it."""
        fields = kwargs.get("update_fields")
        if fields is not None and "slug" not in fields:
            super().save(*args, **kwargs)
            return
        with transaction.atomic(using=kwargs.get("using")):
            _lock_content()
            model = type(self)
            row = model._default_manager.select_for_update().filter(pk=self.pk)
            former = row.values_list("slug", flat=True).first() if self.pk is not None else None
            super().save(*args, **kwargs)
            if former != self.slug:
                Redirect.objects.follow(model, self.pk, former or "", self.slug)

    @property
    def was_public(self) -> bool:
        """Whether anybody may have noted the address."""
        return True

    def clean_fields(self, exclude: Any = None) -> None:
        """Check each field, and that the slug is free to be taken.

        Raises:
            ValidationError: on the fields that are wrong.
        """
        errors: dict[str, Any] = {}
        try:
            super().clean_fields(exclude=exclude)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if "slug" not in {*(exclude or ()), *errors}:
            refusal = self._refusal()
            if refusal:
                errors["slug"] = [refusal]
        if errors:
            raise ValidationError(errors)

    def _refusal(self) -> ValidationError | None:
        if self.slug in reserved_words(type(self)):
            return ValidationError(
                f"“{self.slug}” is kept for another page of the portal. Choose another, "
                "with a second word perhaps.",
                "slug_reserved",
            )
        former = Redirect.objects.of(type(self), [self.slug]).exclude(record=self.pk or 0).first()
        return ValidationError(former.refusal, FORMER) if former else None
