"""What holds of every kind of page: one font, room on a narrow screen, and paper."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.e2e.test_pages import OVERFLOW
from tests.pages.kinds import one_of_each_kind

TWO_DIMENSIONS = ("/evidence-map/", "/pathways/")
"""Pages whose content is a drawing: it may be moved sideways within the page."""
PAPER = 794
"""The width of A4 in CSS pixels."""

pytestmark = pytest.mark.long

FONTS = """() => {
  const found = {};
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || element.closest("script, style")) continue;
    found[getComputedStyle(element).fontFamily] = element.outerHTML.slice(0, 120);
  }
  for (const element of document.querySelectorAll("input, select, textarea, button")) {
    found[getComputedStyle(element).fontFamily] = element.outerHTML.slice(0, 120);
  }
  return found;
}"""

SIDEWAYS = """() => [...document.querySelectorAll("body *")]
  .filter((one) => /(auto|scroll)/.test(getComputedStyle(one).overflowX)
    && one.scrollWidth > one.clientWidth + 1 && !one.querySelector(":scope > svg"))
  .map((one) => one.outerHTML.slice(0, 150))"""

TO_PRESS = """() => [...document.querySelectorAll(
    "nav, form, input, select, textarea, button, .govuk-button, [role=button], [role=search]")]
  .filter((one) => one.getClientRects().length)
  .map((one) => one.outerHTML.slice(0, 150))"""

WIDEST = """() => Math.max(...[...document.querySelectorAll(
    "main :is(p, ol, ul, dl, table, h2)")].map((one) => one.getBoundingClientRect().width))"""

BROKEN = r"""() => {
  const found = [];
  const walker = document.createTreeWalker(
    document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const apart = "svg, .govuk-visually-hidden, option, .portal-cite, .portal-grid";
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    if (parent.closest(apart) || !parent.checkVisibility({ visibilityProperty: true })) continue;
    const words = /(?<![\p{L}\/.@\u00ad])\p{L}{4,}(?!\p{L}|[\/.@\u00ad]\S)/gu;
    for (const word of node.data.matchAll(words)) {
      const range = document.createRange();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const lines = [...range.getClientRects()].filter((one) => one.width);
      if (new Set(lines.map((one) => Math.round(one.top))).size > 1) found.push(word[0]);
    }
  }
  return found;
}"""
"""Words that go on in the next line without a hyphen; addresses may."""


@pytest.fixture
def visit(live_server, content, page, complaints):
    """Go to one address of each kind of page, one after the other."""

    def visit():
        for address in one_of_each_kind():
            page.goto(live_server.url + address)
            # The browser notes a missing page in its console; that is what was asked for.
            complaints[:] = [one for one in complaints if "404" not in one]
            yield address

    return visit


def test_every_text_on_every_kind_of_page_is_in_the_one_font(page, visit):
    wrong = []
    for address in visit():
        fonts = page.evaluate(FONTS)
        wrong += [f"{address} {font}: {html}" for font, html in fonts.items()][1:]
        (first, *_others) = fonts
        assert first.startswith("system-ui"), address
        assert first.endswith("sans-serif"), address
        assert "##" not in page.inner_text("body"), address

    assert not wrong, "\n".join(wrong)


def test_no_kind_of_page_scrolls_sideways_at_320_pixels(page, visit):
    page.set_viewport_size({"width": 320, "height": 640})
    wrong = []
    for address in visit():
        wrong += [f"{address} is too wide: {html}" for html in page.evaluate(OVERFLOW)]
        if not address.startswith(TWO_DIMENSIONS):
            wrong += [f"{address} moves sideways: {html}" for html in page.evaluate(SIDEWAYS)]

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("width", [320, 1280])
def test_no_kind_of_page_breaks_a_word(page, visit, width):
    page.set_viewport_size({"width": width, "height": 800})

    wrong = [f"{address} breaks {words}" for address in visit() if (words := page.evaluate(BROKEN))]

    assert not wrong, "\n".join(wrong)


@pytest.mark.long
def test_table_of_what_works_breaks_no_word_of_the_whole_content(live_server, whole_content, page):
    wrong = []
    for name in ("approaches", "enablers", "outcomes"):
        page.goto(live_server.url + reverse(name))
        for width in (1000, 1024, 1060, 1100, 1149, 1150, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            if words := page.evaluate(BROKEN):
                wrong.append(f"{name} at {width} breaks {words}")

    assert not wrong, "\n".join(wrong)


def test_every_kind_of_page_prints_over_the_whole_width_with_nothing_to_press(page, visit):
    page.set_viewport_size({"width": PAPER, "height": 1123})
    page.emulate_media(media="print")
    wrong = []
    for address in visit():
        wrong += [f"{address} is wider than paper: {html}" for html in page.evaluate(OVERFLOW)]
        wrong += [f"{address} prints {html}" for html in page.evaluate(TO_PRESS)]
        width = page.evaluate(WIDEST)
        if width < 0.9 * PAPER:
            wrong.append(f"{address} uses {width} of {PAPER} pixels")

    assert not wrong, "\n".join(wrong)
