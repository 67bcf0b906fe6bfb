"""Two concepts become one: everything moves, nothing is lost, and the way back is exact."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from casestudies.models import Approach, Outcome
from tests import factories as make
from tests.core.vocabulary.twins import Twins, names_of, ties
from tests.people import contributor, reviewer
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.aggregates import read
from wellbeing_portal.core.models import Redirect, Version
from wellbeing_portal.core.models.redirect import kind_of
from wellbeing_portal.core.not_allowed import NotAllowed
from wellbeing_portal.core.publishing.due import publish_due
from wellbeing_portal.core.publishing.ownership import own
from wellbeing_portal.core.publishing.review import approve, send
from wellbeing_portal.core.publishing.working_copy import changed_meanwhile, start_copy
from wellbeing_portal.core.roles.authorship import wrote
from wellbeing_portal.core.vocabulary.merging import foresee_merge, merge
from wellbeing_portal.core.vocabulary.taking_back import changed_since, take_back
from wellbeing_portal.core.vocabulary.uses import read_uses

pytestmark = [pytest.mark.django_db, pytest.mark.history]


def concepts() -> list[dict[str, Any]]:
    rows: Any = Outcome.objects.order_by("pk").values()
    return list(rows)


def test_merge_moves_every_tie_and_the_one_that_is_not_inferred_wins(twins: Twins) -> None:
    keys = [one.key for one in twins.both.findings.order_by("position")]

    merge(twins.former, twins.kept, by=twins.by)

    first, second = twins.both.findings.order_by("position")
    assert ties(first) == (["Loneliness"], [])
    assert ties(second) == (["Loneliness"], [])
    assert ties(twins.one.findings.get()) == (["Loneliness"], [])
    assert ties(twins.draft.findings.get()) == (["Loneliness"], [])
    assert [first.key, second.key] == keys
    assert names_of() == ["Feeling well", "Loneliness"]


def test_merge_keeps_an_inferred_tie_inferred(twins: Twins) -> None:
    finding = make.FindingFactory(
        case_study=twins.one, outcomes=[], inferred_outcomes=[twins.former]
    )

    merge(twins.former, twins.kept, by=twins.by)

    assert ties(finding) == ([], ["Loneliness"])


def test_merge_joins_what_both_rows_say_of_it(twins: Twins) -> None:
    merge(twins.former, twins.kept, by=twins.by)

    reading = twins.research.readings.get()
    assert reading.outcome == twins.kept
    assert reading.note == "Of young people.; Of old people."


def test_merge_is_refused_where_rows_say_different_things(twins: Twins) -> None:
    twins.research.readings.filter(outcome=twins.former).update(reading="harm")
    before = [read(one) for one in (twins.both, twins.one, twins.research)]

    foreseen = foresee_merge(twins.former, twins.kept)
    with pytest.raises(ValidationError) as refused:
        merge(twins.former, twins.kept, by=twins.by)

    assert "A review" in foreseen.refused[0]
    assert refused.value.messages == list(foreseen.refused)
    assert [read(one) for one in (twins.both, twins.one, twins.research)] == before
    assert "Being lonely" in names_of()


def test_merged_concept_leads_on_and_its_names_stay(twins: Twins, client: Client) -> None:
    Redirect.objects.create(kind=kind_of(Outcome), slug="solitary", record=twins.former.pk)

    merge(twins.former, twins.kept, by=twins.by)

    twins.kept.refresh_from_db()
    assert twins.kept.synonyms == ["solitude", "Being lonely", "isolation"]
    for former in ("being-lonely", "solitary"):
        answer = client.get(f"/outcomes/{former}/")
        assert (answer.status_code, answer["Location"]) == (301, "/outcomes/loneliness/")
    answer = client.get("/case-studies/?outcome=being-lonely")
    assert answer["Location"] == "/case-studies/?outcome=loneliness"


def test_what_stood_below_stands_below_the_other(twins: Twins) -> None:
    below = make.OutcomeFactory(name="Lonely at night", broader=twins.former)

    change = merge(twins.former, twins.kept, by=twins.by)

    below.refresh_from_db()
    assert below.broader == twins.kept
    take_back(change, by=twins.by)
    below.refresh_from_db()
    assert below.broader == twins.former


def test_merge_into_what_stands_below_it_makes_no_circle(twins: Twins) -> None:
    twins.kept.broader = twins.former
    twins.kept.save()

    change = merge(twins.former, twins.kept, by=twins.by)

    twins.kept.refresh_from_db()
    assert twins.kept.broader == twins.above
    take_back(change, by=twins.by)
    twins.kept.refresh_from_db()
    assert twins.kept.broader == twins.former


def test_foreseen_is_what_happens(twins: Twins) -> None:
    foreseen = foresee_merge(twins.former, twins.kept)
    merge(twins.former, twins.kept, by=twins.by)

    after = read_uses(Outcome)
    counts, keys = after.counts(), {name: key for key, name in after.names.items()}
    assert {one.record for one in foreseen.records} == {
        twins.both,
        twins.one,
        twins.draft,
        twins.research,
    }
    told = {(one.name, one.kind): one.after for one in foreseen.counts}
    assert told
    for (name, kind), number in told.items():
        assert counts.get((keys.get(name), kind), 0) == number  # type: ignore[arg-type]
    assert foreseen.pages[0].leads_to == "/outcomes/loneliness/"


def test_way_back_is_exact(twins: Twins) -> None:
    records = [twins.both, twins.one, twins.draft, twins.research]
    before, rows = [read(one) for one in records], concepts()

    change = merge(twins.former, twins.kept, by=twins.by)
    take_back(change, by=twins.by)

    assert [read(one) for one in records] == before
    assert concepts() == rows
    assert not Redirect.objects.filter(kind=kind_of(Outcome)).exists()
    change.refresh_from_db()
    assert change.taken_back_by_name == twins.by.get_username()
    with pytest.raises(ValidationError, match="already"):
        take_back(change, by=twins.by)


def test_each_record_has_one_entry_for_each_way(twins: Twins) -> None:
    change = merge(twins.former, twins.kept, by=twins.by)
    for record in (twins.both, twins.one, twins.draft, twins.research):
        (version,) = Version.objects.of(record)
        assert version.note == "Outcome “Being lonely” merged into “Loneliness”"
        assert version.made_by_name == twins.by.get_username()
        assert version.is_public == record.is_published

    take_back(change, by=twins.by)

    newest, _ = Version.objects.of(twins.one)
    assert newest.note == f"Taken back: {change.note}"


def test_no_way_back_once_a_record_has_changed_since(twins: Twins) -> None:
    change = merge(twins.former, twins.kept, by=twins.by)
    former_title, twins.one.title = twins.one.title, "Another title"
    twins.one.save()

    (told,) = changed_since(change)
    with pytest.raises(ValidationError):
        take_back(change, by=twins.by)

    assert told == f"“{former_title}” has been changed since."
    assert "Being lonely" not in names_of()


def test_no_way_back_once_the_concept_has_changed_since(twins: Twins) -> None:
    change = merge(twins.former, twins.kept, by=twins.by)
    twins.kept.refresh_from_db()
    twins.kept.definition = "Something else."
    twins.kept.save()

    assert changed_since(change) == ["“Loneliness” has been changed since."]


def test_only_editors_merge_and_take_back(twins: Twins) -> None:
    for other in (contributor(), reviewer()):
        with pytest.raises(NotAllowed):
            merge(twins.former, twins.kept, by=other)
    change = merge(twins.former, twins.kept, by=twins.by)
    with pytest.raises(NotAllowed):
        take_back(change, by=reviewer())


def test_working_copy_is_not_overtaken_by_a_merge(twins: Twins) -> None:
    copy = start_copy(twins.one, by=twins.by)

    change = merge(twins.former, twins.kept, by=twins.by)

    assert ties(copy.findings.get()) == (["Loneliness"], [])
    assert changed_meanwhile(copy) == []
    take_back(change, by=twins.by)
    assert changed_meanwhile(copy) == []
    assert ties(copy.findings.get()) == (["Being lonely"], [])


def test_what_was_approved_stays_approved(twins: Twins) -> None:
    study = make.CaseStudyFactory(source=make.SourceFactory(published=True))
    make.FindingFactory(
        case_study=study, outcomes=[twins.former], source=study.source, locator="Page 4", value=40
    )
    send(study, by=SYSTEM)
    study.refresh_from_db()
    approve(study, by=SYSTEM, publish_on=dt.date(2090, 1, 1))
    merge(twins.former, twins.kept, by=twins.by)
    study.refresh_from_db()

    published = publish_due(study, on=dt.date(2090, 1, 2))

    assert published is not None
    assert published.is_published


def test_who_merges_has_written_nothing_in_the_records(twins: Twins) -> None:
    own(twins.draft, contributor())

    merge(twins.former, twins.kept, by=twins.by)

    assert not wrote(twins.by, twins.draft)


def test_approaches_of_a_study_are_joined_in_place(twins: Twins) -> None:
    one, other = make.ApproachFactory(name="Walking"), make.ApproachFactory(name="Strolling")
    study = twins.one
    for approach, how in ((other, "They strolled."), (one, "They walked.")):
        make.CaseStudyApproachFactory(case_study=study, approach=approach, how=how, locator="p. 1")
    before = read(study)

    change = merge(other, one, by=twins.by)

    row = study.approach_rows.get(approach=one)
    assert row.how == "They walked.\n\nThey strolled."
    assert row.locator == "p. 1"
    assert not Approach.objects.filter(name="Strolling").exists()
    take_back(change, by=twins.by)
    assert read(study) == before


def test_study_that_has_the_former_approach_alone_has_the_other_then(twins: Twins) -> None:
    one, other = make.ApproachFactory(name="Walking"), make.ApproachFactory(name="Strolling")
    make.CaseStudyApproachFactory(case_study=twins.one, approach=other, how="They strolled.")

    merge(other, one, by=twins.by)

    assert twins.one.approach_rows.get(approach=one).how == "They strolled."


def test_a_draft_takes_nothing_that_is_in_use(twins: Twins) -> None:
    twins.kept.state = Outcome.State.DRAFT
    twins.kept.save()

    assert "is a draft" in foresee_merge(twins.former, twins.kept).refused[0]
    with pytest.raises(ValidationError):
        merge(twins.former, twins.kept, by=twins.by)


def test_number_of_queries_does_not_grow_with_the_records(
    twins: Twins, django_assert_max_num_queries: Any
) -> None:
    for _ in range(20):
        study = make.CaseStudyFactory(published=True)
        make.FindingFactory(case_study=study, outcomes=[twins.former], locator="1")

    with django_assert_max_num_queries(500):
        merge(twins.former, twins.kept, by=twins.by)
