"""Word documents as another library reads them: the XML in the file."""

import datetime as dt
import io
import zipfile
from xml.etree import ElementTree as ET

import docx
import pytest
from docx.styles.styles import Styles
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.depth import examples
from wellbeing_portal.core.document import (
    Link,
    Quiet,
    ReferenceMark,
    Strong,
    WordFile,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = '<w:p/> & "\x07\x0b" =1+1 שלום 👩🏽‍🤝‍👨🏿\r\nnext'


def new():
    made = dt.datetime(2026, 11, 21, tzinfo=dt.UTC)
    return WordFile("The title", author="The portal", about="CC BY 4.0", made=made)


def parts(document):
    stream = io.BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def body(document):
    return ET.fromstring(parts(document)["word/document.xml"])  # noqa: S314


def texts(element):
    return "".join(each.text or "" for each in element.iter(f"{W}t"))


def reopened(document):
    stream = io.BytesIO()
    document.save(stream)
    return docx.Document(stream)


def full():
    document = new()
    document.title_page("A subtitle", [("Made", "today")], "Footer text")
    document.contents()
    document.heading("First part")
    document.heading("A chapter", 2)
    document.heading("Below the contents", 3)
    number = document.cite("a", ["A book. ", Link("here", "https://example.org/?a=1&b=2")])
    document.paragraph(["Said ", ReferenceMark(number), Quiet(" p. 3"), Strong(" loud")])
    document.table("Things", ("Name", "Number"), [("one", "1"), ("two", "2")], (0.5, 0.5))
    document.figures([("98%", "of people", "asked")])
    document.heading("References")
    document.references()
    return document


def test_headings_have_real_styles():
    read = [(p.style.name, p.text) for p in reopened(full()).paragraphs]

    assert ("Title", "The title") in read
    assert ("Heading 1", "First part") in read
    assert ("Heading 2", "A chapter") in read


def test_contents_are_a_field_that_already_shows_the_headings():
    paragraphs = list(body(full()).iter(f"{W}p"))
    styles = {
        index: style.get(f"{W}val")
        for index, p in enumerate(paragraphs)
        if (style := p.find(f"{W}pPr/{W}pStyle")) is not None
    }

    entries = [texts(paragraphs[i]) for i, style in styles.items() if style.startswith("toc")]
    instructions = [each.text for each in body(full()).iter(f"{W}instrText")]
    assert entries == ["First part", "A chapter", "References"]
    assert any(text.strip().startswith("TOC") for text in instructions)


def test_fields_are_closed_and_links_inside_lead_somewhere():
    root = body(full())

    kinds = [each.get(f"{W}fldCharType") for each in root.iter(f"{W}fldChar")]
    names = {each.get(f"{W}name") for each in root.iter(f"{W}bookmarkStart")}
    anchors = {a for each in root.iter(f"{W}hyperlink") if (a := each.get(f"{W}anchor"))}
    ids = [each.get(f"{W}id") for each in root.iter(f"{W}bookmarkStart")]
    assert kinds.count("begin") == kinds.count("end") == kinds.count("separate")
    assert anchors <= names
    assert len(ids) == len(set(ids))


def test_tables_repeat_their_header_and_are_described():
    table = next(t for t in body(full()).iter(f"{W}tbl") if "Name" in texts(t))

    first, *others = table.findall(f"{W}tr")
    assert first.find(f"{W}trPr/{W}tblHeader") is not None
    assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in others)
    assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") == "Things"
    assert "Name, Number" in table.find(f"{W}tblPr/{W}tblDescription").get(f"{W}val")


def test_parts_of_table_properties_stand_in_the_order_that_word_demands():
    order = ["tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblLook"]
    order += ["tblCaption", "tblDescription"]
    for properties in body(full()).iter(f"{W}tblPr"):
        found = [each.tag.removeprefix(W) for each in properties]

        assert found == sorted(found, key=order.index)


def test_page_is_a4_and_language_british():
    files = parts(full())
    size = ET.fromstring(files["word/document.xml"]).find(f".//{W}pgSz")  # noqa: S314

    assert (size.get(f"{W}w"), size.get(f"{W}h")) in {("11906", "16838"), ("11905", "16837")}
    assert b'w:val="en-GB"' in files["word/styles.xml"]
    assert b'w:val="en-US"' not in files["word/styles.xml"]


def test_footer_counts_pages():
    footers = b"".join(part for name, part in parts(full()).items() if "footer" in name)

    assert b" PAGE " in footers
    assert b" NUMPAGES " in footers
    assert b"Footer text" in footers


def test_reference_has_one_number_however_often_it_is_cited():
    document = new()

    assert [document.cite(key, key) for key in ("a", "b", "a")] == [1, 2, 1]
    document.references()
    assert [p.text for p in reopened(document).paragraphs] == ["[1]\ta", "[2]\tb"]


def test_hostile_texts_stand_in_the_document_as_they_are():
    document = new()
    document.heading(HOSTILE)
    document.paragraph([HOSTILE, Strong(HOSTILE), Link(HOSTILE, "https://example.org")])
    document.table(HOSTILE, (HOSTILE,), [(HOSTILE,)], (1,))
    document.markdown(HOSTILE)

    read = texts(body(document))

    assert read.count('<w:p/> & "" =1+1 שלום 👩🏽‍🤝‍👨🏿') == 8


@settings(max_examples=examples(50), deadline=None)
@given(st.text(alphabet=st.characters(codec=None)))
def test_any_text_makes_a_document_that_opens(text):
    document = new()
    document.paragraph(text)
    document.markdown(text)
    document.facts([(text, text)], text)

    assert body(document) is not None


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "//x", "\\\\x\\y"])
def test_link_to_anything_but_the_web_stays_words(url):
    document = new()
    document.paragraph(Link("words", url))
    document.markdown(f"[more]({url})")

    assert b"relationships/hyperlink" not in parts(document)["word/_rels/document.xml.rels"]
    assert "words" in texts(body(document))


def test_markdown_becomes_paragraphs_lists_and_emphasis():
    document = new()
    document.markdown("A **bold** word.\n\n- one\n- two\n\n1. first\n\nText.\n\n1. first again")

    read = [(p.style.name, p.text) for p in reopened(document).paragraphs]

    assert read == [
        ("Normal", "A bold word."),
        ("List Bullet", "one"),
        ("List Bullet", "two"),
        ("List Number", "first"),
        ("Normal", "Text."),
        ("List Number", "first again"),
    ]
    numberings = {each.get(f"{W}val") for each in body(document).iter(f"{W}numId")}
    assert len(numberings) == 2


def test_raw_html_in_markdown_is_shown_as_text():
    document = new()
    document.markdown("<script>alert(1)</script>")

    assert "<script>alert(1)</script>" in texts(body(document))


def test_turned_pages_lie_and_stand_again():
    document = full()
    document.turn(landscape=True)
    document.turn(landscape=False)

    sections = reopened(document).sections
    assert [s.page_width > s.page_height for s in sections] == [False, True, False]


def test_a_long_document_looks_each_style_up_once(monkeypatch):
    looked_up = []
    find = Styles.get_style_id
    monkeypatch.setattr(
        Styles, "get_style_id", lambda *asked: looked_up.append(asked[1]) or find(*asked)
    )
    document = new()
    for number in range(30):
        document.heading(f"Part {number}")
        document.paragraph(["Said ", Quiet("p. 3"), Link(" here", "https://example.org/")])
        document.bullets(["one", "two"])
        document.table("Things", ("Name",), [("one",)], (1.0,))

    assert sorted({str(name) for name in looked_up}) == sorted(map(str, looked_up))
    assert "Hyperlink" in looked_up
