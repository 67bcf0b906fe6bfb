"""How much may be sent to the portal: forms, and no files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from wellbeing_portal.core.database.curators import is_curators

from .refusal import Refusal, refused

LARGEST = 1_000_000
"""Bytes that a visitor's form may have; the longest of ours has a hundredth of it."""
LARGEST_OF_CURATORS = 5_000_000
"""Long texts that somebody pastes are kept, and told to be too long on their page."""

TOO_LARGE = Refusal(
    413,
    "That is too much to send",
    ("What was sent is larger than any form of the portal. It takes no files.",),
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


class NoFiles(FileUploadHandler):
    """Passes over files that a form brings: the portal has no use for any."""

    def new_file(self, *_about: Any, **_more: Any) -> None:
        """Refuse the file before it is read."""
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take nothing."""

    def file_complete(self, file_size: int) -> None:
        """Keep nothing."""
