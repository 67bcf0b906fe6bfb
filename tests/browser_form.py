"""A form of the admin as a browser holds it: every input of the page, hidden ones included."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.db.models import Model
from django.test import Client

from tests.admin_pages import admin_url

Inputs = dict[str, list[str]]


class FormReader(HTMLParser):
    """Reads the last form of a page that is sent by POST, of those that have an attribute."""

    def __init__(self, having: str = "method") -> None:
        super().__init__()
        self._having = having
        self.inputs: Inputs = {}
        self._inside = False
        self._area = self._select = ""
        self._many = False
        self._first = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said: dict[str, str] = {name: value or "" for name, value in attrs}
        name = said.get("name", "")
        if tag == "form":
            is_sent = said.get("method", "") == "post" and said.get("id") != "logout-form"
            self._inside = is_sent and self._having in said
            if self._inside:
                self.inputs = {}
        elif not self._inside:
            return
        elif tag == "input" and name:
            self._input(name, said)
        elif tag == "textarea":
            self._area = name
            self.inputs[name] = [""]
        elif tag == "select":
            self._select, self._many, self._first = name, "multiple" in said, ""
        elif tag == "option" and self._select and "selected" in said:
            self.inputs.setdefault(self._select, []).append(said.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "textarea":
            self._area = ""
        elif tag == "select":
            if not self._many:
                self.inputs.setdefault(self._select, [""])
            self._select = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            # The first line end of a text area is not part of its text.
            self.inputs[self._area][0] += data

    def _input(self, name: str, said: dict[str, str]) -> None:
        kind = said.get("type", "text")
        ticked = kind in {"checkbox", "radio"}
        if kind in {"submit", "file"} or "disabled" in said or (ticked and "checked" not in said):
            return
        self.inputs.setdefault(name, []).append(said.get("value", "on" if ticked else ""))


def inputs_of(response: Any, having: str = "method") -> Inputs:
    """Everything that a browser would send of this page's form, of the last that has a mark."""
    return inputs_in(response.content.decode(), having)


def inputs_in(page: str, having: str = "method") -> Inputs:
    """Everything that a browser would send of the form in the text of a page."""
    reader = FormReader(having)
    reader.feed(page)
    return {
        name: [
            value.removeprefix("\n").replace("\r\n", "\n").replace("\n", "\r\n") for value in values
        ]
        for name, values in reader.inputs.items()
        if name != "csrfmiddlewaretoken"
    }


def opened(client: Client, record: Model, page: str = "change") -> Inputs:
    """Open a record's page."""
    return inputs_of(client.get(admin_url(record, page)))


def send(client: Client, record: Model, inputs: Inputs, **changes: Any) -> Any:
    """Send the page back, changed as ``changes`` says; ``None`` leaves an input out."""
    said: dict[str, Any] = {**inputs, "_continue": ["1"], **changes}
    return client.post(
        admin_url(record), {name: value for name, value in said.items() if value is not None}
    )
