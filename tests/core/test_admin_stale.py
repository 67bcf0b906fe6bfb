"""Two people have one record open: whoever saves second overwrites nothing without knowing."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.db.models import Model
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from casestudies.models import CaseStudy, Finding
from strategies.models import Strategy, Theme
from tests import factories
from tests.admin_pages import admin_url, new_rows
from tests.admin_roles import NEVER
from tests.browser_form import inputs_of, opened, send
from tests.core.test_admin import OWN_MODELS
from tests.pointing import FACTORIES

pytestmark = [pytest.mark.django_db, pytest.mark.history]


def curator(name: str) -> Client:
    client = Client()
    client.force_login(
        factories.UserFactory.create(username=name, is_staff=True, is_superuser=True)
    )
    return client


each_model = pytest.mark.parametrize(
    "model",
    [model for model in OWN_MODELS if (model, "change") not in NEVER],
    ids=lambda model: model.__name__,
)


@pytest.fixture
def ann(db: None) -> Client:
    return curator("ann")


@pytest.fixture
def bob(db: None) -> Client:
    return curator("bob")


def saved(response: Any) -> bool:
    return bool(response.status_code == 302)


def words(response: Any) -> str:
    """What the page says, without its tags."""
    text = re.sub(r"<[^>]*>", " ", response.content.decode())
    return " ".join(html.unescape(text).split())


def first_text_input(inputs: dict[str, list[str]], record: Model) -> str:
    names = ("title", "name", "statement", "topic", "committee")
    return next(name for name in names if name in inputs)


@each_model
def test_a_stale_page_of_every_model_is_refused_and_keeps_what_was_typed(ann, bob, model):
    record = FACTORIES[model].create()
    page = opened(bob, record)
    name = first_text_input(page, record)
    assert saved(send(ann, record, opened(ann, record), **{name: "By Ann"}))

    refused = send(bob, record, page, **{name: "By Bob"})

    record.refresh_from_db()
    assert getattr(record, name) == "By Ann"
    assert refused.status_code == 200
    assert inputs_of(refused)[name] == ["By Bob"]
    said = words(refused)
    assert "Changed while you had this page open: ann" in said
    assert "is now “By Ann”" in said
    assert "You changed this too" in said

    assert saved(send(bob, record, inputs_of(refused)))
    record.refresh_from_db()
    assert getattr(record, name) == "By Bob"


@each_model
def test_saving_again_without_a_change_keeps_the_page_of_every_model_fresh(ann, bob, model):
    record = FACTORIES[model].create()
    page = opened(bob, record)
    name = first_text_input(page, record)
    assert saved(send(ann, record, opened(ann, record)))

    assert saved(send(bob, record, page, **{name: "By Bob"}))


def test_a_field_that_was_left_alone_takes_what_the_other_wrote(ann, bob):
    study = factories.CaseStudyFactory.create(title="Old title", summary="Old summary.")
    long = ("Ann's long summary. " * 20).strip()
    page = opened(bob, study)
    send(ann, study, opened(ann, study), summary=long)

    refused = send(bob, study, page, title="Bob's title")

    assert f"Summary Now {long} Before Old summary." in words(refused)
    assert "You changed this too" not in words(refused)
    assert saved(send(bob, study, inputs_of(refused)))
    study.refresh_from_db()
    assert (study.title, study.summary) == ("Bob's title", long)


def test_before_and_after_are_told_in_words(ann, bob):
    old, new = (factories.SourceFactory.create(title=title) for title in ("Old", "New"))
    group = factories.PopulationGroupFactory.create(name="Carers")
    study = factories.CaseStudyFactory.create(source=old, stage="emerging", locator="")
    page = opened(bob, study)
    changes = {"source": str(new.pk), "stage": "evaluated", "population_groups": [str(group.pk)]}
    assert saved(send(ann, study, opened(ann, study), **changes, review_due="2030-05-04"))

    said = words(send(bob, study, page))

    assert "Source was “Old” and is now “New”." in said
    assert "Stage was “Emerging” and is now “Evaluated”." in said
    assert "Population groups was “nothing” and is now “Carers”." in said
    assert "Review due was “nothing” and is now “4 May 2030”." in said


@pytest.fixture
def study(db: None) -> CaseStudy:
    study = factories.CaseStudyFactory.create()
    for name in "ABC":
        factories.FindingFactory.create(case_study=study, statement=f"Finding {name}")
    return study


def finding(study: CaseStudy, letter: str) -> Finding:
    return study.findings.get(statement=f"Finding {letter}")


def change_statement(study: CaseStudy) -> None:
    row = finding(study, "B")
    row.statement = "Changed by a colleague"
    row.save()


def add_row(study: CaseStudy) -> None:
    factories.FindingFactory.create(case_study=study, statement="Added by a colleague")


def remove_row(study: CaseStudy) -> None:
    finding(study, "C").delete()


def change_choices(study: CaseStudy) -> None:
    outcome = factories.OutcomeFactory.create(name="Sleep")
    finding(study, "B").outcomes.set([outcome])


def add_group(study: CaseStudy) -> None:
    study.population_groups.add(factories.PopulationGroupFactory.create(name="Carers"))


def turn_round(study: CaseStudy) -> None:
    rows = list(study.findings.order_by("position"))
    for offset in (100, 0):
        for number, row in enumerate(reversed(rows), start=1):
            Finding.objects.filter(pk=row.pk).update(position=number + offset)


def publish(study: CaseStudy) -> None:
    CaseStudy.objects.filter(pk=study.pk).update(state="published")


def add_council(study: CaseStudy) -> None:
    council = factories.CouncilFactory.create(name="Leeds")
    factories.CaseStudyCouncilFactory.create(case_study=study, council=council)


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (change_statement, "Finding changed: Changed by a colleague"),
        (add_row, "Finding added: Added by a colleague"),
        (remove_row, "Finding removed: Finding C"),
        (change_choices, "and is now “Sleep”"),
        (add_group, "and is now “Carers”"),
        (turn_round, "Another order: findings"),
        (publish, "Publishing state was “Draft” and is now “Published”"),
        (add_council, "Case study council added: Leeds"),
    ],
)
def test_every_change_of_a_record_and_its_rows_counts(bob, study, act, said):
    page = opened(bob, study)
    act(study)

    refused = send(bob, study, page, strapline="Bob's strapline")

    assert refused.status_code == 200
    assert said in words(refused)
    assert inputs_of(refused)["strapline"] == ["Bob's strapline"]
    assert saved(send(bob, study, inputs_of(refused)))
    study.refresh_from_db()
    assert study.strapline == "Bob's strapline"


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        (change_statement, ["Finding A", "Changed by a colleague", "Finding C"]),
        (add_row, ["Finding A", "Finding B", "Finding C", "Added by a colleague"]),
        (remove_row, ["Finding A", "Finding B"]),
        (turn_round, ["Finding C", "Finding B", "Finding A"]),
    ],
)
def test_saving_the_refused_page_undoes_nothing_of_the_others(bob, study, act, expected):
    page = opened(bob, study)
    act(study)

    again = send(bob, study, inputs_of(send(bob, study, page, strapline="x")))

    assert saved(again)
    rows = study.findings.order_by("position")
    assert [row.statement for row in rows] == expected


def test_rows_on_a_refused_page_stand_under_their_own_names(bob, study):
    page = opened(bob, study)
    turn_round(study)

    refused = send(bob, study, page)

    inputs = inputs_of(refused)
    shown = refused.context["inline_admin_formsets"][5]
    names = [str(one.original) for one in shown if one.original]
    assert names == [inputs[f"findings-{index}-statement"][0] for index in range(3)]


def test_a_row_changed_on_its_own_page_is_not_overwritten_from_its_record(ann, bob, study):
    row = finding(study, "A")
    page = opened(bob, study)
    assert saved(send(ann, row, opened(ann, row), statement="By Ann"))

    refused = send(bob, study, page, **{"findings-0-statement": "By Bob"})

    row.refresh_from_db()
    assert row.statement == "By Ann"
    assert inputs_of(refused)["findings-0-statement"] == ["By Bob"]
    assert "You changed this too" in words(refused)


def test_a_row_changed_on_the_record_is_not_overwritten_from_its_own_page(ann, bob, study):
    row = finding(study, "A")
    page = opened(bob, row)
    assert saved(send(ann, study, opened(ann, study), **{"findings-0-statement": "By Ann"}))

    assert send(bob, row, page, statement="By Bob").status_code == 200

    row.refresh_from_db()
    assert row.statement == "By Ann"


def test_rows_added_by_hand_stay_on_a_refused_page(bob, study):
    page = opened(bob, study)
    change_statement(study)
    row = {"name": "Walks", "description": "Weekly walks."}

    refused = send(bob, study, page, **new_rows("initiatives", 0, row))

    assert inputs_of(refused)["initiatives-0-name"] == ["Walks"]
    assert saved(send(bob, study, inputs_of(refused)))
    assert [one.name for one in study.initiatives.all()] == ["Walks"]


def test_a_button_of_a_stale_page_publishes_nothing(ann, bob, study):
    page = opened(bob, study)
    send(ann, study, opened(ann, study), title="By Ann")

    refused = send(bob, study, page, _continue=None, _publish="1")

    assert refused.status_code == 200
    study.refresh_from_db()
    assert (study.state, study.title) == ("draft", "By Ann")
    assert saved(send(bob, study, inputs_of(refused), _continue=None, _publish="1"))
    study.refresh_from_db()
    assert (study.state, study.title) == ("published", "By Ann")


def test_two_windows_of_one_person_are_told_apart(ann, study):
    one, other = opened(ann, study), opened(ann, study)
    assert saved(send(ann, study, one, title="First window"))

    refused = send(ann, study, other, title="Second window")

    assert refused.status_code == 200
    assert "you, in another window" in words(refused)


def test_a_page_saved_twice_from_one_opening_is_refused_the_second_time(ann, study):
    page = opened(ann, study)
    assert saved(send(ann, study, page, title="Once"))

    assert not saved(send(ann, study, page, title="Twice"))


def test_bookkeeping_alone_is_no_change(bob, study):
    page = opened(bob, study)
    study.save()

    assert saved(send(bob, study, page, title="By Bob"))


def test_line_ends_alone_are_no_change(ann, bob):
    study = factories.CaseStudyFactory.create(ambition="One\n\nTwo\n")
    page = opened(bob, study)
    assert saved(send(ann, study, opened(ann, study)))

    assert saved(send(bob, study, page, title="By Bob"))


@pytest.mark.parametrize("mark", [None, "", "forged", "x" * 5000])
def test_a_page_that_does_not_say_its_version_is_refused_once(bob, study, mark):
    refused = send(bob, study, opened(bob, study), _version=mark, title="By Bob")

    assert refused.status_code == 200
    assert "did not say which version" in words(refused)
    assert saved(send(bob, study, inputs_of(refused)))
    study.refresh_from_db()
    assert study.title == "By Bob"


def test_the_version_of_another_record_is_none(bob, study):
    other = factories.CaseStudyFactory.create()
    mark = opened(bob, other)["_version"]

    assert not saved(send(bob, study, opened(bob, study), _version=mark))


def test_what_a_colleague_changes_after_the_refusal_is_refused_as_well(ann, bob, study):
    page = opened(bob, study)
    send(ann, study, opened(ann, study), title="One")
    refused = send(bob, study, page, title="By Bob")
    send(ann, study, opened(ann, study), title="Two")

    again = send(bob, study, inputs_of(refused))

    assert "was “One” and is now “Two”" in words(again)
    assert saved(send(bob, study, inputs_of(again)))


def test_accounts_and_groups_are_not_overwritten_either(ann, bob):
    robin = factories.UserFactory.create(username="robin", first_name="R")
    group = Group.objects.create(name="Curators")
    for record, field in [(robin, "first_name"), (group, "name")]:
        page = opened(bob, record)
        assert saved(send(ann, record, opened(ann, record), **{field: "By Ann"}))

        refused = send(bob, record, page, **{field: "By Bob"})

        assert "is now “By Ann”" in words(refused)
        assert saved(send(bob, record, inputs_of(refused)))


def test_signing_in_meanwhile_is_no_change_of_an_account(bob):
    robin = factories.UserFactory.create(username="robin")
    page = opened(bob, robin)
    Client().force_login(robin)

    assert saved(send(bob, robin, page, first_name="Robin"))
    assert User.objects.get(pk=robin.pk).first_name == "Robin"


def test_the_mark_of_an_account_does_not_tell_the_password(bob):
    robin = factories.UserFactory.create(username="robin")
    robin.set_password("correct-horse-battery")
    robin.save()

    assertNotContains(bob.get(admin_url(robin)), robin.password)


def test_deleting_what_a_colleague_changed_is_asked_again(ann, bob, study):
    address = admin_url(study, "delete")
    page = inputs_of(bob.get(address))
    send(ann, study, opened(ann, study), title="By Ann")

    asked = bob.post(address, page)

    assert CaseStudy.objects.filter(pk=study.pk).exists()
    assert "was changed since you opened this page" in words(asked)
    assert "is now “By Ann”" in words(asked)
    assert saved(bob.post(address, inputs_of(asked)))
    assert not CaseStudy.objects.filter(pk=study.pk).exists()


def test_deleting_what_is_unchanged_is_not_asked_again(bob, study):
    address = admin_url(study, "delete")

    assert saved(bob.post(address, inputs_of(bob.get(address))))
    assert not CaseStudy.objects.filter(pk=study.pk).exists()


def test_no_list_changes_records_without_their_version():
    """Inputs in a list would overwrite like any other page."""
    for page in admin.site._registry.values():
        assert not page.list_editable, page


def test_a_change_without_history_is_told_without_a_name(bob):
    theme = factories.ThemeFactory.create(name="Sleep")
    page = opened(bob, theme)
    Theme.objects.filter(pk=theme.pk).update(name="Rest")

    refused = send(bob, theme, page)

    assertContains(refused, "Changed while you had this page open")
    assert "Name was “Sleep” and is now “Rest”." in words(refused)


def test_nobody_who_may_only_look_is_shown_or_asked_for_a_version(client):
    strategy = factories.StrategyFactory.create()
    viewer = factories.UserFactory.create(is_staff=True)
    viewer.user_permissions.set(Permission.objects.filter(codename="view_strategy"))
    client.force_login(viewer)

    assert "_version" not in inputs_of(client.get(admin_url(strategy)))
    assert client.post(admin_url(strategy), {"title": "x"}).status_code == 403
    assert Strategy.objects.get().title == strategy.title


def test_row_that_was_to_go_and_was_rewritten_meanwhile_is_asked_about_again(ann, bob, study):
    page = opened(bob, study)
    row = finding(study, "B")
    place = list(study.findings.order_by("position")).index(row)
    send(ann, study, opened(ann, study), **{f"findings-{place}-statement": "B, told better"})

    refused = send(bob, study, page, **{f"findings-{place}-DELETE": "on"})

    assert "You had marked it for deletion. It is no longer marked" in words(refused)
    assert saved(send(bob, study, inputs_of(refused)))
    row.refresh_from_db()
    assert row.statement == "B, told better"
    again = send(bob, study, opened(bob, study), **{f"findings-{place}-DELETE": "on"})
    assert saved(again)
    assert not study.findings.filter(pk=row.pk).exists()
