"""How much may be sent to the portal: forms, and files only where a page takes them."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from wellbeing_portal.core.database.curators import is_curators

from .refusal import Refusal, refused

LARGEST = 1_000_000
"""Bytes that a visitor's form may have; the longest of ours has a hundredth of it."""
LARGEST_OF_CURATORS = 5_200_000
"""Long texts that somebody pastes are kept, and told to be too long on their page; a file of 5 MB
that is imported has fields of a form around it."""

TOO_LARGE = Refusal(
    413,
    "That is too much to send",
    ("What was sent is larger than any form of the portal, and than a file that it takes in.",),
)
OF_UNKNOWN_LENGTH = Refusal(
    411,
    "The portal has to be told how much is sent",
    ("What was sent does not say how long it is, so it was not read.",),
)


class BodiesMiddleware:
    """Refuses what is too large before any of it is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.META.get("HTTP_TRANSFER_ENCODING"):
            return refused(request, OF_UNKNOWN_LENGTH)
        said = str(request.META.get("CONTENT_LENGTH") or "0")
        if not (said.isascii() and said.isdigit()):
            return refused(request, OF_UNKNOWN_LENGTH)
        length = int(said[:20])
        if length > LARGEST and (length > LARGEST_OF_CURATORS or not is_curators(request)):
            return refused(request, TOO_LARGE)
        return self.get_response(request)


class FilesWhereTaken(FileUploadHandler):
    """Takes files into memory at the pages that say so, and passes over all others.

    A page says so by ``takes_files``, which is given the request: whoever may not send a file
    there has none read either.
    """

    def new_file(self, *about: Any, **more: Any) -> None:
        """Refuse a file before it is read, or begin to take it."""
        super().new_file(*about, **more)
        view = getattr(getattr(self.request, "resolver_match", None), "func", None)
        takes_files = getattr(getattr(view, "view_class", None), "takes_files", None)
        if takes_files is None or not takes_files(self.request):
            raise SkipFile
        self.kept = io.BytesIO()

    def receive_data_chunk(self, raw_data: bytes, _start: int) -> None:
        """Take a piece; what was sent as a whole is not larger than it may be."""
        self.kept.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Return the file."""
        self.kept.seek(0)
        return InMemoryUploadedFile(
            self.kept,
            self.field_name,
            self.file_name,
            self.content_type,
            file_size,
            self.charset,
            self.content_type_extra,
        )
