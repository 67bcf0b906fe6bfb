"""Pages go out without the indentation of their templates, and with every space that is content."""

from __future__ import annotations

import pytest
from django.template import TemplateSyntaxError
from django.template.loader import get_template

from casestudies.models import CaseStudy


@pytest.mark.parametrize("address", ["/", "/about/", "/case-studies/", "/councils/", "/nothing/"])
def test_no_line_of_a_page_begins_with_spaces(client, universe, address):
    lines = client.get(address).content.decode().splitlines()

    assert len(lines) > 20
    assert [line for line in lines if line.startswith((" ", "\t"))] == []


def test_what_a_visitor_typed_keeps_its_spaces(client, universe):
    study = CaseStudy.objects.published().first()
    note = "Ask:\n    when?\n  who?"
    client.post(
        "/shortlist/change/",
        {"action": "add", "item": f"c{study.pk}"},
        headers={"origin": "http://testserver"},
    )
    client.post(
        "/shortlist/change/",
        {"action": "note", "item": f"c{study.pk}", "note": note},
        headers={"origin": "http://testserver"},
    )

    assert note in client.get("/shortlist/").content.decode()


def test_fault_in_a_template_names_its_line(settings, tmp_path):
    (tmp_path / "faulty.html").write_text("<p>\n    text\n    {% nonsense %}\n</p>\n")
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path]}]

    with pytest.raises(TemplateSyntaxError, match="line 3"):
        get_template("faulty.html")


def test_text_that_is_no_page_stays_as_it_is(settings, tmp_path):
    (tmp_path / "plain.txt").write_text("one\n  two\n")
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path]}]

    assert get_template("plain.txt").render() == "one\n  two\n"
