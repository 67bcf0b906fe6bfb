"""The portal's settings as tests use them: production's, but quick and with nothing to prepare."""

import os

# What this machine's environment or .env says must not decide how a test ends. DATABASE_URL
# alone is meant to: it is how the suite is run on PostgreSQL.
os.environ |= {
    "DEBUG": "0",
    "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
    "CSRF_TRUSTED_ORIGINS": "",
    "CONTACT_EMAIL": "",
    "UNANSWERED_SEARCHES": "1",
    "TRUSTED_PROXIES": "0",
    "SECRET_KEY": "a-key-for-tests-that-protects-nothing-but-is-long-enough",
    # Playwright keeps an event loop in the thread that also speaks to the database.
    "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
}
os.environ.setdefault("DATABASE_URL", "sqlite:///:memory:")

from wellbeing_portal.settings import *
from wellbeing_portal.settings import STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Versions are kept in tests marked ``history``: they take as long as all the rest.
SIMPLE_HISTORY_ENABLED = False

# Many tests look at what a view hands to its template; a page from memory has had no view.
PAGE_MEMORY = 0

# Pages render, and the live server finds its files, without collectstatic.
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
