"""A family as a table to take away, to fill in and to read back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _n

from wellbeing_portal.core.export.cells import as_one_cell
from wellbeing_portal.core.export.response import about_page, export_response
from wellbeing_portal.core.export.table import Cell, Column, ColumnKind, Table
from wellbeing_portal.core.roles import Verb, require

from .pages import FamilyPage
from .workbench import Bench

WORDS: Sequence[tuple[str, str]] = (
    ("definition", _n("Definition")),
    ("synonyms", _n("Also known as")),
    ("counts", _n("What counts")),
    ("does_not_count", _n("What does not count")),
    ("example", _n("Example")),
    ("broader", _n("Broader concept (address)")),
)
"""The columns that are read back, each with its heading."""

ADDRESS = "address"
"""The column by which a row is known; it and all others are only told."""

MARK = "mark"
"""The column that tells whether a concept has changed since the table was taken."""


class TablePage(FamilyPage):
    """Hands out a family as CSV or Excel."""

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Answer with the file."""
        require(self.user, Verb.VOCABULARY)
        form = str(self.kwargs["format"])
        if form not in {"csv", "xlsx"}:
            raise Http404(gettext("There is no such file."))
        about = about_page(request, title=self.family.title, slug=f"vocabulary-{self.family.key}")
        answer: HttpResponseBase = export_response(form, about, [table_of(Bench.read(self.family))])
        return answer  # type: ignore[return-value]


def table_of(bench: Bench) -> Table:
    """Return a family as a table."""
    columns = [
        Column(ADDRESS, gettext("Address")),
        Column("name", gettext("Name")),
        *(Column(key, gettext(heading), width=40, wraps=True) for key, heading in WORDS),
        Column(MARK, gettext("Mark (leave it as it is)")),
        Column("state", gettext("State")),
        *(
            Column(f"number-{place}", heading, ColumnKind.NUMBER)
            for place, heading in enumerate(bench.headings)
        ),
    ]
    return Table("vocabulary", bench.family.title, columns, _rows(bench))


def _rows(bench: Bench) -> Iterator[Sequence[Cell]]:
    for row in bench.rows:
        concept = row.concept
        said = [words_of(concept, key) for key, _heading in WORDS]
        state = concept.get_state_display()
        yield [concept.slug, concept.name, *said, mark_of(concept), state, *row.numbers]


def mark_of(concept: Any) -> str:
    """Return what is another when a concept says anything else of itself."""
    said = "\n".join(words_of(concept, key) for key, _heading in WORDS)
    return f"m{hashlib.sha256(said.encode()).hexdigest()[:12]}"


def words_of(concept: Any, key: str) -> str:
    """Return what a column says of a concept: other names have semicolons between them."""
    if key == "broader":
        return str(concept.broader.slug) if concept.broader else ""
    if key == "synonyms":
        return as_one_cell(concept.synonyms)
    return str(getattr(concept, key))
