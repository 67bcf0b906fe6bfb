"""The visitor's own list, and copies of it that links carry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.generic import TemplateView

from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.compare.view import LEAST, MOST
from wellbeing_portal.core.export.links import download_links
from wellbeing_portal.core.export.not_offered import not_offered
from wellbeing_portal.core.same_origin import SameOriginView, way_back
from wellbeing_portal.core.words import counted
from wellbeing_portal.site.shortlist import kept as shortlist
from wellbeing_portal.site.shortlist import records as shortlisted
from wellbeing_portal.site.shortlist.compare_choices import KINDS
from wellbeing_portal.site.shortlist.kept import LIMIT, NOTE_LENGTH, Shortlist, ShortlistEntry
from wellbeing_portal.takeaway.briefing import Item as FileItem
from wellbeing_portal.takeaway.offers import ITEM_FORMATS, export_items

HOME = "shortlist"
"""The name of the list's own address."""
DONE = {
    "removed": "Taken off your shortlist.",
    "cleared": "Your shortlist is empty.",
    "kept": "The list has been added to your shortlist.",
    "noted": "Your note is saved.",
    "undone": "Undone.",
}
COMPARED = {"c": KINDS["case-studies"], "s": KINDS["strategies"]}


class ShortlistPage(TemplateView):
    """The list as it stands in the visitor's session, or a copy that a link carries."""

    template_name = "site/shortlist.html"

    @staticmethod
    def state_of_file(request: HttpRequest) -> str:
        """Return what a file holds besides the portal's content: the visitor's own notes."""
        return "" if request.GET.get("items") else repr(shortlist.kept(request.session))

    def get(  # type: ignore[override]  # a file is streamed
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Answer with the list as a file if one is asked for, or else with the page."""
        asked = request.GET.get("export", "")
        if asked in ITEM_FORMATS:
            return self.export(asked)
        if asked:
            return not_offered(request, ITEM_FORMATS)
        return super().get(request, *args, **kwargs)

    def export(self, file_format: str) -> HttpResponseBase:
        """Return the list, with the visitor's own notes, as a file."""
        link = self.request.GET.get("items", "")
        items = (
            shortlisted.items_of_link(shortlist.read_link(link))
            if link
            else shortlisted.items(shortlist.kept(self.request.session).entries)
        )
        return export_items(
            self.request,
            file_format,
            title=("A shared shortlist" if link else "Shortlist"),
            slug="shortlist",
            items=[FileItem(type(item.record), item.entry.pk, item.entry.note) for item in items],
            filters=[("Chosen by hand", f"a shortlist of {counted(len(items), 'record')}")],
            address=self.link_to(items),
        )

    def link_to(self, items: Sequence[shortlisted.ShortlistItem]) -> str:
        """Return the address under which anybody finds the list, without the visitor's notes."""
        query = urlencode({"items": shortlisted.link_of(items)})
        return self.request.build_absolute_uri(f"{address_of(HOME)}?{query}") if items else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read the list, and say what of it is not there any more."""
        link = self.request.GET.get("items", "")
        if link:
            entries = shortlist.read_link(link)
            items = shortlisted.items_of_link(entries)
            missing = len({entry.key for entry, _check in entries}) - len(items)
        else:
            entries_kept = shortlist.kept(self.request.session).entries
            items = shortlisted.items(entries_kept)
            missing = len(entries_kept) - len(items)
        done = "" if link else self.request.GET.get("done", "")
        return super().get_context_data(**kwargs) | {
            "is_copy": bool(link),
            "items": items,
            "missing": missing,
            "link_text": shortlisted.link_of(items),
            "link": self.link_to(items),
            "comparisons": _comparisons(items),
            "done": DONE.get(done, ""),
            "can_undo": done in {"removed", "cleared"} and shortlist.BEFORE in self.request.session,
            "downloads": download_links(self.request, ITEM_FORMATS) if items else [],
            "limit": LIMIT,
            "note_length": NOTE_LENGTH,
        }


def _comparisons(items: list[shortlisted.ShortlistItem]) -> list[dict[str, Any]]:
    """Return links that compare what is on the list, the first of each kind."""
    links = []
    for kind, compared in COMPARED.items():
        slugs = [item.slug for item in items if item.entry.kind == kind]
        if len(slugs) >= LEAST:
            query = urlencode([("item", slug) for slug in slugs[:MOST]])
            count = min(len(slugs), MOST)
            these = "the first" if len(slugs) > MOST else "these"
            words = f"{these} {counted(count, compared.noun)}"
            links.append({"url": f"{address_of(compared.compare_route)}?{query}", "words": words})
    return links


class ChangeShortlist(SameOriginView):
    """Add, remove, move or note a record; clear the list, undo, keep a copy."""

    def post(self, request: HttpRequest) -> HttpResponse:
        action, key = request.POST.get("action", ""), request.POST.get("item", "")
        entry = shortlist.entry_from_key(key)
        if action == "undo":
            shortlist.undo(request.session)
        else:
            listed = shortlist.kept(request.session)
            shortlist.keep(request.session, _changed(request, listed, action, entry))
        if request.headers.get("HX-Request") == "true" and entry:
            shown = shortlisted.items([entry])
            if shown:
                context = {"kind": entry.kind, "record": shown[0].record}
                return render(request, "components/_shortlist_changed.html", context)
        return HttpResponseRedirect(_after(request, action, key))


def _changed(
    request: HttpRequest, listed: Shortlist, action: str, entry: ShortlistEntry | None
) -> Shortlist:
    """Return the list as the form wants it; what makes no sense changes nothing."""
    if action == "clear":
        return Shortlist()
    if action == "keep":
        read = shortlist.read_link(request.POST.get("items", ""))
        return listed.adding(item.entry for item in shortlisted.items_of_link(read))
    if entry is None:
        return listed
    changes: dict[str, Callable[[], Shortlist]] = {
        "add": lambda: listed.adding([entry] if shortlisted.is_public(entry) else []),
        "remove": lambda: listed.without(entry.key),
        "up": lambda: listed.moving(entry.key, -1),
        "down": lambda: listed.moving(entry.key, 1),
        "note": lambda: listed.noting(entry.key, request.POST.get("note", "")),
    }
    return changes[action]() if action in changes else listed


def _after(request: HttpRequest, action: str, key: str) -> str:
    """Return where to go: where the button stood, or the list with what was done."""
    home = address_of(HOME)
    back = way_back(request, home)
    if urlsplit(back).path != home:
        return back
    if action in {"up", "down"}:
        return f"{home}#{action}-{key}"
    done = {"remove": "removed", "clear": "cleared", "keep": "kept", "note": "noted"}.get(
        action, "undone" if action == "undo" else ""
    )
    anchor = f"#item-{key}" if action == "note" else ""
    return f"{home}?done={done}{anchor}" if done else home
