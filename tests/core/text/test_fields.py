"""Every text field of every model keeps only text that can be written, whichever way it comes."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models

from casestudies.models import Approach, CaseStudy, Organisation
from strategies.models import Council
from tests import factories as make
from wellbeing_portal.core.text.fields import clean_fields

DIRTY = "one\x0btwo\x00\x1b\ufffe"
TEXT, LINE = "one\ntwo", "one two"


def text_fields():
    return [
        field
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
    ]


def test_every_text_field_cleans_what_is_checked_kept_and_looked_for():
    fields = text_fields()
    assert len(fields) > 150

    for field in fields:
        clean = LINE if isinstance(field, models.CharField) else TEXT
        if isinstance(field, models.JSONField):
            assert field.get_prep_value([DIRTY]) == [TEXT], field
        else:
            assert field.get_prep_value(DIRTY) == field.to_python(DIRTY) == clean, field


def test_new_field_needs_no_word_of_its_own():
    class Leaflet(models.Model):
        words = models.CharField(max_length=9)
        length = models.IntegerField()

        class Meta:
            app_label = "core"

        def __str__(self):
            return self.words

    try:
        clean_fields([Leaflet])
        field = Leaflet._meta.get_field("words")

        assert field.get_prep_value(DIRTY) == LINE
        assert field.deconstruct()[1] == "django.db.models.CharField", "no migration"
        assert Leaflet._meta.get_field("length").get_prep_value(3) == 3
    finally:
        del apps.all_models["core"]["leaflet"]
        apps.clear_cache()


@pytest.mark.django_db
def test_saved_record_and_row_hold_the_same_clean_text():
    study = make.CaseStudyFactory(title=DIRTY, summary=DIRTY)

    assert (study.title, study.summary) == (LINE, TEXT)
    study.refresh_from_db()
    assert (study.title, study.summary) == (LINE, TEXT)


@pytest.mark.django_db
def test_bulk_writes_updates_and_questions_are_cleaned_too():
    Organisation.objects.bulk_create([Organisation(name=DIRTY, slug="one")])
    make.OrganisationFactory(name="other")
    Organisation.objects.filter(name="other").update(description=DIRTY)

    assert Organisation.objects.get(name=DIRTY).name == LINE
    assert Organisation.objects.get(name="other").description == TEXT
    assert Council.objects.filter(slug="leeds\0").count() == 0


@pytest.mark.django_db
def test_words_of_a_list_are_cleaned():
    approach = make.ApproachFactory(synonyms=["peer\x0bsupport", "half \ud83d", "\0"])
    approach.refresh_from_db()

    assert approach.synonyms == ["peer\nsupport", "half ", ""]
    assert isinstance(Approach._meta.get_field("synonyms"), models.JSONField)


@pytest.mark.django_db
def test_name_that_would_become_another_is_refused_as_such(admin_client):
    make.OrganisationFactory(name="Marl Trust", slug="marl-trust")

    response = admin_client.post(
        "/admin/casestudies/organisation/add/",
        {"name": "Marl\x0bTrust", "slug": "other", "sector": "voluntary", "description": ""},
    )

    assert response.status_code == 200
    assert "already exists" in response.content.decode()


@pytest.mark.django_db
def test_form_of_a_curator_takes_what_a_word_processor_leaves(admin_client):
    response = admin_client.post(
        "/admin/casestudies/organisation/add/",
        {
            "name": "A\x0btrust\0",
            "slug": "a-trust",
            "sector": "voluntary",
            "description": "First.\x0bSecond.\x02\0",
        },
    )

    assert response.status_code == 302, response.context["errors"]
    body = Organisation.objects.get(slug="a-trust")
    assert (body.name, body.description) == ("A trust", "First.\nSecond.")


@pytest.mark.django_db
def test_feed_answers_after_a_soft_line_break_was_pasted(client):
    make.CaseStudyFactory(summary="First.\x0bSecond.", published=True)

    response = client.get("/case-studies/feed/")

    assert response.status_code == 200
    assert "First.\nSecond." in response.content.decode()
    assert CaseStudy.objects.get().summary == "First.\nSecond."


@pytest.mark.django_db
def test_visitors_note_keeps_its_lines(client, universe):
    key = f"c{universe.rich.pk}"
    client.post("/shortlist/change/", {"action": "add", "item": key})

    client.post("/shortlist/change/", {"action": "note", "item": key, "note": "One\x0btwo\x07\0"})

    assert client.session["shortlist"] == [["c", universe.rich.pk, "One\ntwo"]]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/compare/choose/", "/shortlist/change/", "/admin/login/"])
def test_form_with_nul_breaks_nothing(client, path):
    data = dict.fromkeys(("kind", "item", "action", "username", "password"), "a\0b")

    for given_data in (data, data | {"kind": "councils", "action": "add"}):
        assert client.post(path, given_data).status_code in {200, 302}
