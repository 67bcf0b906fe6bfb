"""Facts of answers are recomputed from rows, by code that shares nothing with the portal's."""

from __future__ import annotations

import re

import pytest
from django.http import QueryDict

from casestudies.evidence.answers import bind_to, everything, rows_of, scope_of
from casestudies.evidence.answers.answer import WORDS, answer, answer_under_filters
from casestudies.evidence.answers.beside import beside
from casestudies.evidence.answers.page import concept_facts
from casestudies.evidence.answers.ranked import ranked_councils
from casestudies.evidence.answers.sentences import Brevity, what_changed, who
from casestudies.models import WiderReading
from tests import factories as make
from tests.conftest import restore
from wellbeing_portal.core.words import counted, spelt
from wellbeing_portal.search import current

from . import plain
from .made_up import MadeUp

FAMILIES = ("approach", "enabler", "outcome")
SEEDS = (1, 2, 3)


def build_apart(seed):
    """Build a world under numbers that no worker comes to: one builds it for all of them."""
    make.number_from(60_000 + 1_000 * seed)
    return MadeUp(seed)


@pytest.fixture(params=SEEDS)
def world(request, worlds_apart, db):
    seed = request.param
    snapshot, made = worlds_apart(f"made-up-{seed}", lambda: build_apart(seed))
    restore(snapshot)
    return made


def concepts(world, family):
    return {
        "approach": world.approaches,
        "enabler": world.enablers,
        "outcome": world.outcomes,
    }[family]


def assert_row(row, expected, where):
    numbers = row.numbers
    assert_said(row, expected, where)
    assert numbers.studies == expected.studies, where
    assert {one.slug for one in row.councils} == expected.councils, where
    assert {k: v for k, v in numbers.levels.items() if v} == expected.levels, where
    assert dict(numbers.claims) == expected.claims, where
    assert dict(numbers.directions) == expected.directions, where
    found = {(one.value, str(one.direction)): (one.level, one.findings) for one in row.changes}
    assert found == expected.changes, where
    itself = {
        (one.value, str(one.direction)): (one.own_level, one.own_findings)
        for one in row.changes
        if one.own
    }
    assert itself == expected.itself, where
    assert {line.sign.shape: line.number for line in row.lines} == plain.told(expected), where
    assert row.level == max(expected.levels, default=None), where
    assert numbers.itself_at == expected.itself_at, where
    assert dict(numbers.better_for) == expected.better_for, where
    assert dict(numbers.worse_for) == expected.worse_for, where
    assert (len(row.better_for), len(row.worse_for)) == (
        len(expected.better_for),
        len(expected.worse_for),
    )
    if expected.strongest:
        assert row.strongest is not None, where
        assert row.strongest.pk in expected.strongest, where
    else:
        assert row.strongest is None, where


def assert_said(row, expected, where):
    """However little room there is, the answer says what the rows say, in sixty words at most."""
    findings, surest = sum(expected.claims.values()), max(expected.levels, default=None)
    for brevity in Brevity:
        tied = re.search(r"we tied (\d+) of the (\d+) to it", who(row, brevity))
        if tied and row.family != "approach":
            assert (int(tied[1]), int(tied[2])) == (findings - expected.firm, findings), where
        more = re.search(r"; (\w+) more", what_changed(row, brevity))
        if more:
            assert more[1] == spelt(expected.levels[0] - expected.levels[surest]), where
    values = {one.label: one.value for one in row.changes}
    for line in row.lines:
        for label, noted in zip(line.labels, line.noted, strict=True):
            value = values[label]
            ways = {way for tag, way in expected.itself if tag == value}
            if line.sign.shape.endswith("no-change") and len(ways) > 1:
                number = expected.itself[value, "no-change"][1]
                assert noted == f"{label} by {counted(number, 'finding')}", where
            else:
                assert noted == label, where
    for said in (answer(row), answer_under_filters(row)):
        assert len(" ".join(said).split()) <= WORDS, where


@pytest.mark.parametrize("family", FAMILIES)
def test_facts_are_those_of_the_rows(world, family):
    reader, studies = current(), plain.read_studies()
    rows = rows_of(reader, family, everything(family, reader.memory))

    assert rows
    for row in rows:
        expected = plain.row_of(studies, family, row.slug)
        assert_row(row, expected, (family, row.slug))
        assert row.research.reported == plain.reported(family, row.slug)
        if family != "approach":
            assert row.numbers.firm == expected.firm


@pytest.mark.parametrize("family", FAMILIES)
def test_facts_under_filters_are_those_of_one_and_the_same_finding(world, family):
    reader, studies = current(), plain.read_studies()
    outcome, approach = world.outcomes[0].slug, world.approaches[0].slug
    by_concept = (
        (f"outcome={outcome}", lambda one: outcome in one.tags["outcome"])
        if family != "outcome"
        else (f"approach={approach}", lambda one: approach in one.tags["approach"])
    )
    for query, keep in (
        by_concept,
        ("claim=changed", lambda one: one.claim == "changed"),
        ("evidence=2", lambda one: one.level is not None and one.level >= 2),
        ("change=worse&change=no-change", lambda one: one.direction in ("worse", "no-change")),
    ):
        scope = scope_of(bind_to(family, QueryDict(query), reader.memory), reader.memory)
        for row in rows_of(reader, family, scope):
            expected = plain.row_of(studies, family, row.slug, keep=keep, binds=True)
            assert_row(row, expected, (query, row.slug))


@pytest.mark.parametrize("family", FAMILIES)
def test_inferred_ties_can_be_left_out(world, family):
    reader, studies = current(), plain.read_studies()
    scope = scope_of(bind_to(family, QueryDict("inferred=no"), reader.memory), reader.memory)

    for row in rows_of(reader, family, scope):
        expected = plain.row_of(studies, family, row.slug, binds=True, firm=True)
        assert_row(row, expected, row.slug)


@pytest.mark.parametrize("family", FAMILIES)
def test_only_councils_of_the_places_asked_for_are_credited(world, family):
    reader, studies = current(), plain.read_studies()
    scope = scope_of(
        bind_to(family, QueryDict("council_type=district"), reader.memory), reader.memory
    )
    districts = {one.slug for one in world.councils if one.type == "district"}

    for row in rows_of(reader, family, scope):
        expected = plain.row_of(
            studies,
            family,
            row.slug,
            keep=lambda one: "district" in one.types,
            record=lambda study: "district" in study.types,
            places=districts,
        )
        assert_row(row, expected, row.slug)


def test_costs_are_those_of_rows_and_of_nothing_wider(world):
    reader, studies = current(), plain.read_studies()

    for row in rows_of(reader, "approach", everything("approach", reader.memory)):
        stating, wider, ranges = plain.costs_of(row.slug, studies)
        assert (row.costs.stating, row.costs.stating_wider) == (stating, wider), row.slug
        told = {(one.unit, one.covers.casefold()): (one.low, one.high) for one in row.costs.own}
        assert told == ranges, row.slug
        assert len(row.costs.own) == len(told), row.slug


@pytest.mark.parametrize("family", FAMILIES)
def test_side_by_side_is_what_each_page_says(world, family):
    reader, scope = current(), everything(family, current().memory)
    rows = {row.slug: row for row in rows_of(reader, family, scope)}
    slugs = sorted(rows, reverse=True)[:3]

    compared = beside(reader, family, slugs)

    assert [one.row for one in compared] == [rows[slug] for slug in slugs]
    for one in compared:
        page = concept_facts(reader, family, one.row.slug, scope, "")
        assert page is not None
        assert list(one.barriers) == list(page.barriers)
        assert {name: list(those) for name, those in one.companions.items()} == {
            name: list(those) for name, those in page.companions
        }


def test_research_is_that_of_published_readings(world):
    reader = current()
    approaches = rows_of(reader, "approach", everything("approach", reader.memory))
    outcomes = rows_of(reader, "outcome", everything("outcome", reader.memory))

    for row, leads in [
        *((row, lambda one: one.evidence.approach) for row in approaches),
        *((row, lambda one: one.outcome) for row in outcomes),
    ]:
        expected = sorted(
            (one.outcome.slug, one.reading)
            for one in WiderReading.objects.all()
            if row.slug in plain.above(leads(one))
        )
        assert sorted((r.outcome, str(r.reading)) for r in row.research.readings) == expected


def test_councils_are_ranked_by_their_surest_change_and_then_leads_come_first(world):
    reader, studies = current(), plain.read_studies()
    scope = everything("approach", reader.memory)

    for row in rows_of(reader, "approach", scope):
        levels, own, leads = {}, {}, set()
        for study in studies:
            if study.has("approach", row.slug):
                leads |= study.leads
            for one in study.findings:
                if row.slug in one.tags["approach"] and one.level is not None:
                    for council in one.councils:
                        levels[council] = max(one.level, levels.get(council, -1))
                        if one.named or len(study.acted) == 1:
                            own[council] = max(one.level, own.get(council, -1))
        ranked = ranked_councils(reader, scope, row)
        assert {one.council.slug for one in ranked} == {one.slug for one in row.councils}
        keys = [
            (
                -levels.get(one.council.slug, -1),
                levels.get(one.council.slug) != own.get(one.council.slug),
                one.council.slug not in leads,
                one.council.name.casefold(),
            )
            for one in ranked
        ]
        assert keys == sorted(keys), row.slug
        for one in ranked:
            assert (one.level, one.own) == (
                levels.get(one.council.slug),
                own.get(one.council.slug),
            ), (row.slug, one.council.slug)
