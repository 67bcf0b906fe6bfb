"""“More like this” on the page of a case study: what is alike, and why."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casestudies import alike as alike_module
from casestudies.alike import Likeness, alike_to
from strategies.models import Council
from tests import factories as make
from wellbeing_portal.search import IndexUnavailable
from wellbeing_portal.search.engine import Engine

pytestmark = pytest.mark.django_db


def study(title, *, approaches=(), outcomes=(), published=True, kind=Council.Type.UNITARY):
    made = make.CaseStudyFactory(
        title=title, published=published, councils=[make.CouncilFactory(type=kind)]
    )
    for approach in approaches:
        make.CaseStudyApproachFactory(case_study=made, approach=approach)
    if outcomes:
        make.FindingFactory(
            case_study=made, outcomes=outcomes, approach=(approaches or [make.ApproachFactory()])[0]
        )
    return made


@pytest.fixture
def grants():
    return make.ApproachFactory(name="Small grants")


def test_page_shows_what_shares_most_with_its_reasons(show, grants):
    walks, trust = make.ApproachFactory(name="Walks"), make.OutcomeFactory(name="Trust")
    one = study("Streets of Marl", approaches=[grants, walks], outcomes=[trust])
    study("Parks", approaches=[grants], kind=Council.Type.DISTRICT)
    study("Paths", approaches=[grants, walks], outcomes=[trust])

    page = show(one.get_absolute_url())

    told = page.text.split("More like this")[-1]
    assert told.index("Paths") < told.index("Parks")
    assert "Same approaches: Walks, Small grants" in told
    assert "Same outcome: Trust" in told
    assert "Same kind of council: unitary authority" in told
    assert told.count("Same kind of council") == 1, "a district is no unitary authority"
    assert "alike" in page.ids


def test_only_published_case_studies_are_alike(show, grants):
    one = study("Streets of Marl", approaches=[grants])
    study("A draft", approaches=[grants], published=False)

    page = show(one.get_absolute_url())

    assert "More like this" not in page.text
    assert "#alike" not in page.links


def test_what_is_taken_back_is_no_longer_alike(grants):
    one, other = (study(title, approaches=[grants]) for title in ("One", "Other"))
    assert [found.title for found in alike_to(one)] == ["Other"]

    other.state = other.State.UNPUBLISHED
    other.save()

    assert alike_to(one) == []


def test_same_kind_of_council_alone_makes_nothing_alike():
    one, _ = study("One"), study("Other")

    assert alike_to(one) == []


def test_siblings_are_alike_by_what_is_broader_than_both():
    training = make.ApproachFactory(name="Training")
    one, _ = (
        study(title, approaches=[make.ApproachFactory(broader=training)])
        for title in ("One", "Other")
    )

    (found,) = alike_to(one)

    assert found.title == "Other"
    assert Likeness("Approaches of one kind", ("Training",)) in found.reasons
    assert not [one for one in found.reasons if one.label.startswith("Same approach")]


def test_reason_is_what_both_have_and_not_what_is_broader():
    training = make.ApproachFactory(name="Training")
    peers, staff = (
        make.ApproachFactory(name=name, broader=training) for name in ("Peers", "Staff")
    )
    health = make.OutcomeFactory(name="Health")
    walking = make.OutcomeFactory(name="Walking", broader=health)
    one = study("One", approaches=[peers, staff], outcomes=[walking])
    study("Other", approaches=[peers, training], outcomes=[walking])

    (found,) = alike_to(one)

    assert Likeness("Same approach", ("Peers",)) in found.reasons
    assert Likeness("Same outcome", ("Walking",)) in found.reasons
    assert not [one for one in found.reasons if {"Training", "Health"} & {*one.names}]


def test_no_more_than_three_are_shown_the_likest_first(grants):
    rare = make.ApproachFactory(name="Rare")
    one = study("One", approaches=[grants, rare])
    for number in range(4):
        study(f"Common {number}", approaches=[grants])
    study("Rarest", approaches=[grants, rare])

    found = alike_to(one)

    assert len(found) == 3
    assert found[0].title == "Rarest"


def test_nothing_is_searched_for_where_nothing_can_be_alike(monkeypatch, grants):
    alone = study("Alone")
    study("Other", approaches=[grants])
    assert alike_to(alone) == []
    searched = []
    monkeypatch.setattr(Engine, "found", lambda *args: searched.append(args) or ())

    alike_to(alone)

    assert searched == []


def test_alike_case_studies_ask_the_database_as_often_for_many_as_for_none(client, grants):
    def queries(made):
        client.get(made.get_absolute_url())
        with CaptureQueriesContext(connection) as asked:
            assert client.get(made.get_absolute_url()).status_code == 200
        return len(asked)

    one = study("One", approaches=[grants])
    alone = queries(one)
    for number in range(5):
        study(f"Other {number}", approaches=[grants])

    assert queries(one) == alone <= 12


def test_page_is_shown_without_them_while_the_index_cannot_answer(show, monkeypatch, grants):
    one, _ = (study(title, approaches=[grants]) for title in ("One", "Other"))

    def unavailable():
        raise IndexUnavailable("for a moment")

    monkeypatch.setattr(alike_module, "current", unavailable)
    page = show(one.get_absolute_url())

    assert "One" in page.text
    assert "More like this" not in page.text
