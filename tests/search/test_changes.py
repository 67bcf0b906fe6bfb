"""Whatever changes what the public sees is on the next page, and what is rolled back is not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from casestudies.models import CaseStudy
from strategies.models import Council, Strategy
from tests.factories import (
    ApproachFactory,
    CaseStudyApproachFactory,
    CaseStudyFactory,
    CouncilFactory,
    FindingFactory,
    FrameworkFactory,
    FrameworkItemFactory,
    InitiativeFactory,
    OutcomeFactory,
    PriorityFactory,
    StrategyFactory,
    ThemeFactory,
    UserFactory,
)
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.publishing import actions, leaving
from wellbeing_portal.search import Matches, Question, Search, current, mark, mark_everything
from wellbeing_portal.search.changes import content_state
from wellbeing_portal.search.models import ContentVersion, IndexChange


def found(kind: str, text: str = "", **selection: str) -> list[int]:
    chosen = {name: [value] for name, value in selection.items()}
    return list(search(Search(kind, text, chosen)).ids)


def search(asked: Search) -> Matches:
    return current().ask(Question(asked))


def test_every_step_of_publishing_shows_at_once(db: None) -> None:
    study = CaseStudyFactory()
    assert found("case-study") == []

    actions.publish(study, by=SYSTEM)
    assert found("case-study") == [study.pk]

    leaving.unpublish(study, "Wrong.", by=SYSTEM)
    assert found("case-study") == []

    leaving.reopen(study, by=SYSTEM)
    actions.publish(study, by=SYSTEM)
    study.delete()
    assert found("case-study") == []


def edit(record: Any, **values: Any) -> None:
    for name, value in values.items():
        setattr(record, name, value)
    record.save()


def test_renamed_council_is_renamed_in_its_studies_and_strategies(db: None) -> None:
    council = CouncilFactory(name="Oldham")
    study = CaseStudyFactory(published=True, councils=[council])
    strategy = StrategyFactory(published=True, councils=[council])
    assert found("case-study", "oldham", council="oldham") == [study.pk]

    edit(council, name="Newham", official_name="Newham Council", slug="newham")

    assert found("case-study", "newham", council="newham") == [study.pk]
    assert found("strategy", "newham", council="newham") == [strategy.pk]
    assert found("case-study", "oldham") == []


def test_concept_moved_under_another_moves_what_has_its_narrower_ones(db: None) -> None:
    top, middle, low = ApproachFactory(), ApproachFactory(), ApproachFactory()
    edit(low, broader=middle)
    study = CaseStudyFactory(published=True)
    CaseStudyApproachFactory(case_study=study, approach=low)
    assert found("case-study", approach=top.slug) == []

    edit(middle, broader=top)

    assert found("case-study", approach=top.slug) == [study.pk]


def test_finding_moved_to_another_study_leaves_the_first(db: None) -> None:
    one, other = (CaseStudyFactory(published=True) for _ in range(2))
    finding = FindingFactory(case_study=one)
    assert found("case-study", approach=finding.approaches.get().slug) == [one.pk]

    edit(finding, case_study=other)

    assert found("case-study", approach=finding.approaches.get().slug) == [other.pk]
    (document,) = search(Search("finding")).found
    assert document.url.startswith(other.get_absolute_url())


LINKS: list[Callable[[Any, Any], object]] = [
    lambda finding, outcome: finding.outcomes.remove(outcome),
    lambda finding, outcome: finding.outcomes.clear(),
    lambda finding, outcome: finding.outcomes.set([]),
    lambda finding, outcome: outcome.findings.remove(finding),
    lambda finding, outcome: outcome.findings.clear(),
    lambda finding, outcome: finding.delete(),
]


@pytest.mark.parametrize("unlink", LINKS)
def test_links_that_go_are_gone(db: None, unlink: Callable[[Any, Any], object]) -> None:
    outcome = OutcomeFactory()
    study = CaseStudyFactory(published=True)
    finding = FindingFactory(case_study=study, outcomes=[outcome])
    slug = outcome.slug
    assert found("case-study", outcome=slug) == [study.pk]

    unlink(finding, outcome)

    assert found("case-study", outcome=slug) == []


def test_links_from_the_far_side_are_seen(db: None) -> None:
    strategy = StrategyFactory(published=True, councils=[])
    council = CouncilFactory()
    assert found("council", has="strategies") == []

    council.strategies.add(strategy)

    assert found("strategy", council=council.slug) == [strategy.pk]
    assert found("council", has="strategies") == [council.pk]

    council.strategies.clear()

    assert found("strategy", council=council.slug) == []
    assert found("council", has="strategies") == []


def test_council_has_only_what_is_published(db: None) -> None:
    council = CouncilFactory()
    study = CaseStudyFactory(councils=[council])
    assert found("council", has="case-studies") == []

    actions.publish(study, by=SYSTEM)
    assert found("council", has="case-studies") == [council.pk]

    study.council_roles.all().delete()
    assert found("council", has="case-studies") == []


def test_parts_are_found_as_long_as_their_record_is_public(db: None) -> None:
    study = CaseStudyFactory(published=True)
    initiative = InitiativeFactory(case_study=study, name="Happy Hub")
    priority = PriorityFactory(strategy=StrategyFactory(published=True), title="Sleep")
    item = FrameworkItemFactory(framework=FrameworkFactory(published=True), title="Lead well")
    theme = ThemeFactory()
    priority.themes.add(theme)

    assert found("initiative", "happy") == [initiative.pk]
    assert found("case-study", "happy hub") == [study.pk]
    assert found("priority", "sleep", theme=theme.slug) == [priority.pk]
    assert found("framework", '"lead well"') == [item.framework.pk]

    leaving.unpublish(study, "Wrong.", by=SYSTEM)

    assert found("initiative", "happy") == []


def test_savepoint_rolled_back_leaves_nothing_behind(db: None) -> None:
    study = CaseStudyFactory(published=True, title="Before")
    found("case-study")
    with transaction.atomic():
        with transaction.atomic():
            edit(study, title="Lost")
            assert found("case-study", "lost") == [study.pk]
            transaction.set_rollback(True)
        study.refresh_from_db()

        assert found("case-study", "lost") == []
        assert found("case-study", "before") == [study.pk]

        # The same row again: what the rolled-back savepoint had logged must be logged anew.
        edit(study, title="After")

        assert found("case-study", "after") == [study.pk]


def test_change_after_a_read_in_one_transaction_is_seen(db: None) -> None:
    study = CaseStudyFactory(published=True, title="One")

    for title in ("Two", "Three", "Four"):
        edit(study, title=title)
        assert found("case-study", title) == [study.pk]


def test_a_transaction_logs_a_record_once(db: None) -> None:
    study = CaseStudyFactory(published=True)
    found("case-study")
    IndexChange.objects.all().delete()

    for number in range(5):
        edit(study, title=f"Title {number}")
        FindingFactory(case_study=study)

    rows = IndexChange.objects.filter(collection="case studies")
    assert list(rows.values_list("record", flat=True)) == [study.pk]
    assert IndexChange.objects.values("version").distinct().count() == 1


def test_saving_what_no_document_reads_waits_for_no_change_of_content(db: None) -> None:
    def asks_the_version(make: Callable[[], object]) -> bool:
        with CaptureQueriesContext(connection) as queries:
            make()
        table = ContentVersion._meta.db_table
        return any(table in one["sql"] for one in queries.captured_queries)

    assert not asks_the_version(UserFactory)
    assert asks_the_version(CaseStudyFactory)


def test_what_goes_past_the_signals_can_be_marked(db: None) -> None:
    study = CaseStudyFactory(published=True)
    found("case-study")

    CaseStudy.objects.filter(pk=study.pk).update(title="Quietly changed")
    mark(CaseStudy, [study.pk])
    assert found("case-study", "quietly") == [study.pk]

    Council.objects.bulk_create(
        [
            Council(
                name="Bulk",
                official_name="Bulk",
                slug="bulk",
                gss_code="E06000001",
                type="unitary",
                region="london",
                nation="england",
            )
        ]
    )
    mark_everything()
    assert "bulk" in [one.slug for one in search(Search("council")).found]


@pytest.mark.django_db(transaction=True)
def test_rolled_back_transaction_is_never_found(own_index_dir: Any) -> None:
    study = CaseStudyFactory(published=True, title="Committed")
    assert found("case-study", "committed") == [study.pk]
    before = content_state()
    with transaction.atomic():
        edit(study, title="Imagined")
        assert found("case-study", "imagined") == [study.pk]
        transaction.set_rollback(True)
    study.refresh_from_db()

    assert content_state() == before
    assert found("case-study", "imagined") == []

    edit(study, title="Other")

    # The same number as the version that was rolled back, and another token.
    assert found("case-study", "other") == [study.pk]
    assert found("case-study", "imagined") == []


@pytest.mark.django_db(transaction=True)
def test_reading_costs_one_query(own_index_dir: Any, django_assert_num_queries: Any) -> None:
    CaseStudyFactory(published=True)
    current()

    with django_assert_num_queries(1):
        current().ask(Question(Search("case-study", "study"), facets=["approach", "council"]))


def test_fetching_documents_takes_a_fixed_number_of_queries(
    db: None, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from wellbeing_portal.search import registry

    for _ in range(2):
        study = CaseStudyFactory(published=True)
        FindingFactory(case_study=study, outcomes=[OutcomeFactory()])
        PriorityFactory(strategy=StrategyFactory(published=True))
    for model, name in ((CaseStudy, "case studies"), (Strategy, "strategies")):
        keys = list(model.objects.values_list("pk", flat=True))
        collection = registry.collections[name]
        with CaptureQueriesContext(connection) as one:
            list(collection.documents(keys[:1]))
        with django_assert_num_queries(len(one)):
            list(collection.documents(keys))
