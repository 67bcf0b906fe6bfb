"""What the editor does with what word processors leave, and with what no page of it offers."""

from __future__ import annotations

import pytest

from tests import factories as make
from tests.curate.sections.editing import Editing, started

pytestmark = pytest.mark.django_db


def test_what_a_word_processor_leaves_is_taken(editing: Editing) -> None:
    editing.save("account/", ambition="First.\x0bSecond.\x02\0")

    assert editing.said.ambition == "First.\nSecond."


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Feed", "feed-2"),
        ("_Under_score -- and- more_", "under-score-and-more"),
        ("Café “Ötz”", "cafe-otz"),
        ("“”", "untitled"),
    ],
)
def test_a_new_record_gets_an_address_that_it_may_have(title: str, slug: str) -> None:
    source = make.SourceFactory.create()
    former = make.CaseStudyFactory.create(slug="living-streets", published=True)
    former.slug = "streets"
    former.save()

    assert started("case-studies", title=title, source=source.slug).study.slug == slug
    again = started("case-studies", title="Living streets", source=source.slug).study
    assert again.slug == "living-streets-2", "the former address of another leads there"


def test_an_initiative_of_another_record_is_none(editing: Editing) -> None:
    make.InitiativeFactory.create(case_study=editing.study)
    make.FindingFactory.create(case_study=editing.study)
    other = make.InitiativeFactory.create(name="Elsewhere")
    (finding,) = editing.said.findings

    answer = editing.save(f"findings/{finding.key}/", status=422, initiative=other.key)

    assert "Elsewhere" not in answer.content.decode()
    assert editing.said.findings[0].initiative is None
