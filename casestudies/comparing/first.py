"""What matters first of what is compared: what changed, how sure that is, what it cost, how old."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from casestudies.account.essence import cost_fact
from casestudies.evidence.answers import AnswerRow
from casestudies.evidence.answers.changes import told_once
from casestudies.evidence.answers.named import several
from casestudies.evidence.strongest import StrongestChange, strongest
from casestudies.evidence.ways import worse_by
from casestudies.models import CaseStudy, Finding
from casestudies.models.claims import Direction
from wellbeing_portal.core.words import in_sentence, opening


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
    changes = [one for one in findings if one.is_change]
    surest = strongest(
        (one.evidence_level, one.direction, outcome)
        for one in changes
        for outcome in _outcomes_of(one) or [""]
    )
    if surest is None:
        return _("No change is claimed.")
    said = _in_words(surest)
    worse = [one for one in changes if one.direction == Direction.WORSE]
    if not worse or any(way.sign.shape.endswith(Direction.WORSE) for way in surest.ways):
        return said
    names = list(dict.fromkeys(name for one in worse for name in _outcomes_of(one)))
    is_found = any(one.evidence_level for one in worse)
    told = worse_by(len(worse), [several(names)] if names else [], is_found=is_found)
    return f"{said} {opening(told)}."


def _outcomes_of(finding: Finding) -> list[str]:
    return [concept.name for concept in finding.outcomes.all()]


def of_concept(row: AnswerRow) -> str:
    """Return what matters first of an approach, outcome or enabler: what its own page says.

    What only something narrower stands for is not named, as on that page.
    """
    own = [(one.level, one.direction, one.label) for one in row.told]
    narrower = [
        (one.level, one.direction, "")
        for one in told_once(row.changes)
        if one.own_level != one.level
    ]
    changes = [one for one in (*own, *narrower) if one[0] == row.level]
    said = [_strongest_of(changes, row.through) or f"{row.strength}."]
    if worse := row.worse_beside({way for _level, way, _of in changes}):
        said.append(f"{opening(worse)}.")
    if row.family == "approach":
        said.append(_("Cost: %(cost)s.") % {"cost": row.costs.in_short or _("not stated")})
    if row.family != "enabler":
        judged = {"words": in_sentence(row.research.words)}
        said.append(_("Wider research: %(words)s.") % judged)
    return " ".join(said)


def _strongest_of(changes: Iterable[tuple[int | None, str, str]], through: str = "") -> str:
    """Return the strongest of some changes, every way it went; nothing where there is none.

    ``through`` says by way of what narrower concept.
    """
    found = strongest(changes)
    return "" if found is None else _in_words(found, through)


def _in_words(found: StrongestChange, through: str = "") -> str:
    ways = "; ".join(
        in_sentence(way.sign.words) + (f" ({way.of})" if way.of else "") for way in found.ways
    )
    level = _("level %(level)s of 5") % {"level": found.level}
    return _("Strongest change: %(ways)s. %(sure)s (%(level)s).") % {
        "ways": ways,
        "sure": found.words,
        "level": ", ".join(filter(None, (level, through))),
    }
