"""What somebody sent whose session had ended: it waits until they have signed in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext

from wellbeing_portal.core.models.redirect import kind_of
from wellbeing_portal.core.roles import Verb, may

from .forms.account import SignInForm
from .models import Place, Typed
from .sections import nouns

DIGEST = "digest"

TOKEN = "csrfmiddlewaretoken"  # noqa: S105 (the name of a field)
NOT_TYPED = frozenset({TOKEN, DIGEST, "then", "preview", "more", "act", "aside", "discard"})
"""What a form of a section sends besides its fields."""

START = "start"
"""What stands for the section of a record that is about to be begun."""

NEXT, WAITING = "next", "waiting"
"""The fields of the form to sign in that say where to go on, and what was sent there."""


def fields_in(sent: Any) -> dict[str, list[str]]:
    """Return the fields that a form of a section holds."""
    return {name: sent.getlist(name) for name in sent if name not in NOT_TYPED}


def place_at(address: str) -> Place | None:
    """Return the section, or the row of one, that an address shows, if it does."""
    try:
        found = resolve(address.partition("?")[0])
    except Resolver404:
        return None
    noun = nouns().get(found.kwargs.get("noun", ""))
    section = START if found.url_name == "curate_start" else found.kwargs.get("section", "")
    if noun is None or not section:
        return None
    record, row = found.kwargs.get("pk", 0), found.kwargs.get("row", "")
    return Place(kind_of(noun.model), record, section, row)


def asked_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Return the page to sign in, which holds what was sent."""
    sent = request.POST
    if place_at(request.path):
        fields = fields_in(sent)
    else:
        fields = {name: sent.getlist(name) for name in sent if name != TOKEN}
    waiting = {"fields": fields, DIGEST: sent.get(DIGEST, "")}
    context = {
        "form": SignInForm(request),
        "title": gettext("Sign in again"),
        "next": request.get_full_path(),
        "waiting": json.dumps(waiting) if any(map(any, fields.values())) else "",
    }
    return render(request, "curate/sign_in.html", context)


@dataclass(frozen=True)
class WaitingForm:
    """What was sent to a page of the editor by somebody whose session had ended."""

    address: str
    fields: dict[str, list[str]]
    digest: str

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Each field with each of its values."""
        return [(name, one) for name, some in self.fields.items() for one in some]


def waiting_in(sent: Any) -> WaitingForm | None:
    """Return what waited while somebody signed in, if anything did."""
    address = str(sent.get(NEXT, ""))
    try:
        waiting = json.loads(sent.get(WAITING, ""))
        fields = {str(name): [str(one) for one in some] for name, some in waiting["fields"].items()}
        digest = str(waiting[DIGEST])[:64]
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return WaitingForm(address, fields, digest) if is_of_editor(address) else None


def is_of_editor(address: str) -> bool:
    """Tell whether an address is a page of the editor on this portal, and nowhere else."""
    if not url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        return False
    try:
        name = resolve(address.partition("?")[0]).url_name
    except Resolver404:
        return False
    return name is not None and name.startswith("curate_")


def bring_back(waiting: WaitingForm, user: User) -> bool:
    """Keep what waited as typed, so that it stands in the fields of its page.

    Returns:
        Whether its page has fields that are kept so.
    """
    place = place_at(waiting.address)
    if place is not None and may(user, Verb.SEE):
        Typed.objects.keep(user, place, waiting.fields, waiting.digest)
    return place is not None
