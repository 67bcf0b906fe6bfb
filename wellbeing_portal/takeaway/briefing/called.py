"""How a briefing speaks of its subject: of what a finding is about, or of whole accounts."""

from __future__ import annotations

from django.utils.translation import gettext

from .subject import BY_NAME, OF_ACCOUNTS, Subject


def is_of_accounts(subject: Subject) -> bool:
    """Tell whether accounts belong to it as a whole, whatever their findings are about."""
    return bool(subject.of_accounts) and not subject.slugs


def done_about(subject: Subject) -> str:
    """Return what follows “what have councils done”: ``about sleep``, ``for carers``."""
    if _has_phrase(subject):
        return subject.words
    return gettext("about %(words)s") % {"words": subject.words}


def as_noun(subject: Subject) -> str:
    """Return the subject as something that one can speak of: ``sleep``, ``work for carers``."""
    if _has_phrase(subject):
        return gettext("work %(words)s") % {"words": subject.words}
    return subject.words


def _has_phrase(subject: Subject) -> bool:
    """Tell whether its words begin with those that tie a group or a setting to work."""
    first = next(iter(subject.of_accounts), None)
    return is_of_accounts(subject) and first is not None and OF_ACCOUNTS[BY_NAME[first]] != "{}"
