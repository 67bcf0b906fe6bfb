"""What somebody sent whose session had ended: it waits until they have signed in."""

from __future__ import annotations

import json
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext

from wellbeing_portal.core.models.redirect import kind_of
from wellbeing_portal.core.roles import Verb, may

from .forms.account import SignInForm
from .models import Place, Typed
from .sections import nouns

DIGEST = "digest"

NOT_TYPED = frozenset(
    {"csrfmiddlewaretoken", DIGEST, "then", "preview", "more", "act", "aside", "discard"}
)
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
    waiting = {"fields": fields_in(request.POST), DIGEST: request.POST.get(DIGEST, "")}
    context = {
        "form": SignInForm(request),
        "title": gettext("Sign in again"),
        "next": request.get_full_path(),
        "waiting": json.dumps(waiting) if place_at(request.path) else "",
    }
    return render(request, "curate/sign_in.html", context)


def bring_back(sent: Any, user: User) -> None:
    """Keep what waited as typed, so that it stands in the fields of its page."""
    place = place_at(sent.get(NEXT, ""))
    try:
        waiting = json.loads(sent.get(WAITING, ""))
        fields = {str(name): [str(one) for one in some] for name, some in waiting["fields"].items()}
        digest = str(waiting[DIGEST])[:64]
    except (ValueError, TypeError, KeyError, AttributeError):
        return
    if place is not None and may(user, Verb.SEE):
        Typed.objects.keep(user, place, fields, digest)
