"""Who may what with the vocabulary, and that nobody else sees a word of it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from tests import factories as make
from tests.core.vocabulary.twins import Twins
from tests.people import administrator, contributor, editor, reviewer, signed_in
from tests.tables import changed_tables, table_digests
from wellbeing_portal.core.vocabulary.merging import merge
from wellbeing_portal.curate.models import SuggestedTerm

pytestmark = pytest.mark.django_db

SECRET = "Sesame"
PEOPLE = {
    "visitor": None,
    "nobody": make.UserFactory,
    "contributor": contributor,
    "reviewer": reviewer,
    "editor": editor,
    "administrator": administrator,
}
MAY = {"editor", "administrator"}


@pytest.fixture
def world(twins: Twins) -> Any:
    """Every page has something to show, and all of it is secret."""
    former = make.OutcomeFactory(name=f"{SECRET} twin", synonyms=[f"{SECRET} name"])
    make.FindingFactory(case_study=twins.draft, outcomes=[former])
    change = merge(former, twins.kept, by=twins.by)
    twins.kept.definition = f"{SECRET} definition"
    twins.kept.save()
    term = SuggestedTerm.objects.create(
        vocabulary="outcomes", name=f"{SECRET} term", meaning=SECRET, made_by_name="writer"
    )
    return {"concept": twins.former, "change": change, "term": term}


def addresses(world: Any) -> Iterator[str]:
    """Every address of the vocabulary, with what fills it."""
    reverse("curate_home")  # the kinds of parts of addresses are known from then on
    for pattern in import_module("wellbeing_portal.curate.vocabulary.urls").urlpatterns:
        assert isinstance(pattern, URLPattern)
        key = world["concept"].pk
        if "change" in str(pattern.name):
            key = world["change"].pk
        if "decide" in str(pattern.name):
            key = world["term"].pk
        filled = str(pattern.pattern)
        for hole, value in (
            ("<slug:family>", "outcomes"),
            ("<num:pk>", str(key)),
            ("<slug:format>", "csv"),
            ("<slug:way>", "archive"),
        ):
            filled = filled.replace(hole, value)
        yield f"/curate/vocabulary/{filled}"


SENT: tuple[tuple[str, dict[str, str]], ...] = (
    ("queue/{term}/", {"verdict": "refused", "because": "No."}),
    ("queue/{term}/", {"verdict": "known", "which": "loneliness"}),
    ("queue/{term}/", {"verdict": "draft", "name": "Zest", "definition": "It."}),
    ("changes/{change}/", {}),
    ("outcomes/begin/", {"name": "Zest", "definition": "It."}),
    ("outcomes/near/", {"one": "{concept}", "other": "{kept}"}),
    ("outcomes/table/", {"rows": "Address,Definition\nloneliness,It.", "act": "take-in"}),
    ("outcomes/{concept}/words/", {"definition": "It."}),
    ("outcomes/{concept}/merge/", {"into": "loneliness"}),
    ("outcomes/{concept}/rename/", {"name": "Zest", "slug": "zest"}),
    ("outcomes/{concept}/move/", {"under": "loneliness"}),
    ("outcomes/{concept}/archive/", {}),
    ("outcomes/{concept}/consistency/", {"question": "unspoken-1", "answer": "right"}),
)
"""What the pages send."""


def client_of(who: str) -> Client:
    made = PEOPLE[who]
    return signed_in(made()) if made else Client()


@pytest.mark.parametrize("who", PEOPLE)
def test_each_role_at_each_address(world: Any, who: str) -> None:
    client = client_of(who)
    for address in addresses(world):
        answer = client.get(address)
        said = b"".join(answer) if answer.streaming else answer.content
        if who in MAY:
            assert answer.status_code == 200, address
        else:
            assert answer.status_code == (302 if who == "visitor" else 403), address
            assert SECRET not in said.decode(), address


@pytest.mark.parametrize("who", [one for one in PEOPLE if one not in MAY])
def test_who_may_not_changes_nothing(world: Any, twins: Twins, who: str) -> None:
    client = client_of(who)
    names = {
        "term": world["term"].pk,
        "change": world["change"].pk,
        "concept": twins.former.pk,
        "kept": twins.kept.pk,
    }
    client.get("/curate/")
    before = table_digests()
    for address, said in SENT:
        sent = {key: value.format(**names) for key, value in said.items()}
        answer = client.post(f"/curate/vocabulary/{address.format(**names)}", sent)
        assert answer.status_code in {200, 403}, address
        assert SECRET not in answer.content.decode(), address
    assert changed_tables(before) == []


def test_each_thing_that_is_sent_is_done_for_an_editor(twins: Twins, world: Any) -> None:
    """What was refused above was refused for who sent it, and not for what was sent."""
    client = signed_in(editor())
    for address, said in SENT:
        if address.startswith(("outcomes/begin", "outcomes/near", "outcomes/table", "queue")):
            names = {
                "term": world["term"].pk,
                "change": 0,
                "concept": twins.former.pk,
                "kept": twins.kept.pk,
            }
            SuggestedTerm.objects.update(settled_at=None)
            if "Zest" in said.values():
                type(twins.former).objects.filter(name="Zest").delete()
            sent = {key: value.format(**names) for key, value in said.items()}
            answer = client.post(f"/curate/vocabulary/{address.format(**names)}", sent)
            assert answer.status_code == 302, (address, sent)


def test_menu_shows_it_to_who_may(twins: Twins) -> None:
    for who in ("contributor", "editor"):
        shown = "/curate/vocabulary/" in client_of(who).get("/curate/").content.decode()
        assert shown == (who in MAY)


def test_readers_see_no_draft_and_nothing_archived(twins: Twins, client: Client) -> None:
    for state in ("draft", "archived"):
        make.OutcomeFactory(name=f"{SECRET} {state}", slug=f"sesame-{state}", state=state)
    for address in ("/outcomes/", "/case-studies/", "/search/?q=Sesame", "/evidence-map/"):
        page = client.get(address).content.decode()
        assert f"{SECRET} draft" not in page
        assert f"{SECRET} archived" not in page
    for state in ("draft", "archived"):
        assert client.get(f"/outcomes/sesame-{state}/").status_code == 404
