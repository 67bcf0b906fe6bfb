"""The page of a row, of a new one, and the question whether one is to go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext

from wellbeing_portal.core.aggregates import RecordForm, read, write
from wellbeing_portal.core.models.redirect import kind_of
from wellbeing_portal.curate.forms import RowForm
from wellbeing_portal.curate.models import RightlyEmpty
from wellbeing_portal.curate.named_elsewhere import named_elsewhere

from .rows import OfRows
from .section import DIGEST, THEN, TO_ANOTHER, TO_TASKS, SavingPage


@dataclass(frozen=True)
class Within:
    """Rows that a row has of its own, and what they hold."""

    title: Any
    url: str
    told: str


class RowPage(OfRows, SavingPage):
    """A row, saved by itself."""

    @property
    def key(self) -> str:
        """What the address calls the row; nothing where it is a new one."""
        return str(self.kwargs.get("row", ""))

    @property
    def row_key(self) -> str:
        return self.key

    @cached_property
    def row(self) -> Any | None:
        """The row as it stands, if it does."""
        return self.section.row(self.said, self.key) if self.key else None

    @cached_property
    def digest(self) -> str:
        return str(self.section.row_digest(self.said, self.key))

    def get_template_names(self) -> list[str]:
        return [self.section.row_form.PAGE]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.key and self.row is None:
            raise Http404(gettext("This row is not there any more."))
        if not self.key and not self.may_edit:
            return HttpResponseRedirect(self.list_url)
        return super().get(request, *args, **kwargs)

    def form(self, data: Any = None) -> RowForm:
        kind = self.section.row_form
        holder = self.section.holder(self.said)
        initial = kind.initial_of_new(holder) if self.row is None else kind.initial_of(self.row)
        form: RowForm = kind(data, initial=initial, record=self.said, row=self.row)
        return form

    def saved(self, form: Any, opened: str) -> HttpResponse:
        twin = self.section.twin(self.said, self.key, form.made())
        known = self.section.row_type.KNOWN_BY
        if twin is not None and known in form.fields:
            form.add_error(known, gettext("This one is in the list already."))
            return self.shown(form, digest=opened, status=422)
        if twin is not None and self.row is None:
            # Sent twice.
            return HttpResponseRedirect(self.next_url(form))
        answer = super().saved(form, opened)
        if self.section.nothing:
            RightlyEmpty.objects.filter(
                kind=kind_of(type(self.record)),
                record=self.record.pk,
                section=self.section.key,
            ).delete()
        return answer

    def changed(self, form: Any) -> RecordForm:
        return self.section.with_row(self.said, self.key, form.made())

    def next_url(self, form: Any) -> str:
        then = self.request.POST.get(THEN)
        if then == TO_ANOTHER:
            said = gettext("Saved. Here is room for the next one.")
            messages.success(self.request, said)
            return self.add_url
        if then == TO_TASKS:
            return self.tasks_url
        if self.key:
            return self.list_url
        return self._made_url(form) if self.section.within else self.onward.url

    def _made_url(self, form: Any) -> str:
        """Return the address of the row that was made, which has rows of its own to fill in."""
        said = read(self.record)
        made = self.section.twin(said, "", form.made())
        return self.list_url if made is None else self.row_url(self.section.key_of(made))

    def _within(self) -> Iterator[Within]:
        """Yield the sections of rows that the row has of its own."""
        for one in self.section.within if self.row is not None else ():
            inside = self.section.inside(self.key, one.key)
            yield Within(one.title, self.url_of(inside), one.told(self.row))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = self.section.standing(self.said)
        place = self.section.place(self.said, self.key) if self.key else None
        caption = (
            ""
            if place is None
            else gettext("%(one)s %(place)s of %(total)s")
            % {"one": capfirst(self.section.one), "place": place + 1, "total": len(rows)}
        )
        title = self.name_of(self.key) if self.row is not None else self.add_text
        told = {
            "title": title,
            "caption": caption,
            "is_new": not self.key,
            "row_key": self.key,
            "is_gone": bool(self.key) and self.row is None,
            "is_only": not rows,
            "inner": list(self._within()),
            "remove_url": self.row_url(self.key, "curate_remove_row") if self.key else "",
        }
        return super().get_context_data(**(told | kwargs))


@dataclass(frozen=True)
class Keeper:
    """Another row of the record, which names one that is to go."""

    name: str
    url: str


class RemoveRowPage(OfRows):
    """Asks whether a row is to go, and takes it away."""

    template_name = "curate/remove_row.html"

    @property
    def key(self) -> str:
        """What the address calls the row."""
        return str(self.kwargs["row"])

    @cached_property
    def digest(self) -> str:
        """The mark of what the row says."""
        return str(self.section.row_digest(self.said, self.key))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.section.row(self.said, self.key) is None:
            raise Http404(gettext("This row is not there any more."))
        return super().get(request, *args, **kwargs)

    def change(self, request: HttpRequest) -> HttpResponse:
        if self.section.row(self.said, self.key) is None:
            # Sent twice, or a colleague was quicker.
            return HttpResponseRedirect(self.list_url)
        if self.keepers:
            return self.render_to_response(self.get_context_data(), status=422)
        if request.POST.get(DIGEST) != self.digest:
            context = self.get_context_data(is_changed=True)
            return self.render_to_response(context, status=409)
        name = self.name_of(self.key)
        write(self.section.without(self.said, self.key), self.record, by=self.user, held=self.held)
        messages.success(request, gettext("“%(name)s” is removed.") % {"name": name})
        return HttpResponseRedirect(self.list_url)

    @cached_property
    def keepers(self) -> list[Keeper]:
        """The rows of the record that name this one: it stays until they do not."""
        found = []
        for field, row in self.section.kept_by(self.said, self.key):
            section: Any = self.noun.section_at(field)
            key = section.key_of(row)
            args = [self.noun.key, self.record.pk, section.key, key]
            found.append(Keeper(section.names([row])[key], reverse("curate_row", args=args)))
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.section.row(self.said, self.key)
        told = {
            "title": gettext("Remove “%(name)s”?") % {"name": self.name_of(self.key)},
            "name": self.name_of(self.key),
            "about": self.section.about(row),
            "keepers": self.keepers,
            "elsewhere": list(named_elsewhere(self.record, self.section.row_type.model, self.key)),
            "digest": self.digest,
            "row_url": self.row_url(self.key),
        }
        return super().get_context_data(**(told | kwargs))
