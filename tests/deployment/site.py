"""The portal behind nginx, as deploy/ sets it up: two web processes and that very configuration."""

from __future__ import annotations

import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
DEPLOY = ROOT / "deploy"
HOST = "portal.example"


def find_nginx() -> str | None:
    """The nginx of this machine; Debian keeps it where only root looks."""
    return shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Site:
    """Ports and processes of a portal behind nginx."""

    folder: Path
    plain: int = field(default_factory=free_port)
    secure: int = field(default_factory=free_port)
    web: tuple[int, int] = field(default_factory=lambda: (free_port(), free_port()))
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {
            "DJANGO_SETTINGS_MODULE": "wellbeing_portal.settings",
            "ALLOWED_HOSTS": HOST,
            "SECRET_KEY": "a-key-for-tests-that-protects-nothing-but-is-long-enough",
            "DATABASE_URL": f"sqlite:///{self.folder / 'portal.sqlite3'}",
            "INDEX_DIR": str(self.folder / "index"),
            "TRUSTED_PROXIES": "1",
            "WEB_CONCURRENCY": "1",
        }

    def start(self) -> None:
        self._manage("prepare")
        for port in self.web:
            self.start_web(port)
        configuration = self._configure()
        nginx = [find_nginx(), "-p", self.folder, "-c", configuration, "-g", "daemon off;"]
        self._spawn("nginx", nginx)
        self.wait(self.plain, "/health/ready")

    def start_web(self, port: int) -> None:
        gunicorn = [
            sys.executable,
            "-m",
            "gunicorn",
            "--config",
            "wellbeing_portal/gunicorn.conf.py",
        ]
        application = "tests.deployment.slow_files:application"
        self._spawn(f"web {port}", [*gunicorn, "--bind", f"127.0.0.1:{port}", application])
        self.wait(port, "/health/live")

    def stop_web(self, port: int) -> None:
        process = self.processes.pop(f"web {port}")
        process.terminate()
        process.wait(60)

    def stop(self) -> None:
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            process.wait(60)

    def wait(self, port: int, path: str) -> None:
        """Wait until the portal answers there, with 200."""
        address = f"http://127.0.0.1:{port}{path}"
        asked = urllib.request.Request(address, headers={"Host": HOST})
        ends = time.monotonic() + 60
        while True:
            try:
                with urllib.request.urlopen(asked, timeout=5):
                    return
            except OSError:
                if time.monotonic() > ends:
                    raise
                time.sleep(0.1)

    def connect(self) -> ssl.SSLSocket:
        """A connection to the HTTPS server, to send what one likes over."""
        plain = socket.create_connection(("127.0.0.1", self.secure), timeout=30)
        return ssl._create_unverified_context().wrap_socket(plain, server_hostname=HOST)

    def _manage(self, *arguments: str) -> None:
        command = [sys.executable, "manage.py", *arguments]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True, capture_output=True)

    def _spawn(self, name: str, command: Sequence[object]) -> None:
        with (self.folder / "log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [str(part) for part in command],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def _configure(self) -> Path:
        """Copy the configuration with ports, paths and certificate of this machine put in."""
        self._make_certificate()
        # nginx takes a path with spaces in quotes alone, and these stand without; a link has none.
        link = self.folder / "portal"
        link.symlink_to(ROOT)
        put_in = {
            "/srv/portal/deploy/nginx/": f"{self.folder}/rules/",
            "/srv/portal/": f"{link}/",
            "127.0.0.1:8001": f"127.0.0.1:{self.web[0]}",
            "127.0.0.1:8002": f"127.0.0.1:{self.web[1]}",
            "/etc/ssl/certs/portal.pem": str(self.folder / "certificate.pem"),
            "/etc/ssl/private/portal.key": str(self.folder / "key.pem"),
            "/var/log/nginx/": f"{self.folder}/",
            "listen 80;": f"listen 127.0.0.1:{self.plain};",
            "listen 443 ": f"listen 127.0.0.1:{self.secure} ",
        }
        shutil.copytree(DEPLOY / "nginx", self.folder / "rules")
        for path in (self.folder / "rules").glob("*.conf"):
            text = re.sub(r"^ *listen \[::\].*\n", "", path.read_text(), flags=re.MULTILINE)
            for written, here in put_in.items():
                text = text.replace(written, here)
            path.write_text(text)
        temporary = "".join(
            f"    {kind}_temp_path {self.folder}/{kind};\n"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        main = self.folder / "nginx.conf"
        main.write_text(
            f"{'user root;' if os.geteuid() == 0 else ''}\n"
            f"pid {self.folder}/nginx.pid;\nerror_log {self.folder}/nginx.log;\n"
            "events { worker_connections 768; }\n"
            f"http {{\n    access_log off;\n    include {mime_types()};\n{temporary}"
            f"    include {self.folder}/rules/site.conf;\n}}\n"
        )
        return main

    def _make_certificate(self) -> None:
        command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
        names = ["-subj", f"/CN={HOST}", "-keyout", "key.pem", "-out", "certificate.pem"]
        subprocess.run([*command, *names], cwd=self.folder, check=True, capture_output=True)


def mime_types() -> str:
    places = ("/etc/nginx", "/usr/local/etc/nginx", "/opt/homebrew/etc/nginx")
    return next(str(path) for place in places if (path := Path(place) / "mime.types").exists())
