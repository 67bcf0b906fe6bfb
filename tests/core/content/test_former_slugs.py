"""Content files and curators who change slugs or delete records get along."""

from __future__ import annotations

import pytest

from casestudies.models import CaseStudy, Framework
from strategies.models import Source
from tests.addressed import rename
from wellbeing_portal.core.content import ContentProblems

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(files):
    files.load()
    return files


def test_file_refers_to_the_renamed_record_itself(loaded):
    rename(Source.objects.get(slug="report"), "new-report")
    loaded.path("case studies/second").write_text(
        loaded.path("case studies/streets").read_text().replace("slug: streets", "slug: second")
    )

    loaded.load()

    assert CaseStudy.objects.get(slug="second").source.slug == "new-report"
    assert Source.objects.count() == 1, "the record was not made a second time"


def test_renamed_record_is_left_alone_and_named(loaded):
    rename(Framework.objects.get(), "eleven")

    report = loaded.load()

    assert "framework ten" in report.edited
    assert [one.slug for one in Framework.objects.all()] == ["eleven"]


def test_overwriting_gives_the_record_the_slug_of_its_file_back(loaded):
    rename(Framework.objects.get(), "eleven")

    loaded.load(overwrite=True)

    assert [one.slug for one in Framework.objects.all()] == ["ten"]
    assert Framework.objects.called(["eleven"])["eleven"].slug == "ten"


def test_new_file_does_not_get_the_former_slug_of_another_record(loaded):
    study = CaseStudy.objects.get()
    rename(study, "roads")
    rename(study, "lanes")
    loaded.path("case studies/roads").write_text(
        loaded.path("case studies/streets").read_text().replace("slug: streets", "slug: roads")
    )

    report = loaded.load()

    assert "was the address of “Living Streets”" in report.waiting["case study roads"]
    assert [one.slug for one in CaseStudy.objects.all()] == ["lanes"]


@pytest.mark.parametrize("slug", ["feed", "compare", "new"])
def test_file_is_refused_a_word_of_another_page(files, slug):
    files.change("case studies/streets", "slug: streets", f"slug: {slug}")

    with pytest.raises(ContentProblems) as told:
        files.load()

    (problem,) = told.value.problems
    assert (problem.path.name, problem.where) == ("streets.yaml", "slug")
    assert "kept for another page" in problem.message


def test_overwriting_brings_a_deleted_record_back_under_its_own_address(loaded):
    Framework.objects.get().delete()

    loaded.load(overwrite=True)

    assert [one.slug for one in Framework.objects.all()] == ["ten"]
