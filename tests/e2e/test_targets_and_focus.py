"""Whatever can be pressed is large enough to be hit, and nothing covers what has the focus."""

from __future__ import annotations

import pytest

from tests.pages.kinds import one_of_each_kind

SCREENS = [(1280, 800), (1366, 768), (375, 667)]

TOO_SMALL = """() => {
  const least = 24;
  const all = [...document.querySelectorAll(
      "a[href], button, input:not([type=hidden]), select, textarea, summary")]
    .filter((one) => !one.disabled && one.checkVisibility({ visibilityProperty: true }));
  const isOutOfSight = (one, left, top, right, bottom) => {
    for (let above = one.parentElement; above; above = above.parentElement) {
      if (getComputedStyle(above).overflow === "visible" || above === document.body) continue;
      const box = above.getBoundingClientRect();
      if (left >= box.right || right <= box.left || top >= box.bottom || bottom <= box.top)
        return true;
    }
    return false;
  };
  const found = all.map((one) => {
    // Of a box or a button that is drawn over its input, the label is pressed.
    const label = /radio|checkbox/.test(one.type) && one.labels?.[0];
    const boxes = [one, ...(label ? [label] : [])].map((part) => part.getBoundingClientRect());
    const left = Math.min(...boxes.map((box) => box.left));
    const top = Math.min(...boxes.map((box) => box.top));
    const right = Math.max(...boxes.map((box) => box.right));
    const bottom = Math.max(...boxes.map((box) => box.bottom));
    if (isOutOfSight(one, left, top, right, bottom)) return null;
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    const small = right - left < least - 0.5 || bottom - top < least - 0.5;
    return { one, left, top, right, bottom, x, y, small };
  }).filter((box) => box && box.right > 0 && box.right - box.left > 1 && box.bottom - box.top > 1);
  const inText = (one) => {
    if (getComputedStyle(one).display !== "inline") return false;
    let block = one.parentElement;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode;
      if (/[\\p{L}\\d]/u.test(text.data) && !text.parentElement.closest("a, button, summary")
        && text.parentElement.checkVisibility()) return true;
    }
    return false;
  };
  const gap = (box, other) => other.small
    ? Math.hypot(box.x - other.x, box.y - other.y) - least
    : Math.hypot(
        Math.max(other.left - box.x, 0, box.x - other.right),
        Math.max(other.top - box.y, 0, box.y - other.bottom)) - least / 2;
  return found.filter((box) => box.small && !inText(box.one) && found.some((other) =>
      other !== box && !other.one.contains(box.one) && !box.one.contains(other.one)
      && gap(box, other) < -0.5))
    .map((box) => `${Math.round(box.right - box.left)}×${Math.round(box.bottom - box.top)} `
      + box.one.outerHTML.slice(0, 150));
}"""
"""Targets under 24 pixels that are not in a sentence and have not that much room around them."""

COVERED = """() => {
  const all = [...document.querySelectorAll(
      "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")]
    .filter((one) => !one.disabled && one.tabIndex >= 0
      && one.checkVisibility({ visibilityProperty: true }));
  const covered = new Set();
  for (const one of [...all, ...all.toReversed()]) {
    one.focus();
    const boxes = [...one.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
    const isSeen = (x, y) => {
      const top = document.elementFromPoint(x, y);
      return top && (one.contains(top) || top.contains(one) || [...(one.labels ?? [])]
        .some((label) => label.contains(top)));
    };
    const seen = boxes.some((box) => {
      const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
      const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
      return [0.5, 0.1, 0.9].some((share) => isSeen(x, top + (bottom - top) * share));
    });
    if (boxes.length && !seen) covered.add(one.outerHTML.slice(0, 150));
  }
  return [...covered];
}"""
"""What is focused, forwards and then backwards, and lies wholly under something else."""


def watched(page, address):
    """What is wrong on the page as it stands, on each of the screens."""
    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        where = f"{address} at {width}×{height}"
        yield from (f"{where} is too small: {html}" for html in page.evaluate(TOO_SMALL))
        yield from (f"{where} is covered: {html}" for html in page.evaluate(COVERED))


@pytest.mark.long
def test_every_kind_of_page_has_targets_to_hit_and_focus_in_sight(
    live_server, content, page, complaints
):
    wrong = []
    for address in one_of_each_kind():
        page.goto(live_server.url + address)
        # The browser notes a missing page in its console; that is what was asked for.
        complaints[:] = [one for one in complaints if "404" not in one]
        wrong += watched(page, address)

    assert not wrong, "\n".join(wrong)


def test_bar_that_stays_below_a_table_with_ticks_covers_no_focus(live_server, content, page):
    page.goto(f"{live_server.url}/approaches/")
    for box in page.locator(".portal-works input").all()[:2]:
        box.check()
    bar = page.locator(".portal-works-compare").bounding_box()
    assert bar["y"] + bar["height"] <= page.viewport_size["height"] + 1, "it is in sight"

    wrong = list(watched(page, "/approaches/"))

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_what_lies_under_something_is_found(page, width, height):
    page.set_viewport_size({"width": width, "height": height})
    page.set_content(
        "<a href='#' style='position:absolute;top:300px'>Under it</a>"
        "<div style='position:fixed;inset:0;background:#fff'></div>"
        "<div style='position:fixed;top:0;font-size:10px;line-height:10px'>"
        "<a href='#1'>1</a><br><a href='#2'>2</a></div>"
    )

    assert ["Under it" in html for html in page.evaluate(COVERED)] == [True]
    assert len(page.evaluate(TOO_SMALL)) == 2
