"""Addresses are asked for by the names of their routes, and written out nowhere else."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template import Context, Template
from django.template.base import Node
from django.template.defaulttags import URLNode
from django.template.loader import get_template
from django.template.loader_tags import IncludeNode
from django.test.utils import override_script_prefix
from django.urls import NoReverseMatch, reverse

from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.routes import routes

ROOT: Path = settings.BASE_DIR
FIRST_PARTS = {route.segments[0].split("<")[0] for route in routes()} | {"admin"}
"""What addresses of the portal begin with."""

WRITTEN_OUT = re.compile(
    rf"/(?:{'|'.join(sorted(map(re.escape, filter(None, FIRST_PARTS)), key=len, reverse=True))})"
    r"(?:[/?#]|$)"
)
IN_A_TEMPLATE = re.compile(r"""(?:["'=(]|\{\{[^}]*\}\})(/(?:[a-z{?#][^"'\s<>]*)?)["'\s)]""")


def written_in_code(text: str) -> Iterator[str]:
    """Yield the addresses that Python has in its texts, docstrings left out."""
    tree = ast.parse(text)
    said = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield from (found[0] for found in WRITTEN_OUT.finditer(node.value) if _begins(found))


def _begins(found: re.Match[str]) -> bool:
    """Tell whether an address begins here, and not in the middle of a path of files."""
    return found.start() == 0 or found.string[found.start() - 1] in " \"'(="


def written_in_template(text: str) -> Iterator[str]:
    """Yield the addresses of pages in attributes and arguments of a template."""
    text = re.sub(r"\{#.*?#\}", "", text)
    yield from (
        found[1]
        for found in IN_A_TEMPLATE.finditer(text)
        if (found[1] == "/" and found[0][0] in "\"'") or found[1] != "/"
    )


def test_no_template_writes_an_address_out():
    found = {
        path.relative_to(ROOT): addresses
        for path in (ROOT / "templates").rglob("*.*")
        if (addresses := list(written_in_template(path.read_text())))
    }

    assert not found


def test_no_code_writes_an_address_out():
    found = {
        path.relative_to(ROOT): addresses
        for folder in ("casestudies", "strategies", "wellbeing_portal")
        for path in (ROOT / folder).rglob("*.py")
        if (addresses := list(written_in_code(path.read_text())))
    }

    assert not found


def test_no_script_writes_an_address_out():
    text = (ROOT / "static/src/portal.js").read_text()

    assert not re.findall(r"""["'`](/[a-z][^"'`]*)["'`]""", text)


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ('<a href="/case-studies/">', ["/case-studies/"]),
        ('<a href="/">', ["/"]),
        ("<form action='/shortlist/change/'>", ["/shortlist/change/"]),
        ('<a href="/councils/{{ slug }}/">', ["/councils/{{"]),
        ('<a href="/{{ family.many }}/">', ["/{{"]),
        ('{% include "a.html" with href="/about/" only %}', ["/about/"]),
        ('<div data-suggest="/search/suggestions">', ["/search/suggestions"]),
        ('<a href="{% url "home" %}">', []),
        ('<a href="https://example.org/case-studies/">', []),
        ('<circle r="2"/>', []),
    ],
)
def test_written_address_in_a_template_is_noticed(template, found):
    assert [address.split(" ")[0] for address in written_in_template(template)] == found


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('url = "/case-studies/"', ["/case-studies/"]),
        ('url = f"/compare/{kind}/"', ["/compare/"]),
        ('redirect("/shortlist")', ["/shortlist"]),
        ('"""Answers \'/search/\'."""', []),
        ('path("case-studies/", view)', []),
        ('reverse("case_studies")', []),
    ],
)
def test_written_address_in_code_is_noticed(code, found):
    assert list(written_in_code(code)) == found


def _nodes(nodes: list[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        for name in getattr(node, "child_nodelists", ()):
            yield from _nodes(list(getattr(node, name, None) or ()))


def _names(path: Path) -> Iterator[tuple[str, int]]:
    """Yield the names of routes that a template names as they stand, and how many arguments."""
    template: Any = get_template(str(path.relative_to(ROOT / "templates")))
    for node in _nodes(list(template.template.nodelist)):
        if isinstance(node, URLNode) and isinstance(node.view_name.var, str):
            yield node.view_name.var, len(node.args) + len(node.kwargs)
        if isinstance(node, IncludeNode):
            route = node.extra_context.get("route")
            if route is not None and isinstance(route.var, str):
                yield route.var, 0


def test_every_route_that_a_template_names_is_there():
    named = {
        name
        for path in (ROOT / "templates").rglob("*.html")
        for name in _names(path)
        if ":" not in name[0]
    }

    assert len(named) > 25
    for route, arguments in named:
        assert leads_somewhere(route, arguments), route


def leads_somewhere(route, arguments):
    """Whether a route takes so many slugs, or numbers of records in the place of some."""
    for values in itertools.product(("a-slug", 1), repeat=arguments):
        with suppress(NoReverseMatch):
            return reverse(route, args=values).startswith("/")
    return False


def test_address_is_what_django_would_answer():
    assert address_of("home") == reverse("home")
    assert address_of("case_studies") == reverse("case_studies")
    assert address_of("finding", "a-study", "b-2") == reverse("finding", args=["a-study", "b-2"])
    for slug in ("leeds", "a_b-9", "Any-Slug-At-All", "any-slug-at-all"):
        assert address_of("council", slug) == reverse("council", args=[slug])


@pytest.mark.parametrize("slug", ["", "a b", "a/b", "é", "a\n", "a&b"])
def test_address_of_what_can_have_no_page_is_refused(slug):
    for answer in (
        lambda: address_of("council", slug),
        lambda: address_of("finding", "a-study", slug),
        lambda: reverse("council", args=[slug]),
    ):
        with pytest.raises(NoReverseMatch):
            answer()


def test_portal_below_another_path_has_all_its_addresses_there():
    assert address_of("council", "leeds") == "/councils/leeds/"
    with override_script_prefix("/portal/"):
        assert address_of("council", "leeds") == "/portal/councils/leeds/"
    assert address_of("council", "leeds") == "/councils/leeds/"


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ('{% url "council" "leeds" %}', "/councils/leeds/"),
        ('{% url "council" slug=name %}', "/councils/ayr/"),
        ("{% url route name %}", "/councils/ayr/"),
        ('{% url "home" as front %}[{{ front }}]', "[/]"),
        ('{% url "no such route" as front %}[{{ front }}]', "[]"),
        ('{% url "admin:index" %}', "/admin/"),
    ],
)
def test_tag_of_templates_reads_as_that_of_django(template, said):
    assert Template(template).render(Context({"name": "ayr", "route": "council"})) == said


def test_tag_of_templates_refuses_what_is_not_there():
    for template in ('{% url "no such route" %}', '{% url "council" "a b" %}', "{% url none %}"):
        with pytest.raises(NoReverseMatch):
            Template(template).render(Context())
