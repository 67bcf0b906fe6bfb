"""Pages that lay two to four records side by side. The address is the whole state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.dispatch import Signal
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext
from django.views.generic import TemplateView

from wellbeing_portal.core.export.links import download_links
from wellbeing_portal.core.export.not_offered import no_file, not_offered
from wellbeing_portal.core.export.offers import Offer, offer_of
from wellbeing_portal.core.export.views import respond_with_comparison
from wellbeing_portal.core.redirects import Moved
from wellbeing_portal.core.words import all_of, joined, opening, plural
from wellbeing_portal.search import Question, Reader, Search, current, did_you_mean, in_order

from .choosing import (
    TYPED,
    Address,
    AskedRecords,
    AskedSlugs,
    Candidate,
    CandidatesFound,
    ChosenRecord,
    no_such,
)
from .comparison import Comparison, Show

LEAST, MOST = 2, 4
LOOKED_AT = 20
"""How many ``item`` parameters are looked at; nobody means more."""
RESULTS = 8
QUERY_LENGTH = 100


def _searchable(typed: str) -> str:
    """Return what was typed as far as it can be searched for."""
    return "".join(filter(str.isprintable, typed)).strip()[:QUERY_LENGTH]


compared = Signal()
"""Sent with ``kind``, ``items`` and ``request`` when a page shows what is compared."""


class CompareView(TemplateView):
    """Two to four published records side by side; with fewer, the page to choose them on.

    What the address asks for and cannot have is left out, and the page says so.
    """

    template_name = "compare/compare.html"
    follows_visitors = True
    """What a visitor has chosen may follow them here, so that the page is always made for them."""
    kind: str
    noun: str
    list_route: str
    """The name of the address of their list."""
    index_kind: str
    """What the index calls these records."""

    def list_title(self) -> str:
        """What the list is called from which items are taken."""
        return opening(plural(self.noun))

    def get_queryset(self) -> QuerySet[Any]:
        """Return what may be compared, with everything that ``compare`` reads."""
        raise NotImplementedError

    def compare(self, records: Sequence[Any]) -> Comparison:
        """Lay ``records`` side by side."""
        raise NotImplementedError

    def candidates(self) -> QuerySet[Any]:
        """Return what may be offered, with what ``about`` reads."""
        raise NotImplementedError

    def about(self, record: Any) -> str:
        """Return a line that tells ``record`` from others of a similar title."""
        raise NotImplementedError

    def suggested(self, records: Sequence[Any]) -> Sequence[Any]:
        """Return what goes well with ``records``."""
        raise NotImplementedError

    def named(self, reader: Reader, text: str) -> Sequence[int]:  # noqa: ARG002 (may be none)
        """Return the keys of records that a text names, the likeliest first."""
        return ()

    def note_on(self, text: str) -> str:  # noqa: ARG002 (mostly nothing)
        """Return what is said to who typed what no record is known by, or nothing."""
        return ""

    def get(  # type: ignore[override]  # a file is streamed
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Answer with a file or with suggestions if they are asked for, or else with the page."""
        if TYPED in request.GET:
            return self._suggest(request.GET.get("q", ""))
        asked, offered = request.GET.get("export", ""), self.get_offer()
        if not (asked and offered):
            return super().get(request, *args, **kwargs)
        if asked not in offered.formats:
            return not_offered(request, offered.formats)
        records = self._asked().records
        if len(records) < LEAST:
            return no_file(
                request, gettext("There is no file yet: a comparison takes two to four.")
            )
        compared = self.compare(records)
        return respond_with_comparison(request, asked, offered, records, compared)

    def _suggest(self, typed: str) -> JsonResponse:
        """Answer what can be added whose title holds the words typed so far, with its link."""
        address = self._address(self._asked().records)
        text = _searchable(typed)
        found = self._found(text, address) if text else CandidatesFound()
        answer = JsonResponse(
            {
                "suggestions": [
                    {"title": one.title, "kind": one.about, "url": one.url} for one in found.offers
                ]
            }
        )
        add_never_cache_headers(answer)
        return answer

    def get_offer(self) -> Offer | None:
        """Return in which formats the comparison can be taken away, if any."""
        return offer_of(self.get_queryset().model)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read the address, then compare or help to choose."""
        offered = self.get_offer()
        asked = self._asked()
        records = asked.records
        address = self._address(records)
        compared.send(type(self), kind=self.kind, items=address.items, request=self.request)
        comparison = self.compare(records) if len(records) >= LEAST else None
        shown = self._shown(comparison, address.show) if comparison else None
        query = _searchable(self.request.GET.get("find", ""))
        can_add = len(records) < MOST or bool(address.swap)
        return super().get_context_data(**kwargs) | {
            "kind": self.kind,
            "list_route": self.list_route,
            "list_title": self.list_title(),
            "noun": self.noun,
            "comparison": shown,
            "whole": comparison,
            "names": joined([head.short for head in comparison.heads]) if comparison else "",
            "everyone": all_of(len(records)) if comparison else "",
            "chosen": self._chosen(records, address),
            "shows": [(show, address.link(address.items, show)) for show in Show],
            "show": address.show,
            **self._folds(address, shown),
            "address": address,
            "query": query,
            "typing_url": address.typing,
            "can_add": can_add,
            "swapped": next((r for r in records if r.slug == address.swap), None),
            "found": self._found(query, address) if query else CandidatesFound(),
            "suggestions": (
                self._offers(self.suggested(records), address)
                if can_add and not query and len(records) < LEAST
                else []
            ),
            "ignored": [*asked.ignored, *self._unknown_view()],
            "downloads": download_links(self.request, offered.formats) if offered else [],
            "most": MOST,
        }

    def _asked(self) -> AskedRecords:
        """Return the records asked for, in that order, as many as can be compared."""
        named = AskedSlugs.of(self.request.GET.getlist("item")[:LOOKED_AT], self.noun)
        if not named.slugs:
            return AskedRecords(ignored=named.ignored)
        # The whole of a record is read once it is known that it will be shown.
        full = LEAST <= len(named.slugs) <= MOST
        known = self._known(named.slugs, full=full)
        self._lead_on([slug for slug in named.slugs if slug not in known])
        unknown = [no_such(self.noun, slug) for slug in named.slugs if slug not in known]
        found = [known[slug] for slug in named.slugs if slug in known]
        kept = found[:MOST]
        if len(kept) >= LEAST and not full:
            whole = self._known([record.slug for record in kept], full=True)
            kept = [whole[record.slug] for record in kept if record.slug in whole]
        left_out = [
            gettext("%(most)s can be compared at a time: “%(record)s” is left out.")
            % {"most": MOST, "record": record}
            for record in found[MOST:]
        ]
        return AskedRecords(kept, (*named.ignored, *unknown, *left_out))

    def _known(self, slugs: Sequence[str], *, full: bool) -> dict[str, Any]:
        """Return the records of these slugs that may be compared, by slug."""
        records = self.get_queryset() if full else self.candidates()
        return {record.slug: record for record in records.filter(slug__in=slugs)}

    def _lead_on(self, slugs: Sequence[str]) -> None:
        """Lead on from slugs that records had before, or in capitals.

        Raises:
            Moved: when any record is meant by them.
        """
        if slugs:
            candidates: Any = self.candidates()
            found = candidates.called([*slugs, self.request.GET.get("swap", "")])
            now = {slug: record.slug for slug, record in found.items()}
            if now.keys() & set(slugs):
                raise Moved({"item": now, "swap": now})

    def _address(self, records: Sequence[Any]) -> Address:
        get = self.request.GET
        items = (record.slug for record in records)
        return Address.of(self.request.path, items, get.get("show", ""), get.get("swap", ""))

    def _folds(self, address: Address, compared: Comparison | None) -> dict[str, Any]:
        """Return whether all parts are open, and which one stands alone.

        All are where some are asked for, or all by the address.
        """
        opens = address.show is not Show.EVERYTHING or self.request.GET.get("open") == "all"
        link = f"{address.link(address.items)}&open=all#table"
        alone = next((one for one in compared.sections if one.is_whole), None) if compared else None
        return {
            "opens": opens,
            "open_url": "" if opens or alone else link,
            "alone": alone,
            "all_url": f"{address.link(address.items, address.show)}#table",
        }

    def _shown(self, compared: Comparison, show: Show) -> Comparison:
        """Return what is asked for of a comparison; a section opened by name is whole, alone."""
        return compared.showing(show).whole(self.request.GET.get("open", ""))

    def _unknown_view(self) -> list[str]:
        asked = self.request.GET.get("show", "")
        return [no_such("view", asked)] if asked and asked not in set(Show) else []

    def _chosen(self, records: Sequence[Any], address: Address) -> list[ChosenRecord]:
        return [
            ChosenRecord(
                slug=record.slug,
                title=str(record),
                url=record.get_absolute_url(),
                about=self.about(record),
                remove=address.without(record.slug),
                swap=address.link(address.items, swap=record.slug),
                left=address.moving(record.slug, -1),
                right=address.moving(record.slug, 1),
                swapping=record.slug == address.swap,
            )
            for record in records
        ]

    def _found(self, text: str, address: Address) -> CandidatesFound:
        """Search as the whole portal does: other names count, and slips are put right."""
        reader, note = current(), self.note_on(text)
        found, corrected = self._searched(reader, text, address), ""
        if not found.offers and not note:
            spelling = did_you_mean(reader, text, kind=self.index_kind)
            corrected = spelling.text if spelling else ""
            found = self._searched(reader, corrected, address)
        return replace(found, corrected=corrected if found.offers else "", note=note)

    def _searched(self, reader: Reader, text: str, address: Address) -> CandidatesFound:
        if not reader.worded(text):
            return CandidatesFound()
        asked = Search(self.index_kind, text, typing=True)
        matches = reader.ask(Question(asked, size=RESULTS + MOST, told=False))
        keys = dict.fromkeys([*self.named(reader, text), *matches.ids])
        records = in_order(self.candidates(), list(keys))
        new = [record for record in records if record.slug not in address.items]
        shown = new[:RESULTS]
        is_all = len(shown) == len(new) and matches.total <= len(matches.ids)
        return CandidatesFound(self._offers(shown, address), is_all)

    def _offers(self, records: Iterable[Any], address: Address) -> list[Candidate]:
        return [
            Candidate(record.slug, str(record), self.about(record), address.adding(record.slug))
            for record in records
        ]
