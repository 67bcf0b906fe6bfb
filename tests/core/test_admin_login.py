"""Signing in to the admin, and being locked out of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db

RIGHT = "correct-horse-battery"


@pytest.fixture(autouse=True)
def robin() -> None:
    user = factories.UserFactory.create(username="robin", is_staff=True)
    user.set_password(RIGHT)
    user.save()


def sign_in(client: Client, password: str, username: str = "robin", **extra: Any) -> Any:
    data = {"username": username, "password": password}
    return client.post("/admin/login/?next=/admin/", data, **extra)


def test_the_right_password_opens_the_admin(client):
    response = sign_in(client, RIGHT)

    assert (response.status_code, response["Location"]) == (302, "/admin/")
    assert client.get("/admin/").status_code == 200


def test_a_wrong_password_is_told(client):
    response = sign_in(client, "wrong")

    assert response.status_code == 200
    assert "Please enter the correct username and password" in response.content.decode()


def test_the_sixth_wrong_password_is_locked_out_on_a_plain_page(client):
    for _ in range(5):
        sign_in(client, "wrong")

    response = sign_in(client, "wrong")

    assert response.status_code == 429
    assert "site/locked_out.html" in [template.name for template in response.templates]
    assert "Too many attempts" in response.content.decode()


def test_the_right_password_does_not_help_once_locked_out(client):
    for _ in range(6):
        sign_in(client, "wrong")

    assert sign_in(client, RIGHT).status_code == 429
    assert client.get("/admin/").status_code == 302


def test_a_lock_holds_for_one_name_at_one_address(client):
    factories.UserFactory.create(username="kim", is_staff=True)
    for _ in range(6):
        sign_in(client, "wrong")

    assert sign_in(client, "wrong", username="kim").status_code == 200
    assert sign_in(client, RIGHT, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_four_mistakes_are_forgotten_after_signing_in(client):
    for _ in range(2):
        for _ in range(4):
            sign_in(client, "wrong")
        assert sign_in(client, RIGHT).status_code == 302
        client.logout()
