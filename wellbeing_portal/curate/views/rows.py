"""The list of the rows of a section: put in order, added to, taken away from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import Truncator
from django.utils.translation import gettext

from wellbeing_portal.core.aggregates import write
from wellbeing_portal.core.models.reason import Reason
from wellbeing_portal.core.models.redirect import kind_of
from wellbeing_portal.core.publishing.gate import judge
from wellbeing_portal.core.words import plural, with_article
from wellbeing_portal.curate.models import RightlyEmpty
from wellbeing_portal.curate.sections import RowsSection, nouns

from .section import OfSection, SectionPage

UP, DOWN = "up", "down"
"""The buttons that move a row; each has the key of the row as its value."""

STEPS = {UP: -1, DOWN: 1}
LONGEST_NAME = 90

NOTHING = "nothing"
"""The button that says that there is nothing to say."""


@dataclass(frozen=True)
class ListedRow:
    """A row in the list. ``focus`` is the button that whoever moved it pressed, if it is there."""

    key: str
    name: str
    number: int | None
    about: str
    url: str
    remove_url: str
    missing: tuple[str, ...]
    is_first: bool
    is_last: bool
    focus: str = ""


class OfRows(OfSection):
    """A page of a section that has rows."""

    @cached_property
    def section(self) -> Any:
        section = super().section
        if not isinstance(section, RowsSection):
            raise Http404(gettext("There is no such section."))
        return section

    @property
    def list_url(self) -> str:
        """The address of the list of rows."""
        return self.url_of(self.section)

    @property
    def add_url(self) -> str:
        """The address of a new row."""
        return reverse("curate_add_row", args=self._args())

    def row_url(self, key: str, page: str = "curate_row") -> str:
        """Return the address of a row."""
        return reverse(page, args=[*self._args(), key])

    @cached_property
    def names(self) -> dict[str, str]:
        """What the rows are called, by their keys."""
        names = self.section.names(self.section.standing(self.said))
        return {key: Truncator(name).chars(LONGEST_NAME) for key, name in names.items()}

    def name_of(self, key: str) -> str:
        """Return what a row is called."""
        return self.names.get(key, key)

    @property
    def add_text(self) -> str:
        """What the way to a new row says."""
        return gettext("Add %(a_row)s") % {"a_row": with_article(str(self.section.one))}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {"list_url": self.list_url, "add_url": self.add_url, "add_text": self.add_text}
        return super().get_context_data(**(told | kwargs))

    def _args(self) -> list[Any]:
        return [self.noun.key, self.record.pk, self.section.key]


class RowsPage(OfRows):
    """The rows of a section. Where there are none, whoever may edit begins with the first."""

    template_name = "curate/rows.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.may_edit and not self.section.standing(self.said):
            return HttpResponseRedirect(self.add_url)
        return super().get(request, *args, **kwargs)

    def change(self, request: HttpRequest) -> HttpResponse:
        """Move a row, from where it is by now, or note that there are rightly none."""
        if NOTHING in request.POST and self.section.nothing:
            return self._answered()
        way = next((way for way in STEPS if way in request.POST), None)
        key = request.POST.get(way, "") if way else ""
        if way is None or self.section.row(self.said, key) is None:
            messages.warning(request, gettext("That row is not there any more."))
            return HttpResponseRedirect(self.list_url)
        moved = self.section.moved(self.said, key, STEPS[way])
        write(moved, self.record, by=self.user, held=self.held)
        said = {
            "name": self.name_of(key),
            "place": (self.section.place(moved, key) or 0) + 1,
            "total": len(self.section.standing(moved)),
        }
        text = gettext("“%(name)s” is now number %(place)s of %(total)s.") % said
        messages.success(request, text)
        return HttpResponseRedirect(f"{self.list_url}?{urlencode({way: key})}")

    def _answered(self) -> HttpResponse:
        if not self.section.standing(self.said):
            RightlyEmpty.objects.update_or_create(
                kind=kind_of(type(self.record)),
                record=self.record.pk,
                section=self.section.key,
                defaults={"said_by_name": self.user.get_username()},
            )
        return HttpResponseRedirect(self.onward.url)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            title=self.section.title,
            rows=list(self._rows()),
            things=plural(str(self.section.one)),
            **kwargs,
        )

    def _rows(self) -> Iterator[ListedRow]:
        standing = self.section.standing(self.said)
        missing = self._missing()
        for place, row in enumerate(standing):
            key = self.section.key_of(row)
            first, last = place == 0, place == len(standing) - 1
            yield ListedRow(
                key=key,
                name=self.name_of(key),
                number=place + 1 if self.section.numbered else None,
                about=self.section.about(row),
                url=self.row_url(key),
                remove_url=self.row_url(key, "curate_remove_row"),
                missing=tuple(missing.get(key, ())),
                is_first=first,
                is_last=last,
                focus=self._focus(key, first=first, last=last),
            )

    def _missing(self) -> dict[str, list[str]]:
        """Return why rows keep the record from being published, by their keys."""
        missing: dict[str, list[str]] = {}
        for reason in judge(self.record).refused:
            about = reason.about if isinstance(reason, Reason) else None
            found: Any = self.noun.section_of(reason)
            if about is None or found is None:
                continue
            if found.key == self.section.key:
                missing.setdefault(self.section.key_of(about), []).append(reason)
            elif found.root is self.section:
                missing.setdefault(found.above, []).append(reason)
        return missing

    def _focus(self, key: str, *, first: bool, last: bool) -> str:
        if self.request.GET.get(UP) == key:
            return DOWN if first else UP
        if self.request.GET.get(DOWN) == key:
            return UP if last else DOWN
        return ""


def section_or_rows(request: HttpRequest, **named: Any) -> HttpResponseBase:
    """Show a section: its fields, or the list of its rows."""
    noun = nouns().get(named["noun"])
    section = noun.section(named["section"]) if noun else None
    page = RowsPage if isinstance(section, RowsSection) else SectionPage
    return page.as_view()(request, **named)
