"""Help for those who edit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wellbeing_portal.curate.access import EditorPage
from wellbeing_portal.curate.help.grades import told_claims, told_levels
from wellbeing_portal.curate.help.roles import told_roles, told_rules


def _grades() -> dict[str, Any]:
    return {"claims": list(told_claims()), "levels": list(told_levels())}


def _roles() -> dict[str, Any]:
    return {"roles": told_roles(), "rules": list(told_rules())}


@dataclass(frozen=True)
class Help:
    """A page of help: what it is about in a line, and what rules it tells."""

    key: str
    title: Any
    about: Any
    told: Callable[[], dict[str, Any]] = dict

    @property
    def url(self) -> str:
        """Its address."""
        return reverse("curate_help_page", args=[self.key])


PAGES: Mapping[str, Help] = {
    page.key: page
    for page in (
        Help(
            "sources",
            _("How to read a source"),
            _("What to look for, in which order, and what to leave out."),
        ),
        Help(
            "claims",
            _("Claims and levels, with examples"),
            _("What a finding may claim, and which answers lead to which level."),
            _grades,
        ),
        Help(
            "unsure",
            _("What to do when you are unsure"),
            _("Say less, say that it is not stated, or ask."),
        ),
        Help(
            "roles",
            _("Roles, and what each may do"),
            _("Who starts, edits, approves, dates and withdraws."),
            _roles,
        ),
        Help(
            "imports",
            _("Imports and exports"),
            _("What a file may hold, how it is read, and what an import never does."),
        ),
        Help(
            "vocabulary",
            _("Keeping the vocabulary"),
            _("What to merge, what to keep apart, and how to take it back."),
        ),
        Help(
            "elections",
            _("Pre-election periods"),
            _("What to hold back, and how to publish on a day."),
        ),
    )
}


class HelpIndex(EditorPage):
    """All pages of help."""

    template_name = "curate/help/index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(title=gettext("Help"), pages=PAGES.values(), **kwargs)


class HelpPage(EditorPage):
    """One page of help."""

    kwargs: dict[str, Any]

    @property
    def page(self) -> Help:
        """The page that the address names.

        Raises:
            Http404: when there is none.
        """
        found = PAGES.get(self.kwargs["page"])
        if found is None:
            raise Http404(gettext("There is no such page of help."))
        return found

    def get_template_names(self) -> list[str]:
        return [f"curate/help/{self.page.key}.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {"title": self.page.title, **self.page.told()}
        return super().get_context_data(**(told | kwargs))
