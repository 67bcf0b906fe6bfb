"""How many pages this process is working on, so that slower work can give way to them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.http import HttpRequest
from django.http.response import HttpResponseBase


class Pages:
    """A count that threads share."""

    def __init__(self) -> None:
        self._number = 0
        self._lock = threading.Lock()

    @property
    def number(self) -> int:
        """How many there are just now."""
        return self._number

    @contextmanager
    def one_more(self) -> Iterator[None]:
        """Count one for as long as it is worked on."""
        with self._lock:
            self._number += 1
        try:
            yield
        finally:
            with self._lock:
                self._number -= 1

    @contextmanager
    def one_less(self) -> Iterator[None]:
        """Leave one out for as long as it only waits."""
        with self._lock:
            self._number -= 1
        try:
            yield
        finally:
            with self._lock:
                self._number += 1


pages = Pages()


class PagesMiddleware:
    """Counts requests until their answer is made; what is streamed after that is not counted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with pages.one_more():
            return self.get_response(request)
