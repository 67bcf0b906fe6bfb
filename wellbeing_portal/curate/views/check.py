"""The check page: what stands in the way, the preview, and the way on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from wellbeing_portal.core.models import Publishable, Work
from wellbeing_portal.core.models.reason import reasons_in
from wellbeing_portal.core.publishing.gate import Judgement, judge
from wellbeing_portal.core.publishing.moving import hold_still
from wellbeing_portal.core.publishing.working_copy import changed_meanwhile
from wellbeing_portal.core.roles import Verb, may, refusal, require
from wellbeing_portal.core.words import day_in_words
from wellbeing_portal.curate.checking import (
    CheckPoint,
    digest_of,
    in_parts,
    points,
    ready,
    record_url,
)
from wellbeing_portal.curate.forms.review import ActForm, WhenForm
from wellbeing_portal.curate.previewing import has_page

from .acts import ACTS, Act
from .preview import WIDTHS
from .record import RecordPage

State = Publishable.State


class WrittenMeanwhile(Exception):
    """A record was changed since whoever acts on it looked at it."""


@dataclass(frozen=True)
class OfferedAct:
    """An act that somebody may do, with its form; ``is_barred`` by what stands in the way."""

    act: Act
    form: ActForm
    is_barred: bool = False


class CheckPage(RecordPage):
    """Says what keeps a record from its readers, shows it as they will see it, and sends it on.

    What it refuses no act lets through: both ask the gate.
    """

    template_name = "curate/check.html"

    @cached_property
    def judgement(self) -> Judgement:
        """What the gate says."""
        return judge(self.record)

    @cached_property
    def digest(self) -> str:
        """The mark of what the record says."""
        return digest_of(self.said)

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        act = next((one for one in ACTS if one.key == request.POST.get("act")), None)
        if act is None:
            raise Http404(gettext("Nothing of that name can be done."))
        require(self.user, act.verb, self.record)
        form = self.form(act, request.POST)
        if not form.is_valid():
            return self.shown(form, 422)
        try:
            shown = self.done(act, form)
        except WrittenMeanwhile:
            return self.shown(form, 409, is_changed=True)
        except ValidationError as error:
            # What was tried has changed the record at hand, but not the one that is kept.
            self.forget()
            return self.shown(form, 422, refused=reasons_in(error))
        except ObjectDoesNotExist:
            raise Http404(gettext("This record is not there any more.")) from None
        messages.success(request, self._done(act, shown))
        return HttpResponseRedirect(record_url(shown or self.record))

    @transaction.atomic
    def done(self, act: Act, form: ActForm) -> Any:
        """Do something with the record as it was looked at, and return what readers see of it.

        Raises:
            WrittenMeanwhile: when it says something else by now, and the act lets that out.
        """
        if not act.is_gated:
            return act.do(self.record, by=self.user, **form.said())
        hold_still(self.record)
        if self.request.POST.get("digest") != self.digest:
            raise WrittenMeanwhile
        told = {"said": self.said} if act.is_told else {}
        return act.do(self.record, by=self.user, **form.said(), **told)

    def _done(self, act: Act, shown: Any) -> str:
        """Say what has been done, and what readers see of it."""
        told = [str(act.done)]
        if shown is not None and shown.is_published:
            told.append(gettext("Readers see it now."))
        elif shown is not None and (day := Work.objects.on(shown).publish_on):
            told.append(gettext("It goes out on %(day)s.") % {"day": day_in_words(day)})
        return " ".join(told)

    def forget(self) -> None:
        """Read the record anew when it is asked for again."""
        for name in ("record", "said", "work", "judgement", "digest"):
            self.__dict__.pop(name, None)

    def form(self, act: Act, data: Any = None) -> ActForm:
        """Return the form of an act, with what was sent if that is this one."""
        more: dict[str, Any] = {}
        if issubclass(act.form, WhenForm):
            more["may_choose_day"] = may(self.user, Verb.DATE, self.record)
        return act.form(data, work=self.work, user=self.user, prefix=act.key, **more)

    def offered(self, sent: ActForm | None) -> Iterator[OfferedAct]:
        """Yield what whoever asks may do."""
        for act in ACTS:
            if may(self.user, act.verb, self.record):
                is_sent = sent is not None and sent.prefix == act.key
                form = sent if sent is not None and is_sent else self.form(act)
                is_barred = act.is_gated and bool(self.judgement.refused) and not is_sent
                yield OfferedAct(act, form, is_barred)

    def idle(self) -> str:
        """Say why whoever asks has nothing to do with the record here."""
        if self.record.state == State.PUBLISHED:
            return refusal(self.user, Verb.CHECK, self.record)
        if self.record.state == State.DRAFT:
            return refusal(self.user, Verb.SEND, self.record)
        return refusal(self.user, Verb.APPROVE, self.record)

    def shown(
        self,
        form: ActForm,
        status: int,
        *,
        refused: list[str] | None = None,
        is_changed: bool = False,
    ) -> HttpResponse:
        """Return the page after something was sent that could not be done."""
        context = self.get_context_data(sent=form, refused=refused or [], is_changed=is_changed)
        return self.render_to_response(context, status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        noun, record, said = self.noun, self.record, self.judgement
        offered = list(self.offered(kwargs.get("sent")))
        told = {
            "title": gettext("Check and publish"),
            "in_the_way": in_parts(noun, record, said.refused),
            "number_in_the_way": len(said.refused),
            "doubts": points(noun, record, said.doubted),
            "with_it": [CheckPoint(str(one), record_url(one)) for one in said.with_it],
            "ready": list(ready(noun, self.said, said.refused)),
            "meanwhile": self.meanwhile(),
            "offered": offered,
            "idle": "" if offered else self.idle(),
            "widths": self.widths(),
            "digest": self.digest,
        }
        return super().get_context_data(**(told | kwargs))

    def meanwhile(self) -> list[str]:
        """Return what has changed in the published record since its working copy was made."""
        return changed_meanwhile(self.record) if self.record.copy_of_id is not None else []

    def widths(self) -> list[CheckPoint]:
        """Return the ways to the page as readers will see it; none if it has no page of its own."""
        if not has_page(self.record):
            return []
        address = reverse("curate_preview", args=[self.noun.key, self.record.pk])
        return [
            CheckPoint(str(width.name), f"{address}?width={key}") for key, width in WIDTHS.items()
        ]
