"""What pages that save a section keep of it until it is saved, and who else is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.http import urlencode
from django.utils.translation import gettext

from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.models.redirect import kind_of
from wellbeing_portal.curate.models import Place, Typed
from wellbeing_portal.curate.picking import KINDS

ASIDE, DISCARD = "aside", "discard"
"""The buttons that lead to what is missing, and that give up what was typed."""


@dataclass(frozen=True)
class Company:
    """Somebody else who has a section open."""

    section: str
    text: str


def place_of(record: Publishable, section: str, row: str = "") -> Place:
    """Return where something is typed."""
    return Place(kind_of(type(record)), record.pk, section, row)


def typed_url(noun: str, record: int, section: str, row: str = "") -> str:
    """Return the address that keeps what is typed."""
    return reverse("curate_typed", args=[noun, record, section, *filter(None, [row])])


def saved_told(typed: Typed | None) -> str:
    """Return when what is typed was kept: “Saved 10:44”."""
    if typed is None or typed.saved_at is None:
        return ""
    return gettext("Saved %(time)s") % {"time": _clock(typed.saved_at)}


def company(place: Place, user: Any) -> list[str]:
    """Return who else has a section open, each in a sentence."""
    others = Typed.objects.at(place).here().exclude(user=user).select_related("user")
    said = gettext("A colleague has this section open since %(time)s: %(name)s.")
    return [
        said % {"time": _clock(one.opened_at), "name": one.user.get_username()} for one in others
    ]


def company_on(record: Publishable, user: Any) -> Iterator[Company]:
    """Yield who else has sections of a record open."""
    others = Typed.objects.on(record).here().exclude(user=user).select_related("user")
    said = gettext("A colleague has it open since %(time)s: %(name)s.")
    for one in others.order_by("opened_at"):
        text = said % {"time": _clock(one.opened_at), "name": one.user.get_username()}
        yield Company(one.section, text)


def aside_url(request: HttpRequest) -> str:
    """Return the address of what is to be added, or suggested, with the way back."""
    kind, _, name = request.POST.get(ASIDE, "").partition(":")
    if kind not in KINDS:
        return request.get_full_path()
    page = "curate_add_source" if kind == "sources" else "curate_suggest_term"
    args = [] if kind == "sources" else [kind]
    back = urlencode({"next": request.get_full_path(), "field": name})
    return f"{reverse(page, args=args)}?{back}"


def _clock(time: Any) -> str:
    return time_format(timezone.localtime(time), "H:i")
