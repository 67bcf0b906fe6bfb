"""The page that explains the portal and its method."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from casestudies.evidence.levels import MEANINGS
from casestudies.models import Finding


class StaticPage(TemplateView):
    """A page that says the same whatever the portal holds."""

    holds_no_content = True


class AboutPage(StaticPage):
    """What the portal is, what its words mean, and how it grades evidence."""

    template_name = "site/about.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "evidence_levels": [
                (level.value, level.label, meaning) for level, meaning in MEANINGS.items()
            ],
            "bases": Finding.Basis.choices,
        }
