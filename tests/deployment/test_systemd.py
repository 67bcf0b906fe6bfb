"""The units that an operator installs."""

from __future__ import annotations

import configparser
import re
import shlex
from pathlib import Path

import pytest
from django.core.management import get_commands

DEPLOY = Path(__file__).parent.parent.parent / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
INSTALLED = "/srv/portal/"


def read(path: Path) -> configparser.ConfigParser:
    # A key may stand several times, as may a comment line with any sign.
    unit = configparser.ConfigParser(strict=False, interpolation=None, comment_prefixes="#")
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read_string(path.read_text())
    return unit


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_unit_names_only_files_and_commands_that_are_there(path):
    text = path.read_text()
    root = DEPLOY.parent
    named = re.findall(rf"{INSTALLED}([\w./-]+)", text)
    commands = re.findall(r"manage\.py (\w+)", text)

    assert [
        name
        for name in named
        if not name.startswith((".venv", "var")) and not (root / name).exists()
    ] == []
    assert set(commands) <= set(get_commands())


@pytest.mark.parametrize(
    "path", [path for path in UNITS if path.suffix == ".timer"], ids=lambda path: path.name
)
def test_timer_has_its_service_and_makes_up_for_time_off(path):
    assert path.with_suffix(".service").exists()
    assert read(path)["Timer"]["Persistent"] == "true"


@pytest.mark.parametrize(
    "path", [path for path in UNITS if path.suffix == ".service"], ids=lambda path: path.name
)
def test_service_runs_as_a_user_of_its_own_that_may_write_little(path):
    service = read(path)["Service"]

    assert service["User"] == "portal"
    assert service["ProtectSystem"] == "strict"
    assert service["NoNewPrivileges"] == "yes"


def test_web_processes_listen_where_nginx_looks_for_them():
    command = shlex.split(read(DEPLOY / "systemd" / "portal@.service")["Service"]["ExecStart"])
    site = (DEPLOY / "nginx" / "site.conf").read_text()

    assert command[command.index("--bind") + 1] == "127.0.0.1:%i"
    assert re.findall(r"server (127\.0\.0\.1:\d+)", site) == ["127.0.0.1:8001", "127.0.0.1:8002"]
