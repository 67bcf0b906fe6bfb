"""Every kind of page in a real browser, on the real content, narrow and wide."""

from __future__ import annotations

import pytest

PAGES = [
    "/",
    "/case-studies/",
    "/case-studies/?page=99&sort=nonsense",
    "/case-studies/leeds-mentally-healthy-city/",
    "/case-studies/birmingham-mentally-healthy-city/",
    "/strategies/",
    "/strategies/surrey-health-and-wellbeing-strategy-2020-30/",
    "/strategies/monmouthshire-wellbeing-prevention/",
    "/councils/",
    "/councils/?page=2",
    "/councils/bristol/",
    "/councils/hertfordshire/",
    "/councils/orkney-islands/",
    "/frameworks/",
    "/frameworks/our-place-report-frame/",
    "/sources/",
    "/sources/our-place/",
    *("/about/", "/accessibility/", "/privacy/", "/cookies/"),
    "/nothing/here/",
]

OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("body *")]
    .filter((element) => element.getBoundingClientRect().right > width + 1)
    .map((element) => element.outerHTML.slice(0, 150));
}"""

UNREACHABLE = """() => [...document.querySelectorAll("body *")]
  .filter((element) => {
    const style = getComputedStyle(element);
    const scrolls = /(auto|scroll)/.test(style.overflowX + style.overflowY);
    const more = element.scrollWidth > element.clientWidth + 1
      || element.scrollHeight > element.clientHeight + 1;
    return scrolls && more && element.tabIndex < 0 && !element.querySelector("a, button, input");
  })
  .map((element) => element.outerHTML.slice(0, 150))"""


def visit(page, live_server, path, complaints):
    page.goto(live_server.url + path)
    if path == "/nothing/here/":
        # The browser notes a missing page in its console; that is what we asked for.
        complaints[:] = [c for c in complaints if "404" not in c]


@pytest.mark.parametrize("width", [320, 375, 768, 1280])
def test_every_kind_of_page_fits_and_can_be_reached(live_server, content, page, width, complaints):
    page.set_viewport_size({"width": width, "height": 800})
    wrong = []

    for path in PAGES:
        visit(page, live_server, path, complaints)
        wrong += [f"{path} is wider than {width}: {html}" for html in page.evaluate(OVERFLOW)]
        wrong += [f"{path}: keys cannot scroll {html}" for html in page.evaluate(UNREACHABLE)]

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("width", [375, 1280])
def test_every_kind_of_page_is_accessible(live_server, content, page, axe, width, complaints):
    page.set_viewport_size({"width": width, "height": 800})
    wrong = []

    for path in PAGES:
        visit(page, live_server, path, complaints)
        try:
            axe(page)
        except AssertionError as violations:
            wrong.append(str(violations))

    assert not wrong, "\n".join(wrong)


def test_pages_can_be_read_at_twice_the_size_of_text(live_server, content, page, complaints):
    page.set_viewport_size({"width": 640, "height": 800})

    for path in PAGES:
        visit(page, live_server, path, complaints)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate(OVERFLOW) == [], path


def test_boxes_for_words_have_an_edge_in_a_readers_own_colours(live_server, db, page):
    page.emulate_media(forced_colors="active")
    for path in ("/", "/about/", "/search/"):
        page.goto(live_server.url + path)
        for box in page.locator("input[type=search]:visible, .autocomplete__input:visible").all():
            edge = box.evaluate("one => getComputedStyle(one).borderBottomWidth")
            assert edge != "0px", (path, box.evaluate("one => one.outerHTML"))
