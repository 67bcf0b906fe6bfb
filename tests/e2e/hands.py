"""People at the editor: one with a mouse, one with the keyboard alone, one without scripts.

They do the same things. Whatever they press is counted by the page on which they pressed it;
what they type is not.
"""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

NUMBER = re.compile(r"/\d+/")


class Hand:
    """Somebody with a mouse."""

    scripts = True

    def __init__(self, page: Page) -> None:
        self.page = page
        self.presses: Counter[str] = Counter()

    @property
    def place(self) -> str:
        """The page that is open, without the number of the record."""
        return NUMBER.sub("/", urlsplit(self.page.url).path)

    def press(self, name: str, within: Locator | None = None) -> None:
        """Press the button, or follow the link, of a name."""
        whole = within or self.page.locator("body")
        begins = re.compile(rf"^\s*{re.escape(name)}(?!\w)")
        button = whole.get_by_role("button", name=begins)
        self._press(button.or_(whole.get_by_role("link", name=begins)).first)

    def open(self, name: str) -> None:
        """Open what stands folded under a name."""
        self._press(self.page.locator("summary").filter(has_text=name))

    def choose(self, question: str, answer: str) -> None:
        """Choose an answer to a question, of those that stand below it."""
        group = self.page.get_by_role("group", name=question)
        self._choose(group.get_by_role("radio", name=answer))

    def tick(self, name: str) -> None:
        """Tick a box."""
        self._choose(self.page.get_by_label(name))

    def write(self, label: str, text: str) -> None:
        """Type into a field."""
        self._write(self.page.get_by_label(label, exact=True), text)

    def pick(self, label: str, typed: str, name: str) -> None:
        """Type into a field that names records, and press what is suggested."""
        box = self.page.get_by_label(label, exact=True)
        expect(box).to_have_role("combobox")
        box.press_sequentially(typed)
        option = self.page.get_by_role("option", name=name).first
        expect(option).to_be_visible()
        self._press_option(option)

    def _write(self, field: Locator, text: str) -> None:
        field.fill(text)

    def _press(self, button: Locator) -> None:
        self.presses[self.place] += 1
        button.click()

    def _choose(self, choice: Locator) -> None:
        self.presses[self.place] += 1
        choice.check()

    def _press_option(self, option: Locator) -> None:
        self._press(option)


class KeyboardHand(Hand):
    """Somebody who has the keyboard alone."""

    def _write(self, field: Locator, text: str) -> None:
        field.focus()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.press("Delete")
        self.page.keyboard.insert_text(text)

    def _press(self, button: Locator) -> None:
        self.presses[self.place] += 1
        self._reach(button)
        self.page.keyboard.press("Enter")

    def _choose(self, choice: Locator) -> None:
        self.presses[self.place] += 1
        self._reach(choice)
        self.page.keyboard.press("Space")
        expect(choice).to_be_checked()

    def _press_option(self, option: Locator) -> None:
        self.presses[self.place] += 1
        self.page.keyboard.press("ArrowDown")
        expect(option).to_be_focused()
        self.page.keyboard.press("Enter")

    def _reach(self, there: Locator) -> None:
        """Go to what can be pressed, which the keyboard has to be able to reach."""
        there.focus()
        expect(there).to_be_focused()
        assert there.evaluate("one => one.tabIndex >= 0"), "no key leads there"


class PlainHand(Hand):
    """Somebody whose browser runs no scripts: names are typed whole."""

    scripts = False

    def pick(self, label: str, typed: str, name: str) -> None:
        field = self.page.get_by_label(label, exact=True)
        before = field.input_value()
        field.fill(f"{before}\n{name}" if before else name)
