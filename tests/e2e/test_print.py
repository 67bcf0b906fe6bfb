"""A case study prints as a document that one can hand round."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from tests.pages.reading import SECTIONS

A4 = (595, 842)


@pytest.fixture
def pdf(live_server, content, page):
    page.goto(live_server.url + "/case-studies/leeds-mentally-healthy-city/")
    return PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))


def test_print_has_every_section_in_order_and_no_navigation(pdf):
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())

    place = 0
    for section in SECTIONS:
        place = text.find(section, place)
        assert place >= 0, f"“{section}” is not there, or comes too early"
    for word in (
        "Skip to main content",
        "On this page",
        "Menu",
        "Privacy",
        "Cookies",
        "Breadcrumb",
    ):
        assert word not in text, word
    assert "3,498" in text
    assert "Counted, no change claimed" in text
    assert "/case-studies/leeds-mentally-healthy-city/" in text, "one can find the page again"


def test_print_is_on_a4_and_not_too_long(pdf):
    for page in pdf.pages:
        assert [float(side) for side in page.mediabox[2:]] == pytest.approx(A4, abs=2)
    assert 3 <= len(pdf.pages) <= 16
    for number, page in enumerate(pdf.pages, start=1):
        assert len(page.extract_text().split()) > 10, f"page {number} is almost empty"


def test_nothing_runs_off_the_paper(pdf):
    for number, page in enumerate(pdf.pages, start=1):
        outside: list[str] = []

        def look(text, matrix, text_matrix, font, size, outside=outside):
            x = matrix[4] + text_matrix[4] * matrix[0]
            if text.strip() and not 0 <= x <= A4[0]:
                outside.append(text)

        page.extract_text(visitor_text=look)
        assert outside == [], f"page {number}"


@pytest.mark.parametrize("path", ["/councils/bristol/", "/frameworks/our-place-report-frame/"])
def test_other_records_print_without_navigation(live_server, content, page, path):
    page.goto(live_server.url + path)

    pdf = PdfReader(io.BytesIO(page.pdf(format="A4")))

    text = " ".join(page.extract_text() for page in pdf.pages)
    assert "On this page" not in text
    assert "Skip to main content" not in text
    assert len(text) > 500


A3_LANDSCAPE = (1191, 842)


@pytest.mark.parametrize(
    ("path", "on_first", "later"),
    [
        ("/evidence-map/", "Early help for children and families", "The shade"),
        ("/evidence-map/?rows=enabler&columns=approach", "Local evidence of need", "The shade"),
        ("/pathways/", "Better joined-up", "told in"),
        ("/pathways/?open=approach", "Measuring", "told in"),
        ("/priorities/", "Housing and home", ""),
    ],
)
def test_maps_print_on_one_sheet_of_a3_with_all_that_belongs_to_them(
    live_server, content, page, path, on_first, later
):
    page.goto(live_server.url + path)

    pdf = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))

    for sheet in pdf.pages:
        assert [float(side) for side in sheet.mediabox[2:]] == pytest.approx(A3_LANDSCAPE, abs=2)
    texts = [" ".join(sheet.extract_text().split()) for sheet in pdf.pages]
    assert on_first in texts[0]
    assert later in " ".join(texts)


def test_table_of_what_works_prints_lying_with_its_head_on_every_sheet(live_server, content, page):
    page.goto(live_server.url + "/approaches/")

    pdf = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))

    texts = [" ".join(sheet.extract_text().split()) for sheet in pdf.pages]
    for sheet, text in zip(pdf.pages, texts, strict=True):
        assert [float(side) for side in sheet.mediabox[2:]] == pytest.approx(A4[::-1], abs=2)
        assert "Strongest evidence here" in text or text is texts[-1]
    assert texts[0].startswith("Council Wellbeing Portal What works")
    page.emulate_media(media="print")
    rows = page.locator(".portal-works tbody tr").all()
    assert {row.evaluate("one => getComputedStyle(one).breakInside") for row in rows} == {"avoid"}


def test_page_of_a_concept_prints_in_one_size_and_not_too_long(live_server, content, page):
    page.goto(live_server.url + "/approaches/partnership-building/")

    pdf = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))

    assert len(pdf.pages) <= 11
    page.emulate_media(media="print")
    sizes = page.evaluate(
        "[...document.querySelectorAll('.portal-across .portal-finding__statement')]"
        ".map((one) => getComputedStyle(one).fontSize)"
    )
    assert len(set(sizes)) == 1


def test_comparison_of_four_prints_in_few_sheets_and_names_what_only_one_has(
    live_server, content, page
):
    four = "&".join(
        f"item={slug}"
        for slug in (
            "leeds-mentally-healthy-city",
            "sandwell-stronger-sandwell",
            "bristol-thriving-at-work",
            "basildon-health-in-all-policies",
        )
    )
    page.goto(f"{live_server.url}/compare/case-studies/?{four}")

    pdf = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))

    assert len(pdf.pages) <= 15
    text = " ".join(" ".join(sheet.extract_text().split()) for sheet in pdf.pages)
    assert "Approaches" in text
    assert "Open all sections" not in text
    page.emulate_media(media="print")
    rows = page.locator("#approaches .portal-alone > li").all()
    heights = [row.bounding_box()["height"] for row in rows[:5]]
    assert max(heights) < 40, "one line, or two"
