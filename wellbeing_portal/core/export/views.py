"""Lets list and detail pages answer with files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from wellbeing_portal.core.citation import CITATION_FORMATS, cite

from .links import download_links, unknown_format
from .offers import Offer, offer_of
from .response import about_page, export_response, text_file
from .table import About


class Downloads:
    """A page that gives its content as a file when the address asks for one.

    A format that it does not have is ignored, and the page says so.
    """

    request: HttpRequest
    ignored: list[str]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer with the file asked for, or else with the page."""
        offered = self.get_offer()
        asked = request.GET.get("export", "")
        if asked and offered:
            if asked in offered.formats:
                return self.export(asked, offered)
            self.ignored.append(unknown_format(asked, offered.formats))
        return super().get(request, *args, **kwargs)  # type: ignore[misc]

    def get_offer(self) -> Offer | None:
        """Return what can be taken away from this page, if anything."""
        raise NotImplementedError

    def export(self, file_format: str, offered: Offer) -> HttpResponseBase:
        """Return the page's content as a file."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the links to the files."""
        offered = self.get_offer()
        links = download_links(self.request, offered.formats) if offered else []
        context = super().get_context_data(**kwargs)  # type: ignore[misc]
        return context | {"downloads": links, "ignored": self.ignored}


class ListDownloads(Downloads):
    """A list that can be taken away whole: every row that it has on all its pages, in its order."""

    def get_filters_in_words(self) -> Sequence[tuple[str, str]]:
        """Return what the visitor chose, as pairs of words such as ``("Region", "London")``."""
        return ()

    def get_offer(self) -> Offer | None:
        # Not get_queryset: that is asked once, and notes what it ignored.
        return offer_of(self.queryset.model)  # type: ignore[attr-defined]

    def export(self, file_format: str, offered: Offer) -> HttpResponseBase:
        keys = list(self.get_queryset().values_list("pk", flat=True))  # type: ignore[attr-defined]
        about = about_page(
            self.request,
            title=offered.title,
            slug=offered.slug,
            filters=self.get_filters_in_words(),
        )
        return _respond(self.request, file_format, offered, keys, about)


class DetailDownloads(Downloads):
    """A record's page that can be taken away and cited."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        self.ignored = []

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer with the citation or the file asked for, or else with the page."""
        asked = request.GET.get("cite", "")
        if asked in CITATION_FORMATS:
            record = self.get_object()  # type: ignore[attr-defined]
            style = CITATION_FORMATS[asked]
            text = style.write(cite(record, request))
            return text_file(text, f"{record.slug}.{style.ending}", style.media_type)
        if asked:
            self.ignored.append(f"There is no citation format called “{asked[:20]}”.")
        return super().get(request, *args, **kwargs)

    def get_offer(self) -> Offer | None:
        return offer_of(self.get_queryset().model)  # type: ignore[attr-defined]

    def export(self, file_format: str, offered: Offer) -> HttpResponseBase:
        record = self.get_object()  # type: ignore[attr-defined]
        about = about_page(self.request, title=str(record), slug=record.slug)
        return _respond(self.request, file_format, offered, [record.pk], about, one=True)


def _respond(
    request: HttpRequest,
    file_format: str,
    offered: Offer,
    keys: Sequence[int],
    about: About,
    *,
    one: bool = False,
) -> HttpResponseBase:
    tables = offered.of_record(keys[0]) if one and offered.of_record else offered.tables(keys)
    write = offered.document
    return export_response(
        file_format,
        about,
        tables,
        document=write and (lambda stream: write(stream, keys, about)),
        table=request.GET.get("table", ""),
    )
