"""Lets list, detail and comparison pages answer with files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, BinaryIO, Generic, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext

from wellbeing_portal.core.citation import CITATION_FORMATS, cite
from wellbeing_portal.core.compare.comparison import Comparison

from .comparison import comparison_table
from .links import download_links
from .not_offered import no_file, not_offered
from .offers import DrawingOffer, Offer, offer_of, offer_of_drawing
from .response import about_page, export_response, text_file
from .table import About, Table

WITH_PARTS = 5_000
"""Records up to which a workbook holds all their parts too. Nothing of a workbook can be sent
before all of it is written, and with the parts of 10,000 case studies that takes minutes, in which
proxies give up. JSON and CSV begin at once and go on as they are read, however much there is."""


Offered = TypeVar("Offered", Offer, DrawingOffer[Any])


class Downloads(Generic[Offered]):
    """A page that gives its content as a file when the address asks for one."""

    request: HttpRequest

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer with the file asked for, or else with the page."""
        offered = self.get_offer()
        asked = request.GET.get("export", "")
        if asked and offered:
            if asked in offered.formats:
                return self.export(asked, offered)
            return not_offered(request, offered.formats)
        return super().get(request, *args, **kwargs)  # type: ignore[misc]

    def get_offer(self) -> Offered | None:
        """Return what can be taken away from this page, if anything."""
        raise NotImplementedError

    def export(self, file_format: str, offered: Offered) -> HttpResponseBase:
        """Return the page's content as a file."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the links to the files."""
        offered = self.get_offer()
        links = download_links(self.request, offered.formats, offered.purposes) if offered else []
        context = super().get_context_data(**kwargs)  # type: ignore[misc]
        return context | {"downloads": links}


@dataclass(frozen=True)
class WholeList:
    """Every row that a list has on all its pages: their keys, the order, and the filters."""

    model: type[Model]
    keys: Sequence[int]
    order: str = ""
    filters: Sequence[tuple[str, str]] = ()
    asked: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The values of facets that were asked for."""


class ListDownloads(Downloads[Offer]):
    """A list that can be taken away whole: every row that it has on all its pages, in its order."""

    queryset: QuerySet[Any]

    def whole_list(self) -> WholeList:
        """Return all that the address finds."""
        raise NotImplementedError

    def get_offer(self) -> Offer | None:
        return offer_of(self.queryset.model)

    def export(self, file_format: str, offered: Offer) -> HttpResponseBase:
        whole = self.whole_list()
        about = about_page(
            self.request,
            title=offered.title,
            slug=offered.slug,
            filters=whole.filters,
            notes=[f"Order: {whole.order}"] if whole.order else [],
            asked=whole.asked,
        )
        return respond(self.request, file_format, offered, whole.keys, about)


class DrawingDownloads(Downloads[DrawingOffer[Any]]):
    """A page whose drawing can be taken away, as tables and as it is drawn."""

    drawing_class: type[Any]

    def get_offer(self) -> DrawingOffer[Any] | None:
        return offer_of_drawing(self.drawing_class)

    def taken_away(self) -> tuple[Any, Sequence[tuple[str, str]]]:
        """Return the drawing that the address asks for, and the filters in words."""
        raise NotImplementedError

    def export(self, file_format: str, offered: DrawingOffer[Any]) -> HttpResponseBase:
        drawing, filters = self.taken_away()
        about = about_page(
            self.request,
            title=offered.title(drawing),
            slug=offered.slug,
            filters=filters,
            notes=offered.notes,
        )
        document, picture = offered.document, offered.picture
        return export_response(
            file_format,
            about,
            offered.tables(drawing),
            document=partial(_documented, document, drawing, about) if document else None,
            picture=partial(picture, drawing, about) if picture else None,
            table=self.request.GET.get("table", ""),
        )


def _documented(
    write: Callable[[BinaryIO, Any, About], None], drawing: Any, about: About, stream: BinaryIO
) -> None:
    write(stream, drawing, about)


class DetailDownloads(Downloads[Offer]):
    """A record's page that can be taken away and cited."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer with the citation or the file asked for, or else with the page."""
        asked = request.GET.get("cite", "")
        if asked in CITATION_FORMATS:
            record = self.get_object()  # type: ignore[attr-defined]
            style = CITATION_FORMATS[asked]
            text = style.write(cite(record, request))
            return text_file(text, f"{record.slug}.{style.ending}", style.media_type)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add how to cite the page."""
        asked = self.request.GET.get("cite", "")
        record: Any = self.object  # type: ignore[attr-defined]
        told = super().get_context_data(**kwargs)
        return told | {
            "downloads": told["downloads"] if _is_offered(record) else [],
            "citation": cite(record, self.request),
            "ignored": [_no_such_citation(asked)] if asked else [],
        }

    def get_offer(self) -> Offer | None:
        return offer_of(self.get_queryset().model)  # type: ignore[attr-defined]

    def export(self, file_format: str, offered: Offer) -> HttpResponseBase:
        record = self.get_object()  # type: ignore[attr-defined]
        if not _is_offered(record):
            return no_file(self.request, gettext("What is withdrawn is in no file."))
        title = getattr(record, "official_name", "") or str(record)
        about = about_page(self.request, title=title, slug=record.slug)
        return respond(self.request, file_format, offered, [record.pk], about, one=True)


def _is_offered(record: Any) -> bool:
    """Whether readers may take a record away: it is published, or is of a kind that always is."""
    return bool(getattr(record, "is_published", True))


def _no_such_citation(asked: str) -> str:
    known = ", ".join(CITATION_FORMATS)
    return gettext("There is no citation format called “%(asked)s”. There are %(known)s.") % {
        "asked": asked[:20],
        "known": known,
    }


def respond(  # noqa: PLR0913 (what a file is made of, each with its name)
    request: HttpRequest,
    file_format: str,
    offered: Offer,
    keys: Sequence[int],
    about: About,
    *,
    one: bool = False,
    comparison: Comparison | None = None,
) -> HttpResponseBase:
    """Return the records of ``keys`` as a file; ``one`` asks for the tables of a single record."""
    tables: list[Table] = [comparison_table(comparison)] if comparison else []
    make = offered.of_record if one and offered.of_record else offered.tables
    parts = make(keys, about.site)
    if file_format == "xlsx" and len(parts) > 1 and len(keys) > WITH_PARTS:
        left_out = ", ".join(part.name.lower() for part in parts[1:])
        note = gettext(
            "With more than %(with_parts)s records the workbook leaves out "
            "%(left_out)s. The JSON file holds them"
        ) % {"with_parts": f"{WITH_PARTS:,}", "left_out": left_out}
        about = replace(about, notes=[*about.notes, note])
        parts = parts[:1]
    tables += parts
    write = offered.document
    return export_response(
        file_format,
        about,
        tables,
        document=write and (lambda stream: write(stream, keys, about, comparison)),
        table=request.GET.get("table", ""),
    )


def respond_with_comparison(
    request: HttpRequest,
    file_format: str,
    offered: Offer,
    records: Sequence[Any],
    comparison: Comparison,
) -> HttpResponseBase:
    """Return a comparison as a file: the table that the page shows, then the records compared."""
    names = [head.short for head in comparison.heads]
    about = about_page(
        request,
        title=f"Comparison: {', '.join(names)}",
        slug=f"comparison-{offered.slug}",
        filters=[(gettext("Compared"), head.title) for head in comparison.heads],
    )
    keys = [record.pk for record in records]
    return respond(request, file_format, offered, keys, about, comparison=comparison)
