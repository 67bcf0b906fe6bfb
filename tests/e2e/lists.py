"""What browser tests read from a list with filters, by the hooks that any client may rely on."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

COUNTS = """options => Object.fromEntries(
  options.map(one => [one.dataset.facet + "=" + one.dataset.value, Number(one.dataset.count)]))"""


def total(page: Page) -> int:
    """How many were found."""
    return int(page.locator("[data-total]").get_attribute("data-total") or "")


def expect_total(page: Page, number: int) -> None:
    """Wait until so many are found."""
    expect(page.locator("[data-total]")).to_have_attribute("data-total", str(number))


def results(page: Page) -> list[str]:
    """The slugs of the results that are shown, in order."""
    every = "results => results.map(one => one.dataset.result)"
    found: list[str] = page.locator("[data-result]").evaluate_all(every)
    return found


def counts(page: Page) -> dict[str, int]:
    """The count beside every option, by options such as ``region=london``."""
    found: dict[str, int] = page.locator("#filters [data-count]").evaluate_all(COUNTS)
    return found


def narrowing(page: Page, facet: str) -> list[str]:
    """The options of a facet that would leave something, and not everything, in their order."""
    most = total(page)
    return [
        option
        for option, count in counts(page).items()
        if option.startswith(f"{facet}=") and 0 < count < most
    ]


def box(page: Page, option: str) -> Locator:
    """The box of an option."""
    name, value = option.split("=")
    return page.locator(f'#filters input[name="{name}"][value="{value}"]')


def open_filters(page: Page) -> None:
    """Follow the link to the filters, where a narrow screen without scripts has one."""
    link = page.locator("a#filters-toggle")
    if link.is_visible():
        link.click()


def unfold(page: Page, facet: str) -> None:
    """Open a facet, and what it holds back, with keys."""
    for summary in page.locator(f"#facet-{facet}:not([open]) > summary").all():
        summary.press("Enter")
    for link in page.locator(f"#all-{facet}").filter(has_text="Show all").all():
        link.press("Enter")
        expect(page.locator(f"#all-{facet}")).to_contain_text("Show fewer")


def is_wider_than_screen(page: Page) -> bool:
    """Whether one has to scroll sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))
