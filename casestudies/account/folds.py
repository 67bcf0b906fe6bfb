"""The whole account, as rows that unfold: a heading, a line that says something, and its size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext, gettext_noop

from casestudies.evidence.grammar import Level
from casestudies.evidence.strongest import strongest
from casestudies.headings import heading
from casestudies.models import Finding
from wellbeing_portal.core.compare.comparison import HIDDEN_SOURCE
from wellbeing_portal.core.words import counted, joined, opening

from . import pieces
from .essence import cost_in_words
from .parts import NOTHING, AccountPiece, Shown, place_of, shown_of
from .rows import WholeAccount

Claim = Finding.Claim
PREVIEW = 90
"""Letters of a line that is made from rows; a written one is no longer either."""
NOT_STATED = gettext_noop("Not stated")
KNOWN = ("measured", "counted with no method stated", "said without figures")
"""How changes are known, the surest first."""


@dataclass(frozen=True)
class Fold:
    """A part of the account. ``size`` is how many it holds, or how many words; ``shape`` a sign.

    Without ``template`` it says that something is absent. ``shown`` is what shows of ``pieces``.
    """

    key: str
    title: str
    preview: str
    size: str = ""
    shape: str = ""
    template: str = ""
    pieces: tuple[AccountPiece, ...] = ()
    shown: Shown = NOTHING


def folds_of(
    account: WholeAccount, *, asked: str = "", page: str = "", finding: str = ""
) -> list[Fold]:
    """Return the parts of an account: results before the story, then where it comes from.

    ``asked`` is the key of the part that is wanted whole, or ``finding`` that of a finding in it.
    """
    folds = [*_results(account), *_work(account), *_story(account), *_background(account)]
    parts = {one.key: one.pieces for one in folds}
    if wanted := next((one for one in account.findings if one.key == finding), None):
        asked, page = place_of(parts, wanted)
    shown = shown_of(parts, asked, page)
    return [replace(one, shown=shown[one.key]) for one in folds]


def _fold(
    key: str,
    title: str,
    preview: str,
    size: str = "",
    shape: str = "",
    *,
    of: Iterable[AccountPiece],
) -> Fold:
    """Return a part that unfolds, of these pieces."""
    template = f"casestudies/account/_{key}.html"
    return Fold(key, title, preview, size, shape, template, tuple(of))


# ── Results ──────────────────────────────────────────────────────────────────────────────


def _results(account: WholeAccount) -> Iterator[Fold]:
    study = account.study
    changed, aimed = account.of(Claim.CHANGED), account.of(Claim.INTENDED)
    modelled, done = account.of(Claim.MODELLED), account.of(Claim.DONE)
    if changed or study.impact:
        told = study.impact_preview or changes_in_words(changed)
        yield _fold(
            *("changed", heading("what_changed"), told),
            *(_size(changed, study.impact), _shape(changed)),
            of=(*pieces.findings(account, Claim.CHANGED), *pieces.prose(study.impact)),
        )
    else:
        yield Fold("changed", heading("what_changed"), gettext("No change is reported"))
    aims = study.ambition_preview or _names(name for one in aimed for name in _outcomes(one))
    yield _fold(
        *("aimed", gettext("What was aimed at"), aims),
        *(_size(aimed, study.ambition), "intended"),
        of=(*pieces.findings(account, Claim.INTENDED), *pieces.prose(study.ambition)),
    )
    if modelled:
        told = _shortened("; ".join(filter(None, map(_figure, modelled))))
        yield _fold(
            *("modelled", gettext("What it may be worth"), told, str(len(modelled)), "modelled"),
            of=pieces.findings(account, Claim.MODELLED),
        )
    if done:
        yield _fold(
            *("done", gettext("What was done"), _outputs(done), str(len(done)), "done"),
            of=pieces.findings(account, Claim.DONE),
        )


def _shape(changed: Iterable[Finding]) -> str:
    """Return the shape of the strongest change; of several ways it went, that of a mixed one."""
    found = strongest((one.evidence_level, one.direction, "") for one in changed)
    if found is None:
        return ""
    return found.signs[0].shape if len(found.signs) == 1 else Finding.Direction.MIXED.value


def changes_in_words(changed: Iterable[Finding]) -> str:
    """Return how many changes were measured, counted and said: “1 measured, 4 said”."""
    numbers = Counter(_how_known(one.evidence_level or 0) for one in changed)
    told = [f"{numbers[one]} {one}" for one in KNOWN if numbers[one]]
    return ", ".join(told) or gettext("No change is reported as a finding")


def _how_known(level: int) -> str:
    return KNOWN[0 if level >= Level.MEASURED else 1 if level else 2]


def _outcomes(finding: Finding) -> list[str]:
    every = (*finding.outcomes.all(), *finding.inferred_outcomes.all())
    return [one.name for one in every]


def _outputs(done: Iterable[Finding]) -> str:
    """Return what was done or reached, the most frequent first, with the number of findings."""
    kinds = Counter(str(one.get_output_display()) for one in done)
    return _shortened(", ".join(f"{kind} ({number})" for kind, number in kinds.most_common()))


def _figure(finding: Finding) -> str:
    return f"{finding.number} {finding.meaning}".strip()


# ── Work ─────────────────────────────────────────────────────────────────────────────────


def _work(account: WholeAccount) -> Iterator[Fold]:
    study = account.study
    if account.initiatives:
        names = _names(one.name for one in account.initiatives)
        yield _fold(
            *("programmes", gettext("Programmes"), names, str(len(account.initiatives))),
            of=pieces.programmes(account.initiatives),
        )
    taking_part = [one.council.name for one in account.study.council_roles.all()]
    others = [*taking_part, *(one.name for one in account.partners)]
    yield _fold(
        *("who", gettext("Who took part"), _names(others), str(len(others))),
        of=pieces.who(account),
    )
    if account.enablers:
        names = _names(one.name for one in account.enablers)
        yield _fold(
            *("helped", gettext("What helped"), names, str(len(account.enablers))),
            of=pieces.hows(account.enablers),
        )
    barriers, costs = list(study.barriers.all()), list(study.costs.all())
    first = (one.text for one in barriers[:1])
    yield _stated("barriers", gettext("What stood in the way"), first, barriers, account)
    yield _stated("cost", gettext("What it cost"), map(cost_in_words, costs), costs, account)
    yield _for_whom(account)


def _stated(
    key: str, title: str, told: Iterable[str], rows: Sequence[Any], account: WholeAccount
) -> Fold:
    """Return rows with their places, or that there are none."""
    if not rows:
        return Fold(key, title, gettext(NOT_STATED))
    preview, of = _shortened("; ".join(told)), pieces.texts(key, rows, account)
    return _fold(key, title, preview, str(len(rows)), of=of)


def _for_whom(account: WholeAccount) -> Fold:
    """Return for whom a change was better or worse than for others, as findings say."""
    better = {one.name for finding in account.findings for one in finding.better_for.all()}
    worse = {one.name for finding in account.findings for one in finding.worse_for.all()}
    title = gettext("For whom it worked better or worse")
    if not better and not worse:
        return Fold("for-whom", title, gettext(NOT_STATED))
    told = [
        gettext("better for %(better)s") % {"better": joined(sorted(better))} if better else "",
        gettext("worse for %(worse)s") % {"worse": joined(sorted(worse))} if worse else "",
    ]
    findings = [one for one in account.findings if one.better_for.all() or one.worse_for.all()]
    said = opening("; ".join(filter(None, told)))
    return _fold(
        *("for-whom", title, _shortened(said), str(len(findings))),
        of=pieces.told_of("findings", findings),
    )


# ── Story ────────────────────────────────────────────────────────────────────────────────


def _story(account: WholeAccount) -> Iterator[Fold]:
    study = account.study
    names = _names(one.name for one in account.approaches)
    yield _fold(
        "how",
        gettext("How it was done"),
        study.approach_preview or names,
        _words_in(study.approach),
        of=(*pieces.prose(study.approach), *pieces.hows(account.approaches)),
    )
    for key, title, text, preview in (
        ("lasting", gettext("Will it last?"), study.sustainability, study.sustainability_preview),
        (
            *("pandemic", gettext("In the pandemic"), study.pandemic_response),
            study.pandemic_response_preview,
        ),
    ):
        if text:
            yield _fold(key, title, preview, _words_in(text), of=pieces.prose(text))


# ── Background ───────────────────────────────────────────────────────────────────────────


def _background(account: WholeAccount) -> Iterator[Fold]:
    study = account.study
    facts = list(study.context_facts.all())
    if facts:
        first = _shortened(facts[0].statement)
        yield _fold(
            *("need", gettext("The need"), first, str(len(facts))),
            of=pieces.texts("facts", facts, account),
        )
    if account.served:
        priorities = [name for one in account.served for name in one.priorities]
        told = _names(priorities or [one.title for one in account.served])
        yield _fold(
            *("priorities", heading("priorities_served"), told),
            str(len(priorities) or len(account.served)),
            of=pieces.served(account.served),
        )
    if account.corrections or account.replies:
        told = joined(
            [
                counted(len(account.corrections), "correction") if account.corrections else "",
                counted(len(account.replies), "reply") if account.replies else "",
            ]
        )
        size = str(len(account.corrections) + len(account.replies))
        yield _fold(
            *("corrections", gettext("Corrections and replies"), opening(told), size),
            of=(
                *pieces.answered("corrections", account.corrections),
                *pieces.answered("replies", account.replies),
            ),
        )
    yield _fold(
        *("source", gettext("Source and our reading"), _source(account)),
        of=pieces.graded(account),
    )


def _source(account: WholeAccount) -> str:
    source = account.study.source
    if not source.is_published:
        return gettext(HIDDEN_SOURCE)
    year = str(source.year) if source.year else ""
    told = ", ".join(filter(None, (str(source.get_kind_display()), year)))
    inferred = any(
        one.inferred_outcomes.all() or one.inferred_enablers.all() for one in account.findings
    )
    marked = inferred or account.study.inferred
    return gettext("%(told)s; what we infer is marked") % {"told": told} if marked else told


def _size(findings: list[Finding], text: str) -> str:
    return str(len(findings)) if findings else _words_in(text)


def _words_in(text: str) -> str:
    """Return how long a text is, to the nearest ten words."""
    number = len(text.split())
    return counted(max(10, round(number, -1)), "word") if text else ""


def _names(names: Iterable[str]) -> str:
    return _shortened(", ".join(dict.fromkeys(names)))


def _shortened(text: str) -> str:
    return Truncator(" ".join(text.split())).chars(PREVIEW)
