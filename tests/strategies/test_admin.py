"""Admin pages of councils, sources, strategies and scrutiny."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from strategies.models import Council, Source, Strategy
from tests import factories
from tests.addressed import use
from tests.admin_pages import admin_url, errors, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client: Client) -> Client:
    client.force_login(factories.UserFactory.create(is_staff=True, is_superuser=True))
    return client


def listed(client: Client, model: type, **query: str) -> list[str]:
    changelist = client.get(admin_url(model, "changelist"), query).context["cl"]
    return sorted(str(record) for record in changelist.result_list)


def test_review_filter_tells_overdue_from_soon_and_none(signed_in):
    today = timezone.localdate()
    for title, days, published in [
        ("long overdue", -30, True),
        ("due today", 0, True),
        ("draft, so nobody waits", -30, False),
        ("soon", 90, True),
        ("later", 91, True),
    ]:
        due = today + dt.timedelta(days=days)
        factories.SourceFactory.create(title=title, review_due=due, published=published)
    factories.SourceFactory.create(title="never")

    assert listed(signed_in, Source, review="overdue") == ["due today", "long overdue"]
    assert listed(signed_in, Source, review="soon") == ["soon"]
    assert listed(signed_in, Source, review="none") == ["never"]
    assert len(listed(signed_in, Source)) == 6
    assertContains(signed_in.get(admin_url(Source, "changelist")), "(overdue)", count=2)


def test_state_filter_shows_the_queue(signed_in):
    factories.StrategyFactory.create(title="waiting", state="in_review")
    factories.StrategyFactory.create()

    assert listed(signed_in, Strategy, state__exact="in_review") == ["waiting"]


def test_existence_filter_tells_former_councils(signed_in):
    factories.CouncilFactory.create(name="Gone", ends=dt.date(2023, 4, 1))
    factories.CouncilFactory.create(name="Here")

    assert listed(signed_in, Council, existence="former") == ["Gone"]
    assert listed(signed_in, Council, existence="current") == ["Here"]


def test_strategies_are_found_by_their_council(signed_in):
    leeds = factories.CouncilFactory.create(name="Leeds")
    factories.StrategyFactory.create(
        title="Plan", councils=[leeds, factories.CouncilFactory.create()]
    )
    factories.StrategyFactory.create()

    assert listed(signed_in, Strategy, q="leeds") == ["Plan"]


def test_rules_of_the_model_are_told_beside_the_field(signed_in):
    council = factories.CouncilFactory.create()

    pages = [
        submit(signed_in, council, {"gss_code": "X1"}),
        submit(signed_in, council, {"parent": factories.CouncilFactory.create().pk}),
    ]

    complaints = ["A GSS code of a council looks like", "is not a county council"]
    for page, complaint in zip(pages, complaints, strict=True):
        assert complaint in " ".join(errors(page))


def test_view_on_site_is_offered_for_what_the_public_can_see(signed_in):
    draft = factories.SourceFactory.create()
    published = factories.SourceFactory.create(published=True)
    use(published)

    assertNotContains(signed_in.get(admin_url(draft)), "viewsitelink")
    page = signed_in.get(admin_url(published))
    assertContains(page, "viewsitelink")
    assert signed_in.get(page.context["absolute_url"])["Location"].endswith(
        f"/sources/{published.slug}/"
    )


def test_a_meeting_leads_to_its_own_page_with_its_points(signed_in):
    point = factories.ScrutinyPointFactory.create()

    strategy_page = signed_in.get(admin_url(point.meeting.strategy))
    meeting_page = signed_in.get(admin_url(point.meeting))

    assertContains(strategy_page, f'href="{admin_url(point.meeting)}"')
    formset = meeting_page.context["inline_admin_formsets"][0].formset
    assert [form.instance for form in formset.initial_forms] == [point]
