"""How passwords are hashed."""

from __future__ import annotations

import threading

from django.contrib.auth.hashers import Argon2PasswordHasher


class PortalArgon2PasswordHasher(Argon2PasswordHasher):
    """Argon2id with the least parameters that OWASP recommends, one at a time in a process.

    Django's own take a hundred megabytes a sign-in, which many at once could use up. A password
    that was hashed with those still counts, and is hashed anew when it is next used.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1

    _one_at_a_time = threading.Lock()

    def encode(self, password: str, salt: str) -> str:
        with self._one_at_a_time:
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        with self._one_at_a_time:
            return super().verify(password, encoded)
