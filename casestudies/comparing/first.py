"""What matters first of what is compared: what changed, how sure that is, what it cost, how old."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from casestudies.account.essence import cost_fact
from casestudies.evidence.strongest import strongest
from casestudies.models import CaseStudy, Finding
from wellbeing_portal.core.words import in_sentence


def of_account(study: CaseStudy) -> str:
    """Return what matters first of an account, from ``comparable``."""
    cost = cost_fact(study.costs.all())
    told = (
        _("Told in %(year)s.") % {"year": study.told_in}
        if study.told_in
        else _("Year of the account not stated.")
    )
    return " ".join(
        [
            strongest_change(study.findings.all()),
            _("Cost: %(cost)s.") % {"cost": in_sentence(cost.value).rstrip(".")},
            told,
        ]
    )


def strongest_change(findings: Iterable[Finding]) -> str:
    """Return the strongest of the changes that findings report, every way it went, or none."""
    found = strongest(
        (one.evidence_level, one.direction, outcome)
        for one in findings
        if one.is_change
        for outcome in [concept.name for concept in one.outcomes.all()] or [""]
    )
    if found is None:
        return _("No change is claimed.")
    ways = "; ".join(
        in_sentence(way.sign.words) + (f" ({way.of})" if way.of else "") for way in found.ways
    )
    return _("Strongest change: %(ways)s. %(sure)s (level %(level)s of 5).") % {
        "ways": ways,
        "sure": found.words,
        "level": found.level,
    }
