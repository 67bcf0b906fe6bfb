"""What an address answers: by the least that can be asked, followed where it leads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urljoin

from django.utils.translation import gettext

from wellbeing_portal.curate.models import LinkCheck

from .outside import Heard, NoAnswer, NotOurs, Unproven, hear

Answer = LinkCheck.Answer

STEPS = 5
"""Times that a server may send us on."""
SHY = frozenset({401, 402, 403, 405, 406, 407, 429, 451, 501, 999})
"""What servers answer that have the page and do not give it to a program, or not so often."""
TOO_OFTEN = HTTPStatus.TOO_MANY_REQUESTS


@dataclass(frozen=True)
class LinkVerdict:
    """An answer, what was said, and whether anything outside this machine was heard at all."""

    answer: Answer
    said: str
    was_heard: bool = False


def ask(url: str, agent: str, pause: Callable[[str], None]) -> LinkVerdict:
    """Return what an address answers; ``pause`` is called with each before it is asked."""
    heard = False
    try:
        for _step in range(STEPS + 1):
            pause(url)
            found = _heard(url, agent, pause)
            heard = True
            if not _leads_on(found):
                return _judged(found)
            url = _onward(url, found.location)
    except NotOurs as error:
        return LinkVerdict(Answer.NOT_ASKED, str(error), heard)
    except Unproven as error:
        # Browsers know more certificates than we do, so that readers may get there.
        return LinkVerdict(Answer.NOT_TO_US, str(error), was_heard=True)
    except NoAnswer as error:
        return LinkVerdict(Answer.FAILS, str(error), heard or error.is_there)
    return LinkVerdict(Answer.FAILS, gettext("it leads in a circle"), was_heard=True)


def _heard(url: str, agent: str, pause: Callable[[str], None]) -> Heard:
    """Ask for the head alone; where a server does not like that, for the page."""
    try:
        found = hear(url, "HEAD", agent)
    except NoAnswer as error:
        if not error.is_there:
            raise
    else:
        if found.status < HTTPStatus.BAD_REQUEST or found.status == TOO_OFTEN:
            return found
    pause(url)
    return hear(url, "GET", agent)


def _onward(url: str, location: str) -> str:
    """Return where a server sends us on.

    Raises:
        NotOurs: when that is no address.
    """
    try:
        return urljoin(url, location)
    except ValueError:
        raise NotOurs(gettext("it is no address of the web")) from None


def _leads_on(found: Heard) -> bool:
    moved = HTTPStatus.MULTIPLE_CHOICES <= found.status < HTTPStatus.BAD_REQUEST
    return moved and bool(found.location)


def _judged(found: Heard) -> LinkVerdict:
    said = gettext("it answers %(status)s") % {"status": found.status}
    if found.status < HTTPStatus.MULTIPLE_CHOICES or found.status == HTTPStatus.NOT_MODIFIED:
        return LinkVerdict(Answer.ANSWERS, said, was_heard=True)
    answer = Answer.NOT_TO_US if found.status in SHY else Answer.FAILS
    return LinkVerdict(answer, said, was_heard=True)
