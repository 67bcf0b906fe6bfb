"""Lets the Nu HTML checker read one page of each kind, made from the whole starter content.

The database that ``DATABASE_URL`` names must have been migrated and loaded.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
CHECKER = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def pages() -> dict[str, bytes]:
    """Return what each kind of page is sent as, by its address."""
    import django

    django.setup()
    from django.test import Client, override_settings

    from tests.pages.kinds import one_of_each_kind

    # A test client asks under this name.
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        return {address: Client().get(address).content for address in one_of_each_kind()}


def complaints(sent: dict[str, bytes]) -> list[str]:
    """Return what the checker says of pages: errors and warnings, each with its place."""
    with tempfile.TemporaryDirectory() as folder:
        files = {Path(folder) / f"{number}.html": address for number, address in enumerate(sent)}
        for file, address in files.items():
            file.write_bytes(sent[address])
        done = subprocess.run(
            ["java", "-jar", str(CHECKER), "--format", "json", *map(str, files)],
            capture_output=True,
            text=True,
            check=False,
        )
    by_url = {file.as_uri().replace("///", "/"): address for file, address in files.items()}
    # Java may speak first.
    said: list[dict[str, Any]] = json.loads(done.stderr[done.stderr.find("{") :])["messages"]
    return [f"{by_url[one['url']]}: {in_words(one)}" for one in said]


def in_words(said: dict[str, Any]) -> str:
    """Return one complaint as a line: what is wrong, and the text in which it is."""
    kind = said.get("subType", said["type"])
    extract = " ".join(said.get("extract", "").split())
    return f"{kind}: {said['message']} In: {extract}"


def main() -> int:
    if not CHECKER.exists():
        print("The checker is not installed: `make check` does it.")
        return 1
    sent = pages()
    found = complaints(sent)
    print("\n".join([*found, f"{len(sent)} pages read, {len(found)} complaints"]))
    return 1 if found or not sent else 0


if __name__ == "__main__":
    sys.exit(main())
