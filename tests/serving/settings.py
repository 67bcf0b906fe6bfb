"""The settings of tests, in a process of its own that is served."""

from tests.settings import *

PASSWORD_HASHERS = ["wellbeing_portal.core.passwords.PortalArgon2PasswordHasher"]
