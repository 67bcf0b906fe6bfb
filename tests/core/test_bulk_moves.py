"""Many records are published, unpublished and so on only after a page has asked."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags
from pytest_django.asserts import assertContains, assertNotContains

from casestudies.admin.case_study import CaseStudyAdmin
from casestudies.models import CaseStudy
from tests import factories
from tests.admin_pages import admin_url, as_new, choose, confirm, form_data

pytestmark = pytest.mark.django_db

NO_LEAD = "Name at least one council that acted, as lead or partner, before you publish."
FACTORIES: list[Any] = [
    factories.CaseStudyFactory,
    factories.StrategyFactory,
    factories.FrameworkFactory,
    factories.SourceFactory,
]
MOVES = [
    ("publish", "draft", "published"),
    ("submit_for_review", "draft", "in_review"),
    ("unpublish", "published", "unpublished"),
    ("return_to_draft", "published", "draft"),
]


@pytest.fixture
def signed_in(client: Client) -> Client:
    client.force_login(factories.UserFactory.create(is_staff=True, is_superuser=True))
    return client


def states(*records: Any) -> list[str]:
    return [type(record).objects.get(pk=record.pk).state for record in records]


def told(response: Any) -> list[str]:
    return [strip_tags(str(message)) for message in get_messages(response.wsgi_request)]


@pytest.mark.history
@pytest.mark.parametrize("factory", FACTORIES)
@pytest.mark.parametrize(("action", "since", "to"), MOVES)
def test_every_move_of_many_asks_first_and_is_made_when_confirmed(
    signed_in, factory, action, since, to
):
    records = factory.create_batch(2, state=since)
    versions = records[0].history.count()

    asked = choose(signed_in, action, *records)

    assert asked.status_code == 200
    assert states(*records) == [since, since]
    assert records[0].history.count() == versions
    assert confirm(signed_in, asked).status_code == 302
    assert states(*records) == [to, to]


def test_the_page_says_how_many_which_and_which_not_and_why(signed_in):
    live = factories.CaseStudyFactory.create(title="Live", published=True)
    good = factories.CaseStudyFactory.create(title="Good", state="in_review")
    bare = factories.CaseStudyFactory.create(title="Bare", councils=[])

    page = choose(signed_in, "publish", live, good, bare)

    assertContains(page, "<h1>Publish 1 case study?</h1>", html=True)
    assertContains(page, "Everybody will see them at once.")
    assertContains(page, "In review: 1.")
    assertContains(
        page, f'<li><a href="{admin_url(good)}">Good</a> (in review)</li>', count=1, html=True
    )
    assertContains(
        page, f'<li><a href="{admin_url(live)}">Live</a>: It is published already.</li>', html=True
    )
    lacking = f'<a href="{admin_url(bare)}#council_roles-heading">{NO_LEAD}</a>'
    assertContains(page, f'<li><a href="{admin_url(bare)}">Bare</a>: {lacking}</li>', html=True)
    assertContains(page, 'value="Yes, publish 1 case study"')


def test_titles_on_the_page_are_text(signed_in):
    study = factories.CaseStudyFactory.create(title="<b>Bold</b>")

    page = choose(signed_in, "publish", study)

    assertContains(page, "&lt;b&gt;Bold&lt;/b&gt;")
    assertNotContains(page, "<b>Bold</b>")


def test_many_are_counted_after_the_first_twenty(signed_in):
    studies = factories.CaseStudyFactory.create_batch(23)
    live = factories.CaseStudyFactory.create_batch(22, published=True)

    page = choose(signed_in, "publish", *studies, *live)

    assertContains(page, "<h1>Publish 23 case studies?</h1>", html=True)
    assertContains(page, "And 3 more.")
    assertContains(page, "And 2 more.")
    confirm(signed_in, page)
    assert set(states(*studies)) == {"published"}


def test_nothing_is_asked_when_nothing_can_be_moved(signed_in):
    live = factories.CaseStudyFactory.create(published=True)

    page = choose(signed_in, "publish", live)

    assertContains(page, "<h1>Nothing can be published</h1>", html=True)
    assertNotContains(page, 'name="confirmed"')
    assertContains(page, f'<a href="{admin_url(live, "changelist")}">Go back</a>', html=True)


def test_all_across_the_pages_of_a_filtered_list_are_moved_and_no_others(signed_in, monkeypatch):
    monkeypatch.setattr(CaseStudyAdmin, "list_per_page", 5)
    drafts = factories.CaseStudyFactory.create_batch(8)
    live = factories.CaseStudyFactory.create(published=True)
    address = admin_url(live, "changelist") + "?state__exact=draft"
    ticked = {"action": "unpublish", "_selected_action": [drafts[0].pk], "index": "0"}

    asked = signed_in.post(address, ticked | {"select_across": "1"})

    assertContains(asked, "<h1>Unpublish 8 case studies?</h1>", html=True)
    assert asked.content.count(b'name="_selected_action"') == 1
    response = confirm(signed_in, asked)
    assert response["Location"] == address
    assert told(response) == ["8 case studies unpublished."]
    assert set(states(*drafts)) == {"unpublished"}
    assert states(live) == ["published"]


def test_a_record_that_came_meanwhile_is_not_moved_unasked(signed_in):
    study = factories.CaseStudyFactory.create()
    asked = choose(signed_in, "unpublish", study, select_across="1")
    newcomer = factories.CaseStudyFactory.create()

    again = confirm(signed_in, asked)

    assertContains(again, "What you had chosen has changed since you were asked.")
    assertContains(again, "<h1>Unpublish 2 case studies?</h1>", html=True)
    assert states(study, newcomer) == ["draft", "draft"]
    confirm(signed_in, again)
    assert states(study, newcomer) == ["unpublished", "unpublished"]


def test_a_record_that_went_meanwhile_is_no_error(signed_in):
    study, gone = factories.CaseStudyFactory.create_batch(2)
    asked = choose(signed_in, "unpublish", study, gone)
    gone.delete()

    again = confirm(signed_in, asked)

    assertContains(again, "What you had chosen has changed since you were asked.")
    assert told(confirm(signed_in, again)) == ["1 case study unpublished."]


def test_a_record_changed_meanwhile_is_judged_again(signed_in):
    good, bad = factories.CaseStudyFactory.create_batch(2)
    asked = choose(signed_in, "publish", good, bad)
    bad.council_roles.all().delete()

    response = confirm(signed_in, asked)

    assert sorted(told(response)) == [
        "1 case study published.",
        f"“{bad}” was not published. {NO_LEAD}",
    ]
    assert states(good, bad) == ["published", "draft"]


@pytest.mark.parametrize("answer", ["", "yes", "0" * 64])
def test_a_yes_to_something_else_asks_again(signed_in, answer):
    study = factories.CaseStudyFactory.create(published=True)

    page = choose(signed_in, "unpublish", study, confirmed=answer)

    assert page.status_code == 200
    assert states(study) == ["published"]


def test_asking_about_many_asks_the_database_as_often_as_about_few(signed_in):
    studies = factories.CaseStudyFactory.create_batch(24, published=True)
    choose(signed_in, "unpublish", *studies[:1])

    with CaptureQueriesContext(connection) as few:
        choose(signed_in, "unpublish", *studies[:3])
    with CaptureQueriesContext(connection) as many:
        choose(signed_in, "unpublish", *studies)

    assert len(many) == len(few)


@pytest.fixture
def page_that_forgets_to_ask(client: Client, monkeypatch: Any) -> Client:
    """An account that may only view, on pages that take it for one that may change."""
    monkeypatch.setattr(CaseStudyAdmin, "has_change_permission", lambda *_args, **_kwargs: True)
    viewer = factories.UserFactory.create(is_staff=True)
    viewer.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(viewer)
    return client


def test_the_act_refuses_what_the_list_forgot_to_refuse(page_that_forgets_to_ask):
    client = page_that_forgets_to_ask
    study = factories.CaseStudyFactory.create(title="Plan")

    response = confirm(client, choose(client, "publish", study))

    assert told(response) == ["“Plan” was not published. Your account may not change case studies."]
    assert states(study) == ["draft"]


def test_the_act_refuses_what_the_button_forgot_to_refuse(page_that_forgets_to_ask):
    client = page_that_forgets_to_ask
    study = factories.CaseStudyFactory.create(title="Plan")
    data = form_data(client.get(admin_url(study))) | {"title": "Other", "_publish": "1"}
    data = {name: value for name, value in data.items() if value is not None}

    response = client.post(admin_url(study), data)

    assertContains(response, "Your account may not change case studies.", status_code=403)
    study = CaseStudy.objects.get()
    assert (study.title, study.state) == ("Plan", "draft")


@pytest.mark.parametrize("factory", FACTORIES)
def test_a_record_that_is_being_added_is_moved_nowhere(signed_in, factory):
    """Neither is a move offered on the page of a new record, nor made if one is sent."""
    model = factory._meta.model
    record = factory.create(published=True)
    page = signed_in.get(admin_url(model, "add"))
    data = as_new(signed_in.get(admin_url(record))) | {"slug": "made-new", "title": "New"}

    for button in ("_unpublish", "_publish", "_submit_for_review", "_return_to_draft"):
        assertNotContains(page, f'name="{button}"')
        data[button] = "1"
    signed_in.post(admin_url(model, "add"), data)

    assert model.objects.get(slug="made-new").state == "draft"
