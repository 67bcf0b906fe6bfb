"""Sets the portal up from nothing as the strictest machine would, and tries it.

A clone of what is committed, in a folder with spaces, owned by a user without rights whose home
cannot be written. Its first Python does not start, its second brings the oldest pip that is
supported, an earlier set-up was cut off, and an index shows a newer version of every package
that is locked, so that whatever resolves the lock again takes one of them, or fails, here.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
OLDEST_PIP = "23.0"
NEWER = "9999.0"
LONGEST_START = 300
USER = "nobody" if os.geteuid() == 0 else None
PINNED = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)", re.MULTILINE)


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="portal fresh "))
    folder.chmod(0o755)
    try:
        check(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def check(folder: Path) -> None:
    environment = surroundings(folder)
    clone = clone_into(folder / "a fresh clone")
    offline = clone_into(folder / "offline")
    cut_off(clone)
    give_away(clone, offline)

    say(f"without a network, {refused_offline(offline, environment)}")
    say(f"`make run` from nothing, {served(clone, environment):.0f} s until it is ready")
    as_locked(clone, "requirements.txt")
    say(f"`make run` again, {served(clone, environment):.1f} s until it is ready")
    started = time.monotonic()
    run(
        ["make", "test", "ARGS=tests/core/test_figure.py"],
        clone,
        environment | {"REQUIRE_ALL": "0"},
    )
    as_locked(clone, "requirements-dev.txt")
    say(f"`make test` sets itself up and passes, {time.monotonic() - started:.0f} s for one file")


def say(what: str) -> None:
    print(f"Fresh clone: {what}", flush=True)


def surroundings(folder: Path) -> dict[str, str]:
    """Return the environment of a machine as described above."""
    commands, newer, home = folder / "bin", folder / "newer versions", folder / "home"
    broken = folder / "broken"
    for made in (broken, commands, newer, home):
        made.mkdir()
    home.chmod(0o555)
    show_newer_versions(newer)
    bring_old_pip(commands, folder / "old pip")
    for name in ("python3.2", "python3.11", "python3", "node"):
        command(broken / name, f"echo '{name}: no version is chosen' >&2; exit 127")
    left_out = ("VIRTUAL_ENV", "TEST_POSTGRES_URL", "DATABASE_URL", "CI", "MAKEFLAGS", "MAKELEVEL")
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    return kept | {
        "HOME": str(home),
        "PATH": os.pathsep.join([str(broken), str(commands), os.environ["PATH"]]),
        # Read by pip as a list with spaces between its members, so spaces are written as in URLs.
        "PIP_FIND_LINKS": newer.as_uri(),
        "UV_FIND_LINKS": newer.as_uri(),
    }


def command(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def show_newer_versions(folder: Path) -> None:
    """Write an empty package of a far newer version for every package that is locked."""
    for lock in ROOT.glob("requirements*.txt"):
        for name, _ in PINNED.findall(lock.read_text()):
            stem = f"{name.replace('-', '_').replace('.', '_')}-{NEWER}"
            with zipfile.ZipFile(folder / f"{stem}-py3-none-any.whl", "w") as wheel:
                about = f"{stem}.dist-info"
                wheel.writestr(
                    f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {NEWER}\n"
                )
                wheel.writestr(
                    f"{about}/WHEEL",
                    "Wheel-Version: 1.0\nGenerator: ci\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
                )
                wheel.writestr(f"{about}/RECORD", "")


def bring_old_pip(commands: Path, wheels: Path) -> None:
    """Put a Python first whose new environments have the oldest pip that is supported."""
    real = usable_python()
    download = [real, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", wheels]
    subprocess.run([*download, f"pip=={OLDEST_PIP}"], check=True)
    command(
        commands / "python3.11",
        f"""'{real}' "$@" || exit
[ "$1 $2" = "-m venv" ] || exit 0
PIP_FIND_LINKS= "$3/bin/python" -m pip install --quiet --no-index "$(echo '{wheels}'/*.whl)" """,
    )


def usable_python() -> str:
    """Return a Python that the user without rights can run too."""
    for candidate in ("/usr/bin/python3", "/usr/local/bin/python3", sys.executable):
        version = "import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))"
        tried = subprocess.run(
            [candidate, "-c", version], user=USER, capture_output=True, check=False
        )
        if tried.returncode == 0:
            return candidate
    sys.exit(f"No Python 3.11 or newer here that {USER} can run")


def clone_into(folder: Path) -> Path:
    run(["git", "clone", "--quiet", str(ROOT), str(folder)], ROOT, dict(os.environ), user=None)
    return folder


def cut_off(clone: Path) -> None:
    """Leave an environment behind that was interrupted before pip was in it."""
    subprocess.run([usable_python(), "-m", "venv", "--without-pip", clone / ".venv"], check=True)


def give_away(*clones: Path) -> None:
    for clone in clones if USER else ():
        for path in (clone, *clone.rglob("*")):
            shutil.chown(path, USER, "nogroup") if not path.is_symlink() else None


def refused_offline(clone: Path, environment: dict[str, str]) -> str:
    """Set up where nothing can be reached, and return what it says to a person."""
    nowhere = "http://127.0.0.1:9"
    names = ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY")
    proxies = dict.fromkeys(names, nowhere)
    closed = {"PIP_RETRIES": "0", "PIP_INDEX_URL": f"{nowhere}/simple", "PIP_FIND_LINKS": ""}
    done = subprocess.run(
        ["make", "run"],
        cwd=clone,
        env=environment | proxies | closed | {"PIP_CONFIG_FILE": os.devnull},
        user=USER,
        capture_output=True,
        text=True,
        check=False,
    )
    promised = "could not be fetched: this machine did not reach the package index."
    if done.returncode == 0 or promised not in done.stderr:
        sys.exit(f"Without a network, `make run` said:\n{done.stdout}\n{done.stderr}")
    return "it says that packages could not be fetched"


def served(clone: Path, environment: dict[str, str]) -> float:
    """Serve the portal, and return how long it took until it was ready; its pages must answer."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    started = time.monotonic()
    server = subprocess.Popen(
        ["make", "run", f"PORT={port}"],
        cwd=clone,
        env=environment,
        user=USER,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while not answers(f"http://127.0.0.1:{port}/health/ready"):
            if server.poll() is not None or time.monotonic() - started > LONGEST_START:
                sys.exit("`make run` does not serve")
            time.sleep(0.1)
        took = time.monotonic() - started
        for page in ("/", "/case-studies/", "/static/"):
            if answers(f"http://127.0.0.1:{port}{page}") is (page == "/static/"):
                sys.exit(f"`make run` serves, but {page} does not answer as it should")
        return took
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=10) as response:  # noqa: S310 - of this machine
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def as_locked(clone: Path, lock: str) -> None:
    """Hold what is installed against the lock file: these versions and nothing newer."""
    listing = run(
        [".venv/bin/uv", "--no-cache", "pip", "freeze", "--python", ".venv/bin/python"], clone, {}
    )
    canonical = str.maketrans("_.", "--")
    installed = {
        name.lower().translate(canonical): version for name, version in PINNED.findall(listing)
    }
    locked = {
        name.lower().translate(canonical): version
        for name, version in PINNED.findall((clone / lock).read_text())
    }
    wrong = {
        name: version for name, version in installed.items() if locked.get(name, version) != version
    }
    if wrong or NEWER in listing or not installed.keys() & locked.keys():
        sys.exit(f"Installed otherwise than {lock} says: {wrong}")


def run(
    arguments: list[str], folder: Path, environment: dict[str, str], user: str | None = USER
) -> str:
    done = subprocess.run(
        arguments,
        cwd=folder,
        env=environment,
        user=user,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{' '.join(arguments)} failed:\n{done.stdout}\n{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    main()
