"""The key that signs sessions, where a portal makes its own."""

import os
import secrets
from pathlib import Path


def local_secret_key(path: Path) -> str:
    """Return the key kept at ``path``, making it on the first run."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        # O_EXCL: of two processes starting together one makes the key, the other reads it.
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            pass
        else:
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_urlsafe(50))
    return path.read_text()
