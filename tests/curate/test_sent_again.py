"""What somebody sent after their session had ended is not lost, on whatever page it was."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import ApproachFactory
from tests.people import editor

pytestmark = pytest.mark.django_db

PASSWORD = "a-long-one-2026"
SAID = {"definition": "Letters to <old> friends.", "synonyms": "Pen friends\nPost", "digest": "d"}


def hidden(page: str) -> list[tuple[str, str]]:
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', page)
    return [(name, unescape(value)) for name, value in found]


def signed_in_with(client: Client, asked: Any, **more: str) -> Any:
    fields = dict(hidden(asked.content.decode())) | more
    user = editor()
    user.set_password(PASSWORD)
    user.save()
    return client.post(
        reverse("curate_sign_in"), fields | {"username": user.username, "password": PASSWORD}
    )


def test_form_of_any_page_waits_and_is_sent_by_who_has_signed_in(client):
    concept = ApproachFactory(definition="As it was.")
    address = reverse("curate_words_of_concept", args=["approaches", concept.pk])
    asked = client.post(address, SAID)
    assert "go on with it as you left it" in asked.content.decode()

    page = signed_in_with(client, asked).content.decode()

    assert "Letters to &lt;old&gt; friends." in page
    assert f'action="{address}"' in page
    sent = [(name, value) for name, value in hidden(page) if name != "csrfmiddlewaretoken"]
    assert sorted(sent) == sorted(SAID.items())
    client.post(address, dict(sent))
    concept.refresh_from_db()
    assert (concept.definition, concept.synonyms) == (SAID["definition"], ["Pen friends", "Post"])


@pytest.mark.parametrize(
    "address", ["https://elsewhere.example/curate/", "//elsewhere.example/", "/about/", "nonsense"]
)
def test_nothing_is_sent_but_to_pages_of_the_editor(client, address):
    asked = client.post(reverse("curate_search"), {"q": "something"})

    answer = signed_in_with(client, asked, next=address)

    assert answer.status_code == 302
    assert "elsewhere" not in answer["Location"]


def test_password_that_is_wrong_loses_nothing(client):
    asked = client.post(reverse("curate_search"), {"q": "something"})
    fields = dict(hidden(asked.content.decode()))
    refused = client.post(reverse("curate_sign_in"), fields | {"username": "x", "password": "y"})

    page = signed_in_with(client, refused).content.decode()

    assert ("q", "something") in hidden(page)
