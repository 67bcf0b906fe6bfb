"""The office program that lays out briefings as their readers do: the machine's own."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path


def find_office() -> str | None:
    """LibreOffice, if it stands in PATH."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def pages_of(documents: Sequence[Path], folder: Path) -> Mapping[str, int]:
    """How many pages each document has, by its name; all of them are laid out in one call."""
    office = find_office()
    assert office
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    to_pdf = ["--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    names = [str(path) for path in documents]
    subprocess.run([office, profile, *to_pdf, *names], check=True, capture_output=True, timeout=600)
    return {
        path.stem: len(re.findall(rb"/Type\s*/Page[^s]", path.read_bytes()))
        for path in folder.glob("*.pdf")
    }
