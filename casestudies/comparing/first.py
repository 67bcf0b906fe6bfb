"""What matters first of what is compared: what changed, how sure that is, what it cost, how old."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from casestudies.account.essence import cost_fact
from casestudies.evidence.answers import AnswerRow
from casestudies.evidence.answers.changes import told_once
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
    changes = (
        (one.evidence_level, one.direction, outcome)
        for one in findings
        if one.is_change
        for outcome in [concept.name for concept in one.outcomes.all()] or [""]
    )
    return _strongest_of(changes) or _("No change is claimed.")


def of_concept(row: AnswerRow) -> str:
    """Return what matters first of an approach, outcome or enabler: what its own page says.

    What only something narrower stands for is not named, as on that page.
    """
    surest = told_once(one for one in row.changes if one.level == row.level)
    changes = ((one.level, one.direction, one.label if one.itself else "") for one in surest)
    said = [_strongest_of(changes, row.through) or f"{row.strength}."]
    if row.family == "approach":
        said.append(_("Cost: %(cost)s.") % {"cost": row.costs.in_short or _("not stated")})
    if row.family != "enabler":
        is_known = row.family == "approach" or row.research.readings
        judged = in_sentence(row.research.words) if is_known else _("none on the portal")
        said.append(_("Wider research: %(words)s.") % {"words": judged})
    return " ".join(said)


def _strongest_of(changes: Iterable[tuple[int | None, str, str]], through: str = "") -> str:
    """Return the strongest of some changes, every way it went; nothing where there is none.

    ``through`` says by way of what narrower concept.
    """
    found = strongest(changes)
    if found is None:
        return ""
    ways = "; ".join(
        in_sentence(way.sign.words) + (f" ({way.of})" if way.of else "") for way in found.ways
    )
    level = _("level %(level)s of 5") % {"level": found.level}
    return _("Strongest change: %(ways)s. %(sure)s (%(level)s).") % {
        "ways": ways,
        "sure": found.words,
        "level": ", ".join(filter(None, (level, through))),
    }
