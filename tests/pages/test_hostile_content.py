"""What curators write is shown as text or as plain formatting, whatever it tries to be."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.db import models

from casestudies.models import CaseStudy, Framework
from strategies.models import Council, Source, Strategy
from tests.pages.reading import Page, every_public_address
from tests.past_signals import update

SCRIPT = "<script>alert('x')</script>"
IMAGE = '<img src=x onerror="alert(1)">'
ATTRIBUTE = "\"' onmouseover='alert(1)' x=\""
MARKDOWN = "[click](javascript:alert(1)) ![i](https://elsewhere.example/i.png) <b>bold</b>"
TEMPLATE = "{{ request }}{% debug %}"
LONG = "Donaudampfschifffahrt" * 12
RIGHT_TO_LEFT = "عافية \u202eelbisrever"
EMOJI = "👩🏽‍⚕️🏴󠁧󠁢󠁷󠁬󠁳󠁿"

SHORT = f"{SCRIPT}{IMAGE}"
HOSTILE = f"{SCRIPT} {IMAGE} {ATTRIBUTE} {MARKDOWN} {TEMPLATE} {RIGHT_TO_LEFT} {EMOJI} {LONG}"

TEXT = (models.CharField, models.TextField)
PLAIN = {"slug", "key", "gss_code", "url", "contact", "contact_address"}


def poison(record: models.Model, text: str) -> list[str]:
    """Put ``text`` into every free text of ``record``, past validation; return the fields."""
    fields = [
        field
        for field in record._meta.concrete_fields
        if isinstance(field, TEXT)
        and not isinstance(field, models.SlugField | models.URLField)
        and not field.choices
        and field.name not in PLAIN
    ]
    values = {
        # Short texts must differ from record to record: many are unique.
        field.name: text
        if isinstance(field, models.TextField)
        else f"{record.pk} {text}"[: field.max_length]
        for field in fields
    }
    update(type(record)._default_manager.filter(pk=record.pk), **values)
    return list(values)


@pytest.fixture
def poisoned(universe):
    """The universe, with every text of every record turned hostile."""

    def poison_all(text: str):
        for name in ("strategies", "casestudies"):
            for model in apps.get_app_config(name).get_models():
                if not model.__name__.startswith("Historical") and "_" not in model.__name__:
                    for record in model._default_manager.all():
                        poison(record, text)
        return universe

    return poison_all


def assert_harmless(html: str, address: str) -> None:
    page = Page(html)
    for tag, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on")], (
            address,
            tag,
            attributes,
        )
        assert "style" not in attributes, (address, tag, attributes)
        if tag == "script":
            assert str(attributes.get("src", "")).startswith("/static/"), (address, attributes)
        for name in ("href", "src", "action", "formaction"):
            value = (attributes.get(name) or "").strip().lower()
            assert not value.startswith(("javascript:", "data:", "vbscript:")), (address, value)
        assert tag not in {"img", "iframe", "object", "embed", "style", "base"}, (address, tag)


@pytest.mark.parametrize("text", [HOSTILE, SHORT, ATTRIBUTE + SCRIPT, MARKDOWN, TEMPLATE])
def test_hostile_text_is_harmless_on_every_page(poisoned, client, text):
    universe = poisoned(text)
    shown = 0
    for address in every_public_address(universe):
        response = client.get(address)
        assert response.status_code == 200, address
        if response["Content-Type"].startswith("text/html"):
            html = response.content.decode()
            assert_harmless(html, address)
            assert "<b>bold</b>" not in html
            shown += html.count("alert(") + html.count("{{ request }}")
    assert shown > 20, "the hostile text was not even shown"


def test_script_in_each_field_is_shown_as_text(universe, client):
    for model, record in (
        *((CaseStudy, universe.rich), (Strategy, universe.joint), (Source, universe.report)),
        *((Framework, universe.framework), (Council, universe.northmarl)),
    ):
        address = record.get_absolute_url()
        fields = poison(record, SCRIPT)
        html = client.get(address).content.decode()
        assert SCRIPT not in html, (model, fields)
        assert "&lt;script&gt;alert(" in html, (model, fields)


def test_markdown_keeps_plain_formatting_and_drops_the_rest(universe, client):
    update(
        CaseStudy.objects.filter(pk=universe.rich.pk),
        ambition="**Bold** and [safe](https://example.org/?a=1&b=2)\n\n- one\n- two\n\n" + MARKDOWN,
    )

    html = client.get(universe.rich.get_absolute_url()).content.decode()

    assert "<strong>Bold</strong>" in html
    assert re.search(
        r'<a href="https://example.org/\?a=1&amp;b=2" rel="noopener noreferrer">', html
    )
    assert "<li>one</li>" in html
    assert "&lt;b&gt;bold&lt;/b&gt;" in html
    assert "elsewhere.example/i.png" not in "".join(
        str(attributes) for tag, attributes in Page(html).tags if tag != "a"
    )


def test_other_scripts_and_emoji_come_through_unharmed(poisoned, client):
    universe = poisoned(f"{RIGHT_TO_LEFT} {EMOJI}")

    for record in (universe.rich, universe.joint, universe.framework, universe.northmarl):
        html = client.get(record.get_absolute_url()).content.decode()
        # A mark that turns round all that follows is left out.
        assert RIGHT_TO_LEFT.replace("\u202e", "") in html
        assert "\u202e" not in html
        assert EMOJI in html
