"""The settings of tests, for a portal that is served in a process of its own."""

import os

from tests.settings import *

PASSWORD_HASHERS = ["wellbeing_portal.core.passwords.PortalArgon2PasswordHasher"]

# Tests are not told by the environment what stands before the portal; one of these is.
TRUSTED_PROXIES = int(os.environ.get("SERVED_BEHIND_PROXIES", "0"))
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
