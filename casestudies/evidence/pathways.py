"""Pathways: enabler → approach → outcome, as a flow whose layout is computed here.

Pure: it is given what was counted and returns places and paths. What the numbers mean:

- A node's numbers are how many findings name its concept, a broader one with its narrower ones,
  by what they claim.
- A band's number is how many findings name the concepts at both of its ends and make its claim:
  two concepts may have a band of changes, one of aims and models, and one of work done. Work done
  names no outcome, so it stands in the first half alone. A finding with two outcomes is in two
  bands; one that names no enabler is in no band on the left.
- A level is the strongest evidence among changes, and never of anything else.
- “Others” stands for the concepts with the fewest findings. Its bands add up those of the
  concepts in it, so that opening or closing it changes no width.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from textwrap import wrap

from django.utils.translation import gettext

STAGES = ("enabler", "approach", "outcome")
"""The columns from left to right."""
KINDS = ("changed", "aimed", "done")
"""What bands claim: that something changed, that it should, or that work was done."""
SHOWN = 7
"""Concepts of a column that stand alone, unless more or fewer are asked for; the others are
collapsed until they are opened."""
OTHERS = "others"
WIDTH = 1140
LEFT = 265
"""Room for the labels on the left of the first column, and on the right of the last."""
LABEL = 25
"""Characters in a line of a label: what LEFT has room for, even in a wide and bold font."""
LINE = 17
"""From one line of a label to the next."""
NODE_WIDTH = 14
GAP = 14
LEAST = 2.0
"""The height of a band of one finding may not fall below this."""
UNIT = 4.2
TALLEST = 560
"""The height that the fullest column takes, gaps aside, when there are many findings."""


@dataclass(frozen=True)
class Flow:
    """Findings that were counted, by what they claim, and the strongest evidence of a change."""

    changed: int = 0
    aimed: int = 0
    done: int = 0
    level: int | None = None

    @property
    def number(self) -> int:
        """All of them; each makes one claim."""
        return self.changed + self.aimed + self.done

    def of(self, kind: str) -> int:
        """Return how many make a claim."""
        return {"changed": self.changed, "aimed": self.aimed, "done": self.done}[kind]

    def __add__(self, other: Flow) -> Flow:
        levels = [one for one in (self.level, other.level) if one is not None]
        return Flow(
            self.changed + other.changed,
            self.aimed + other.aimed,
            self.done + other.done,
            max(levels, default=None),
        )


@dataclass(frozen=True)
class Node:
    """A concept's place. ``members`` are the concepts that it stands for: one, or the others."""

    stage: str
    value: str
    label: str
    flow: Flow
    members: tuple[str, ...]
    lines: tuple[str, ...]
    x: float
    y: float
    height: float

    @property
    def number(self) -> int:
        """Its findings, whatever they claim."""
        return self.flow.number

    @property
    def is_others(self) -> bool:
        """Whether it stands for the small ones."""
        return self.value == OTHERS

    @property
    def baselines(self) -> tuple[tuple[float, str], ...]:
        """The lines of its label, each with its height; together they stand at its middle."""
        first = self.y + self.height / 2 + 5 - LINE * (len(self.lines) - 1) / 2
        return tuple((first + place * LINE, line) for place, line in enumerate(self.lines))


@dataclass(frozen=True)
class Band:
    """What runs between two nodes and makes one claim: ``path`` is the line through its middle.

    ``level`` is the strongest evidence, where it is of changes.
    """

    start: Node
    end: Node
    kind: str
    number: int
    level: int | None
    width: float
    path: str


@dataclass(frozen=True)
class Pathways:
    """The whole drawing. ``flows`` are what runs between two nodes, whatever it claims."""

    nodes: tuple[Node, ...]
    bands: tuple[Band, ...]
    flows: tuple[tuple[Node, Node, Flow], ...]
    width: int
    height: int

    def column(self, stage: str) -> list[Node]:
        """Return the nodes of a stage from top to bottom."""
        return [node for node in self.nodes if node.stage == stage]


@dataclass(frozen=True)
class Stage:
    """A column before it is drawn: what may stand in it, and the numbers of findings.

    ``most`` is how many may stand alone.
    """

    name: str
    labels: Mapping[str, str]
    numbers: Mapping[str, Flow]
    most: int = SHOWN


Flows = Mapping[tuple[str, str], Flow]


def draw_pathways(stages: Sequence[Stage], flows: Sequence[Flows]) -> Pathways:
    """Return the drawing; ``flows`` are the counts between each stage and the next."""
    groups = [_groups(stage) for stage in stages]
    merged = [
        _merge(flow, before, after)
        for flow, before, after in zip(flows, groups, groups[1:], strict=False)
    ]
    sums = [_sums(index, group, merged) for index, group in enumerate(groups)]
    most = max((sum(heights.values()) for heights in sums), default=0)
    unit = min(UNIT, max(TALLEST / most, 0.05)) if most else UNIT
    nodes: dict[tuple[int, str], Node] = {}
    foot = 0.0
    for index, (stage, group) in enumerate(zip(stages, groups, strict=True)):
        x = LEFT + index * (WIDTH - 2 * LEFT - NODE_WIDTH) / (len(stages) - 1)
        y = 40.0
        for value, members in group.items():
            node = _node(stage, value, members, x, y, max(sums[index][value] * unit, LEAST * 2))
            nodes[index, value] = node
            y += _room(node) + GAP
        foot = max(foot, y)
    between = tuple(
        (nodes[index, start], nodes[index + 1, end], flow)
        for index, those in enumerate(merged)
        for (start, end), flow in those.items()
    )
    bands = tuple(_bands(nodes, merged, unit))
    return Pathways(tuple(nodes.values()), bands, between, WIDTH, round(foot))


def _node(
    stage: Stage, value: str, members: tuple[str, ...], x: float, y: float, height: float
) -> Node:
    """Return a node in the middle of the room that begins at ``y``: its label may be higher."""
    label = (
        gettext("%(members)s others") % {"members": len(members)}
        if value == OTHERS
        else stage.labels.get(value, value)
    )
    flow = sum((stage.numbers[member] for member in members), Flow())
    # The number stays on the line of the last word.
    lines = wrap(label if value == OTHERS else f"{label}\N{NO-BREAK SPACE}{flow.number}", LABEL)
    x, y, height = round(x, 1), round(y, 1), round(height, 1)
    node = Node(stage.name, value, label, flow, members, tuple(lines), x, y, height)
    return replace(node, y=round(y + (_room(node) - node.height) / 2, 1))


def _room(node: Node) -> float:
    return max(node.height, LINE * len(node.lines))


def _groups(stage: Stage) -> dict[str, tuple[str, ...]]:
    """Return what stands in a column, the fullest first, with what each stands for."""
    ranked = sorted(
        (value for value, flow in stage.numbers.items() if flow.number),
        key=lambda value: (-stage.numbers[value].number, stage.labels.get(value, value).casefold()),
    )
    # One alone is not worth hiding.
    shown = ranked if len(ranked) <= stage.most + 1 else ranked[: stage.most]
    groups: dict[str, tuple[str, ...]] = {value: (value,) for value in shown}
    if rest := tuple(ranked[len(shown) :]):
        groups[OTHERS] = rest
    return groups


def _merge(
    flows: Flows, before: Mapping[str, Collection[str]], after: Mapping[str, Collection[str]]
) -> dict[tuple[str, str], Flow]:
    """Return the flows between what stands in two columns, in their order."""
    start_of = {member: value for value, members in before.items() for member in members}
    end_of = {member: value for value, members in after.items() for member in members}
    merged: dict[tuple[str, str], Flow] = {}
    for (start, end), flow in flows.items():
        if flow.number and start in start_of and end in end_of:
            key = start_of[start], end_of[end]
            merged[key] = merged.get(key, Flow()) + flow
    rank = {value: place for place, value in enumerate(before)}
    end_rank = {value: place for place, value in enumerate(after)}
    return dict(sorted(merged.items(), key=lambda one: (rank[one[0][0]], end_rank[one[0][1]])))


def _sums(
    index: int, group: Mapping[str, Collection[str]], merged: Sequence[Flows]
) -> dict[str, int]:
    """Return how much runs through each node: the greater of what comes in and what goes out."""
    arriving = dict.fromkeys(group, 0)
    leaving = dict.fromkeys(group, 0)
    if index > 0:
        for (_, end), flow in merged[index - 1].items():
            arriving[end] += flow.number
    if index < len(merged):
        for (start, _), flow in merged[index].items():
            leaving[start] += flow.number
    return {value: max(arriving[value], leaving[value]) for value in group}


def _bands(
    nodes: Mapping[tuple[int, str], Node], merged: Sequence[Flows], unit: float
) -> list[Band]:
    """Return the bands, each leaving below the one before it and arriving likewise."""
    found = []
    for index, flows in enumerate(merged):
        out = {value: node.y for (place, value), node in nodes.items() if place == index}
        into = {value: node.y for (place, value), node in nodes.items() if place == index + 1}
        for (start, end), flow in flows.items():
            left, right = nodes[index, start], nodes[index + 1, end]
            for kind in KINDS:
                number = flow.of(kind)
                if not number:
                    continue
                width = number * unit
                path = _path(left, right, out[start] + width / 2, into[end] + width / 2)
                level = flow.level if kind == "changed" else None
                shown = round(max(width, LEAST), 1)
                found.append(Band(left, right, kind, number, level, shown, path))
                out[start] += width
                into[end] += width
    return found


def _path(left: Node, right: Node, start: float, end: float) -> str:
    """Return the line from one height beside a node to another beside the next."""
    x, across = round(left.x + NODE_WIDTH), round(right.x - left.x - NODE_WIDTH)
    from_y, down = round(start, 1), round(end - start, 1)
    return f"M{x} {from_y:g}c{across // 2} 0 {across // 2} {down:g} {across} {down:g}"
