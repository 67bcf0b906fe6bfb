"""Every row has a key by which it is known for ever within its record."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat
from django.test import Client

from casestudies.models import ContextFact, Finding, FrameworkExample, Initiative
from strategies.models import ScrutinyMeeting
from tests import factories as make
from tests.admin_pages import submit
from wellbeing_portal.core.keys import LONGEST_KEY, free_key, free_keys, give_keys, key_from
from wellbeing_portal.core.models import Keyed

pytestmark = pytest.mark.django_db

KEYED: list[Any] = [model for model in apps.get_models() if issubclass(model, Keyed)]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Visits rose.", "visits-rose"),
        ("Café_and  B_ 3", "cafe-and-b-3"),
        ("98% of them", "98-of-them"),
        ("日本", "finding"),
        ("", "finding"),
        (
            "Those who took part in all of the training sessions felt better",
            "those-who-took-part-in-all-of-the-training",
        ),
        ("x" * 80, "x" * 48),
    ],
)
def test_key_is_made_of_the_first_words(words: str, key: str) -> None:
    assert key_from(words, "finding") == key
    assert len(key) <= LONGEST_KEY


def test_key_that_is_taken_or_kept_for_a_page_gets_a_number() -> None:
    assert free_key("visits", {"visits", "visits-2"}) == "visits-3"
    assert free_key("history", set()) == "history-2"
    assert free_keys(["a", "a", "b", "a"], {"a-2"}) == ["a", "a-3", "b", "a-4"]


def test_row_gets_its_key_as_it_is_made_and_keeps_it() -> None:
    finding = make.FindingFactory.create(statement="Visits rose.")
    finding.statement = "Visits fell."
    finding.save()

    finding.refresh_from_db()
    assert finding.key == "visits-rose"


def test_row_that_is_made_in_bulk_gets_its_key_too() -> None:
    study = make.CaseStudyFactory.create()

    Initiative.objects.bulk_create([Initiative(case_study=study, position=1, name="Play Street")])

    assert study.initiatives.get().key == "play-street"


def test_rows_that_say_the_same_have_different_keys_within_a_record_alone() -> None:
    first = make.FindingFactory.create(statement="Visits rose.")
    same = make.FindingFactory.create(statement="Visits rose.", case_study=first.case_study)
    other = make.FindingFactory.create(statement="Visits rose.")

    assert [row.key for row in (first, same, other)] == [
        "visits-rose",
        "visits-rose-2",
        "visits-rose",
    ]


@pytest.mark.history
def test_key_of_a_row_that_is_gone_is_not_given_again() -> None:
    study = make.CaseStudyFactory.create()
    make.FindingFactory.create(statement="Visits rose.", case_study=study).delete()

    assert (
        make.FindingFactory.create(statement="Visits rose.", case_study=study).key != "visits-rose"
    )


def test_row_without_words_of_its_own_is_called_after_what_it_names() -> None:
    council = make.CouncilFactory.create(name="Leeds")

    assert make.FrameworkExampleFactory.create(council=council).key == "leeds"


def test_every_kind_of_row_has_keys_and_says_what_it_belongs_to() -> None:
    names = {model.__name__ for model in KEYED}
    assert names >= {"Finding", "ContextFact", "Priority", "FrameworkItem", "ScrutinyPoint"}
    for model in KEYED:
        unique = {tuple(rule.fields) for rule in model._meta.constraints if hasattr(rule, "fields")}
        assert {(owner, "key") for owner in model.KEYED_WITHIN} <= unique, model


@pytest.mark.usefixtures("content")
def test_migration_gives_the_keys_that_content_files_give() -> None:
    make.ScrutinyMeetingFactory.create()
    for model in KEYED:
        before = dict(model.objects.values_list("pk", "key"))
        junk = Concat(Value("x"), Cast(F("pk"), CharField()))
        model.objects.update(key=junk)

        give_keys(apps, model._meta.app_label, model.__name__, model.NAMED_BY, model.KEYED_WITHIN)

        assert dict(model.objects.values_list("pk", "key")) == before
        versions = model.history.filter(id__in=before).values_list("id", "key")
        assert all(before[row] == key for row, key in versions)
    assert all(
        m.objects.exists() for m in (Finding, ContextFact, FrameworkExample, ScrutinyMeeting)
    )


def test_row_that_a_curator_moves_to_another_record_keeps_its_key_where_it_is_free(
    admin_client: Client,
) -> None:
    here, there = make.CouncilFactory.create(), make.CouncilFactory.create()
    values: dict[str, Any] = {"case_study": None}
    make.ContextFactFactory.create(council=there, statement="Visits rose.", **values)
    moved = make.ContextFactFactory.create(council=here, statement="Visits rose.", **values)
    free = make.ContextFactFactory.create(council=here, statement="Visits fell.", **values)

    for fact in (moved, free):
        submit(admin_client, fact, {"council": there.pk})

    facts = ContextFact.objects.filter(council=there).order_by("position")
    assert list(facts.values_list("key", flat=True)) == [
        "visits-rose",
        "visits-rose-2",
        "visits-fell",
    ]
