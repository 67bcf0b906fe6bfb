"""Somebody at the editor, who opens a page of a record, fills in what it asks, and sends it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.browser_form import inputs_of
from tests.people import editor, reviewer
from wellbeing_portal.core.aggregates import read
from wellbeing_portal.core.publishing.review import approve, send
from wellbeing_portal.curate.sections import noun_of, nouns


@dataclass
class Editing:
    """A person with a record open: ``study``, of whatever kind.

    ``asked`` is how many queries the last answer took.
    """

    study: Any
    user: User = field(default_factory=editor)
    client: Client = field(default_factory=Client)
    asked: int = 0

    def __post_init__(self) -> None:
        self.client.force_login(self.user)

    def url(self, path: str = "") -> str:
        return f"/curate/{noun_of(self.study).key}/{self.study.pk}/{path}"

    def get(self, path: str = "", status: int = 200) -> Any:
        with CaptureQueriesContext(connection) as queries:
            answer = self.client.get(self.url(path))
        self.asked = len(queries)
        assert answer.status_code == status, f"{path}: {answer.status_code}"
        return answer

    def open(self, path: str = "", status: int = 200) -> str:
        """The text of a page, on one line."""
        return told(self.get(path, status))

    def opened(self, path: str) -> dict[str, list[str]]:
        """What stands in the fields of a page."""
        having = "method" if path.endswith("/remove/") else "data-section"
        return inputs_of(self.get(path), having)

    def send(self, path: str, inputs: Any, **typed: Any) -> Any:
        """Send a page as it was opened, with what was typed since."""
        with CaptureQueriesContext(connection) as queries:
            answer = self.client.post(self.url(path), {**inputs, **typed})
        self.asked = len(queries)
        return answer

    def save(self, path: str, status: int = 302, **typed: Any) -> Any:
        """Open a page, fill it in, and send it."""
        answer = self.send(path, self.opened(path), **typed)
        text = answer.content.decode()
        assert answer.status_code == status, f"{path}: {answer.status_code}\n{errors_in(text)}"
        return answer

    @property
    def said(self) -> Any:
        """All that the record says now."""
        return read(self.study)


def errors_in(text: str) -> str:
    """What a page says is wrong."""
    start = text.find("govuk-error-summary")
    return text[start : text.find("</ul>", start)] if start >= 0 else ""


def told(answer: Any) -> str:
    """The text of an answer, on one line."""
    return " ".join(answer.content.decode().split())


def started(noun: str, status: int = 302, **typed: Any) -> Editing:
    """An editor who has just started a record with what they typed."""
    editing = Editing(None)
    answer = editing.client.post(f"/curate/{noun}/start/", typed)
    text = answer.content.decode()
    assert answer.status_code == status, f"{answer.status_code}\n{errors_in(text)}"
    number = int(answer["Location"].split("/")[3])
    editing.study = nouns()[noun].model.objects.get(pk=number)
    return editing


def published(editing: Editing) -> Any:
    """The record after a colleague has published it from its check page."""
    page = editing.open("check/")
    assert "Nothing stands in the way." in page, page
    send(editing.study, by=editing.user)
    approve(editing.study, by=reviewer())
    editing.study.refresh_from_db()
    return editing.study
