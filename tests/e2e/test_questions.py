"""Three questions that an officer comes with, answered in at most three clicks from home."""

from __future__ import annotations

import pytest


@pytest.fixture
def clicks(live_server, content, page):
    """Start at the front page, and click links by their words; each click counts."""

    class Clicks:
        def __init__(self) -> None:
            self.number = 0
            page.goto(live_server.url)

        def on(self, words: str) -> None:
            page.get_by_role("main").get_by_role("link", name=words, exact=True).first.click()
            page.wait_for_load_state()
            self.number += 1

        def unfold(self, words: str) -> None:
            page.locator("summary", has_text=words).click()
            self.number += 1

    return Clicks()


def test_what_councils_that_worked_on_workplace_mental_health_found_changed(clicks, page):
    clicks.on("What councils do")
    clicks.unfold("Nobody here has measured")
    clicks.on("Workplace mental health")

    assert "councils did this" in page.locator("[data-answer]").inner_text()
    changed = page.get_by_role("region", name="What changed")
    assert changed.locator("[data-finding]").count() > 5
    assert clicks.number <= 3


def test_which_enablers_recur_where_there_is_change(clicks, page):
    clicks.on("What helped")

    first = page.locator("tr[data-concept]").first
    assert "Said without figures" in first.inner_text()
    levels = [
        int(one.get_attribute("data-level") or -1) for one in page.locator("tr[data-concept]").all()
    ]
    assert levels == sorted(levels, reverse=True)
    assert clicks.number <= 3


def test_which_councils_have_a_priority_on_social_isolation_and_what_they_have_done(clicks, page):
    clicks.on("Priorities")
    clicks.on("Social isolation and connection")

    councils = page.get_by_role("region", name="Councils with this priority")
    councils.locator("summary").click()
    assert councils.get_by_role("link", name="Leeds", exact=True).is_visible()
    done = page.get_by_role(
        "region", name="What the work that serves this theme changed, and what has been done"
    )
    assert done.get_by_role("link").count() >= 1
    assert clicks.number <= 3
