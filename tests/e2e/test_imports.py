"""A file that somebody brings in who has only the page before them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from strategies.models import Council
from tests.e2e.test_admin import sign_in
from tests.people import administrator

FILE = """authority;code;kind;region;nation;full name
Northmarl;E07000901;shire district;South East;England;Northmarl Council
Southmarl;E07000902;shire district;Sowth East;England;Southmarl Council
"""
COLUMNS = ("Name", "GSS code", "Type", "Region", "Nation", "Official name")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "register.csv"
    path.write_bytes(FILE.encode("cp1252"))
    return path


@pytest.mark.parametrize("width", [375, 1280])
def test_file_comes_in_and_every_page_on_the_way_breaks_no_rule(
    live_server: Any,
    page: Page,
    axe: Callable[[Page], None],
    complaints: list[str],
    file: Path,
    width: int,
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    sign_in(page.context, administrator(username="ada"), live_server)
    page.goto(f"{live_server.url}/curate/imports/")
    axe(page)
    page.get_by_label("What is in the file?").select_option(label="Councils and their names")
    page.get_by_label("The file", exact=True).set_input_files(file)
    page.get_by_role("button", name="Send the file").click()

    for place, label in enumerate(COLUMNS):
        chosen = page.locator(f"#column-0-{place} option", has_text=label).first
        page.locator(f"#column-0-{place}").select_option(value=chosen.get_attribute("value"))
    axe(page)
    page.get_by_role("button", name="Check the file").click()
    page.get_by_label("shire district", exact=True).select_option(label="District council")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Check the file").click()

    expect(page.get_by_text("Sowth East")).to_be_visible()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Import one record").click()
    expect(page.get_by_role("alert")).to_contain_text("left out")
    axe(page)
    page.get_by_label("Leave out the one record that is refused").check()
    page.get_by_role("button", name="Import one record").click()

    expect(page.get_by_text("The import is written.")).to_be_visible()
    axe(page)
    assert [one.name for one in Council.objects.all()] == ["Northmarl"]
    # A form that is refused is answered so.
    complaints[:] = [one for one in complaints if "422" not in one]


def test_import_needs_no_mouse_and_no_script(
    live_server: Any, page_without_scripts: Page, file: Path
) -> None:
    page = page_without_scripts
    sign_in(page.context, administrator(username="ada"), live_server)
    page.goto(f"{live_server.url}/curate/imports/")
    page.locator("[name=file]").set_input_files(file)
    page.locator("[name=table]").focus()
    page.keyboard.type("Councils")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    for place, label in enumerate(COLUMNS):
        page.locator(f"#column-0-{place}").focus()
        page.keyboard.type(label)
        expect(page.locator(f"#column-0-{place} option:checked")).to_contain_text(label)
    to_button(page, "Check the file")
    page.keyboard.press("Enter")
    expect(page.get_by_text("What the words of")).to_have_count(2)
    page.get_by_label("shire district", exact=True).focus()
    page.keyboard.type("District")
    to_button(page, "Check the file")
    page.keyboard.press("Enter")
    page.get_by_label("Leave out the one record that is refused").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_text("The import is written.")).to_be_visible()
    assert Council.objects.get().type == "district"


def to_button(page: Page, name: str) -> None:
    """Go on with the tabulator until a button has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText") == name:
            return
    raise AssertionError(f"{name} cannot be reached")
