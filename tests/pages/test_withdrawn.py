"""What readers see of a record that was withdrawn, unpublished or changed."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from casestudies.models import CaseStudy, Finding
from tests import factories as make
from tests.past_signals import update
from tests.people import editor as editor_account
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.aggregates import read, write_as
from wellbeing_portal.core.models import Version
from wellbeing_portal.core.publishing.due import publish_due
from wellbeing_portal.core.publishing.leaving import reopen, unpublish, withdraw
from wellbeing_portal.core.publishing.review import approve, note_check, send
from wellbeing_portal.core.publishing.working_copy import discard, start_copy


def today() -> dt.date:
    """Return the day on which a test runs, which may not be that of its start."""
    return timezone.localdate()


pytestmark = pytest.mark.django_db

REASON = "The council has taken its report back."


@pytest.fixture
def study(db):
    made = make.CaseStudyFactory(title="Streets of Marl", published=True)
    make.FindingFactory(
        case_study=made, statement="Forty people met.", wording="forty people", locator="Page 2"
    )
    return made


@pytest.fixture
def by(db):
    return editor_account()


def finding_url(study):
    return f"{study.get_absolute_url()}findings/{study.findings.get().key}/"


@pytest.mark.parametrize(
    "factory",
    [make.CaseStudyFactory, make.StrategyFactory, make.FrameworkFactory, make.SourceFactory],
)
def test_withdrawn_page_stays_with_the_reason_and_the_day(factory, client, by):
    record = factory(title="Kept at its address", published=True)

    withdraw(record, REASON, by=by)

    page = client.get(record.get_absolute_url())
    assertContains(page, REASON)
    assertContains(page, "This page was withdrawn on")
    assertContains(page, "Kept at its address")
    assertContains(page, '<meta name="robots" content="noindex">')
    assertNotContains(page, "export=")
    assert client.get(record.get_absolute_url(), {"export": "json"}).status_code == 404
    assert client.get(record.get_absolute_url(), {"cite": "ris"}).status_code == 200


def test_it_is_in_no_list_count_search_map_feed_or_file(universe, client):
    study = universe.rich
    title, address = study.title, study.get_absolute_url()
    by = editor_account()
    discard(study.working_copy)
    withdraw(study, REASON, by=by)

    for path in (
        "/", "/case-studies/", "/findings/", "/case-studies/feed/", "/findings/feed/",
        "/search/?q=" + title.split()[0], "/evidence-map/", "/sitemap.xml",
        "/sitemap-case-studies.xml", "/case-studies/?export=json", "/findings/?export=csv",
        f"/compare/case-studies/?c={study.slug}", "/pathways/", "/approaches/", "/outcomes/",
    ):  # fmt: skip
        answer = client.get(path)
        text = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()
        assert address not in text, path
        assert title not in text, path


def test_findings_of_what_is_withdrawn_can_still_be_cited(study, client, by):
    address = finding_url(study)
    withdraw(study, REASON, by=by)

    page = client.get(address)

    assertContains(page, "Forty people met.")
    assertContains(page, REASON)


def test_pages_that_were_kept_notice_each_step(study, client, by, settings):
    settings.PAGE_TAGS = True
    address = study.get_absolute_url()
    tags = [client.get(address)["ETag"]]

    withdraw(study, REASON, by=by)
    answer = client.get(address, headers={"If-None-Match": tags[-1]})
    assert answer.status_code == 200
    assertContains(answer, REASON)

    reopen(study, by=by)
    assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 410


def test_unpublished_page_is_gone_and_says_why(study, client, by):
    finding = finding_url(study)
    unpublish(study, REASON, by=by)

    for address in (study.get_absolute_url(), finding):
        page = client.get(address)
        assertContains(page, REASON, status_code=410)
        assertNotContains(page, "Streets of Marl", status_code=410)


def test_unpublished_address_leads_to_another_as_long_as_that_is_there(study, client, by):
    other = make.CaseStudyFactory(title="The better account", published=True)
    unpublish(study, REASON, by=by, instead=other)

    answer = client.get(study.get_absolute_url())
    assert (answer.status_code, answer["Location"]) == (301, other.get_absolute_url())

    withdraw(other, REASON, by=by)
    assert client.get(study.get_absolute_url()).status_code == 410


def test_what_readers_never_saw_does_not_exist(client, by):
    for state in ("withdrawn", "unpublished", "trashed", "draft"):
        hidden = make.CaseStudyFactory(title=f"Hidden {state}", state=state)
        assert client.get(hidden.get_absolute_url()).status_code == 404, state


def test_what_changed_is_told_if_the_curator_says_so(study, client, by):
    for number, (note, public) in enumerate(
        [("Two findings of 2025 added.", True), ("A comma.", False), ("A year put right.", True)]
    ):
        copy = start_copy(study, by=SYSTEM)
        write_as(read(copy).model_copy(update={"summary": f"Text {number}."}), copy, by=SYSTEM)
        send(copy, by=SYSTEM, note=note, note_is_public=public)
        approve(copy, by=by)
        study.refresh_from_db()

    text = client.get(study.get_absolute_url(), {"open": "all"}).content.decode()

    assert "What changed" in text
    assert "A comma." not in text
    assert text.index("A year put right.") < text.index("Two findings of 2025 added.")
    assert "Last checked" not in text


@pytest.mark.parametrize("factory", [make.StrategyFactory, make.FrameworkFactory])
def test_last_checked_is_told_only_if_somebody_said_so(factory, client, by):
    record = factory(published=True)
    then = dt.datetime(2025, 3, 4, 12, tzinfo=dt.UTC)
    update(type(record).objects.filter(pk=record.pk), published_at=then)
    assertNotContains(client.get(record.get_absolute_url()), "Last checked")

    copy = start_copy(record, by=SYSTEM)
    send(copy, by=SYSTEM)
    record = approve(copy, by=by)
    assertNotContains(client.get(record.get_absolute_url()), "Last checked")

    note_check(record, by=by)
    told = f"Last checked {today().day} {today():%B %Y}"
    assertContains(client.get(record.get_absolute_url()), told)


def test_last_checked_is_the_day_on_which_somebody_did(study, client, by):
    copy = start_copy(study, by=SYSTEM)
    send(copy, by=SYSTEM)
    kept = approve(copy, by=by, publish_on=today() + dt.timedelta(days=9), has_checked=True)
    publish_due(kept, on=today() + dt.timedelta(days=9))

    told = f"Last checked {today().day} {today():%B %Y}"
    assertContains(client.get(study.get_absolute_url(), {"open": "all"}), told)


def ago(days):
    return timezone.now() - dt.timedelta(days=days)


def test_finding_as_it_stood_on_a_day(study, client, by):
    update(CaseStudy.objects.filter(pk=study.pk), updated_at=ago(40))
    study.refresh_from_db()
    copy = start_copy(study, by=SYSTEM)
    form = read(copy)
    row = form.findings[0].model_copy(update={"statement": "Fifty people met."})
    write_as(form.model_copy(update={"findings": [row]}), copy, by=SYSTEM)
    send(copy, by=SYSTEM)
    approve(copy, by=by)
    Version.objects.filter(occasion="published").update(made_at=ago(20))
    update(CaseStudy.objects.filter(pk=study.pk), updated_at=ago(20))
    address = finding_url(study)

    def on(days):
        return client.get(address, {"on": (today() - dt.timedelta(days=days)).isoformat()})

    assertContains(on(30), "Forty people met.")
    assertNotContains(on(30), "Fifty")
    assertContains(on(10), "Fifty people met.")
    assertContains(on(0), "Fifty people met.")
    assertContains(on(50), "was not kept", status_code=404)
    for wrong in ("yesterday", "2026-13-01", "9999-01-01", ""):
        assert client.get(address, {"on": wrong}).status_code == 404, wrong


def test_finding_that_is_gone_can_be_cited_as_it_stood(study, client, by):
    address, key = finding_url(study), study.findings.get().key
    make.FindingFactory(case_study=study, statement="Ten moved.", wording="ten", locator="Page 3")
    copy = start_copy(study, by=SYSTEM)
    form = read(copy)
    kept = [one for one in form.findings if one.key != key]
    write_as(form.model_copy(update={"findings": kept}), copy, by=SYSTEM)
    send(copy, by=SYSTEM)
    approve(copy, by=by)
    Version.objects.filter(occasion="stood").update(made_at=ago(9))
    Version.objects.filter(occasion="published").update(made_at=ago(2))
    update(CaseStudy.objects.filter(pk=study.pk), updated_at=ago(2))

    assert client.get(address).status_code == 404
    on = (today() - dt.timedelta(days=5)).isoformat()
    assertContains(client.get(address, {"on": on}), "Forty people met.")
    assert not Finding.objects.filter(key=key, case_study=study).exists()


def test_drafts_and_what_is_gone_are_not_shown_as_they_stood(study, client, by):
    address = finding_url(study)
    unpublish(study, REASON, by=by)
    assert client.get(address, {"on": today().isoformat()}).status_code == 410
    reopen(study, by=by)
    assert client.get(address, {"on": today().isoformat()}).status_code == 410
