"""Ways of a record from its readers and back, each on a page that says what will happen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.models.reason import Reason, reasons_in
from wellbeing_portal.core.publishing import leaving
from wellbeing_portal.core.publishing.resting import left_without, reasons_to_stay
from wellbeing_portal.core.publishing.working_copy import copy_of
from wellbeing_portal.core.roles import Verb, may, refusal, require
from wellbeing_portal.curate.checking import CheckPoint, record_url
from wellbeing_portal.curate.forms.leaving import (
    AskNothing,
    LeaveForm,
    TrashForm,
    UnpublishForm,
    WithdrawForm,
)

from .record import RecordPage


@dataclass(frozen=True)
class WayOut:
    """A way of a record from one state to another.

    ``happens`` says what will be; ``leads_away`` that readers lose sight of it by this.
    """

    key: str
    verb: Verb
    title: Any
    button: Any
    done: Any
    do: Callable[..., None]
    happens: tuple[Any, ...]
    form: type[LeaveForm] = AskNothing
    leads_away: bool = False


WAYS = {
    way.key: way
    for way in (
        WayOut(
            "withdraw",
            Verb.WITHDRAW,
            _("Withdraw"),
            _("Withdraw it"),
            _("It is withdrawn."),
            leaving.withdraw,
            (
                _("Its page stays at its address, with your reason and today’s date on top."),
                _("It goes from every list, count, search, map, file, feed and comparison."),
                _("What was cited from it can still be found."),
            ),
            WithdrawForm,
            leads_away=True,
        ),
        WayOut(
            "unpublish",
            Verb.UNPUBLISH,
            _("Unpublish"),
            _("Unpublish it"),
            _("It is unpublished."),
            leaving.unpublish,
            (
                _(
                    "Its page goes. Its address leads to a record that you choose, or says that it "
                    "is gone."
                ),
                _("Where it says that, readers see your reason."),
                _("Citations of it lead nowhere: to withdraw it keeps them."),
            ),
            UnpublishForm,
            leads_away=True,
        ),
        WayOut(
            "reopen",
            Verb.REOPEN,
            _("Make a draft of it again"),
            _("Make a draft of it"),
            _("It is a draft."),
            leaving.reopen,
            (
                _("It is a draft and goes the way of every draft before readers see it again."),
                _("Till then its address leads where it led, or says that the page is gone."),
            ),
        ),
        WayOut(
            "put-away",
            Verb.TRASH,
            _("Put into the trash"),
            _("Put it into the trash"),
            _("It is in the trash."),
            leaving.trash,
            (
                _("It can be taken out again for 90 days at least."),
                _("An administrator may delete it after that."),
            ),
            TrashForm,
        ),
        WayOut(
            "take-out",
            Verb.TAKE_OUT,
            _("Take out of the trash"),
            _("Take it out"),
            _("It is a draft again."),
            leaving.take_out,
            (_("It is a draft again, with all that it said."),),
        ),
        WayOut(
            "delete",
            Verb.EMPTY,
            _("Delete for good"),
            _("Delete it for good"),
            _("It is deleted for good."),
            leaving.empty,
            (
                _("It is deleted with its versions. Nobody can bring it back."),
                _("Its address stays kept, so that no other record comes to stand there."),
                _("What readers once saw leads where it led, or says that the page is gone."),
            ),
        ),
    )
}


class LeavingPage(RecordPage):
    """Says what will happen to a record and to what names it, and asks why."""

    template_name = "curate/leaving.html"

    @cached_property
    def way(self) -> WayOut:
        """The way that the address names."""
        if self.kwargs["way"] not in WAYS:
            raise Http404(gettext("A record has no such way."))
        return WAYS[self.kwargs["way"]]

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        require(self.user, self.way.verb, self.record)
        form = self.way.form(request.POST, record=self.record, stay=self.stay)
        if not form.is_valid():
            return self.shown(form)
        away, name = self.record.copy_of, str(self.record)
        try:
            self.way.do(self.record, by=self.user, **form.said())
        except ValidationError as error:
            return self.shown(form, reasons_in(error))
        except ProtectedError as error:
            return self.shown(form, [f"{one}" for one in self._named(error)])
        messages.success(request, f"“{name}”: {self.way.done}")
        return HttpResponseRedirect(self._next(away))

    def shown(self, form: LeaveForm, refused: list[str] | None = None) -> HttpResponse:
        """Return the page after something was sent that could not be done."""
        self.__dict__.pop("record", None)
        context = self.get_context_data(form=form, refused=refused or [])
        return self.render_to_response(context, status=422)

    @cached_property
    def stay(self) -> list[str]:
        """Why the record may not leave: what is published and rests on it."""
        return list(reasons_to_stay(self.record)) if self.way.leads_away else []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        named = left_without(self.record) if self.way.leads_away and not self.stay else ()
        kwargs.setdefault("form", self.way.form(record=self.record, stay=self.stay))
        told = {
            "title": self.way.title,
            "way": self.way,
            "barred": refusal(self.user, self.way.verb, self.record),
            "stay": list(_points(self.stay)),
            "named": list(_points(named)),
            "copy_url": record_url(copy) if (copy := copy_of(self.record)) else "",
        }
        return super().get_context_data(**(told | kwargs))

    def _next(self, copied: Publishable | None) -> str:
        if self.way.verb is Verb.EMPTY:
            return reverse("curate_trash")
        if self.way.verb is Verb.TRASH:
            return record_url(copied) if copied is not None else reverse("curate_home")
        return record_url(self.record)

    def _named(self, error: ProtectedError) -> Iterator[str]:
        for one in error.protected_objects:
            yield gettext("%(kind)s “%(name)s” names it.") % {
                "kind": str(one._meta.verbose_name).capitalize(),
                "name": one,
            }


def ways_of(page: RecordPage) -> list[CheckPoint]:
    """Return the ways that whoever asks may let a record go."""
    return [
        CheckPoint(
            str(way.title), reverse("curate_leave", args=[page.noun.key, page.record.pk, key])
        )
        for key, way in WAYS.items()
        if may(page.user, way.verb, page.record)
    ]


def _points(reasons: Any) -> Iterator[CheckPoint]:
    for reason in reasons:
        about = reason.about if isinstance(reason, Reason) else None
        yield CheckPoint(str(reason), record_url(about) if isinstance(about, Publishable) else "")
