"""The visitor's own list, and copies of it that links carry."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext, gettext_noop, ngettext
from django.views.generic import TemplateView

from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.compare.view import LEAST, MOST
from wellbeing_portal.core.export.links import download_links
from wellbeing_portal.core.export.not_offered import not_offered
from wellbeing_portal.core.same_origin import SameOriginView, way_back
from wellbeing_portal.core.words import Said, counted, opening, spelt
from wellbeing_portal.site.shortlist import kept as shortlist
from wellbeing_portal.site.shortlist import records as shortlisted
from wellbeing_portal.site.shortlist.compare_choices import KINDS
from wellbeing_portal.site.shortlist.kept import (
    LIMIT,
    NOTE_LENGTH,
    TITLE_LENGTH,
    Shortlist,
    ShortlistEntry,
)
from wellbeing_portal.site.shortlist.shared import SharedList, notes_text, query_of
from wellbeing_portal.takeaway.briefing import Item as FileItem
from wellbeing_portal.takeaway.offers import ITEM_FORMATS, export_items

HOME = "shortlist"
"""The name of the list's own address."""
DONE = Said(
    {
        "removed": gettext_noop("Taken off your shortlist."),
        "cleared": gettext_noop("Your shortlist is empty."),
        "kept": gettext_noop("The list has been added to your shortlist."),
        "noted": gettext_noop("Your note is saved."),
        "called": gettext_noop("Your list has another title."),
        "undone": gettext_noop("Undone."),
    }
)
WITH_NOTES = "with"
"""What the address of the visitor's own list says when its link is to carry the notes."""
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
        """Return the list, with its notes, as a file."""
        shown = self.shown()
        items = shown.items
        return export_items(
            self.request,
            file_format,
            title=shown.title
            or (gettext("A shared shortlist") if self.is_copy else gettext("Shortlist")),
            slug="shortlist",
            items=[FileItem(type(item.record), item.entry.pk, item.entry.note) for item in items],
            filters=[
                (
                    gettext("Chosen by hand"),
                    gettext("a shortlist of %(records)s")
                    % {"records": counted(len(items), "item")},
                )
            ],
            address=self.link_to(shown),
        )

    @property
    def is_copy(self) -> bool:
        """Whether the list is one that a link carries."""
        return bool(self.request.GET.get("items"))

    def shown(self) -> SharedList:
        """Return the list that the address carries, or else the visitor's own."""
        if self.is_copy:
            return SharedList.of(self.request.GET)
        own = shortlist.kept(self.request.session)
        items = shortlisted.items(own.entries)
        return SharedList(items, len(own.entries) - len(items), own.title)

    def link_to(self, shown: SharedList, notes: str = "") -> str:
        """Return the address under which anybody finds the list; without notes unless given."""
        query = query_of(shown.items, shown.title, notes)
        return self.request.build_absolute_uri(f"{address_of(HOME)}?{query}") if shown.items else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read the list, and say what of it is not there any more."""
        shown, is_copy = self.shown(), self.is_copy
        items = shown.items
        done = "" if is_copy else self.request.GET.get("done", "")
        notes = notes_text(item.entry for item in items)
        with_notes = not is_copy and self.request.GET.get("notes") == WITH_NOTES
        return super().get_context_data(**kwargs) | {
            "is_copy": is_copy,
            "items": items,
            "missing": _missing(shown.missing),
            "kind_of_list": _kind(is_copy=is_copy),
            "heading": shown.title or _kind(is_copy=is_copy),
            "lede": _lede(len(items), is_copy=is_copy),
            "list_title": shown.title,
            "link_text": shortlisted.link_of(items),
            "notes_text": notes if is_copy else "",
            "has_notes": any(item.entry.note for item in items),
            "can_carry_notes": bool(notes),
            "with_notes": with_notes and bool(notes),
            "link": self.link_to(shown, notes if with_notes else ""),
            "briefing_query": (
                query_of(items, shown.title, notes) if is_copy else urlencode({"mine": "1"})
            ),
            "comparisons": _comparisons(items),
            "done": DONE.get(done, ""),
            "can_undo": done in {"removed", "cleared"} and shortlist.BEFORE in self.request.session,
            "downloads": download_links(self.request, ITEM_FORMATS) if items else [],
            "limit": LIMIT,
            "note_length": NOTE_LENGTH,
            "title_length": TITLE_LENGTH,
        }


def _kind(*, is_copy: bool) -> str:
    return gettext("A shared shortlist") if is_copy else gettext("Your shortlist")


def _lede(number: int, *, is_copy: bool) -> str:
    """Say how many records there are and who sees them."""
    records = counted(number, "item")
    if is_copy:
        return gettext(
            "Somebody has chosen {records} of the portal and sent you the link. Your own "
            "shortlist is not changed by looking at it."
        ).format(records=records)
    if not number:
        return gettext(
            "Collect what is relevant to you, note why, put it in order, and share it or compare "
            "it."
        )
    return ngettext(
        "{records}, kept in this browser for 90 days. Nobody else sees it or your notes unless "
        "you share them.",
        "{records}, kept in this browser for 90 days. Nobody else sees them or your notes unless "
        "you share them.",
        number,
    ).format(records=records)


def _missing(number: int) -> str:
    """Say how many records of a list are gone, if any are."""
    if not number:
        return ""
    return ngettext(
        "{number} record of this list is not on the portal any more.",
        "{number} records of this list are not on the portal any more.",
        number,
    ).format(number=opening(spelt(number)))


def _comparisons(items: list[shortlisted.ShortlistItem]) -> list[dict[str, Any]]:
    """Return links that compare what is on the list, the first of each kind."""
    links = []
    for kind, compared in COMPARED.items():
        slugs = [item.slug for item in items if item.entry.kind == kind]
        if len(slugs) >= LEAST:
            query = urlencode([("item", slug) for slug in slugs[:MOST]])
            count = min(len(slugs), MOST)
            these = gettext("the first") if len(slugs) > MOST else "these"
            words = f"{these} {counted(count, compared.noun)}"
            url = f"{address_of(compared.compare_route)}?{query}"
            links.append({"url": url, "words": gettext("Compare {these}").format(these=words)})
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
        shared = SharedList.of(request.POST)
        kept = listed.adding(item.entry for item in shared.items)
        return kept if kept.title or listed.entries else kept.called(shared.title)
    if action == "title":
        return listed.called(request.POST.get("title", ""))
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
    done = {
        "remove": "removed",
        "clear": "cleared",
        "keep": "kept",
        "note": "noted",
        "title": "called",
    }.get(action, "undone" if action == "undo" else "")
    anchor = f"#item-{key}" if action == "note" else ""
    return f"{home}?done={done}{anchor}" if done else home
