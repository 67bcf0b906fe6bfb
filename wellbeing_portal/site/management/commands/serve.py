"""Serves the portal as in production."""

from __future__ import annotations

import os
import socket
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Brings the portal up to date and serves it with gunicorn, at 127.0.0.1:8000 by default."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address", nargs="?", default="127.0.0.1:8000", help="host:port")

    def handle(self, *, address: str, **options: Any) -> None:
        require_free(address)
        call_command("prepare", stdout=self.stdout)
        sys.stdout.flush()
        configuration = str(settings.BASE_DIR / "wellbeing_portal" / "gunicorn.conf.py")
        command = [sys.executable, "-m", "gunicorn", "--config", configuration, "--bind", address]
        os.execv(sys.executable, command)  # noqa: S606 - gunicorn takes this process's place


def require_free(address: str) -> None:
    """Refuse an address on which something else listens, before any work is done.

    Raises:
        CommandError: saying what to do instead.
    """
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise CommandError(f"“{address}” is not an address such as 127.0.0.1:8000.")
    try:
        found = socket.getaddrinfo(host.strip("[]"), int(port), type=socket.SOCK_STREAM)
        family, kind, protocol, _, target = found[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(target)
    except OSError as error:
        raise CommandError(
            f"The portal cannot listen on {address}: {error.strerror}. "
            f"Choose another port: make run PORT={(int(port) + 1) % 65536}"
        ) from None
