"""Admin pages of case studies, findings, initiatives and frameworks."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags
from pytest_django.asserts import assertContains, assertNotContains

from casestudies.models import CaseStudy, CaseStudyCouncil, Finding
from tests import factories
from tests.admin_pages import (
    admin_url,
    choose,
    confirm,
    errors,
    form_data,
    new_rows,
    submit,
    versions,
)

pytestmark = pytest.mark.django_db

NO_LEAD = "Name at least one council that acted, as lead or partner, before you publish."


@pytest.fixture
def signed_in(client: Client) -> Client:
    client.force_login(factories.UserFactory.create(is_staff=True, is_superuser=True))
    return client


def act(client: Client, action: str, *studies: CaseStudy) -> list[str]:
    """Do an action of the change list, say yes, and return what the curator is told."""
    response = confirm(client, choose(client, action, *studies))
    assert response.status_code == 302
    return told(response)


def told(response: Any) -> list[str]:
    return [strip_tags(str(message)) for message in get_messages(response.wsgi_request)]


def state(study: CaseStudy) -> str:
    return CaseStudy.objects.get(pk=study.pk).state


@pytest.mark.parametrize(
    ("action", "since", "to", "message"),
    [
        ("publish", "draft", "published", "2 case studies published."),
        ("publish", "in_review", "published", "2 case studies published."),
        ("publish", "unpublished", "published", "2 case studies published."),
        ("submit_for_review", "draft", "in_review", "2 case studies sent for review."),
        ("unpublish", "published", "unpublished", "2 case studies unpublished."),
        ("unpublish", "draft", "unpublished", "2 case studies unpublished."),
        ("return_to_draft", "published", "draft", "2 case studies returned to draft."),
        ("return_to_draft", "in_review", "draft", "2 case studies returned to draft."),
        ("publish", "published", "published", "No case studies published."),
    ],
)
def test_actions_of_the_list_move_what_is_selected(signed_in, action, since, to, message):
    studies = factories.CaseStudyFactory.create_batch(2, state=since)
    other = factories.CaseStudyFactory.create(state=since)

    messages = act(signed_in, action, *studies)

    assert messages == [message]
    assert [state(study) for study in studies] == [to, to]
    assert state(other) == since


@pytest.mark.history
def test_actions_record_who_did_it(signed_in):
    study = factories.CaseStudyFactory.create()

    act(signed_in, "publish", study)

    version = versions(study).first()
    assert (version.state, version.history_user) == ("published", User.objects.get())
    assert CaseStudy.objects.get().published_at is not None


@pytest.mark.history
def test_a_study_without_lead_is_not_published_and_the_others_are(signed_in):
    good = factories.CaseStudyFactory.create(title="Good")
    bad = factories.CaseStudyFactory.create(title="Bad", councils=[])
    version_count = versions(bad).count()

    messages = act(signed_in, "publish", good, bad)

    assert sorted(messages) == [
        "1 case study published.",
        f"“Bad” was not published. {NO_LEAD}",
    ]
    assert (state(good), state(bad)) == ("published", "draft")
    assert versions(bad).count() == version_count


def test_a_published_study_does_not_vanish_by_being_sent_for_review(signed_in):
    study = factories.CaseStudyFactory.create(title="Live", published=True)

    messages = act(signed_in, "submit_for_review", study)

    assert messages == ["“Live” was not sent for review. It is in the state “published”."]
    assert state(study) == "published"


def test_many_refusals_are_counted_after_the_first_ten(signed_in):
    studies = factories.CaseStudyFactory.create_batch(12, councils=[])

    messages = act(signed_in, "publish", *studies)

    assert len(messages) == 11
    assert messages[-1] == "2 more were not published either."


@pytest.mark.parametrize(
    ("since", "buttons"),
    [
        ("draft", ["Save and send for review", "Save and publish", "Save and unpublish"]),
        ("in_review", ["Save and publish", "Save and unpublish", "Save and return to draft"]),
        ("published", ["Save and unpublish", "Save and return to draft"]),
        ("unpublished", ["Save and publish", "Save and return to draft"]),
    ],
)
def test_the_page_offers_the_moves_that_are_possible(signed_in, since, buttons):
    study = factories.CaseStudyFactory.create(state=since)

    page = signed_in.get(admin_url(study))

    assert [f"Save and {move.label.lower()}" for move in page.context["moves"]] == buttons
    for button in buttons:
        assertContains(page, f'value="{button}"')


@pytest.mark.history
def test_a_button_saves_the_page_and_then_moves(signed_in):
    study = factories.CaseStudyFactory.create()

    response = submit(signed_in, study, {"title": "Better", "_continue": None, "_publish": "1"})

    assert response.status_code == 302
    assert response["Location"] == admin_url(study)
    assert told(response) == ["“Better” was saved and published."]
    assert CaseStudy.objects.get().title == "Better"
    assert state(study) == "published"
    assert versions(study).first().history_user == User.objects.get()


def test_a_button_that_is_refused_saves_and_does_not_move(signed_in):
    study = factories.CaseStudyFactory.create(councils=[])

    response = submit(signed_in, study, {"title": "Better", "_publish": "1"})

    assert told(response) == [f"Your changes are saved, but “Better” was not published. {NO_LEAD}"]
    assert CaseStudy.objects.get().title == "Better"
    assert state(study) == "draft"


def test_a_lead_council_named_on_the_page_is_enough_to_publish_it(signed_in):
    study = factories.CaseStudyFactory.create(councils=[])
    row = {"council": factories.CouncilFactory.create().pk, "role": "lead"}

    submit(signed_in, study, new_rows("council_roles", 0, row) | {"_publish": "1"})

    assert state(study) == "published"


def test_a_mistake_on_the_page_neither_saves_nor_moves(signed_in):
    study = factories.CaseStudyFactory.create()

    response = submit(signed_in, study, {"title": "", "_publish": "1"})

    assert response.status_code == 200
    assert state(study) == "draft"


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"council_roles-0-DELETE": "on"}, id="removed"),
        pytest.param({"council_roles-0-role": "area"}, id="made an area"),
    ],
)
def test_the_last_council_that_acted_in_a_published_study_stays(signed_in, changes):
    study = factories.CaseStudyFactory.create(published=True)
    factories.CaseStudyCouncilFactory.create(case_study=study, role="area")

    response = submit(signed_in, study, changes | {"title": "Changed"})

    assert response.status_code == 200
    # Said once, at the top of the page, with the way to the rows.
    assertContains(response, "Name at least one council that acted", count=2)
    assertContains(response, '<a href="#council_roles-heading">Name at least one council')
    assert [role.role for role in study.council_roles.all()] == ["lead", "area"]
    assert CaseStudy.objects.get().title == study.title


def test_the_lead_of_a_published_study_can_pass_to_another(signed_in):
    study = factories.CaseStudyFactory.create(published=True)
    new = factories.CaseStudyCouncilFactory.create(case_study=study)

    changes = {"council_roles-0-DELETE": "on", "council_roles-1-role": "lead"}
    response = submit(signed_in, study, changes)

    assert response.status_code == 302, errors(response)
    role = CaseStudyCouncil.objects.get()
    assert (role.pk, role.role, role.position) == (new.pk, "lead", 1)


def test_a_draft_may_lose_its_lead(signed_in):
    study = factories.CaseStudyFactory.create()

    response = submit(signed_in, study, {"council_roles-0-DELETE": "on"})

    assert response.status_code == 302
    assert not study.council_roles.exists()


def test_the_same_council_twice_is_refused(signed_in):
    study = factories.CaseStudyFactory.create()
    row = {"council": study.councils.get().pk, "role": "partner"}

    response = submit(signed_in, study, new_rows("council_roles", 1, row))

    assert response.status_code == 200
    assert errors(response)


def finding_row(**values: Any) -> dict[str, Any]:
    return {
        "statement": "Eight in ten felt better.",
        "claim": "changed",
        "approaches": [factories.ApproachFactory.create().pk],
        "outcomes": [factories.OutcomeFactory.create().pk],
        "direction": "better",
        "basis": "self-reported",
        "evidence_level": 2,
        "source": factories.SourceFactory.create().pk,
        **values,
    }


def test_a_finding_is_added_on_the_page_of_its_study(signed_in):
    study = factories.CaseStudyFactory.create()
    initiative = factories.InitiativeFactory.create(case_study=study)
    row = finding_row(initiative=initiative.pk, value="80", unit="percent", key_order="1")

    response = submit(signed_in, study, new_rows("findings", 0, row))

    assert response.status_code == 302, errors(response)
    finding = Finding.objects.get()
    assert (finding.case_study, finding.initiative, finding.position) == (study, initiative, 1)
    assert finding.figure == "80%"
    assert finding.outcomes.count() == 1


def test_a_finding_offers_the_initiatives_of_its_own_study(signed_in):
    initiative = factories.InitiativeFactory.create(name="Hub")
    factories.FindingFactory.create(case_study=initiative.case_study)
    other = factories.InitiativeFactory.create(name="Elsewhere")

    page = signed_in.get(admin_url(initiative.case_study))
    formset = next(
        inline.formset
        for inline in page.context["inline_admin_formsets"]
        if inline.formset.model is Finding
    )
    response = submit(signed_in, initiative.case_study, {"findings-0-initiative": other.pk})

    for form in [*formset.forms, formset.empty_form]:
        labels = [label for _, label in form.fields["initiative"].choices]
        assert labels == ["The case study as a whole", "Hub"]
    assert "“Elsewhere” cannot be chosen here" in " ".join(errors(response))


def test_an_initiative_of_another_study_is_refused_on_the_findings_own_page(signed_in):
    finding = factories.FindingFactory.create()

    response = submit(signed_in, finding, {"initiative": factories.InitiativeFactory.create().pk})

    assert "That initiative is in another case study." in " ".join(errors(response))


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ({"value": "80"}, "A number needs a unit"),
        ({"unit": "percent"}, "A number needs a unit"),
        ({"key_order": "4"}, "less than or equal to 3"),
        ({"direction": ""}, "Say which way it changed"),
        ({"sample_size": "0"}, "greater than or equal to 1"),
        ({"outcomes": []}, "Name the outcome that changed"),
    ],
)
def test_rules_of_findings_are_told_on_the_row(signed_in, values, complaint):
    study = factories.CaseStudyFactory.create()

    response = submit(signed_in, study, new_rows("findings", 0, finding_row(**values)))

    assert response.status_code == 200
    assert complaint in " ".join(errors(response))


def test_a_row_with_a_mistake_is_unfolded(signed_in):
    study = factories.CaseStudyFactory.create()
    factories.FindingFactory.create(case_study=study)

    whole = signed_in.get(admin_url(study))
    mistaken = submit(signed_in, study, {"findings-0-statement": ""})

    assertContains(whole, '<details class="portal-row">', count=1)
    assertNotContains(mistaken, '<details class="portal-row">')


def test_a_finding_of_a_framework_is_added_on_the_page_of_its_item(signed_in):
    item = factories.FrameworkItemFactory.create()

    response = submit(signed_in, item, new_rows("findings", 0, finding_row()))

    assert response.status_code == 302, errors(response)
    assert Finding.objects.get().framework_item == item


def test_a_finding_on_its_own_page_needs_one_parent(signed_in):
    finding = factories.FindingFactory.create()

    response = submit(
        signed_in, finding, {"framework_item": factories.FrameworkItemFactory.create().pk}
    )

    assert "A finding belongs to a case study or to a framework item" in " ".join(errors(response))


def test_nested_parts_are_reached_from_their_parents_page(signed_in):
    funder = factories.InitiativeFunderFactory.create()
    example = factories.FrameworkExampleFactory.create()

    assertContains(
        signed_in.get(admin_url(funder.initiative.case_study)),
        f'href="{admin_url(funder.initiative)}"',
    )
    assertContains(
        signed_in.get(admin_url(example.item.framework)), f'href="{admin_url(example.item)}"'
    )


def test_a_funder_is_either_an_organisation_or_a_council(signed_in):
    funder = factories.InitiativeFunderFactory.create()

    response = submit(
        signed_in, funder.initiative, {"funders-0-council": factories.CouncilFactory.create().pk}
    )

    assert "Name either an organisation or a council" in " ".join(errors(response))


@pytest.mark.history
def test_a_whole_case_study_is_saved_unchanged(signed_in):
    """Opening a full page and saving it changes nothing and writes no history of rows."""
    study = full_case_study(2)
    rows: list[Any] = [
        study.council_roles,
        study.partner_roles,
        study.approach_rows,
        study.enabler_rows,
        study.initiatives,
        study.findings,
        study.context_facts,
    ]
    histories = [row.model.history.count() for row in rows]
    before = [list(row.values()) for row in rows]

    response = submit(signed_in, study, {})

    assert response.status_code == 302, errors(response)
    assert [list(row.values()) for row in rows] == before
    assert [row.model.history.count() for row in rows] == histories


def full_case_study(size: int) -> CaseStudy:
    study = factories.CaseStudyFactory.create(published=True)
    for _ in range(size):
        factories.CaseStudyCouncilFactory.create(case_study=study)
        factories.CaseStudyPartnerFactory.create(case_study=study)
        factories.CaseStudyApproachFactory.create(case_study=study)
        factories.CaseStudyEnablerFactory.create(case_study=study)
        initiative = factories.InitiativeFactory.create(case_study=study)
        factories.FindingFactory.create(
            case_study=study, initiative=initiative, enablers=[factories.EnablerFactory.create()]
        )
        factories.ContextFactFactory.create(case_study=study)
    return study


def test_the_page_of_a_case_study_asks_as_often_for_many_rows_as_for_few(signed_in):
    few_rows, many_rows = full_case_study(2), full_case_study(12)
    signed_in.get(admin_url(few_rows))

    with CaptureQueriesContext(connection) as few:
        signed_in.get(admin_url(few_rows))
    with CaptureQueriesContext(connection) as many:
        page = signed_in.get(admin_url(many_rows))

    assert len(form_data(page)) > 300
    assert len(many) == len(few)
