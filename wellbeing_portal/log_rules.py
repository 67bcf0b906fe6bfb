"""What is logged, and where it goes: every line to the console of the process."""

from typing import Any

_THE_CONSOLE = {"handlers": ["console"], "propagate": False}


def logging_of(log_format: str, level: str) -> dict[str, Any]:
    """Return what the portal and its server log, and how a line looks."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {"()": "wellbeing_portal.core.serving.log_lines.JsonLine"},
            "lines": {"()": "wellbeing_portal.core.serving.log_lines.PlainLine"},
        },
        "filters": {
            "of request": {"()": "wellbeing_portal.core.serving.log_lines.OfRequest"},
            "not of refusals": {"()": "wellbeing_portal.core.database.failure.NotOfRefusals"},
            "in one line": {"()": "wellbeing_portal.core.serving.suspicious.InOneLine"},
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": log_format,
                "filters": ["in one line", "of request"],
            }
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # A missing page is the visitor's business, not a warning in the log.
            "django.request": {"level": "ERROR", "filters": ["not of refusals"]},
            # The server's lines look like ours, once it has loaded the portal.
            "gunicorn.error": _THE_CONSOLE,
            "gunicorn.access": _THE_CONSOLE,
        },
    }
