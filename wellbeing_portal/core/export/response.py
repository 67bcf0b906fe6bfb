"""Answers a request with a file."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, BinaryIO, TypeVar
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from .csv_file import write_csv
from .excel import write_excel
from .json_file import write_json
from .table import LICENCE_ADDRESS, About, Table
from .turn import turn

FORMATS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml; charset=utf-8",
}
"""The formats that a page may offer, and their media types."""
PIECE = 64 * 1024
OWN_PARAMETERS = ("export", "table", "page", "cite", "length")
"""What an address says about the file wanted rather than about the content."""

SHORT = "short"
"""The length of a document, as addresses have it, that keeps to two pages."""

DocumentWriter = Callable[[BinaryIO], None]

Answer = TypeVar("Answer", bound=HttpResponseBase)


def about_page(
    request: HttpRequest,
    *,
    title: str,
    slug: str,
    filters: Sequence[tuple[str, str]] = (),
    notes: Sequence[str] = (),
    asked: Mapping[str, Sequence[str]] | None = None,
) -> About:
    """Return the account of a file made from the page that ``request`` asks for."""
    return About(
        title=title,
        slug=slug,
        address=request.build_absolute_uri(without_own_parameters(request)),
        made=timezone.localtime(),
        filters=tuple(filters),
        notes=tuple(notes),
        asked=asked or {},
        is_short=request.GET.get("length") == SHORT,
    )


def without_own_parameters(request: HttpRequest, **added: str) -> str:
    """Return the page's path and query, without what asks for a file, with ``added``."""
    query = request.GET.copy()
    for name in OWN_PARAMETERS:
        query.pop(name, None)
    for name, value in added.items():
        query[name] = value
    return f"{request.path}?{query.urlencode()}" if query else request.path


def export_response(
    file_format: str,
    about: About,
    tables: Sequence[Table],
    *,
    document: DocumentWriter | None = None,
    picture: Callable[[], str] | None = None,
    table: str = "",
) -> HttpResponseBase:
    """Return the file that was asked for.

    CSV holds one table: the one whose key is ``table``, or else the first. ``document`` writes
    the Word file, ``picture`` makes the drawing.
    """
    if file_format == "svg" and picture is not None:
        return _named(HttpResponse(picture(), content_type=FORMATS["svg"]), about, "svg")
    tables = [replace(each, rows=turn.stepping(each.rows)) for each in tables]
    if file_format == "csv":
        chosen = next((each for each in tables if each.key == table), tables[0])
        part = chosen.key if chosen is not tables[0] else ""
        return _attachment(write_csv(chosen), about, "csv", part)
    if file_format == "json":
        return _attachment(write_json(about, tables), about, "json")
    if file_format == "docx" and document is not None:
        return _attachment(_from_disk(document), about, "docx")

    def workbook(stream: BinaryIO) -> None:
        write_excel(stream, about, tables)

    return _attachment(_from_disk(workbook), about, "xlsx")


def text_file(text: str, name: str, media_type: str) -> HttpResponse:
    """Return a small text as a file to keep."""
    response = HttpResponse(text, content_type=f"{media_type}; charset=utf-8")
    response["Content-Disposition"] = disposition(name)
    return response


def disposition(name: str) -> str:
    """Return the header that names a file: in ASCII, and in full for those who read RFC 5987."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_. ") else "_" for c in name)
    header = f'attachment; filename="{plain}"'
    return header if plain == name else f"{header}; filename*=UTF-8''{quote(name, safe='')}"


def _attachment(
    pieces: Iterator[bytes], about: About, file_format: str, part: str = ""
) -> StreamingHttpResponse:
    response = StreamingHttpResponse(_giving_way(pieces), content_type=FORMATS[file_format])
    return _named(response, about, file_format, part)


def _named(response: Answer, about: About, file_format: str, part: str = "") -> Answer:
    """Say what a file is called, where it is from, and that it is none to keep or to index."""
    response["Content-Disposition"] = disposition(about.file_name(file_format, part))
    response["Link"] = f'<{LICENCE_ADDRESS}>; rel="license", <{about.address}>; rel="via"'
    # A copy made of the page as it was must not answer for the page as it is.
    response["Cache-Control"] = "no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response


def _giving_way(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the pieces of a file, each made with regard to the pages that are asked for."""
    while True:
        with turn.between_queries():
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece


def _from_disk(write: Callable[[Any], None]) -> Iterator[bytes]:
    """Write a file that cannot be streamed to disk, and yield it from there.

    The empty first piece makes gunicorn send the headers, so that the browser shows the download
    while the file is being written.
    """
    yield b""
    with tempfile.TemporaryFile() as file:
        write(file)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece
