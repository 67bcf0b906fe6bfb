"""Settings of the portal, driven by the environment; README's “Configuration” lists them."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environs import Env, validate

from . import browser_rules, log_rules
from .secret_key import local_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
"""What a running portal writes: the SQLite database and the generated key."""

env = Env()
env.read_env(str(BASE_DIR / ".env"), recurse=False)

LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

DEBUG = env.bool("DEBUG", False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", LOCAL_HOSTS)
IS_LOCAL = set(ALLOWED_HOSTS) <= {*LOCAL_HOSTS, "testserver"}
"""True when only this machine can reach the portal: no HTTPS, and a key of its own making."""

CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])


SECRET_KEY = env.str("SECRET_KEY", "")
if not SECRET_KEY:
    if not (DEBUG or IS_LOCAL):
        raise ImproperlyConfigured(
            "SECRET_KEY is required when DEBUG is off and ALLOWED_HOSTS names a public host. "
            "Set it to a long random text and keep it secret."
        )
    SECRET_KEY = local_secret_key(VAR_DIR / "secret_key")

PORTAL_NAME = "Council Wellbeing Portal"
"""What the portal calls itself in its admin, in files and when it is cited."""
RESERVED_SLUGS = ["findings"]
"""Words that no record's address may end with, besides those that every catalogue needs."""

INSTALLED_APPS = [
    "wellbeing_portal.core",
    "strategies",
    "casestudies",
    "wellbeing_portal.site",
    "wellbeing_portal.takeaway",
    "wellbeing_portal.curate",
    "adminsortable2",
    "simple_history",
    "axes",
    "csp",
    "django_filters",
    "wellbeing_portal.core.admin_site.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.forms",
]

MIDDLEWARE = [
    "wellbeing_portal.core.serving.request_id.RequestIdMiddleware",
    "wellbeing_portal.core.serving.head.HeadMiddleware",
    "wellbeing_portal.core.serving.in_progress.PagesMiddleware",
    "wellbeing_portal.core.serving.compress.CompressMiddleware",
    "wellbeing_portal.core.database.failure.DatabaseMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "wellbeing_portal.core.serving.sessions.BoundedSessionMiddleware",
    "wellbeing_portal.core.serving.hosts.HostsMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "wellbeing_portal.core.serving.bodies.BodiesMiddleware",
    "wellbeing_portal.core.database.curators.CuratorsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
    "wellbeing_portal.core.serving.unchanged.UnchangedMiddleware",
    "wellbeing_portal.core.text.middleware.TextMiddleware",
    "wellbeing_portal.core.redirects.middleware.RedirectMiddleware",
    "wellbeing_portal.search.middleware.IndexMiddleware",
    "wellbeing_portal.core.export.not_offered.NotOfferedMiddleware",
    "wellbeing_portal.core.export.middleware.FilesMiddleware",
]

ROOT_URLCONF = "wellbeing_portal.urls"
WSGI_APPLICATION = "wellbeing_portal.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "wellbeing_portal.core.text.unindented.FilesystemLoader",
                        "wellbeing_portal.core.text.unindented.AppDirectoriesLoader",
                    ],
                ),
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "wellbeing_portal.core.templatetags.addresses",
                "wellbeing_portal.core.templatetags.portal",
            ],
        },
    },
]

# ── Databases ────────────────────────────────────────────────────────────────────────────

DATABASE_URL = env.str("DATABASE_URL", f"sqlite:///{VAR_DIR / 'portal.sqlite3'}")
DATABASES: dict[str, Any] = {
    "default": env.dj_db_url("DATABASE_URL", DATABASE_URL, conn_max_age=60)
}
if "sqlite" in DATABASES["default"]["ENGINE"]:
    VAR_DIR.mkdir(exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        # Readers never wait for a writer (WAL); a writer takes its lock at once, and waits
        # for its turn instead of failing half-way.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # Pages of the file are shared by all threads, and are no memory of each.
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
            "PRAGMA mmap_size=268435456;"
        ),
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # A host that has gone is noticed within half a minute, by commands too. What the address of
    # the database says of these comes last and counts.
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": 10,
        "keepalives_idle": 15,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 30_000,
    } | DATABASES["default"].get("OPTIONS", {})

DATABASE_TIMEOUT = env.int("DATABASE_TIMEOUT", 5)
"""Seconds that a page waits for one answer of the database. Commands wait as long as it takes."""

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INDEX_DIR = Path(env.str("INDEX_DIR", str(VAR_DIR / "index")))
"""Where this host keeps its index of the content; removed, it is built again."""
INDEX_BITMAPS = env.bool("INDEX_BITMAPS", True)
"""Whether a worker keeps bits in memory to count large sets by; the answers are the same."""

# ── Language and time ────────────────────────────────────────────────────────────────────

LANGUAGE_CODE = "en-gb"
LANGUAGES = [(LANGUAGE_CODE, "English")]
USE_I18N = len(LANGUAGES) > 1
"""Whether texts are looked up in other languages: each page has a thousand, which takes it a
twentieth of its time. Every text is marked for it; a second language above turns it on."""
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

# ── Static files ─────────────────────────────────────────────────────────────────────────

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}

# ── Pages asked for again ────────────────────────────────────────────────────────────────

PAGE_TAGS = env.bool("PAGE_TAGS", True)
"""Whether a browser that has a page is told so while nothing in it has changed."""
PAGE_MEMORY = env.float("PAGE_MEMORY", 4) if PAGE_TAGS else 0
"""Megabytes in which a worker keeps pages that are the same for everybody."""
COMPRESS_PAGES = env.bool("COMPRESS_PAGES", True)

# ── Accounts ─────────────────────────────────────────────────────────────────────────────

PASSWORD_HASHERS = [
    "wellbeing_portal.core.passwords.PortalArgon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "curate_sign_in"
LOGIN_REDIRECT_URL = "curate_home"
"""Where a sign-in leads that does not say where to, or names a place that is not ours."""

TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0)
"""Number of proxies in front of the portal whose X-Forwarded-For header may be believed."""

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
# Name and address together: one visitor's mistakes never lock out a whole council building.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "site/locked_out.html"
AXES_CLIENT_IP_CALLABLE = "wellbeing_portal.site.visitor_address.visitor_address"

# ── What browsers are told ───────────────────────────────────────────────────────────────

CONTENT_SECURITY_POLICY = browser_rules.CONTENT_SECURITY_POLICY
PERMISSIONS_POLICY = browser_rules.PERMISSIONS_POLICY
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# On this machine there is no certificate; anywhere else everything goes over HTTPS.
SECURE_SSL_REDIRECT = not (DEBUG or IS_LOCAL)
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 0 if DEBUG or IS_LOCAL else 31_536_000
# These bind the other names of a council's domain, and are hard to take back.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_INCLUDE_SUBDOMAINS", False)
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", False)
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# What they warn of is chosen here by name: a whole domain is not the portal's to lock.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not (DEBUG or IS_LOCAL)
SESSION_COOKIE_AGE = 90 * 24 * 60 * 60
"""Seconds that a visitor's shortlist is kept; whoever signs in gets a shorter session."""
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# ── Logs ─────────────────────────────────────────────────────────────────────────────────

_USUAL = "lines" if DEBUG or IS_LOCAL else "json"
LOG_FORMAT = env.str("LOG_FORMAT", _USUAL, validate=validate.OneOf(["json", "lines"]))
LOGGING = log_rules.logging_of(LOG_FORMAT, env.str("LOG_LEVEL", "WARNING"))

# ── What readers tell ────────────────────────────────────────────────────────────────────

CONTACT_EMAIL = env.str("CONTACT_EMAIL", "", validate=validate.Regexp(r"([^@\s]+@[^@\s]+)?\Z"))
"""The mailbox of whoever runs the portal. Without it pages have no link to write to."""

UNANSWERED_SEARCHES = env.bool("UNANSWERED_SEARCHES", True)
"""Whether searches that find nothing are noted, so that curators learn what people call things."""

# ── Mail to people who edit ──────────────────────────────────────────────────────────────

EMAIL_HOST = env.str("EMAIL_HOST", "")
"""The server that takes mails. Without one they are written where the portal writes its log."""
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
EMAIL_PORT = env.int("EMAIL_PORT", 587)
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", True)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", "")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", CONTACT_EMAIL or "portal@localhost")

# ── Forms ────────────────────────────────────────────────────────────────────────────────

# How much a form may hold is decided before it is read, by the middleware for bodies.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_200_000
FILE_UPLOAD_HANDLERS = ["wellbeing_portal.core.serving.bodies.FilesWhereTaken"]

# ── History ──────────────────────────────────────────────────────────────────────────────

SIMPLE_HISTORY_REVERT_DISABLED = True
