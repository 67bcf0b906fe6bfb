"""A table that was filled in, read back: first what would change, then the change."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wellbeing_portal.core.export.cells import out_of_one_cell, restored
from wellbeing_portal.core.roles import Verb, require
from wellbeing_portal.core.versions.by_word import Piece, by_word
from wellbeing_portal.core.vocabulary.moving import move
from wellbeing_portal.core.vocabulary.states import change_words
from wellbeing_portal.search.changes import lock

from .families import ConceptFamily
from .pages import FamilyPage
from .table import ADDRESS, MARK, WORDS, mark_of, words_of

MOST = 1_000_000
"""Letters of a table; three hundred concepts take a fifth of them."""


@dataclass(frozen=True)
class FilledRow:
    """What a row of the table says otherwise of a concept, by the keys of columns."""

    concept: Any
    said: Mapping[str, str]
    mark: str

    def told(self) -> Iterator[tuple[str, Sequence[Piece]]]:
        """Yield what is different: the heading, and the words that come and go."""
        headings = dict(WORDS)
        for key, text in self.said.items():
            yield gettext(headings[key]), by_word(words_of(self.concept, key), text)


@dataclass
class ReadTable:
    """What a table would change, and what is wrong with it, line by line."""

    changes: list[FilledRow] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    same: int = 0


class TableForm(forms.Form):
    """The table as a file, or its rows as they stand."""

    table = forms.FileField(
        label=_("The table, as CSV"),
        help_text=_("From Excel, save it as “CSV UTF-8”."),
        required=False,
        widget=forms.ClearableFileInput(
            attrs={"accept": ".csv,text/csv", "class": "govuk-file-upload"}
        ),
    )
    rows = forms.CharField(required=False, max_length=MOST, strip=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Take the rows out of the file.

        Raises:
            ValidationError: when there is no file, or it is no text.
        """
        said: dict[str, Any] = super().clean() or {}
        sent = said.get("table")
        if sent is not None and sent.size > MOST:
            raise ValidationError({"table": gettext("The file is too long for a vocabulary.")})
        if sent is not None:
            try:
                said["rows"] = sent.read().decode("utf-8-sig")
            except UnicodeDecodeError as error:
                raise ValidationError(
                    {"table": gettext("The file is not text in UTF-8. Save it as CSV UTF-8.")}
                ) from error
        if not said.get("rows") and not self.errors:
            raise ValidationError({"table": gettext("Choose the file.")})
        return said


def read_table(family: ConceptFamily, text: str) -> ReadTable:
    """Return what a table would change in a family. It begins and removes nothing."""
    found = ReadTable()
    try:
        lines = list(csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), strict=True))
    except csv.Error as error:
        found.wrong.append(gettext("It cannot be read as CSV: %(error)s.") % {"error": error})
        return found
    columns = _columns(lines[0] if lines else [])
    if ADDRESS not in columns:
        found.wrong.append(gettext("Its first line has no column “Address”."))
        return found
    rows = family.model._default_manager.select_related("broader")
    concepts = {one.slug: one for one in rows}
    seen: set[str] = set()
    for number, line in enumerate(lines[1:], 2):
        cells = {key: restored(line[at]).strip() for key, at in columns.items() if at < len(line)}
        slug = cells.get(ADDRESS, "")
        if not any(cells.values()):
            continue
        reason = _wrong(slug, cells, concepts, seen)
        seen.add(slug)
        if reason:
            said = gettext("Line %(number)s: %(reason)s")
            found.wrong.append(said % {"number": number, "reason": reason})
            continue
        change = _change(concepts[slug], cells)
        if change is None:
            found.same += 1
        else:
            found.changes.append(change)
    return found


def _columns(head: Sequence[str]) -> dict[str, int]:
    """Return where each column that is read stands, by its key."""
    headings = {gettext(heading): key for key, heading in WORDS}
    headings |= {gettext("Address"): ADDRESS, gettext("Mark (leave it as it is)"): MARK}
    return {
        headings[name]: place
        for place, cell in enumerate(head)
        if (name := restored(cell).strip()) in headings
    }


def _wrong(slug: str, cells: Mapping[str, str], concepts: Mapping[str, Any], seen: set[str]) -> str:
    if slug not in concepts:
        return gettext("no concept here has the address “%(slug)s”.") % {"slug": slug}
    if slug in seen:
        return gettext("“%(slug)s” stands twice.") % {"slug": slug}
    concept = concepts[slug]
    if cells.get(MARK) and cells[MARK] != mark_of(concept):
        said = gettext("“%(name)s” has been changed since the table was taken.")
        return said % {"name": concept.name}
    if "definition" in cells and not cells["definition"]:
        return gettext("“%(name)s” needs a definition.") % {"name": concept.name}
    above = cells.get("broader", "")
    if above and above not in concepts:
        return gettext("no concept here has the address “%(slug)s”.") % {"slug": above}
    return ""


def _change(concept: Any, cells: Mapping[str, str]) -> FilledRow | None:
    said = {
        key: _plain(cells[key])
        for key, _heading in WORDS
        if key in cells and _plain(cells[key]) != _plain(words_of(concept, key))
    }
    return FilledRow(concept, said, mark_of(concept)) if said else None


def _plain(text: str) -> str:
    """Return a text as spreadsheets leave it: line ends and blanks at its ends are nothing."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


@transaction.atomic
def take_in(family: ConceptFamily, text: str, *, by: User) -> int:
    """Let concepts say what a table says, all of them or none, and return how many.

    Raises:
        NotAllowed: when ``by`` may not.
        ValidationError: when anything in the table is wrong, or a rule is broken.
    """
    require(by, Verb.VOCABULARY)
    lock()
    table = read_table(family, text)
    if table.wrong:
        raise ValidationError(table.wrong)
    for one in table.changes:
        words: dict[str, Any] = {key: said for key, said in one.said.items() if key != "broader"}
        if "synonyms" in words:
            names = (word.strip() for word in out_of_one_cell(words["synonyms"]))
            words["synonyms"] = [word for word in names if word]
        if words:
            change_words(one.concept, words, by=by)
        if "broader" in one.said:
            above = family.model._default_manager.filter(slug=one.said["broader"]).first()
            move(one.concept, above, by=by)
    return len(table.changes)


class ReadBackPage(FamilyPage):
    """Takes a table, shows what would change, and changes it when that is pressed."""

    template_name = "curate/vocabulary/reading_back.html"

    @cached_property
    def sent(self) -> TableForm:
        """What was sent."""
        return TableForm(self.request.POST, self.request.FILES)

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Show what would change, or change it."""
        require(self.user, Verb.VOCABULARY)
        if not self.sent.is_valid():
            return self.render_to_response(self.get_context_data(form=self.sent), status=422)
        text = self.sent.cleaned_data["rows"]
        table = read_table(self.family, text)
        refused: list[str] = []
        if request.POST.get("act") == "take-in":
            try:
                number = take_in(self.family, text, by=self.user)
            except ValidationError as error:
                refused = list(error.messages)
            else:
                said = gettext("Concepts that say other things now: %(number)s.")
                messages.success(request, said % {"number": number})
                return HttpResponseRedirect(self.family.url)
        context = self.get_context_data(table=table, text=text, refused=refused)
        return self.render_to_response(context, status=422 if refused else 200)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", TableForm())
        title = gettext("Read a table back: %(family)s") % {"family": self.family.many}
        return super().get_context_data(**({"title": title} | kwargs))
