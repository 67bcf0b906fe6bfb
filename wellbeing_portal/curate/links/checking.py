"""A run over addresses: one server at a time, with a pause, and a bounded number of them."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from wellbeing_portal.core.site_address import site_address
from wellbeing_portal.curate.models import LinkCheck

from .addresses import due, forget_others
from .outside import host_of
from .robots import Robots
from .verdict import Answer, LinkVerdict, ask

PAUSE = 2.0
"""Seconds between two requests to one server."""
LONGEST_RUN = 1_200.0
"""Seconds after which a run begins no other address: the next one goes on."""
SILENT_SERVERS = 8
"""So many servers say nothing, and no other anything, before a run gives up on its own machine."""


@dataclass
class LinkRun:
    """What a run found; ``left`` are the addresses that it had no time for."""

    answers: Counter[Answer] = field(default_factory=Counter)
    silent: list[LinkCheck] = field(default_factory=list)
    left: int = 0
    forgotten: int = 0
    reached: bool = False

    @property
    def asked(self) -> int:
        """How many addresses were asked."""
        return sum(self.answers.values())


def user_agent() -> str:
    """Return what we call ourselves, so that whoever minds knows whom to write to."""
    name = settings.PORTAL_NAME.replace(" ", "")
    return f"{name}/1.0 (checks links once a week; +{site_address()}{reverse('contact')})"


def check_links(limit: int) -> LinkRun:
    """Ask up to ``limit`` addresses, those that waited longest first, and keep what they say.

    Nothing is kept while nothing at all answers: then it is this machine that cannot reach out,
    and no address has failed.
    """
    run, waiting = LinkRun(forgotten=forget_others()), due(timezone.now())
    chosen = waiting[:limit]
    # Not all addresses of one server in a row, and not the same first ones whenever a run ends.
    random.shuffle(chosen)
    kept: list[tuple[str, LinkVerdict]] = []
    silent: set[str] = set()
    for url, verdict in _verdicts(chosen):
        run.reached = run.reached or verdict.was_heard
        run.answers[verdict.answer] += 1
        kept.append((url, verdict))
        if run.reached:
            run.silent += _keep(kept)
            kept.clear()
        elif verdict.answer == Answer.FAILS:
            silent.add(host_of(url))
        if not run.reached and len(silent) >= SILENT_SERVERS:
            break
    if kept and _reaches_out():
        run.reached = True
        run.silent += _keep(kept)
    run.left = len(waiting) - (run.asked if run.reached else 0)
    return run


def _reaches_out() -> bool:
    """Whether an address that answered the last time is heard now: then the others are away."""
    answering = LinkCheck.objects.filter(answer=Answer.ANSWERS).order_by("-checked_at", "-pk")
    known = answering.values_list("address", flat=True).first()
    return known is not None and ask(known, user_agent(), _Pauses()).was_heard


def _verdicts(addresses: list[str]) -> Iterator[tuple[str, LinkVerdict]]:
    """Yield what each address answers, until the time is over."""
    end, agent, pause = time.monotonic() + LONGEST_RUN, user_agent(), _Pauses()
    robots = Robots(agent, pause)
    for url in addresses:
        if time.monotonic() > end:
            return
        if robots.allow(url):
            yield url, ask(url, agent, pause)
        else:
            said = gettext("its server asks programs to stay away")
            yield url, LinkVerdict(Answer.NOT_ASKED, said, was_heard=True)


class _Pauses:
    """Waits before a server is asked again."""

    def __init__(self) -> None:
        self._last: dict[str, float] = {}

    def __call__(self, url: str) -> None:
        host = host_of(url)
        wait = self._last.get(host, 0) + PAUSE - time.monotonic()
        if host in self._last and wait > 0:
            time.sleep(wait)
        self._last[host] = time.monotonic()


def _keep(kept: list[tuple[str, LinkVerdict]]) -> list[LinkCheck]:
    """Keep what addresses said, and return those that by now do not answer."""
    silent, now = [], timezone.now()
    for url, verdict in kept:
        check = LinkCheck.objects.filter(address=url).first() or LinkCheck(address=url)
        check.take(verdict.answer, verdict.said, now)
        check.save()
        if LinkCheck.objects.silent().filter(pk=check.pk).exists():
            silent.append(check)
    return silent
