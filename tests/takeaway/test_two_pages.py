"""A briefing of two pages is two pages, whatever two to five records of the content it tells."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Count, Model

from casestudies.models import CaseStudy
from strategies.models import Council, Priority, Strategy
from tests.depth import examples
from tests.office import find_office, pages_of
from wellbeing_portal.core.document import Draft
from wellbeing_portal.core.document.measure import height, page_height
from wellbeing_portal.core.export.table import About
from wellbeing_portal.takeaway.briefing import Item, Subject, write_briefing
from wellbeing_portal.takeaway.briefing.in_short import read_in_short
from wellbeing_portal.takeaway.briefing.short import FILLED, fitted

pytestmark = pytest.mark.django_db

NOTE = "Ask them how they kept going after the grant ended, and who paid for the posts. " * 12
SUBJECTS: tuple[Mapping[str, Sequence[str]], ...] = (
    {},
    {"outcome": ["loneliness-and-isolation"]},
    {"approach": ["social-prescribing"]},
    {"population": ["children-and-young-people"]},
)


def about(asked: Mapping[str, Sequence[str]]) -> About:
    return About(
        title="What other councils did for wellbeing, what came of it, and how sure that is",
        slug="briefing",
        address="https://portal.example/briefing/?chosen=1",
        made=dt.datetime(2026, 11, 21, tzinfo=dt.UTC),
        asked=asked,
        is_short=True,
        audience="Health and Wellbeing Board, 3 February",
    )


def chosen(number: int) -> Iterator[tuple[list[Item], Mapping[str, Sequence[str]]]]:
    """Records of the content: those with the most to tell, and others by chance."""
    studies = CaseStudy.objects.published().annotate(told=Count("findings")).order_by("-told", "pk")
    heaviest = list(studies.values_list("pk", flat=True))
    strategies = Strategy.objects.annotate(told=Count("priorities")).order_by("-told")
    others: dict[type[Model], list[int]] = {
        CaseStudy: heaviest,
        Strategy: list(strategies.values_list("pk", flat=True)),
        Priority: list(Priority.objects.order_by("pk").values_list("pk", flat=True)),
        Council: list(Council.objects.order_by("pk").values_list("pk", flat=True)),
    }
    for size in (2, 5):
        yield [Item(CaseStudy, pk, NOTE) for pk in heaviest[:size]], {}
    yield [Item(Strategy, pk) for pk in others[Strategy][:5]], {}
    by_chance = random.Random(7)  # noqa: S311 (no secret)
    for turn in range(number):
        size = 2 + turn % 4
        pool: list[tuple[type[Model], int]] = [(CaseStudy, pk) for pk in heaviest]
        if turn % 3 == 2:
            pool = [(model, pk) for model, pks in others.items() for pk in pks[:40]]
        note = NOTE[: 80 * (turn % 5)]
        items = [Item(model, pk, note) for model, pk in by_chance.sample(pool, size)]
        yield items, SUBJECTS[turn % len(SUBJECTS)]


@pytest.mark.paper
@pytest.mark.long
def test_short_briefing_is_two_pages_in_libreoffice(whole_content: Any, tmp_path: Path) -> None:
    if find_office() is None:
        pytest.skip("LibreOffice was not found")
    documents = []
    for number, (items, asked) in enumerate(chosen(examples(36))):
        documents.append(tmp_path / f"briefing-{number}.docx")
        with documents[-1].open("wb") as stream:
            write_briefing(stream, items, about(asked))

    pages = pages_of(documents, tmp_path)

    assert pages == {path.stem: 2 for path in documents}


def test_short_briefing_is_measured_to_fit(content: Any) -> None:
    for items, asked in chosen(3):
        read = read_in_short(items, Subject.of(asked))
        draft, room, is_parted = fitted(read, about(asked))
        halves = [height(half, room.size) for half in draft.halves]

        assert sum(halves) <= 2 * FILLED * page_height()
        assert not is_parted or max(halves) <= FILLED * page_height()


@pytest.mark.parametrize(
    ("family", "slug"),
    [
        ("outcome", "education-and-employment"),
        ("outcome", "safety-and-crime"),
        ("outcome", "loneliness-and-isolation"),
        ("approach", "help-with-food"),
        ("population", "older-people"),
    ],
)
def test_no_text_is_cut_where_smaller_letters_make_room(
    whole_content: Any, client: Any, family: str, slug: str
) -> None:
    offered = client.get(f"/briefing/?about={family}.{slug}").context["offered"]
    studies = [one.item for one in offered.taken]
    asked = {family: [slug]}

    _, room, _ = fitted(read_in_short(studies, Subject.of(asked)), about(asked))

    assert room.letters == 0
    assert room.size >= 8.5


def test_longer_text_is_never_measured_as_lower() -> None:
    def measured(text: str, size: float = 10) -> float:
        draft = Draft()
        draft.paragraph(text)
        draft.table("A table", ["One", "Two"], [[text, "short"]], (0.3, 0.7))
        return height(draft.halves[0], size)

    text = "Wellbeing of all who live here, “measured”: 3,498 people – £1.3 million. "
    heights = [measured(text * number) for number in (1, 2, 5, 20)]

    assert heights == sorted(set(heights))
    assert measured(text, 11) > measured(text, 9)
    assert measured("a" * 500) > measured("a" * 50)
