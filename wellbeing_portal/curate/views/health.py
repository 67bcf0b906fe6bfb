"""What the content lacks, and the list behind each line of it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404
from django.utils.translation import gettext

from wellbeing_portal.core.lists.paging import nearest_page, no_such_page
from wellbeing_portal.core.roles import Verb, may, require
from wellbeing_portal.core.words import counted
from wellbeing_portal.curate.access import EditorPage
from wellbeing_portal.curate.health import (
    BehindLine,
    CareScope,
    HealthLine,
    found_by,
    line_of,
    scope_of,
)

PAGE = 50
"""Things on a page of a list."""


class HealthPage(EditorPage):
    """Every line that somebody may see, also those that have nothing behind them."""

    template_name = "curate/health.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            title=gettext("Health of the content"),
            health=found_by(self.user),
            is_own=not may(self.user, Verb.LOOK_AFTER),
            **kwargs,
        )


class HealthListPage(EditorPage):
    """The list behind a line."""

    template_name = "curate/health_list.html"
    kwargs: dict[str, Any]

    @cached_property
    def line(self) -> HealthLine:
        """The line that the address names."""
        line = line_of(self.kwargs["line"])
        if line is None:
            raise Http404(gettext("Nothing of this name is looked after."))
        return line

    @cached_property
    def scope(self) -> CareScope:
        """What whoever asks may see of it."""
        scope = scope_of(self.line, self.user)
        if scope is None:
            require(self.user, self.line.verb)
        return scope or CareScope(self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        line = self.line
        behind: Any = BehindLine(line, self.scope)
        paginator: Paginator[Any] = Paginator(behind, PAGE)
        asked = self.request.GET.get("page", "")
        page = paginator.page(nearest_page(asked, paginator.num_pages))
        return super().get_context_data(
            title=str(line.title),
            help=line.help,
            note=line.note(),
            unknown=line.unknown(),
            told=_told(line, page),
            is_own=self.scope.owner is not None,
            ignored=no_such_page(asked, paginator.num_pages),
            page_obj=page,
            **kwargs,
        )


def _told(line: HealthLine, page: Page[Any]) -> str:
    things = counted(page.paginator.count, line.one)
    if not page.has_other_pages():
        return gettext("%(things)s.") % {"things": things}
    return gettext("%(things)s, of which this page has %(start)s to %(end)s.") % {
        "things": things,
        "start": page.start_index(),
        "end": page.end_index(),
    }
