"""A version says for ever what its record said."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import User

from tests import factories as make
from tests.people import editor
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.aggregates import read, read_many
from wellbeing_portal.core.aggregates.form import FORMS
from wellbeing_portal.core.models import Version
from wellbeing_portal.core.versions import as_form, keep, schemas, standing_on
from wellbeing_portal.core.versions.keeping import document_of
from wellbeing_portal.core.versions.schemas import declare_upgraders, schema_of

pytestmark = pytest.mark.django_db
Occasion = Version.Occasion


@pytest.mark.usefixtures("whole_content")
def test_documents_of_all_records_are_read_as_the_forms_they_were():
    number = 0
    for model in FORMS:
        for form in read_many(model._default_manager.all()):
            kept = Version(
                kind=model._meta.label_lower,
                schema=schema_of(type(form)),
                document=document_of(form),
            )
            assert as_form(kept) == form, form.slug
            number += 1
    assert number > 300


def test_a_draft_that_lacks_nearly_everything_is_read_as_it_was(universe):
    for record in universe.hidden:
        version = keep(record, Occasion.VISIT, by=SYSTEM)
        assert as_form(Version.objects.get(pk=version.pk)) == read(record)


def test_versions_are_numbered_and_know_whose_they_are():
    study, user = make.CaseStudyFactory(), editor(username="robin")
    first = keep(study, Occasion.VISIT, by=user, note="New", note_is_public=True)
    second = keep(study, Occasion.PUBLISHED, by=SYSTEM, reviewer="sam")
    other = keep(make.CaseStudyFactory(), Occasion.VISIT, by=user)

    assert [first.number, second.number, other.number] == [1, 2, 1]
    assert (first.made_by, first.made_by_name, first.note) == (user, "robin", "New")
    assert (second.made_by, second.made_by_name, second.reviewer_name) == (None, "", "sam")


def test_the_name_stays_when_the_account_goes():
    user = make.UserFactory(username="robin")
    version = keep(make.CaseStudyFactory(), Occasion.VISIT, by=user)
    User.objects.all().delete()
    version.refresh_from_db()
    assert (version.made_by, version.made_by_name) == (None, "robin")


def test_as_readers_saw_it_at_the_end_of_a_day():
    study = make.CaseStudyFactory(title="First")
    day = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
    for n, occasion in enumerate([Occasion.PUBLISHED, Occasion.VISIT, Occasion.PUBLISHED]):
        version = keep(study, occasion, by=SYSTEM)
        Version.objects.filter(pk=version.pk).update(made_at=day + dt.timedelta(days=n))
    on = [standing_on(study, day.date() + dt.timedelta(days=n)) for n in (-1, 0, 1, 2, 9)]
    assert [one and one.number for one in on] == [None, 1, 1, 3, 3]


class TestUpgraders:
    """A document of any schema is read in the shape of now."""

    @pytest.fixture(autouse=True)
    def upgraders(self, monkeypatch: Any) -> None:
        monkeypatch.setattr(schemas, "_UPGRADERS", {})

    def test_each_is_brought_up_step_by_step(self):
        study = make.CaseStudyFactory(title="Now")
        oldest = keep(study, Occasion.VISIT, by=SYSTEM)
        oldest.document = {"heading": "Once", **oldest.document}
        del oldest.document["title"]

        def renamed(document: dict[str, Any]) -> dict[str, Any]:
            return {**document, "title": document.pop("heading")}

        def shouted(document: dict[str, Any]) -> dict[str, Any]:
            return {**document, "title": document["title"].upper()}

        declare_upgraders({"CaseStudyForm": [renamed, shouted]})
        newest = keep(study, Occasion.VISIT, by=SYSTEM)

        assert (oldest.schema, newest.schema) == (1, 3)
        assert as_form(oldest).title == "ONCE"
        assert as_form(newest).title == "Now"
        assert "heading" in oldest.document, "what is kept stays as it is"

    def test_what_a_document_lacks_has_its_default(self):
        version = keep(make.CaseStudyFactory(), Occasion.VISIT, by=SYSTEM)
        del version.document["findings"], version.document["impact"]
        assert (as_form(version).findings, as_form(version).impact) == ([], "")
