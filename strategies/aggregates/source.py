"""A whole source."""

from __future__ import annotations

import datetime as dt

from strategies.models import Source
from wellbeing_portal.core.aggregates import RecordForm, Text, Year


class SourceForm(RecordForm):
    """A document that records cite. It has no rows."""

    model = Source

    kind: Source.Kind
    author: Text = ""
    publisher: Text = ""
    published_year: Year | None = None
    published_on: dt.date | None = None
    url: Text = ""
    summary: Text = ""
