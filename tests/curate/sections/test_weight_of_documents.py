"""No page of a large strategy, framework or piece of research is heavy, and no save asks much."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests import account_factories as account
from tests import factories as make
from tests.curate.sections.editing import Editing
from wellbeing_portal.curate.sections import RowsSection, noun_of

pytestmark = [pytest.mark.django_db, pytest.mark.history]

HEAVIEST = 60 * 1024
MOST = 60
MOST_SHOWN = 45
"""The most queries that showing a page may take."""


def large_strategy() -> Any:
    strategy = make.StrategyFactory.create(councils=make.CouncilFactory.create_batch(6))
    themes = make.ThemeFactory.create_batch(4)
    make.PriorityFactory.create_batch(40, strategy=strategy, themes=themes)
    meeting, *_ = make.ScrutinyMeetingFactory.create_batch(6, strategy=strategy)
    make.ScrutinyPointFactory.create_batch(20, meeting=meeting)
    return strategy


def large_framework() -> Any:
    framework = make.FrameworkFactory.create()
    item, *_ = make.FrameworkItemFactory.create_batch(
        20,
        framework=framework,
        enablers=make.EnablerFactory.create_batch(5),
        approaches=make.ApproachFactory.create_batch(5),
    )
    item.illustrations.set(make.FindingFactory.create_batch(5))
    make.FrameworkExampleFactory.create_batch(12, item=item)
    make.FrameworkFindingFactory.create_batch(12, framework_item=item)
    make.ContextFactFactory.create_batch(6, case_study=None, framework_item=item)
    return framework


def large_research() -> Any:
    research = account.WiderEvidenceFactory.create()
    account.WiderReadingFactory.create_batch(12, evidence=research)
    return research


LARGE = [large_strategy, large_framework, large_research, make.SourceFactory.create]


def pages_of(section: RowsSection, said: Any) -> Iterator[tuple[RowsSection | None, str]]:
    """The list of some rows, a new one, the first, and what is within that."""
    first = section.key_of(section.standing(said)[0])
    yield section, f"{section.key}/"
    yield None, f"{section.key}/add/"
    yield None, f"{section.key}/{first}/"
    for one in section.within:
        inside = section.inside(first, one.key)
        assert inside is not None
        yield from pages_of(inside, said)


def pages(editing: Editing) -> Iterator[tuple[RowsSection | None, str]]:
    """Every page of a record, each with the rows that it lists if it lists any."""
    for section in noun_of(editing.study).sections:
        if isinstance(section, RowsSection):
            yield from pages_of(section, editing.said)
        else:
            yield None, f"{section.key}/"


@pytest.mark.parametrize("large", LARGE)
def test_no_page_is_heavy_and_no_save_asks_much(large: Any) -> None:
    editing = Editing(large())
    for page in ("", "check/"):
        assert len(editing.get(page).content) <= HEAVIEST
    for section, page in list(pages(editing)):
        answer = editing.get(page)
        assert len(answer.content) <= HEAVIEST, f"{page}: {len(answer.content)} bytes"
        assert editing.asked <= MOST_SHOWN, f"{page}: {editing.asked} queries"
        if section is not None:
            last = section.key_of(section.standing(editing.said)[-1])
            assert editing.send(page, {"up": last}).status_code == 302
        elif not page.endswith("/add/"):
            else_said: dict[str, Any] = dict.fromkeys(TEXTS & editing.opened(page).keys(), "Else")
            editing.save(page, **else_said)
        assert editing.asked <= MOST, f"{page}: {editing.asked} queries"


TEXTS = {"locator", "description", "note", "inferred", "summary", "partnership", "limits"}
"""What is typed into, where it is asked."""
