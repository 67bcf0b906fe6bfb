"""One request to somebody else's server, and to no other machine.

An address is typed by whoever edits, and a server may send us on to any other. So every request
finds out where the name leads, refuses what is not on the public internet, and goes to exactly
the machine that was looked at: a name that is another's a moment later changes nothing.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import NoReturn
from urllib.parse import SplitResult, urlsplit

from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext

PATIENCE = 10.0
"""Seconds that a server may say nothing."""
LONGEST = 20.0
"""Seconds that one answer may take in all: a server may say a letter at a time."""
PORTS = {"http": (80, 8080), "https": (443, 8443)}
"""Where web servers listen. Other ports are other people's other services."""
EMBEDDING = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "::/96")))
"""Networks whose addresses stand for ones of the older kind, which may be anybody's."""

IP = ipaddress.IPv4Address | ipaddress.IPv6Address


class NotOurs(Exception):
    """The address leads where we do not ask; the words say where."""


class NoAnswer(Exception):
    """Nothing was heard; the words say why. ``is_there`` tells that the machine was reached."""

    def __init__(self, why: str, *, is_there: bool = False) -> None:
        super().__init__(why)
        self.is_there = is_there


class Unproven(Exception):
    """The server answers, and its certificate could not be checked."""


@dataclass(frozen=True)
class Heard:
    """What a server answered: its status, where it sends us on, and the beginning of the text."""

    status: int
    location: str = ""
    text: str = ""


def hear(url: str, method: str, agent: str, *, most: int = 0) -> Heard:
    """Ask a server once, and return its answer with up to ``most`` bytes of text.

    Raises:
        NotOurs: when the address leads into a private network, or is none of the web.
        NoAnswer: when nothing answers.
        Unproven: when a certificate is not good enough for us.
    """
    parts = _parts_of(url)
    connection = _connection(parts, _public_place(parts))
    path = iri_to_uri(f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}")
    headers = {"User-Agent": agent, "Accept": "*/*", "Connection": "close"}
    try:
        with _cut_off(connection):
            connection.request(method, path, headers=headers)
            answer = connection.getresponse()
            text = answer.read(most).decode("utf-8", "replace") if most else ""
            return Heard(answer.status, answer.getheader("Location", ""), text)
    except ssl.SSLCertVerificationError:
        raise Unproven(gettext("its certificate could not be checked")) from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        _no_answer(error, is_there=connection.reached is not None)
    finally:
        connection.close()


def host_of(url: str) -> str:
    """Return the name of the server of an address."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def root_of(url: str) -> str:
    """Return the address of a server without the page on it."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}"


def is_public(place: IP) -> bool:
    """Whether an address of a machine is on the public internet, whatever it stands for."""
    if isinstance(place, ipaddress.IPv6Address):
        inner = place.ipv4_mapped or place.sixtofour
        if inner is not None:
            return is_public(inner)
        if place.teredo is not None or any(place in one for one in EMBEDDING):
            return False
    return place.is_global and not place.is_multicast


def _parts_of(url: str) -> SplitResult:
    """Return the parts of an address of the web.

    Raises:
        NotOurs: when it is none, or names an account or an unusual port.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise NotOurs(gettext("it is no address of the web")) from None
    if parts.scheme not in PORTS or not parts.hostname or "@" in parts.netloc:
        raise NotOurs(gettext("it is no address of the web"))
    if port is not None and port not in PORTS[parts.scheme]:
        raise NotOurs(gettext("it names an unusual port"))
    return parts


def _public_place(parts: SplitResult) -> tuple[str, int]:
    """Return the machine that a name leads to.

    Raises:
        NotOurs: when any that it leads to is not on the public internet.
        NoAnswer: when it leads to none.
    """
    port = parts.port or PORTS[parts.scheme][0]
    try:
        found = socket.getaddrinfo(_plain_host(parts), port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NoAnswer(gettext("no such server was found")) from None
    places = [str(one[4][0]).partition("%")[0] for one in found]
    if not places or not all(is_public(ipaddress.ip_address(one)) for one in places):
        raise NotOurs(gettext("it leads into a private network"))
    return places[0], port


def _plain_host(parts: SplitResult) -> str:
    """Return the name of a server in the letters that machines use."""
    name = parts.hostname or ""
    return name if name.isascii() else name.encode("idna").decode("ascii")


def _connection(parts: SplitResult, place: tuple[str, int]) -> _PlainConnection:
    kind = _SecureConnection if parts.scheme == "https" else _PlainConnection
    return kind(_plain_host(parts), place)


class _PlainConnection(http.client.HTTPConnection):
    """A connection to a machine that was looked at, under the name of its server.

    ``reached`` is the way to the machine, once there is one, also after the answer has begun.
    """

    def __init__(self, name: str, place: tuple[str, int]) -> None:
        super().__init__(name, place[1], timeout=PATIENCE)
        self.place = place
        self.reached: socket.socket | None = None

    def connect(self) -> None:
        self.sock = self.reached = socket.create_connection(self.place, PATIENCE)


class _SecureConnection(_PlainConnection):
    """The same, and the server has to prove its name."""

    default_port = http.client.HTTPS_PORT

    def connect(self) -> None:
        super().connect()
        secure = ssl.create_default_context().wrap_socket(
            self.sock, server_hostname=self.host, do_handshake_on_connect=False
        )
        self.sock = self.reached = secure
        secure.do_handshake()


@contextmanager
def _cut_off(connection: _PlainConnection) -> Iterator[None]:
    """End whatever a connection does when it has taken as long as it may."""

    def end() -> None:
        # It may have ended by itself.
        with suppress(OSError):
            if connection.reached is not None:
                connection.reached.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(LONGEST, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _no_answer(error: Exception, *, is_there: bool) -> NoReturn:
    if isinstance(error, TimeoutError):
        raise NoAnswer(gettext("it took too long"), is_there=is_there) from None
    if is_there:
        raise NoAnswer(gettext("it broke off"), is_there=True) from None
    raise NoAnswer(gettext("it could not be reached")) from None
