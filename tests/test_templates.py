"""Templates and style sheets: all of them are used, and none is too wide to be read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
TEMPLATES = ROOT / "templates"
STYLES = ROOT / "static" / "src"
MOST = 120

BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
"""Templates that Django finds by their names, besides those of the admin."""


def read(folder: Path, *endings: str) -> str:
    return "\n".join(
        path.read_text() for path in sorted(folder.rglob("*")) if path.suffix in endings
    )


@pytest.fixture(scope="module")
def code() -> str:
    """Everything that names templates and classes."""
    folders = ("templates", "casestudies", "strategies", "wellbeing_portal")
    own = [read(ROOT / folder, ".html", ".svg", ".txt", ".py") for folder in folders]
    return "\n".join([*own, (STYLES / "portal.js").read_text()])


def matching(pattern: str, names: Iterable[str]) -> set[str]:
    """Names that a text with places for values can come to."""
    parts = re.split(r"\{[^}]*\}", pattern)
    able = re.compile("[^/]+".join(map(re.escape, parts)))
    return {name for name in names if able.fullmatch(name)}


def test_every_template_is_used(code):
    names = {str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*") if path.is_file()}
    named = set(re.findall(r"""["']([\w/{}.-]+\.(?:html|svg|txt))["']""", code))
    used = {name for one in named for name in ({one} if "{" not in one else matching(one, names))}

    assert len(names) > 100
    unused = {name for name in names - used - BY_DJANGO if not name.startswith("admin/")}
    assert unused == set()


def test_every_style_sheet_is_used():
    sheets = list(STYLES.rglob("_*.scss"))
    uses = set(re.findall(r'@(?:use|forward) "([^"]+)"', read(STYLES, ".scss")))
    last = {one.rpartition("/")[2] for one in uses}

    assert len(sheets) > 20
    unused = [
        str(path.relative_to(STYLES))
        for path in sheets
        if (path.parent.name if path.name == "_index.scss" else path.stem[1:]) not in last
    ]
    assert unused == []


UNSEEN = {"links", "lists", "typography"}
"""Parts of the framework that are classes of several names: ``govuk-link``, ``govuk-list``, …"""


def test_every_part_of_the_framework_that_is_sent_is_used(code):
    used = r'@use "govuk-frontend/dist/govuk/(?:components|core|objects|utilities)/([\w-]+)"'
    parts = set(re.findall(used, read(STYLES, ".scss"))) - UNSEEN

    assert len(parts) > 15
    assert {part for part in parts if not re.search(rf"govuk-{part}\b", code)} == set()
    # A whole family of parts would bring what no page has.
    assert not re.findall(
        r'@use "govuk-frontend/dist/govuk/(?:all|core|objects|utilities|components)"',
        read(STYLES, ".scss"),
    )


def classes_of(sheet: str) -> set[str]:
    """The portal's own classes in a style sheet, those of nested rules with their beginnings."""
    found: set[str] = set()
    above: list[list[str]] = []
    text = re.sub(r"//[^\n]*|/\*.*?\*/", "", sheet, flags=re.DOTALL)
    text = re.sub(r"#\{[^}]*\}", "*", text)
    for selector, mark in re.findall(r"([^{};]*)([{};])", text):
        if mark == "{":
            own = re.findall(r"\.(portal-[\w*-]+)", selector)
            begin = above[-1] if above else []
            added = [f"{one}{end}" for end in re.findall(r"&([\w*-]+)", selector) for one in begin]
            found.update(own, added)
            above.append([*own, *added] or begin)
        elif mark == "}" and above:
            above.pop()
    return found


def test_every_class_in_the_style_sheets_is_used(code):
    classes = classes_of(read(STYLES, ".scss"))

    assert len(classes) > 150
    # Where a value ends a name, what stands before it is looked for.
    made = re.findall(r"(portal-[\w-]*?(?:--|__|-))\{", code)
    unused = [
        name
        for name in sorted(classes)
        if not re.search(rf"(?<![\w-]){re.escape(name.rstrip('*'))}(?![\w-])", code)
        and not name.startswith(tuple(made))
    ]
    assert unused == []


def test_lines_of_templates_fit_a_window():
    too_long = [
        f"{path.relative_to(TEMPLATES)}:{number}"
        for path in sorted(TEMPLATES.rglob("*"))
        if path.is_file()
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if len(line) > MOST
    ]

    assert too_long == []


READ_OUT = {"alt", "aria-label", "placeholder", "title"}
"""Attributes that people read or hear."""


class Texts(HTMLParser):
    """What stands in the markup itself for people to read."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in READ_OUT and value]


APART = re.compile(
    r"\{%\s*blocktranslate.*?endblocktranslate\s*%\}|\{#.*?#\}|\{% block bodyclass %\}.*?%\}",
    re.DOTALL,
)
"""What is translated, and what is for nobody to read."""
GIVEN = re.compile(r"""(?:=|default(?:_if_none)?:)"([A-Z][a-z]+[^"]*|[^"]* [^"]*)\"""")
"""Words that a template gives to a part of it, or shows in place of nothing."""


def untranslated(template: str) -> list[str]:
    """Words for people in a template that no translation reaches."""
    text = APART.sub("", template)
    texts = Texts()
    texts.feed(re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", text))
    tags = re.findall(r"\{%\s*(?:include|with)\b.*?%\}|\{\{.*?\}\}", text)
    given = [words for tag in tags for words in GIVEN.findall(tag)]
    return [one.strip() for one in [*texts.found, *given] if re.search(r"[^\W\d_]", one)]


def test_no_word_is_left_out_of_translation():
    left = {
        str(path.relative_to(TEMPLATES)): words
        for path in sorted(TEMPLATES.rglob("*"))
        if path.suffix in {".html", ".svg"} and (words := untranslated(path.read_text()))
    }

    assert left == {}


@pytest.mark.parametrize(
    "template",
    [
        "<p>{% if a %}Some{% endif %}</p>",
        '<a aria-label="All of it" href="/some/">{{ name }}</a>',
        '<p>{% translate "One" %} and {% translate "two" %}</p>',
        '{% include "a/_part.html" with heading="In short" only %}',
        '<p>{{ name|default:"Nobody yet" }}</p>',
    ],
)
def test_word_that_is_not_translated_is_found(template):
    assert len(untranslated(template)) == 1
