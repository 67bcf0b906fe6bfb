"""A term or source is public while something published uses it, in the database and the index."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casestudies.models import Approach, Organisation, Outcome
from strategies.models import Council, Source
from tests import factories as make
from tests.pointing import FACTORIES, POINTERS, pointed_at
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.models import Concept, Publishable
from wellbeing_portal.core.models.pointers import owner_of, references
from wellbeing_portal.core.publishing import actions, leaving
from wellbeing_portal.search import Question, Search, current, registry

pytestmark = pytest.mark.django_db

USES = [
    (model, pointer)
    for model, pointer in POINTERS
    if hasattr(model._default_manager, "used") and pointer.model is not model
]
every_use = pytest.mark.parametrize(
    ("model", "pointer"), USES, ids=[str(pointer.field) for _, pointer in USES]
)


def is_public(record: Any) -> bool:
    """Whether the public may see it: by the rule, and by the index, which have to agree."""
    model = type(record)
    by_rule = model.objects.public().filter(pk=record.pk).exists()
    [kind] = [
        kind.name
        for collection in registry.collections.values()
        if collection.model is model
        for kind in collection.kinds
    ]
    found = current().ask(Question(Search(kind), size=100)).ids
    assert (record.pk in found) == by_rule
    return by_rule


def publishable_of(row: Any) -> Any:
    """What has a publishing state: the row or what it belongs to."""
    while not isinstance(row, Publishable):
        row = owner_of(row)
    return row


def published(model: Any, record: Any) -> Any:
    if model is Source:
        actions.publish(record, by=SYSTEM)
    return record


def test_every_reference_record_but_bodies_has_the_rule():
    assert {model for model, _ in USES} == set(references()) - {Council, Organisation}


@every_use
def test_record_is_public_exactly_while_what_uses_it_is(model, pointer):
    record, row = pointed_at(model, pointer)
    published(model, record)
    user = publishable_of(row)
    assert not is_public(record)

    actions.publish(user, by=SYSTEM)
    assert is_public(record)

    for leave in (leaving.unpublish, leaving.withdraw):
        leave(user, "Wrong.", by=SYSTEM)
        assert not is_public(record)
        leaving.reopen(user, by=SYSTEM)
        assert not is_public(record)
        actions.publish(user, by=SYSTEM)
        assert is_public(record)

    user.delete()
    assert not is_public(record)


@every_use
def test_record_is_public_exactly_while_it_is_linked(model, pointer):
    record, row = pointed_at(model, pointer)
    published(model, record)
    actions.publish(publishable_of(row), by=SYSTEM)
    row.refresh_from_db()
    name = pointer.field.name
    assert is_public(record)

    other = published(model, FACTORIES[model].create())
    if pointer.field.many_to_many:
        getattr(row, name).set([other])
    else:
        setattr(row, name, other)
        row.save()
    assert not is_public(record)
    assert is_public(other)

    if pointer.field.many_to_many:
        getattr(row, name).clear()
        assert not is_public(other)
        getattr(row, name).add(record)
        assert is_public(record)
        getattr(row, name).remove(record)
        assert not is_public(record)
    elif row != publishable_of(row):
        row.delete()
        assert not is_public(other)


@every_use
def test_record_is_no_longer_public_when_its_user_moves_to_a_draft(model, pointer):
    record, row = pointed_at(model, pointer)
    published(model, record)
    actions.publish(publishable_of(row), by=SYSTEM)
    row.refresh_from_db()
    assert is_public(record)
    owner = owner_of(row)
    if owner is None or isinstance(row, Publishable):
        return
    [name] = [f.name for f in row._meta.fields if f.is_relation and getattr(row, f.name) == owner]

    setattr(row, name, FACTORIES[type(owner)].create())
    row.save()

    assert not is_public(record)


def test_narrower_term_that_is_used_makes_all_broader_ones_public():
    top = make.OutcomeFactory()
    middle = make.OutcomeFactory(broader=top)
    low = make.OutcomeFactory(broader=middle)
    beside = make.OutcomeFactory(broader=top)
    finding = make.FindingFactory(outcomes=[low], value=60)
    assert not any(map(is_public, (top, middle, low, beside)))

    actions.publish(finding.case_study, by=SYSTEM)
    assert all(map(is_public, (top, middle, low)))
    assert not is_public(beside)

    finding.outcomes.set([beside])
    assert [is_public(one) for one in (top, beside, middle, low)] == [True, True, False, False]


def test_term_that_moves_takes_being_public_to_its_new_broader_terms():
    old_top = make.ApproachFactory()
    old = make.ApproachFactory(broader=old_top)
    new_top = make.ApproachFactory()
    new = make.ApproachFactory(broader=new_top)
    low = make.ApproachFactory(broader=old)
    make.FindingFactory(approach=low, case_study=make.CaseStudyFactory(published=True))
    assert [is_public(one) for one in (old, old_top, new, new_top)] == [True, True, False, False]

    low = Approach.objects.get(pk=low.pk)
    low.broader = new
    low.save()

    assert [is_public(one) for one in (old, old_top, new, new_top)] == [False, False, True, True]


def test_circle_of_broader_terms_ends():
    one = make.ApproachFactory()
    other = make.ApproachFactory(broader=one)
    Approach.objects.filter(pk=one.pk).update(broader=other)
    make.FindingFactory(approach=one, case_study=make.CaseStudyFactory(published=True))

    assert set(Approach.objects.public()) == {one, other}


def test_fact_that_stands_alone_with_a_council_uses_its_source():
    source = make.SourceFactory(published=True)
    assert not is_public(source)

    make.ContextFactFactory(case_study=None, council=make.CouncilFactory(), source=source)

    assert is_public(source)


@pytest.mark.parametrize("state", sorted(set(Publishable.State) - {Publishable.State.PUBLISHED}))
def test_source_that_is_used_and_not_published_is_not_public(state):
    source = make.SourceFactory(state=state)
    make.CaseStudyFactory(published=True, source=source)

    assert list(Source.objects.used()) == [source]
    assert not is_public(source)


def test_terms_are_told_apart_in_one_query():
    make.FindingFactory(
        case_study=make.CaseStudyFactory(published=True),
        outcomes=[make.OutcomeFactory(broader=make.OutcomeFactory())],
    )
    make.OutcomeFactory()

    with CaptureQueriesContext(connection) as asked:
        assert len(Outcome.objects.public()) == 2

    assert len(asked) == 1


def test_link_of_another_kind_asks_for_nothing_more():
    """Loading very many findings must not look up what a link has nothing to do with."""
    study = make.CaseStudyFactory()
    groups = [make.PopulationGroupFactory()]
    with CaptureQueriesContext(connection) as asked:
        study.population_groups.set(groups)

    told = [one["sql"] for one in asked if 'FROM "casestudies_setting"' in one["sql"]]
    assert told == []


def test_every_family_of_terms_is_told_apart():
    families = {model for model in references() if issubclass(model, Concept)}

    assert all(hasattr(model._default_manager, "used") for model in families)
