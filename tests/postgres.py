"""A PostgreSQL server that lives as long as a run of the tests."""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote


def find_binaries() -> Path | None:
    """The folder of the newest PostgreSQL server on this machine."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
    in_path = shutil.which("initdb")
    folders = [*debian[::-1], *([Path(in_path).parent] if in_path else [])]
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


@contextmanager
def server(binaries: Path) -> Iterator[str]:
    """Start a server of our own, yield the address of its database, and leave nothing behind.

    It listens on a socket in a temporary folder and on no port, so that it is in nobody's way.
    """
    # PostgreSQL refuses to run as root.
    user = "postgres" if os.geteuid() == 0 else getpass.getuser()
    folder = Path(tempfile.mkdtemp(prefix="portal-pg-"))
    shutil.chown(folder, user)
    # A test may start a process of a user without rights, which has to reach the socket.
    folder.chmod(0o711)
    # What is safe on a disk that may lose power is of no use to a database of one minute, and nor
    # is compiling a question that reads twenty rows.
    quick = (
        "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=50 "
        "-c wal_level=minimal -c max_wal_senders=0 -c jit=off"
    )

    def run(name: str, *arguments: str) -> None:
        with (folder / "log").open("a") as log:
            subprocess.run(
                [binaries / name, "--pgdata", folder / "data", *arguments],
                user=user,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                check=True,
            )

    try:
        run("initdb", "--username=portal", "--auth=trust", "--encoding=UTF8", "--no-locale")
        run("pg_ctl", "start", "--wait", "-o", f"-k {folder} -c listen_addresses='' {quick}")
        yield f"postgresql://portal@{quote(str(folder), safe='')}/portal"
    except subprocess.CalledProcessError as error:
        raise RuntimeError(f"{error}\n{(folder / 'log').read_text()}") from None
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            run("pg_ctl", "stop", "--wait", "--mode=immediate")
        shutil.rmtree(folder)
