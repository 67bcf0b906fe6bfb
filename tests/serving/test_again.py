"""What of a form that was refused may be sent again from the page that says so."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import RequestFactory
from django.urls import resolve, reverse

from wellbeing_portal.core.serving.again import fields_of


def sent_to(address: str) -> Any:
    request = RequestFactory().post(address, {"item": "c1"})
    request.resolver_match = resolve(address)
    return request


def test_a_visitors_own_form_has_its_fields() -> None:
    asked = sent_to(reverse("change_shortlist"))

    assert fields_of(asked) == asked.POST


@pytest.mark.parametrize("name", ["councils", "admin:login", "admin:index"])
def test_a_form_of_any_other_page_goes_back_to_it(name: str) -> None:
    assert fields_of(sent_to(reverse(name))) is None


def test_a_form_of_no_page_has_no_fields() -> None:
    asked = sent_to(reverse("change_shortlist"))
    asked.resolver_match = None

    assert fields_of(asked) is None
