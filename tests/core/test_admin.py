"""What every admin page does, whatever it is about."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.auth.models import User
from django.db import connection
from django.http import HttpRequest
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.asserts import assertContains

from strategies.models import Council, CouncilChange, CouncilNeighbour, Theme
from tests import factories
from tests.admin_pages import admin_url, errors, submit, versions
from tests.admin_roles import NEVER
from tests.followed import changed, followed_council
from tests.pages.following import unprinted
from tests.pointing import FACTORIES, made_for_admin
from wellbeing_portal.core.admin.word_list import join_words, split_words

pytestmark = pytest.mark.django_db

OWN_MODELS = [
    model
    for model in admin.site._registry
    if model._meta.app_label in {"strategies", "casestudies"}
]
each_model = pytest.mark.parametrize("model", OWN_MODELS, ids=lambda model: model.__name__)


@pytest.fixture
def signed_in(client: Client) -> Client:
    client.force_login(factories.UserFactory.create(is_staff=True, is_superuser=True))
    return client


@pytest.mark.history
@each_model
def test_pages_of_every_model_open(signed_in, model):
    record = made_for_admin(model)

    for page in ("changelist", "add", "change", "history", "delete"):
        # Whoever may not change a record may look at it.
        status = 403 if page != "change" and (model, page) in NEVER else 200
        assert signed_in.get(admin_url(record, page)).status_code == status, page
    if model is CouncilNeighbour:
        return  # It has no versions: it comes whole with a release, and nobody edits it.
    version = record.history.first()
    page = reverse(
        f"admin:{model._meta.app_label}_{model._meta.model_name}_simple_history",
        args=[record.pk, version.pk],
    )
    assert signed_in.get(page).status_code == 200


@each_model
def test_search_of_every_model_answers(signed_in, model):
    record = FACTORIES[model].create()

    response = signed_in.get(admin_url(record, "changelist"), {"q": "well"})

    assert response.status_code == 200
    assert response.context["cl"].result_count == 0


@each_model
def test_change_lists_ask_as_often_for_many_as_for_few(signed_in, model):
    factory = FACTORIES[model]
    page = admin_url(factory.create(), "changelist")
    factory.create_batch(2)
    signed_in.get(page)
    with CaptureQueriesContext(
        connection,
    ) as few:
        signed_in.get(page)

    factory.create_batch(7)
    with CaptureQueriesContext(connection) as many:
        assert signed_in.get(page).context["cl"].result_count == 10

    assert len(many) == len(few)
    assert len(many) <= 14


@each_model
def test_every_list_can_be_filtered_and_sorted_by_all_it_offers(signed_in, model):
    record = FACTORIES[model].create()
    changelist = signed_in.get(admin_url(record, "changelist")).context["cl"]

    queries = [
        choice["query_string"]
        for spec in changelist.filter_specs
        for choice in spec.choices(changelist)
    ]
    queries += [f"?o={column}" for column in range(1, len(changelist.list_display))]

    with unprinted():
        for query in queries:
            response = signed_in.get(admin_url(record, "changelist") + query)
            assert response.status_code == 200, query
            # Printing the list would ask for its rows, in their order.
            list(response.context_data["cl"].result_list)


@each_model
def test_every_long_choice_is_searched_and_not_listed(model):
    """A plain list of a few hundred councils, or of all sources, is no help to anybody."""
    if (model, "change") in NEVER:
        return
    pages = [admin.site._registry[model], *inlines_of(model)]

    for page in pages:
        shown = {*flatten_fieldsets(page.get_fieldsets(request_of_superuser()))}
        shown -= {*page.get_readonly_fields(request_of_superuser())}
        searched = set(page.autocomplete_fields)
        relations = {
            field.name
            for field in page.opts.get_fields()
            if field.is_relation and not field.auto_created and field.name in shown
        }
        assert relations <= searched, page


def inlines_of(model: Any) -> list[Any]:
    page = admin.site._registry[model]
    return [inline(model, admin.site) for inline in page.inlines]


def request_of_superuser() -> HttpRequest:
    request = HttpRequest()
    request.user = factories.UserFactory.build(is_superuser=True)
    return request


@each_model
def test_every_autocomplete_answers(signed_in, model):
    record = FACTORIES[model].create()
    pages = [admin.site._registry[model], *inlines_of(model)]

    for page in pages:
        for name in page.autocomplete_fields:
            query = {
                "app_label": page.opts.app_label,
                "model_name": page.opts.model_name,
                "field_name": name,
                "term": "a",
            }
            response = signed_in.get(reverse("admin:autocomplete"), query)
            assert response.status_code == 200, (record, name)


@pytest.mark.history
def test_saving_records_who_did_it(signed_in):
    theme = factories.ThemeFactory.create()

    submit(signed_in, theme, {"name": "Sleep"})

    version = versions(theme).first()
    assert (version.name, version.history_user) == ("Sleep", User.objects.get())


@pytest.mark.history
def test_saving_records_who_changed_a_row(signed_in):
    council = followed_council("A")

    submit(signed_in, council, changed(0, source="An order"))

    version = versions(CouncilChange).first()
    assert (version.source, version.history_user) == ("An order", User.objects.get())


@pytest.mark.history
def test_history_tells_what_changed_in_the_record_and_in_its_rows(signed_in):
    council = followed_council("A")
    submit(signed_in, council, {"welsh_name": "Hen Farl", **changed(0, source="An order")})

    page = signed_in.get(admin_url(council, "history"))

    assert "nothing → Hen Farl" in " ".join(page.content.decode().split())
    change, addition = page.context["changes_to_parts"]
    assert (change.kind, change.what) == ("Council change", "changed")
    assert (change.fields, change.who) == ("source", User.objects.get().username)
    assert (addition.what, addition.who) == ("added", "")


@pytest.mark.history
def test_history_tells_of_rows_that_are_gone(signed_in):
    example = factories.FrameworkExampleFactory.create()
    item = example.item
    example.delete()
    Council.objects.all().delete()

    page = signed_in.get(admin_url(item, "history"))

    removal, addition = page.context["changes_to_parts"]
    assert (removal.what, addition.what) == ("removed", "added")
    assert removal.part.startswith("framework example ")


@pytest.mark.history
@pytest.mark.parametrize("key", ["999", "9" * 30, "nonsense", "_5F", "²"])
def test_history_of_nothing_is_not_found(signed_in, key):
    for page, keys in [("history", [key]), ("simple_history", [key, "1"])]:
        assert (
            signed_in.get(reverse(f"admin:strategies_theme_{page}", args=keys)).status_code == 404
        )
    theme = factories.ThemeFactory.create()
    page = reverse("admin:strategies_theme_simple_history", args=[theme.pk, key])
    assert signed_in.get(page).status_code == 404


def test_counts_are_right_though_several_stand_in_one_row(signed_in):
    approach = factories.ApproachFactory.create()
    for _ in range(2):
        factories.CaseStudyApproachFactory.create(approach=approach)
    for _ in range(3):
        factories.FindingFactory.create(approach=approach)

    page = signed_in.get(admin_url(approach, "changelist"))

    row = page.context["cl"].result_list.get(pk=approach.pk)
    assert (row.case_studies_number, row.findings_number) == (2, 3)


def test_a_count_leads_to_what_it_counts(signed_in):
    finding = factories.FindingFactory.create()
    factories.FindingFactory.create()
    approach = finding.approaches.get()
    page = signed_in.get(admin_url(approach, "changelist"))
    link = f"{admin_url(finding, 'changelist')}?approaches__id__exact={approach.pk}"

    assertContains(page, f'<a href="{link}">1</a>', html=True)

    counted = signed_in.get(link).context["cl"].result_list
    assert list(counted) == [finding]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        (" \n , ;", []),
        ("MECC", ["MECC"]),
        ("MECC, CPD", ["MECC", "CPD"]),
        ("MECC\r\nCPD\n\nIPS", ["MECC", "CPD", "IPS"]),
        ("MECC; CPD", ["MECC", "CPD"]),
        ("first 1,000 days, start", ["first 1,000 days", "start"]),
        ('"parks, leisure and culture"\ngreen', ["parks, leisure and culture", "green"]),
        ("everybody's  business", ["everybody's business"]),
        ("MECC, mecc, Mecc", ["MECC"]),
        ('5" pipe', ['5" pipe']),
        ('"unclosed, here', ['"unclosed', "here"]),
    ],
)
def test_words_are_split_as_people_write_them(text, words):
    assert split_words(text) == words


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters='"\x00'), min_size=1)
        .map(lambda word: " ".join(word.split()))
        .filter(bool),
        unique_by=str.casefold,
    )
)
def test_words_that_are_shown_are_read_back_the_same(words):
    assert split_words(join_words(words)) == words


def test_other_names_are_edited_as_lines(signed_in):
    theme = factories.ThemeFactory.create(synonyms=["isolation", "first 1,000 days", "a, b"])

    page = signed_in.get(admin_url(theme))
    unchanged = submit(signed_in, theme, {})
    theme.refresh_from_db()

    field = page.context["adminform"].form["synonyms"]
    assert field.value() == 'isolation\nfirst 1,000 days\n"a, b"'
    assert unchanged.status_code == 302
    assert theme.synonyms == ["isolation", "first 1,000 days", "a, b"]


def test_other_names_are_saved_as_a_list(signed_in):
    theme = factories.ThemeFactory.create()

    submit(signed_in, theme, {"synonyms": "being alone, isolation\r\nloneliness"})

    theme.refresh_from_db()
    assert theme.synonyms == ["being alone", "isolation", "loneliness"]


def test_other_names_stay_as_typed_when_something_else_is_wrong(signed_in):
    theme = factories.ThemeFactory.create()

    page = submit(signed_in, theme, {"synonyms": "one, two", "name": ""})

    assert page.status_code == 200
    assert page.context["adminform"].form["synonyms"].value() == "one, two"


def test_another_name_that_is_a_sentence_is_refused(signed_in):
    theme = factories.ThemeFactory.create()

    page = submit(signed_in, theme, {"synonyms": "word " * 40})

    assert "too long" in errors(page)[0]


def test_a_concept_is_found_by_its_other_names(signed_in):
    theme = factories.ThemeFactory.create(synonyms=["Social isolation"])
    factories.ThemeFactory.create()

    page = signed_in.get(admin_url(theme, "changelist"), {"q": "ISOLATION"})

    assert list(page.context["cl"].result_list) == [theme]


def test_a_circle_of_broader_concepts_is_refused_with_words(signed_in):
    narrow = factories.ThemeFactory.create()
    narrow.broader = factories.ThemeFactory.create()
    narrow.save()

    page = submit(signed_in, narrow.broader, {"broader": narrow.pk})

    assert "that is a circle" in errors(page)[0]
    assert Theme.objects.get(pk=narrow.broader.pk).broader is None
