"""The front page."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from casestudies.evidence.strongest import strongest_by_study
from casestudies.models import CaseStudy
from casestudies.views.case_study import COUNCIL_ROLES
from wellbeing_portal.search import Question, Reader, Search, current, in_order
from wellbeing_portal.site.front import findings_shown, plain_questions, what_is_known

NEWEST_SHOWN = 3


class FrontPage(TemplateView):
    """Questions that lead to answers, what the portal knows and does not know, and what is new."""

    template_name = "site/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add all that is counted, and the newest case studies."""
        reader = current()
        newest = _newest(reader)
        leads = [council.name for study in newest for council in study.leads]
        return super().get_context_data(**kwargs) | {
            "known": what_is_known(reader),
            "questions": plain_questions(reader),
            "findings": findings_shown(reader),
            "newest": newest,
            "example_council": leads[0] if leads else "",
        }


def _newest(reader: Reader) -> list[Any]:
    found = reader.ask(Question(Search("case-study"), "newest", size=NEWEST_SHOWN, told=False))
    published = CaseStudy.objects.published().for_lists().prefetch_related(COUNCIL_ROLES)
    studies: list[Any] = in_order(published, found.ids)
    changes = strongest_by_study([study.pk for study in studies])
    for study in studies:
        study.strongest = changes[study.pk]
    return studies
