"""What somebody tries who sends other things than the pages of the editor do."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from casestudies.models import CaseStudy
from tests import factories as make
from tests.curate.doors import DOORS, section
from tests.people import administrator, contributor, editor, signed_in
from tests.tables import changed_tables, table_digests
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.models import Version
from wellbeing_portal.core.publishing.ownership import own
from wellbeing_portal.core.versions import keep
from wellbeing_portal.curate.models import Comment, Place, Typed

pytestmark = pytest.mark.django_db

ELSEWHERE = [
    "https://elsewhere.example/",
    "//elsewhere.example/",
    "///elsewhere.example/",
    "/\\elsewhere.example/",
    "\\\\elsewhere.example",
    "http:elsewhere.example",
    "javascript:alert(1)",
    "/\n/elsewhere.example",
    "/\t/elsewhere.example",
    " //elsewhere.example",
    "https://testserver@elsewhere.example/",
    "https:///elsewhere.example",
]
PASSWORD = "correct-horse-battery"


@pytest.fixture(autouse=True)
def sessions_in_cookies(settings: Any) -> None:
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"


@pytest.fixture
def writer() -> User:
    user = contributor(username="writer", email="writer@council.example")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def draft(writer: User) -> Any:
    study = make.CaseStudyFactory(title="York")
    make.FindingFactory(case_study=study, locator="Page 4", value=40)
    own(study, writer)
    keep(study, Version.Occasion.VISIT, by=SYSTEM)
    Comment.objects.create(
        kind="casestudies.casestudy", record=study.pk, text="Of whom?", author_name="System"
    )
    return study


def curate_routes() -> Iterator[tuple[str, URLPattern]]:
    def walk(patterns: Any, before: str) -> Iterator[tuple[str, URLPattern]]:
        for one in patterns:
            route = before + str(one.pattern)
            if isinstance(one, URLResolver):
                yield from walk(one.url_patterns, route)
            else:
                yield route, one

    for route, pattern in walk(get_resolver().url_patterns, ""):
        if route.startswith("curate/"):
            yield route, pattern


def filled(route: str, record: Any) -> str:
    """The address of a route about a record."""
    holes = {
        "noun": "case-studies",
        "pk": str(record.pk),
        "section": "findings",
        "row": record.findings.get().key,
        "kind": "outcomes",
        "way": "put-away",
        "number": "1",
        "comment": str(Comment.objects.get().pk),
        "page": "roles",
        "width": "desktop",
        "line": "overdue",
        "family": "outcomes",
        "table": "councils",
        "format": "csv",
        "uidb64": "MQ",
        "token": "x",
    }
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda hole: holes[hole[1]], route)


def test_nothing_is_taken_from_another_site(draft):
    """Every address of the editor, sent by the browser of an administrator without the mark."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(administrator())
    routes = list(curate_routes())
    before = table_digests()

    answers = {
        route: client.post(filled(route, draft), {"act": "send", "text": "x"}).status_code
        for route, _ in routes
    }

    assert len(routes) > 35
    assert {route: code for route, code in answers.items() if code not in {403, 405}} == {}
    assert changed_tables(before) == []
    for door in DOORS:
        if door.sent is not None:
            refused = client.post(door.address(draft), door.sent(draft))
            assert refused.status_code == 403, door
    assert changed_tables(before) == []


@pytest.mark.parametrize("away", ELSEWHERE)
def test_a_sign_in_leads_to_no_other_site(writer, away):
    sent = {"username": "writer", "password": PASSWORD, "next": away}

    for page in ("/curate/sign-in/", f"/curate/sign-in/?next={away}"):
        answer = Client().post(page, sent)
        assert answer.status_code == 302
        assert answer["Location"] == "/curate/"


@pytest.mark.parametrize("away", ELSEWHERE)
@pytest.mark.parametrize("page", ["curate_add_source", "curate_suggest_term"])
def test_neither_does_what_is_added_in_passing(writer, away, page):
    address = reverse(page, args=["outcomes"] if "term" in page else [])
    sent = {"title": "A report", "kind": "report", "name": "Sleep", "meaning": "How they sleep."}
    client = signed_in(writer)

    shown = client.get(address, {"next": away}).content.decode()
    answer = client.post(f"{address}?{_query(away)}", sent)

    assert "elsewhere.example" not in re.sub(r"<form[^>]*>", "", shown)
    assert "javascript:" not in shown
    assert answer.status_code == 302
    assert answer["Location"] == "/curate/"


def _query(away: str) -> str:
    from urllib.parse import urlencode

    return urlencode({"next": away})


MORE = {
    "state": "published",
    "slug": "mine",
    "copy_of": "1",
    "published_at": "2020-01-01",
    "left_because": "x",
    "title": "Mine",
    "owner": "1",
    "id": "1",
    "key": "x",
    "record": "1",
    "case_study": "1",
    "key_order": "1",
    "approved_by": "1",
    "is_superuser": "on",
    "updated_at": "2020-01-01",
}
"""Names that a record, its rows and the work on it have, and no form of these asks for."""


def test_a_form_changes_what_it_asks_for_and_nothing_else(draft, writer):
    other = make.CaseStudyFactory()
    before = CaseStudy.objects.values().get(pk=draft.pk)
    client, page = signed_in(writer), f"/curate/case-studies/{draft.pk}/account/"

    assert client.post(page, section(draft) | MORE).status_code == 302

    after = CaseStudy.objects.values().get(pk=draft.pk)
    changed = {name for name in after if after[name] != before[name]}
    assert changed <= {"ambition", "approach", "impact", "sustainability", "updated_at"}
    assert "ambition" in changed
    assert CaseStudy.objects.get(pk=other.pk).title == other.title


def test_a_row_goes_to_no_other_record(draft, writer):
    door = next(one for one in DOORS if one.address(draft).endswith("barriers/add/"))
    other = make.CaseStudyFactory()
    sent = door.sent(draft) if door.sent else {}
    more = {"case_study": other.pk, "key": "mine", "position": "99", "id": "77"}

    assert signed_in(writer).post(door.address(draft), sent | more).status_code == 302

    (row,) = draft.barriers.all()
    assert (row.position, other.barriers.count()) == (1, 0)
    assert row.key != "mine"


def test_an_invitation_gives_the_role_that_is_chosen_and_no_more(client):
    client.force_login(administrator())
    sent = {"email": "new@council.example", "role": "1", **MORE, "is_staff": "on"}

    assert client.post("/curate/accounts/invite/", sent).status_code == 302

    made = User.objects.get(email="new@council.example")
    assert (made.is_superuser, made.is_staff) == (False, False)
    for role in ("0", "9", "-1", "x"):
        sent = {"email": "other@council.example", "role": role}
        assert client.post("/curate/accounts/invite/", sent).status_code == 422
    assert not User.objects.filter(email="other@council.example").exists()


class TestTyped:
    """What somebody typed and has not saved is theirs alone."""

    SECRET = "Sesame, typed and not saved."

    @pytest.fixture
    def typed(self, draft: Any, writer: User) -> Typed:
        place = Place("casestudies.casestudy", draft.pk, "account")
        return Typed.objects.keep(writer, place, {"ambition": [self.SECRET]}, "d")

    def test_nobody_else_sees_a_word_of_it(self, typed, draft, writer):
        pages = [filled(route, draft) for route, _ in curate_routes() if "sign-out" not in route]
        pages.append(f"/curate/case-studies/{draft.pk}/account/")
        asked = "".join(f"&{name}={name}" for name in ("user", "owner"))
        for user in (editor(), administrator(), contributor()):
            client = signed_in(user)
            for page in pages:
                answer = client.get(f"{page}?next=/curate/{asked}&user={writer.pk}")
                said = b"".join(answer) if answer.streaming else answer.content
                assert self.SECRET.encode() not in said, page
        assert self.SECRET in signed_in(writer).get(pages[-1]).content.decode()

    def test_nobody_else_writes_or_removes_it(self, typed, draft, writer):
        client = signed_in(editor())
        page = f"/curate/typed/case-studies/{draft.pk}/account"
        for act in ("keep", "leave", "here"):
            client.post(page, {"act": act, "user": writer.pk, "ambition": "Mine."})
        client.post(f"/curate/case-studies/{draft.pk}/account/", {"discard": "1"})

        typed.refresh_from_db()
        assert typed.data == {"ambition": [self.SECRET]}

    def test_no_sign_in_keeps_anything_for_who_has_no_role(self, draft):
        user = make.UserFactory(username="nobody")
        user.set_password(PASSWORD)
        user.save()
        self.sign_in("nobody", f"/curate/case-studies/{draft.pk}/account/")

        assert not Typed.objects.exists()

    @pytest.mark.parametrize(
        "place",
        [
            f"/curate/case-studies/{'9' * 30}/account/",
            f"/curate/case-studies/1/{'a' * 300}/",
            f"/curate/case-studies/1/findings/{'a' * 300}/",
        ],
    )
    def test_an_address_that_nothing_can_have_is_answered(self, writer, place):
        assert self.sign_in("writer", place).status_code == 302
        assert not Typed.objects.exists()
        client = signed_in(writer)
        for address in (place, place.replace("/curate/", "/curate/typed/").rstrip("/")):
            assert client.get(address).status_code in {404, 405}
            assert client.post(address, {"act": "keep", "x": "y"}).status_code == 404

    def sign_in(self, name: str, place: str) -> Any:
        waiting = json.dumps({"fields": {"ambition": ["x"]}, "digest": ""})
        sent = {"username": name, "password": PASSWORD, "next": place, "waiting": waiting}
        return Client().post("/curate/sign-in/", sent)


@pytest.mark.parametrize("width", ["desktop", "phone", "x"])
def test_a_preview_is_for_those_who_edit_and_is_never_kept(draft, width):
    page = f"/curate/case-studies/{draft.pk}/preview/"

    assert Client().get(page, {"width": width})["Location"].startswith("/curate/sign-in/")
    for stranger in (make.UserFactory(), make.UserFactory(is_staff=True)):
        answer = signed_in(stranger).get(page, {"width": width})
        assert answer.status_code == 403
        assert "York" not in answer.content.decode()
    shown = signed_in(contributor()).get(page)
    assert "no-store" in shown["Cache-Control"]
    assert Client().get(draft.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_HOST": "elsewhere.example"},
        {"HTTP_X_FORWARDED_HOST": "elsewhere.example"},
        {"HTTP_X_FORWARDED_SERVER": "elsewhere.example"},
        {"HTTP_FORWARDED": "host=elsewhere.example"},
        {"HTTP_HOST": "testserver:80@elsewhere.example"},
        {"HTTP_REFERER": "https://elsewhere.example/"},
        {"HTTP_ORIGIN": "https://elsewhere.example"},
    ],
)
def test_no_header_leads_a_link_in_a_mail_elsewhere(writer, headers):
    chief = signed_in(administrator())
    sent = {"email": "new@council.example", "role": "1"}

    Client().post("/curate/sign-in/forgotten/", {"email": writer.email}, **headers)
    chief.post("/curate/accounts/invite/", sent, **headers)

    for message in mail.outbox:
        assert "elsewhere.example" not in f"{message.subject}{message.body}{message.from_email}"
    if "HTTP_HOST" in headers:
        assert mail.outbox == []
