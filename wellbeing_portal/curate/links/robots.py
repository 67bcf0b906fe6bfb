"""What servers ask programs to leave alone."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

from .outside import NoAnswer, NotOurs, Unproven, hear, root_of

LONGEST_FILE = 100_000


class Robots:
    """The wishes of the servers of one run, each asked for once."""

    def __init__(self, agent: str, pause: Callable[[str], None]) -> None:
        self.agent, self._pause = agent, pause
        self._name = agent.partition("/")[0]
        self._known: dict[str, RobotFileParser | None] = {}

    def allow(self, url: str) -> bool:
        """Whether a server lets programs ask for an address. One that says nothing does."""
        place = urljoin(f"{root_of(url)}/", "robots.txt")
        if place not in self._known:
            self._known[place] = self._read(place)
        wishes = self._known[place]
        return wishes is None or wishes.can_fetch(self._name, url)

    def _read(self, place: str) -> RobotFileParser | None:
        self._pause(place)
        try:
            found = hear(place, "GET", self.agent, most=LONGEST_FILE)
        except (NoAnswer, NotOurs, Unproven, ValueError):
            return None
        if found.status != HTTPStatus.OK:
            return None
        wishes = RobotFileParser()
        wishes.parse(found.text.splitlines())
        return wishes
