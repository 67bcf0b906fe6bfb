"""The public page of a record that can be withdrawn, unpublished, or not published yet."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext

from wellbeing_portal.core.models import Publishable, Redirect, Version
from wellbeing_portal.core.redirects.moved import lead_to
from wellbeing_portal.core.serving.refusal import Refusal, refused
from wellbeing_portal.core.words import day_in_words

State = Publishable.State
Rows = TypeVar("Rows", bound=QuerySet[Any])


@dataclass(frozen=True)
class Preview:
    """That a page is shown to somebody who edits: of which record, in which styles."""

    record: int
    styles: str
    width: str


@dataclass(frozen=True)
class Upkeep:
    """What readers may know of how a record was kept right.

    ``checked_on`` is the last day on which somebody said that they checked it against its source;
    ``news`` are the lines that say what changed, the newest first.
    """

    checked_on: dt.date | None
    news: list[Version]


class ReadersPage:
    """Shows what is published, and what was withdrawn with a notice; tells what is gone.

    ``preview`` is given by the editor alone: the page is then that of its record in any state.
    """

    preview: Preview | None = None
    told_by: str = "slug"
    """The part of the address that names the record."""

    def standing(self, rows: Rows) -> Rows:
        """Return those of ``rows`` that this page may show."""
        some: Any = rows
        found: Rows = (
            some.with_page() if self.preview is None else some.filter(pk=self.preview.record)
        )
        return found

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer; where there is no page, tell what became of the one that was there."""
        try:
            answer: HttpResponseBase = super().dispatch(  # type: ignore[misc]
                request, *args, **kwargs
            )
        except Http404:
            left = self._left(kwargs.get(self.told_by, ""))
            if left is None or self.preview is not None:
                raise
            return _gone(request, left)
        return answer

    def of_record(self, record: Publishable) -> dict[str, Any]:
        """Return what the page says of a record's standing."""
        return {
            "preview": self.preview,
            "withdrawn": record if record.state == State.WITHDRAWN else None,
        }

    def _left(self, slug: str) -> Left | None:
        """Return what became of what readers once saw under this address, if it is gone.

        That it is unpublished, in the trash, being written anew or deleted is the same to them.
        """
        slug = slug.lower()
        rows: Any = self._model()._default_manager
        once_seen = rows.filter(published_at__isnull=False, copy_of=None)
        gone = once_seen.exclude(state__in=(State.PUBLISHED, State.WITHDRAWN))
        record = gone.filter(slug=slug).first()
        if record is None:
            former: Any = Redirect.objects.of(self._model(), [slug]).first()
            if former is None:
                return None
            record = gone.filter(pk=former.record).first()
            if record is None:
                return Left() if former.target is None else None
        return Left(record)

    def _model(self) -> Any:
        return self.model  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Left:
    """A record that readers see no longer; without ``record`` it is not there any more."""

    record: Any | None = None

    @property
    def leads_to(self) -> str:
        """The address of the published record that stands for it; nothing without one."""
        seen, one = set(), self.record
        while one is not None and one.pk not in seen:
            if one.is_published:
                return str(one.get_absolute_url())
            seen.add(one.pk)
            one = one.instead
        return ""

    @property
    def words(self) -> list[str]:
        """What readers are told. Why something was put into the trash is not for them."""
        one = self.record
        if one is None or one.state != State.UNPUBLISHED or one.left_at is None:
            return [gettext("What stood here was taken from the portal.")]
        since = gettext("What stood here was taken from the portal on %(day)s.")
        day = day_in_words(timezone.localtime(one.left_at).date())
        return [since % {"day": day}, *([one.left_because] if one.left_because else [])]


def known_of(record: Publishable) -> Upkeep:
    """Return when a record was last checked and what has changed in it. One query."""
    occasions = (Version.Occasion.PUBLISHED, Version.Occasion.CHECKED)
    told = Version.objects.of(record).filter(occasion__in=occasions)
    found = list(told.defer("document"))
    return Upkeep(
        max((one.checked_on for one in found if one.checked_on), default=None),
        [one for one in found if one.note and one.note_is_public],
    )


def _gone(request: HttpRequest, left: Left) -> HttpResponseBase:
    if address := left.leads_to:
        return lead_to(address, "")
    return refused(request, Refusal(410, gettext("This page is gone"), left.words))
