"""Notes that a search found nothing, after its page is sent and without keeping anybody waiting.

A note that is lost is no harm: where the database is busy, where another note is just being made,
or where there are very many already, there is none.
"""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Callable

from django.conf import settings
from django.db import Error
from django.db.models import F
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.crypto import salted_hmac

from wellbeing_portal.core.database.patience import Patience, waiting
from wellbeing_portal.core.models.unanswered_search import KEPT, UnansweredSearch

from .words import kept_words

PATIENCE = Patience(answer=0.3, lock=0.1)
"""Seconds that a note waits for the database; the page is sent by then."""
NEW_A_DAY = 200
"""New searches that are noted in a day: somebody may write a program that makes them up."""
MOST = 20_000
"""Searches that are kept in all."""

_ROBOT = re.compile(
    r"bot|crawl|spider|slurp|scrap|fetch|preview|monitor|check|archive|headless|python|curl|wget"
    r"|java|okhttp|go-http|axios|node|perl|ruby|php",
    re.IGNORECASE,
)
_BEFOREHAND = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
"""What browsers say that fetch a page in case somebody will want it."""

_turn = threading.Lock()
log = logging.getLogger(__name__)


def note_after(
    response: HttpResponseBase, request: HttpRequest, text: str, *, searched: str = ""
) -> None:
    """Note a search that found nothing once ``response`` is sent, if it may be noted.

    ``searched`` is the kind of records that were searched; without it, the whole portal.
    """
    if not settings.UNANSWERED_SEARCHES or not _is_of_a_reader(request):
        return
    if words := kept_words(text):
        closers: list[Callable[[], None]] = response._resource_closers  # type: ignore[attr-defined]  # noqa: SLF001
        closers.append(lambda: note(words, searched=searched))


def note(words: str, *, searched: str = "") -> None:
    """Note that a search found nothing today; of two at a time one is left out."""
    if not _turn.acquire(blocking=False):
        return
    try:
        with waiting(PATIENCE):
            _write(words, searched)
    except Error as error:
        log.info("A search that found nothing was not noted: %s", error)
    finally:
        _turn.release()


def digest_of(words: str, searched: str = "") -> str:
    """Return what the same search is known by; nobody without the portal's key can make it."""
    said = f"{searched}: {words}" if searched else words
    return salted_hmac("unanswered search", said, algorithm="sha256").hexdigest()


def _is_of_a_reader(request: HttpRequest) -> bool:
    """Tell whether a person has asked, as far as the browser says so."""
    agent = request.headers.get("User-Agent", "")
    beforehand = any("pre" in request.headers.get(name, "").lower() for name in _BEFOREHAND)
    return request.method == "GET" and bool(agent) and not _ROBOT.search(agent) and not beforehand


def _write(words: str, searched: str) -> None:
    # Each statement stands by itself, so that no lock is held from one to the next.
    today, digest = timezone.localdate(), digest_of(words, searched)
    same = UnansweredSearch.objects.filter(digest=digest)
    if same.filter(last_on__lt=today - KEPT).delete()[0] == 0:
        if same.filter(last_on__gte=today).update(times=F("times") + 1):
            return
        again = {"words": words, "days": F("days") + 1, "times": F("times") + 1, "last_on": today}
        if same.update(**again):
            return
    new_today = UnansweredSearch.objects.filter(first_on=today).count()
    if new_today >= NEW_A_DAY or UnansweredSearch.objects.count() >= MOST:
        return
    new = UnansweredSearch(digest=digest, searched=searched, first_on=today, last_on=today)
    UnansweredSearch.objects.bulk_create([new], ignore_conflicts=True)
