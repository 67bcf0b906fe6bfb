"""The pages that explain the portal and its method."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_noop
from django.views.generic import TemplateView

from casestudies.evidence.agreement import agreement
from casestudies.evidence.grammar import FOUND, OTHERS, SAID, Sign, strength_at
from casestudies.evidence.levels import MEANINGS
from casestudies.models import Finding
from wellbeing_portal.core.words import Said

CLAIMS = Said(
    {
        Finding.Claim.INTENDED: gettext_noop(
            "A change was aimed at, planned or hoped for. It names the outcome "
            "that was aimed at, and nothing was found."
        ),
        Finding.Claim.MODELLED: gettext_noop(
            "Somebody calculated it: a forecast, a saving or a return on money. Nobody observed it."
        ),
        Finding.Claim.DONE: gettext_noop(
            "Work, reach, money, or satisfaction with a service. It claims no change, "
            "so it is never evidence of an outcome, however large its number."
        ),
    }
)
"""What the claims that are no change mean."""


class StaticPage(TemplateView):
    """A page that says the same whatever the portal holds."""

    holds_no_content = True


class PrivacyPage(StaticPage):
    """What is kept about readers and curators, as the settings have it."""

    template_name = "site/privacy.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether searches that find nothing are noted."""
        noted = settings.UNANSWERED_SEARCHES
        return super().get_context_data(**kwargs) | {"searches_are_noted": noted}


class AboutPage(StaticPage):
    """What the portal is, what its words mean, how it grades, credits and counts."""

    template_name = "site/about.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the words for claims and levels, from where every page has them."""
        better = Finding.Direction.BETTER
        return super().get_context_data(**kwargs) | {
            "found": [Sign(direction, words) for direction, words in FOUND.items()],
            "said": Sign(f"said-{better}", SAID[better]),
            "claims": [(Sign(claim, OTHERS[claim]), text) for claim, text in CLAIMS.items()],
            "evidence_levels": [
                (level.value, strength_at(level), meaning) for level, meaning in MEANINGS.items()
            ],
            "bases": Finding.Basis.choices,
        }


class ContactPage(StaticPage):
    """How to say that something is wrong or missing, and that one cannot where nobody reads it."""

    template_name = "site/contact.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the mailbox of whoever runs the portal, if the settings name one."""
        return super().get_context_data(**kwargs) | {"contact_email": settings.CONTACT_EMAIL}


class AgreementPage(TemplateView):
    """How often two readers graded alike, counted from what is kept with each finding."""

    template_name = "site/agreement.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"agreement": agreement()}
