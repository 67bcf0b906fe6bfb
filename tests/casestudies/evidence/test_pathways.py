"""Pathways, laid out by hand and by property."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casestudies.evidence.flows import ALL
from casestudies.evidence.pathways import (
    GAP,
    KINDS,
    LABEL,
    LEFT,
    LINE,
    NODE_WIDTH,
    OTHERS,
    SHOWN,
    STAGES,
    UNIT,
    WIDTH,
    Flow,
    Stage,
    draw_pathways,
)


def stage(name, *, is_open=False, **numbers):
    labels = {value: value.title() for value in numbers}
    flows = {value: Flow(number, level=1) for value, number in numbers.items()}
    return Stage(name, labels, flows, ALL if is_open else SHOWN)


def small():
    return draw_pathways(
        [
            stage("enabler", trust=3),
            stage("approach", training=4),
            stage("outcome", skills=3, money=2),
        ],
        [
            {("trust", "training"): Flow(1, done=2, level=2)},
            {("training", "skills"): Flow(3, level=2), ("training", "money"): Flow(aimed=2)},
        ],
    )


def test_bands_join_the_columns_a_claim_each_and_only_changes_have_a_strength():
    bands = [
        (band.start.value, band.end.value, band.kind, band.number, band.level)
        for band in small().bands
    ]

    assert bands == [
        ("trust", "training", "changed", 1, 2),
        ("trust", "training", "done", 2, None),
        ("training", "skills", "changed", 3, 2),
        ("training", "money", "aimed", 2, None),
    ]


def test_node_is_as_high_as_the_fuller_of_its_sides_and_says_its_own_number():
    training = small().column("approach")[0]

    assert training.height == pytest.approx(5 * UNIT)
    assert training.number == 4


def test_columns_stand_from_left_to_right_and_the_fullest_on_top():
    drawing = small()

    xs = [drawing.column(name)[0].x for name in STAGES]
    assert xs == sorted(xs)
    assert [node.value for node in drawing.column("outcome")] == ["skills", "money"]


def many(number, *, is_open=False):
    outcomes = {f"o{place:02}": number - place for place in range(number)}
    return draw_pathways(
        [
            stage("enabler", trust=1),
            stage("approach", training=9),
            stage("outcome", is_open=is_open, **outcomes),
        ],
        [
            {("trust", "training"): Flow(1)},
            {("training", value): Flow(count) for value, count in outcomes.items()},
        ],
    )


def test_the_small_ones_stand_together_as_others_until_they_are_opened():
    closed, opened = many(12).column("outcome"), many(12, is_open=True).column("outcome")

    assert len(closed) == SHOWN + 1
    assert closed[-1].value == OTHERS
    assert closed[-1].label == "5 others"
    assert closed[-1].members == tuple(f"o{place:02}" for place in range(SHOWN, 12))
    assert len(opened) == 12


def test_one_alone_is_not_hidden():
    assert all(not node.is_others for node in many(SHOWN + 1).nodes)


def test_nothing_found_draws_nothing():
    drawing = draw_pathways([stage(name) for name in STAGES], [{}, {}])

    assert drawing.nodes == ()
    assert drawing.bands == ()


VALUES = [f"v{place}" for place in range(12)]
COUNTS = st.dictionaries(st.sampled_from(VALUES), st.integers(1, 30))
FLOWS = st.dictionaries(
    st.tuples(st.sampled_from(VALUES), st.sampled_from(VALUES)),
    st.builds(Flow, st.integers(1, 30), st.integers(0, 9), st.integers(0, 9), st.integers(0, 5)),
)


def stages_of(counts, opened=()):
    return [
        stage(name, is_open=name in opened, **each)
        for name, each in zip(STAGES, counts, strict=True)
    ]


@given(counts=st.tuples(COUNTS, COUNTS, COUNTS), flows=st.tuples(FLOWS, FLOWS))
def test_collapsing_changes_no_width_in_all(counts, flows):
    closed = draw_pathways(stages_of(counts), flows)
    opened = draw_pathways(stages_of(counts, STAGES), flows)

    for name in STAGES:
        assert through(closed, name) == through(opened, name)
        members = [m for node in closed.column(name) for m in node.members]
        assert sorted(members) == sorted(node.value for node in opened.column(name))


def through(drawing, name):
    return sum(band.number for band in drawing.bands if band.start.stage == name)


@given(counts=st.tuples(COUNTS, COUNTS, COUNTS), flows=st.tuples(FLOWS, FLOWS))
def test_nodes_of_a_column_never_overlap_and_hold_their_bands(counts, flows):
    drawing = draw_pathways(stages_of(counts), flows)

    for name in STAGES:
        column = drawing.column(name)
        for above, below in pairwise(column):
            assert below.y >= above.y + above.height + GAP - 0.2
        assert all(node.y + node.height <= drawing.height for node in column)
    for band in drawing.bands:
        assert band.start.x + NODE_WIDTH < band.end.x
        assert STAGES.index(band.end.stage) == STAGES.index(band.start.stage) + 1


@given(counts=st.tuples(COUNTS, COUNTS, COUNTS), flows=st.tuples(FLOWS, FLOWS))
def test_every_band_is_what_was_counted_between_what_its_ends_stand_for(counts, flows):
    drawing = draw_pathways(stages_of(counts), flows)

    for start, end, flow in drawing.flows:
        counted = flows[STAGES.index(start.stage)]
        pairs = [
            counted[one, other]
            for one in start.members
            for other in end.members
            if (one, other) in counted
        ]
        assert flow.number == sum(one.number for one in pairs)
        assert flow.level == max(one.level for one in pairs)
        bands = [band for band in drawing.bands if (band.start, band.end) == (start, end)]
        assert {band.kind: band.number for band in bands} == {
            kind: flow.of(kind) for kind in KINDS if flow.of(kind)
        }


LABELS = st.text("abcdefgh ,", min_size=1, max_size=80).map(str.strip).filter(bool)


@given(labels=st.lists(LABELS, min_size=1, max_size=SHOWN), number=st.integers(1, 99_999))
def test_labels_of_any_length_stay_in_their_room_and_off_each_other(labels, number):
    names = {f"v{place}": label for place, label in enumerate(labels)}
    numbers = {value: Flow(number) for value in names}

    drawing = draw_pathways([Stage(name, names, numbers) for name in STAGES], [{}, {}])

    for name in STAGES:
        for node in drawing.column(name):
            assert all(len(line) <= LABEL for line in node.lines)
            words = f"{names[node.value]} {number}"
            assert "".join("".join(node.lines).split()) == "".join(words.split())
        for above, below in pairwise(drawing.column(name)):
            last, first = above.baselines[-1][0], below.baselines[0][0]
            assert first - last >= LINE
        assert drawing.column(name)[-1].baselines[-1][0] < drawing.height
        assert all(node.baselines[0][0] > LINE for node in drawing.column(name))


def test_long_label_keeps_its_number_beside_its_last_word():
    names = {"v": "National programmes, evidence and funding"}
    empty = stage("outcome")

    node = draw_pathways(
        [Stage("enabler", names, {"v": Flow(5)}), stage("approach"), empty], [{}, {}]
    ).nodes[0]

    assert node.lines == ("National programmes,", "evidence and funding\N{NO-BREAK SPACE}5")
    (first, _), (second, _) = node.baselines
    assert second - first == LINE
    assert (first + second) / 2 - 5 == pytest.approx(node.y + node.height / 2)


def test_there_is_room_for_a_line_of_a_label_in_a_wide_and_bold_font():
    assert LABEL * 10.2 <= LEFT - 8
    assert WIDTH - 2 * LEFT > 500
