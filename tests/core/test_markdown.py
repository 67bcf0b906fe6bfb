"""Markdown becomes plain formatting, and nothing else."""

import re

import pytest
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from wellbeing_portal.core.markdown import render_markdown

ALLOWED = re.compile(
    r"</?(?:p|ul|li|em|strong|blockquote|code|pre|h2|h3|h4)>|<(?:br|hr)>|</?ol>|<ol start=\"\d+\">"
    r"|<a(?: href=\"(?:https?:|mailto:|[^\":]*(?=[\"/?#]))[^\"<>]*\")? rel=\"noopener noreferrer\">"
    r"|</a>"
)

PIECES = st.sampled_from(
    [
        *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>"),
        *("[a](javascript:alert(1))", "[a](JaVaScRiPt:alert(1))", "[a](data:text/html,x)"),
        *("[a](https://e.example)", "![i](https://e.example/i.png)", "<https://e.example>"),
        *("[a]: javascript:alert(1)\n\n[a]", "&lt;script&gt;", "<!--", "-->", "<style>", "</p>"),
        *(
            "# One",
            "## Two",
            "> quote",
            "- item",
            "1. one",
            "```",
            "    code",
            "**",
            "_",
            "\n",
            "\n\n",
        ),
        *(
            "[a](&#106;avascript:alert(1))",
            "[a](//e.example)",
            "[a](/about/)",
            "\0",
            "<a href='x'>",
        ),
    ]
)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("Plain", "<p>Plain</p>\n"),
        ("**Bold** and *em*", "<p><strong>Bold</strong> and <em>em</em></p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("3. c", '<ol start="3">\n<li>c</li>\n</ol>\n'),
        ("## Two", "<h2>Two</h2>\n"),
        ("# One", "One"),
        ("a & b < c", "<p>a &amp; b &lt; c</p>\n"),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>\n"),
        (
            "[here](https://e.example/?a=1)",
            '<p><a href="https://e.example/?a=1" rel="noopener noreferrer">here</a></p>\n',
        ),
        (
            "[mail](mailto:a@e.example)",
            '<p><a href="mailto:a@e.example" rel="noopener noreferrer">mail</a></p>\n',
        ),
    ],
)
def test_rendering(text, html):
    assert render_markdown(text).strip() == html.strip()


@pytest.mark.parametrize(
    "text",
    [
        "[x](javascript:alert(1))",
        "[x](JAVASCRIPT:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](vbscript:x)",
        "[x](data:text/html;base64,AAAA)",
        "[x](file:///etc/passwd)",
        "[x](ftp://e.example)",
        "<javascript:alert(1)>",
    ],
)
def test_links_lead_only_to_web_and_mail(text):
    assert "href" not in render_markdown(text)


def test_images_are_never_loaded():
    assert "<img" not in render_markdown("![i](https://e.example/i.png)")


@given(st.lists(PIECES | st.text(max_size=10), max_size=12).map("".join))
def test_nothing_but_plain_formatting_comes_out(text):
    html = render_markdown(text)

    assert isinstance(html, SafeString)
    assert "<" not in ALLOWED.sub("", html), html
