"""The search of the whole portal, and suggestions while typing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from strategies.council_names.postcodes import no_postcodes
from wellbeing_portal.core.lists.chosen_filters import address
from wellbeing_portal.core.lists.fields import TextField, too_long
from wellbeing_portal.core.lists.paging import PAGE_SIZE, page_links, page_number
from wellbeing_portal.core.lists.widened import widened_words
from wellbeing_portal.core.unanswered.noting import note_after
from wellbeing_portal.core.words import opening
from wellbeing_portal.search import Reader, current, suggest
from wellbeing_portal.site.councils.looked_up import council_suggestions
from wellbeing_portal.site.search.answered import answered
from wellbeing_portal.site.search.cards import cards_of, kind_name
from wellbeing_portal.site.search.everything import (
    Everything,
    Result,
    nearest_to,
    page_of_group,
    results_of,
    subjects_of,
)
from wellbeing_portal.site.search.groups import BY_NAME, Group, link

SUGGESTED = 8
SPELT = 3
"""Results that are shown for a spelling that is offered."""


class SiteSearch(TemplateView):
    """The best match, and everything that matches by kind; with ``kind``, all of one group."""

    template_name = "site/search.html"

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """Answer; a search that found nothing is noted after that."""
        response = super().render_to_response(context, **kwargs)
        if context.get("absent") and context["is_widened"] and not context["no_postcodes"]:
            note_after(response, self.request, context["text"])
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Search, and say what of the address could not be used."""
        context = super().get_context_data(**kwargs)
        typed = self.request.GET.get("q", "")
        text = TextField().clean(typed)
        widen = self.request.GET.get("widen") != "no"
        kind = self.request.GET.get("kind", "")
        group = BY_NAME.get(kind)
        context |= {"text": text, "is_widened": widen, "group": group}
        context["no_postcodes"] = no_postcodes(text)
        ignored = _ignored(typed, kind if not group else "")
        if not text:
            return context | {"ignored": ignored}
        reader = current()
        if not reader.worded(text):
            said = _("There is no word to search for in “%(text)s”.") % {"text": text[:50]}
            return context | {"text": "", "ignored": [*ignored, said]}
        context |= {
            "ignored": ignored,
            "unwidened_url": self.url_with(widen="no"),
            "widened_url": self.url_with(widen=""),
        }
        if group:
            return context | self.one_group(reader, group, text, widen)
        return context | self.everything(reader, text, widen=widen)

    def everything(self, reader: Reader, text: str, *, widen: bool) -> dict[str, Any]:
        """Return what is meant, and the groups; a spelling is offered and never imposed."""
        answer = answered(reader, text, widen=widen)
        found, spelling, absent = answer.found, answer.spelling, answer.absent
        matches = found.matches
        way = answer.way
        cards = [way] if way else [*cards_of(reader, found.meant), *answer.besides]
        return {
            "cards": cards,
            "groups": found.groups,
            "total": found.total,
            "absent": absent,
            "nearest": subjects_of(reader, nearest_to(reader, matches)) if absent else (),
            "near": matches.near,
            "near_url": self.url_with(q=matches.near),
            "dropped": matches.dropped,
            "widenings": widened_words(matches.widenings),
            "spelt": _first_of(reader, answer.spelt) if absent and answer.spelt else (),
            "spelling": spelling,
            "spelling_url": spelling and self.url_with(q=spelling.text),
        }

    def one_group(self, reader: Reader, group: Group, text: str, widen: bool) -> dict[str, Any]:
        """Return one page of a group's matches."""
        number = max(1, page_number(self.request.GET.get("page", "")))
        shown = page_of_group(reader, group, text, widen=widen, page=number, size=PAGE_SIZE)
        page = Paginator(range(shown.total), PAGE_SIZE).page(shown.number)
        return {
            "results": results_of(reader, shown.found, text, widen=widen),
            "total": shown.total,
            "dropped": shown.dropped,
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
    said = []
    if kind:
        said.append(_("There is no kind of result called “%(kind)s”.") % {"kind": kind[:50]})
    return [*said, *too_long(typed)]


def _first_of(reader: Reader, found: Everything) -> Sequence[Result]:
    """Return the first results for a spelling that is offered."""
    meant = subjects_of(reader, found.meant)
    return [*meant, *(one for group in found.groups for one in group.results)][:SPELT]


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
        url = link(found)
        kind = opening(kind_name(found.kind))
        offered.setdefault(url, {"title": found.title, "kind": kind, "url": url})
    return JsonResponse({"suggestions": list(offered.values())[:SUGGESTED]})
