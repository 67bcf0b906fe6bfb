"""The pathways as a Word file that an officer can edit."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import BinaryIO

from django.utils.translation import gettext

from casestudies.evidence.grammar import strength_at
from casestudies.evidence.levels import MEANINGS
from casestudies.evidence.pathways import STAGES, Flow, Node, Pathways
from casestudies.facets import FAMILIES
from wellbeing_portal.core.document import Inline, Strong
from wellbeing_portal.core.export.table import About
from wellbeing_portal.core.words import counted, in_sentence

from .findings import level_named
from .frame import new_document, write_scope, write_title_page

HALVES = (
    ("enabler", "What helped which approach", "Enabler", "Approaches"),
    ("approach", "What approaches changed, or should", "Approach", "Outcomes"),
)


def write_pathways(stream: BinaryIO, drawn: Pathways, total: int, about: About) -> None:
    """Write what leads to what, a table for each half."""
    findings = counted(total, "finding")
    document = new_document(about)
    write_title_page(
        document, about, gettext("Pathways through %(findings)s") % {"findings": findings}
    )
    document.contents()
    document.heading(gettext("Purpose and scope"))
    document.paragraph(
        gettext(
            "This says of %(findings)s what helped which approach, and what each "
            "approach changed or was meant to change. That one finding names two "
            "things does not prove that one caused the other. It is meant to be "
            "edited: keep what your committee needs."
        )
        % {"findings": findings}
    )
    write_scope(document, about, gettext("There each number leads to the findings that it counts."))
    for stage, title, head, others in HALVES:
        rows = [
            _row(start, [(end, flow) for _, end, flow in those])
            for start, those in groupby(drawn.flows, key=lambda one: one[0])
            if start.stage == stage
        ]
        document.heading(title)
        if rows:
            document.table(title, (head, others), rows, (0.34, 0.66))
        else:
            document.paragraph(gettext("Nothing is told of it."))
    document.heading(gettext("All names"))
    for stage in STAGES:
        names = [f"{node.label}: {in_numbers(node.flow)}" for node in drawn.column(stage)]
        document.paragraph(f"{FAMILIES[stage].title}: {'' if names else 'none'}")
        document.bullets(names)
    document.heading(gettext("Evidence and its limits"))
    document.table(
        gettext("Levels of evidence"),
        (gettext("Level"), gettext("What it takes to reach this level")),
        [(level_named(level), meaning) for level, meaning in MEANINGS.items()],
        (0.3, 0.7),
    )
    document.save(stream)


def _row(start: Node, ends: Sequence[tuple[Node, Flow]]) -> Sequence[Inline | Sequence[Inline]]:
    lines: list[Inline] = []
    for end, flow in ends:
        lines += [Strong(end.label), f": {in_numbers(flow)}", "\n"]
    return ([Strong(start.label)], lines[:-1])


def in_numbers(flow: Flow) -> str:
    """Return how many findings make which claim, and how sure the surest change is."""
    said = []
    if flow.changed:
        level = strength_at(flow.level or 0)
        said.append(f"{counted(flow.changed, 'change')} ({in_sentence(level)})")
    if flow.aimed:
        said.append(gettext("%(aimed)s aimed at or calculated") % {"aimed": flow.aimed})
    if flow.done:
        said.append(gettext("%(done)s done") % {"done": flow.done})
    return ", ".join(said)
