"""Addresses that readers once had answer for ever, whatever becomes of their records."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from tests import account_factories as account
from tests import factories as make
from tests.addressed import rename
from tests.pages.reading import Page
from tests.past_signals import update
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.publishing.leaving import (
    empty,
    reopen,
    take_out,
    trash,
    unpublish,
    withdraw,
)

pytestmark = pytest.mark.django_db

REASON = "The council has taken its report back."
KINDS = [make.CaseStudyFactory, make.StrategyFactory, make.FrameworkFactory, make.SourceFactory]
each_kind = pytest.mark.parametrize("factory", KINDS)


def seen(factory: Any, **values: Any) -> Any:
    return factory.create(published=True, published_at=timezone.now(), **values)


def put_away(record: Any) -> None:
    trash(record, "A twin of another.", by=SYSTEM)


def emptied(record: Any) -> None:
    put_away(record)
    update(
        type(record).objects.filter(pk=record.pk), left_at=timezone.now() - dt.timedelta(days=91)
    )
    record.refresh_from_db()
    empty(record, by=SYSTEM)


def is_gone(client: Client, address: str) -> None:
    page = client.get(address)
    assertContains(page, "What stood here was taken from the portal", status_code=410)
    assertNotContains(page, "A twin of another.", status_code=410)
    assertNotContains(page, "Marl", status_code=410)


@each_kind
@pytest.mark.parametrize("way", [put_away, emptied, reopen])
def test_page_that_readers_had_is_gone(factory: Any, way: Any, client: Client) -> None:
    record = seen(factory, title="Streets of Marl", slug="first")
    rename(record, "second")
    former, address = (
        record.get_absolute_url().replace("second", "first"),
        record.get_absolute_url(),
    )
    unpublish(record, REASON, by=SYSTEM)

    if way is reopen:
        reopen(record, by=SYSTEM)
    else:
        way(record)

    is_gone(client, address)
    is_gone(client, former)


@each_kind
@pytest.mark.parametrize("way", [put_away, emptied])
def test_address_that_led_to_another_still_does(factory: Any, way: Any, client: Client) -> None:
    record, other = seen(factory), seen(factory, title="The better one")
    if factory is make.SourceFactory:
        make.CaseStudyFactory.create(published=True, source=other)
    address = record.get_absolute_url()
    unpublish(record, REASON, by=SYSTEM, instead=other)

    way(record)

    answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (301, other.get_absolute_url())


def test_address_leads_on_as_far_as_there_is_something(client: Client) -> None:
    one, two, three = (seen(make.CaseStudyFactory) for _ in range(3))
    unpublish(one, REASON, by=SYSTEM, instead=two)
    unpublish(two, REASON, by=SYSTEM, instead=three)

    assert client.get(one.get_absolute_url())["Location"] == three.get_absolute_url()
    unpublish(three, REASON, by=SYSTEM, instead=None)
    assertContains(client.get(one.get_absolute_url()), REASON, status_code=410)


def test_record_that_comes_back_has_its_page_again(client: Client) -> None:
    record = seen(make.StrategyFactory)
    unpublish(record, REASON, by=SYSTEM)
    put_away(record)
    take_out(record, by=SYSTEM)
    is_gone(client, record.get_absolute_url())

    record.state = "published"
    record.save()

    assert client.get(record.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("way", [put_away, emptied])
def test_slug_is_never_given_to_another(way: Any) -> None:
    record = seen(make.CaseStudyFactory, slug="first")
    unpublish(record, REASON, by=SYSTEM)
    way(record)

    other = make.CaseStudyFactory.create(slug="other")
    other.slug = "first"
    with pytest.raises(ValidationError):
        other.full_clean()


@pytest.mark.parametrize("way", [put_away, emptied])
def test_what_readers_never_had_does_not_exist(way: Any, client: Client) -> None:
    record = make.CaseStudyFactory.create()
    address = record.get_absolute_url()

    way(record)

    assert client.get(address).status_code == 404


def test_every_link_of_a_withdrawn_account_answers(client: Client) -> None:
    source, other = (make.SourceFactory.create(published=True) for _ in range(2))
    strategy = make.StrategyFactory.create(published=True)
    study = seen(make.CaseStudyFactory, source=source, title="Streets of Marl")
    study.strategies.add(strategy)
    study.population_groups.add(make.PopulationGroupFactory.create())
    study.settings.add(make.SettingFactory.create())
    for factory in (
        *(make.CaseStudyCouncilFactory, make.CaseStudyPartnerFactory),
        *(make.CaseStudyApproachFactory, make.CaseStudyEnablerFactory, make.InitiativeFactory),
        *(make.ContextFactFactory, account.BarrierFactory, account.CostFactory),
    ):
        factory.create(case_study=study)
    finding = make.FindingFactory.create(case_study=study, source=other, locator="Page 3")
    finding.enablers.add(make.EnablerFactory.create())
    item = make.FrameworkItemFactory.create(framework=make.FrameworkFactory.create(published=True))
    item.illustrations.add(finding)
    withdraw(study, REASON, by=SYSTEM)

    for address in (study.get_absolute_url(), f"{study.get_absolute_url()}findings/{finding.key}/"):
        page = client.get(address, {"open": "all"})
        links = {one.partition("#")[0] for one in Page(page.content.decode()).links}
        inside = sorted(one for one in links if one.startswith("/"))
        assert source.get_absolute_url() in inside or other.get_absolute_url() in inside
        broken = [one for one in inside if client.get(one, follow=True).status_code != 200]
        assert not broken

    told = client.get(source.get_absolute_url())
    assertContains(told, "Streets of Marl")
    assertContains(told, "Withdrawn")
    assertNotContains(client.get("/sources/"), source.get_absolute_url())


def test_every_link_of_a_withdrawn_strategy_answers(client: Client) -> None:
    source = make.SourceFactory.create(published=True)
    strategy = seen(make.StrategyFactory, source=source, title="Streets of Marl")
    theme = make.ThemeFactory.create(name="Fair work")
    make.PriorityFactory.create(strategy=strategy).themes.add(theme)
    withdraw(strategy, REASON, by=SYSTEM)

    page = client.get(strategy.get_absolute_url(), {"open": "all"})
    links = {one.partition("#")[0] for one in Page(page.content.decode()).links}
    inside = sorted(one for one in links if one.startswith("/"))

    assert theme.get_absolute_url() in inside
    assert not [one for one in inside if client.get(one, follow=True).status_code != 200]
    told = client.get(theme.get_absolute_url())
    assertContains(told, "Nothing that is published on the portal names this.")
    assertContains(told, "noindex")


@pytest.mark.parametrize("factory", [make.ApproachFactory, make.OutcomeFactory, make.ThemeFactory])
def test_concept_that_nothing_names_has_no_page(factory: Any, client: Client) -> None:
    assert client.get(factory.create().get_absolute_url()).status_code == 404
