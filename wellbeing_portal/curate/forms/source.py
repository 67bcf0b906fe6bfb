"""A source: what it is, and where readers can look it up."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from strategies.models import Source

from .around import ReviewForm
from .aside import address_field
from .fields import choice_field, long_text, one_line, year_field
from .numbers import day_field


class SourcePageForm(ReviewForm):
    """All that is said of a source."""

    HEADINGS = {"review_due": _("When to look again")}
    field_order = (
        *("title", "kind", "author", "publisher", "published_year", "published_on", "url"),
        *("summary", "review_due", "inferred"),
    )

    title = one_line(_("Title"), _("As it stands on the document or page."), 200)
    kind = choice_field(_("What is it?"), Source.Kind)
    author = one_line(
        _("Who wrote it?"), _("People or bodies that it names as its authors."), 200, required=False
    )
    publisher = one_line(_("Who published it?"), "", 200, required=False)
    published_year = year_field(_("Year"), _("Leave empty if it gives none."))
    published_on = day_field(
        _("Day of publication"),
        _("For example 27 November 2026. Leave empty if it gives none."),
        required=False,
    )
    url = address_field()
    summary = long_text(
        _("What is it, and how was it made?"), _("In two or three lines."), rows=4, required=False
    )
