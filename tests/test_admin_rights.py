"""Every role at every address of the admin: what opens, and that nobody else can write.

Addresses, models and actions are those that there are: a new one is judged by the strictest
rule, until ``admin_addresses.py`` says who may write there.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import connection
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from casestudies.models import ContextFact
from tests import factories
from tests.admin_addresses import LOOK, Address, Request, admin_addresses, needed
from tests.admin_pages import admin_url, as_new, form_data
from tests.admin_roles import NEVER, Visitor, visitors
from tests.pointing import FACTORIES, made_for_admin
from tests.tables import changed_tables, table_digests, undone
from wellbeing_portal.core.models import Redirect, UnansweredSearch

pytestmark = [pytest.mark.django_db, pytest.mark.history]

PASSWORD = "correct-horse-battery"
MADE_BY_HAND: dict[Any, Any] = {
    User: lambda: factories.UserFactory.create(username="somebody"),
    Group: lambda: Group.objects.create(name="Some people"),
    AccessAttempt: lambda: AccessAttempt.objects.create(
        username="robin", ip_address="192.0.2.1", failures_since_start=1
    ),
    AccessLog: lambda: AccessLog.objects.create(username="robin", ip_address="192.0.2.1"),
    AccessFailureLog: lambda: AccessFailureLog.objects.create(username="robin"),
    Redirect: lambda: Redirect.objects.create(
        kind="strategies.theme", slug="gone", record=1_000_000, name="Gone"
    ),
    ContextFact: lambda: made_for_admin(ContextFact),
    UnansweredSearch: lambda: UnansweredSearch.objects.create(
        digest="d", words="fuel poverty", days=2, first_on=localdate(), last_on=localdate()
    ),
}
MAKERS = {model: factory.create for model, factory in FACTORIES.items()} | MADE_BY_HAND

REFUSED = {403, 404, 405}


@pytest.fixture(autouse=True)
def sessions_in_cookies(settings: Any) -> None:
    """Some thousand requests are sent here, and none is about where a session is kept."""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"


@pytest.fixture
def unrendered(monkeypatch: Any) -> Callable[[], None]:
    """Once called, pages are answered empty: what is in them is for other tests, and takes long."""
    empty = property(lambda _response: "")

    def stop() -> None:
        monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", empty)
        # Pages of a version are rendered without a response of their own.
        monkeypatch.setattr("simple_history.admin.render", lambda *_, **__: HttpResponse())
        denied = "wellbeing_portal.core.serving.denied.render"
        monkeypatch.setattr(denied, lambda *_, **__: HttpResponseForbidden())

    return stop


@contextmanager
def noting_writes(notes: list[str], name: str) -> Iterator[None]:
    """Note what is written, to say which request it was."""

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        write = re.match(r"(INSERT INTO|UPDATE|DELETE FROM) \S+", sql)
        if write:
            notes.append(f"{name}: {write[0]}")
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield


def numbers_of(record: Any) -> list[Any]:
    """What the addresses of a record's pages name: the record, and a version of it."""
    history = getattr(record, "history", None)
    version = history.first().pk if history is not None else 1
    return [record.pk, version]


def other_words(form: dict[str, Any], words: str) -> dict[str, Any]:
    """What makes the record of the form another one."""
    values = {"slug": words.lower(), "name": words, "title": words, "gss_code": "E06000999"}
    values |= {"statement": words, "topic": words, "committee": words, "username": words}
    return {name: value for name, value in values.items() if name in form}


def forms_of(record: Any, superuser: Client) -> dict[str, dict[str, Any]]:
    """What a browser would send from each page of the record, if the page were let do it."""
    page = superuser.get(admin_url(record))
    change = {name: value for name, value in form_data(page).items() if value is not None}
    change |= other_words(change, "Changed")
    add = as_new(page)
    add |= other_words(add, "Added")
    passwords = {"password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    if isinstance(record, User):
        add = {"username": "fresh", **passwords}
    return {
        "change": change,
        "add": add,
        "delete": {"post": "yes"},
        "password_change": passwords,
    }


def requests_to(address: Address, path: str, record: Any, forms: Any) -> list[Request]:
    """Every form worth sending to the address: the page's own, with each of its buttons."""
    if address.kind == "changelist":
        return [
            Request(f"{address.name} {action}", path, data)
            for action in actions_of(type(record))
            for data in [confirmed(record, action)]
        ]
    form = forms.get(address.kind, forms["change"])
    buttons = ["_save"]
    if address.kind == "change":
        buttons += ["_saveasnew", "_popup"]
    return [Request(f"{address.name} {name}", path, form | {name: "1"}) for name in buttons]


def actions_of(model: type[Model]) -> list[str]:
    """Every action that the list could offer, and one that it could not."""
    request = HttpRequest()
    request.user = User(is_superuser=True, is_active=True)
    return [*admin.site._registry[model].get_actions(request), "no_such_action"]


def confirmed(record: Any, action: str) -> dict[str, Any]:
    """An action asked for, with the yes to whatever page might ask."""
    answer = hashlib.sha256(str(record.pk).encode()).hexdigest()
    chosen = {"action": action, "_selected_action": [record.pk]}
    return chosen | {"post": "yes", "confirmed": answer}


@pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model.__name__)
def test_every_role_at_every_address_of_a_model(model, unrendered):
    record = MAKERS[model]()
    people = visitors()
    forms = forms_of(record, people[-1].client)
    unrendered()
    pages = pages_of(record)
    faults: list[str] = []
    before = table_digests()

    for visitor in people:
        for address, path in pages.items():
            with noting_writes(faults, f"{visitor.role} opened {address.name}"):
                faults += wrong_answers(visitor, address, path, record)
            for request in requests_to(address, path, record, forms):
                if not visitor.may_send(address, request):
                    with noting_writes(faults, f"{visitor.role} sent {request.name}"):
                        faults += wrongly_taken(visitor, address, request)

    assert len(pages) >= 6
    assert faults == []
    assert changed_tables(before) == []


def pages_of(record: Any) -> dict[Address, str]:
    """Every address of the record's model, and the path under which the record is found there."""
    numbers = numbers_of(record)
    ours = [address for address in admin_addresses() if address.model is type(record)]
    return {address: address.path(*numbers) for address in ours}


def wrong_answers(visitor: Visitor, address: Address, path: str, record: Any) -> list[str]:
    """Open the page, and say what is wrong with the answer."""
    response: Any = visitor.client.get(path)
    answer = response.status_code
    if not visitor.is_let_in:
        right = answer == 302 and response["Location"].startswith(reverse("admin:login"))
    elif address.kind == "short":
        right = answer == 302 and response["Location"].endswith("/change/")
    elif visitor.may_open(address):
        gone = address.kind == "simple_history" and not hasattr(record, "history")
        right = answer == (404 if gone else 200)
    else:
        right = answer in {403, 404}
    return [] if right else [f"{visitor.role} opened {address.name}: {answer}"]


def wrongly_taken(visitor: Visitor, address: Address, request: Request) -> list[str]:
    """Send a form that must not be taken, and say if the answer looks as if it were."""
    response: Any = visitor.client.post(request.path, request.data)
    answer = response.status_code
    if address.kind == "changelist" and visitor.may_open(address):
        return []  # the list is shown again, with a message
    to_login = answer == 302 and response["Location"].startswith(reverse("admin:login"))
    if answer in REFUSED or (to_login and not visitor.is_let_in):
        return []
    return [f"{visitor.role} sent {request.name}: {answer}"]


def type_of(address: Address) -> type[Model]:
    assert address.model is not None
    return address.model


@pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model.__name__)
def test_whoever_has_the_right_can_write_with_the_very_same_forms(model, unrendered):
    """Else the forms that are refused above might be refused for another reason."""
    record = MAKERS[model]()
    people = visitors()
    forms = forms_of(record, people[-1].client)
    unrendered()
    pages = pages_of(record)
    written: set[tuple[str, str]] = set()
    before = table_digests()

    for visitor in people:
        for address, path in pages.items():
            for request in requests_to(address, path, record, forms):
                if is_worth_sending(visitor, address, request):
                    with undone(visitor.client, before) as changes:
                        response = visitor.client.post(request.path, request.data)
                        changed = changes()
                        assert response.status_code == 302, (visitor.role, request)
                    assert changed, (visitor.role, request)
                    written.add((visitor.role, needed(address, request)[0]))

    expected = {"add", "change", "delete"} - {act for kind, act in NEVER if kind is model}
    assert {act for role, act in written if role == "superuser"} == expected
    assert {act for role, act in written if role in expected and role != act} <= {"add"}


def is_worth_sending(visitor: Visitor, address: Address, request: Request) -> bool:
    """One form a page is enough."""
    if address.kind == "changelist":
        can_be_done = request.data["action"] == "delete_selected"
        may_see = visitor.may(type_of(address), LOOK)
        return can_be_done and may_see and visitor.may_send(address, request)
    return visitor.may_send(address, request) and request.name.endswith(" _save")
