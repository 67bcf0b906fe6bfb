"""The search of the whole portal, and suggestions while typing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from casestudies.facets import FAMILIES
from strategies.council_names.lookup import no_postcodes
from strategies.facets import THEME
from wellbeing_portal.core.lists.chosen_filters import address
from wellbeing_portal.core.lists.fields import TEXT_LIMIT, TextField
from wellbeing_portal.core.lists.paging import page_links, page_number
from wellbeing_portal.search import Reader, Spelling, current, did_you_mean, suggest
from wellbeing_portal.site.councils.looked_up import council_suggestions
from wellbeing_portal.site.search import GROUPS, Group, link, page_of, results_of, search_everything

SUGGESTED = 8
KIND_NAMES = {"case-study": "Case study"} | {
    family.name: family.label for family in (*FAMILIES.values(), THEME)
}
"""What a kind is called in suggestions, where that is not its name."""


class SiteSearch(TemplateView):
    """Everything that matches, grouped by kind; with ``kind``, all of one group in pages."""

    template_name = "site/search.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Search, and where nothing matches search again with the words put right."""
        context = super().get_context_data(**kwargs)
        typed = self.request.GET.get("q", "")
        text = TextField().clean(typed)
        widen = self.request.GET.get("widen") != "no"
        kind = self.request.GET.get("kind", "")
        group = next((one for one in GROUPS if one.name == kind), None)
        context |= {"text": text, "is_widened": widen, "group": group}
        context["no_postcodes"] = no_postcodes(text)
        ignored = _ignored(typed, kind if not group else "")
        if not text:
            return context | {"ignored": ignored}
        reader = current()
        if not reader.worded(text):
            ignored.append(f"There is no word to search for in “{text[:50]}”.")
            return context | {"text": "", "ignored": ignored}
        context["ignored"] = ignored
        spelling = did_you_mean(reader, text)
        if group:
            return context | {"spelling": spelling} | self.one_group(reader, group, text, widen)
        return context | self.all_groups(reader, text, spelling, widen=widen)

    def all_groups(
        self, reader: Reader, text: str, spelling: Spelling | None, *, widen: bool
    ) -> dict[str, Any]:
        """Return the groups; a spelling that finds something replaces one that finds nothing."""
        groups, widenings = search_everything(reader, text, widen=widen)
        corrected = None
        if not groups and spelling:
            corrected = spelling.text
            groups, widenings = search_everything(reader, corrected, widen=widen)
        return {
            "groups": groups,
            "total": sum(one.total for one in groups),
            "widenings": [one for one in widenings if one.names],
            "spelling": None if corrected else spelling,
            "spelling_url": spelling and self.url_with(q=spelling.text),
            "corrected": corrected if groups else None,
            "unwidened_url": self.url_with(widen="no"),
            "widened_url": self.url_with(widen=""),
        }

    def one_group(self, reader: Reader, group: Group, text: str, widen: bool) -> dict[str, Any]:
        """Return one page of a group's matches."""
        number = max(1, page_number(self.request.GET.get("page", "")))
        page, hits = page_of(reader, group, text, widen=widen, page=number)
        return {
            "results": results_of(reader, hits, text, widen=widen),
            "total": page.paginator.count,
            **page_links(page),
            "everything_url": address(self.request.path, self.query_with(kind="", page="")),
        }

    def query_with(self, **changes: str) -> Any:
        """Return the parameters of this address with some changed."""
        query = self.request.GET.copy()
        for name, value in changes.items():
            query[name] = value
        return query

    def url_with(self, **changes: str) -> str:
        """Return this address with some parameters changed."""
        return address(self.request.path, self.query_with(**changes))


def _ignored(typed: str, kind: str) -> list[str]:
    """Return what is said of a ``kind`` that there is not, and of words that were not read."""
    said = [f"There is no kind of result called “{kind[:50]}”."] if kind else []
    if len(typed.strip()) > TEXT_LIMIT:
        said.append(f"Only the first {TEXT_LIMIT} characters of the search were read.")
    return said


@require_safe
@never_cache
def suggestions(request: HttpRequest) -> JsonResponse:
    """Answer titles and names that begin as the visitor's words do, for the search box."""
    text = TextField().clean(request.GET.get("q", ""))
    if not text:
        return JsonResponse({"suggestions": []})
    reader = current()
    offered = {one["url"]: one for one in council_suggestions(reader, text)}
    for found in suggest(reader, text):
        kind = KIND_NAMES.get(found.kind, found.kind.capitalize())
        url = link(found)
        offered.setdefault(url, {"title": found.title, "kind": kind, "url": url})
    return JsonResponse({"suggestions": list(offered.values())[:SUGGESTED]})
