"""Keeps what somebody types, and tells who else is there."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase

from wellbeing_portal.core.roles import Verb, require
from wellbeing_portal.curate.models import Place, Typed
from wellbeing_portal.curate.signed_out import fields_in

from .keeping import company, place_of, saved_told
from .record import RecordPage

ACT = "act"
KEEP, HERE, LEAVE = "keep", "here", "leave"


class TypedPage(RecordPage):
    """Answers scripts alone; whoever was signed out is told so, and keeps what they typed."""

    http_method_names = ["post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return JsonResponse({}, status=401)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> JsonResponse:
        """Keep what is typed, or only note that somebody is there or went."""
        require(self.user, Verb.EDIT, self.record)
        act, typed = request.POST.get(ACT), None
        if act == LEAVE:
            Typed.objects.left(self.user, self.place)
        elif act == HERE:
            typed = Typed.objects.opened(self.user, self.place)
        else:
            digest = request.POST.get("digest", "")[:64]
            typed = Typed.objects.keep(self.user, self.place, fields_in(request.POST), digest)
        return JsonResponse({"saved": saved_told(typed), "others": company(self.place, self.user)})

    @property
    def place(self) -> Place:
        """What the address names.

        Raises:
            Http404: when there is no such section.
        """
        section = self.noun.section(self.kwargs["section"])
        if section is None:
            raise Http404
        return place_of(self.record, section.key, self.kwargs.get("row", ""))
