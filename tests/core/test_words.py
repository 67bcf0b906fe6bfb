"""Whatever is counted or joined anywhere reads as people would write it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from casestudies.facets import FAMILIES
from strategies.models import Priority
from wellbeing_portal.core.words import (
    all_of,
    counted,
    either,
    in_sentence,
    joined,
    noun_for,
    opening,
    plural,
    separator,
    spelt,
    verb_for,
)
from wellbeing_portal.site.search.groups import GROUPS

SEVERAL = {
    "account": "accounts",
    "address": "addresses",
    "day": "days",
    "draft": "drafts",
    "summary": "summaries",
    "more account": "more accounts",
    "conclusion": "conclusions",
    "document": "documents",
    "change": "changes",
    "outcome with a change claimed": "outcomes with a change claimed",
    "outcome with an aim or a calculation": "outcomes with an aim or a calculation",
    "piece of work": "pieces of work",
    "aim": "aims",
    "approach": "approaches",
    "barrier": "barriers",
    "case study": "case studies",
    "commitment": "commitments",
    "concept": "concepts",
    "correction": "corrections",
    "cost": "costs",
    "council": "councils",
    "enabler": "enablers",
    "example": "examples",
    "fact": "facts",
    "finding": "findings",
    "subject": "subjects",
    "framework": "frameworks",
    "further council": "further councils",
    "initiative": "initiatives",
    "intended outcome": "intended outcomes",
    "item": "items",
    "meeting": "meetings",
    "more finding": "more findings",
    "other council": "other councils",
    "outcome": "outcomes",
    "page": "pages",
    "pair": "pairs",
    "point": "points",
    "population group": "population groups",
    "principle": "principles",
    "priority": "priorities",
    "problem": "problems",
    "record": "records",
    "reply": "replies",
    "reported finding": "reported findings",
    "result": "results",
    "setting": "settings",
    "source": "sources",
    "strategy": "strategies",
    "study": "studies",
    "target group": "target groups",
    "theme": "themes",
    "thing": "things",
    "version": "versions",
    "word": "words",
}
"""Every noun that anything counts. One that is new is added here, with what it has to become."""

VERBS = {
    "do": "does",
    "say": "says",
    "tell": "tells",
    "agree": "agrees",
    "are": "is",
    "claim": "claims",
    "compare": "compares",
    "give": "gives",
    "have": "has",
    "illustrate": "illustrates",
    "name": "names",
    "record": "records",
    "serve": "serves",
    "share": "shares",
    "show": "shows",
    "state": "states",
    "tie": "ties",
    "were": "was",
}
"""Every verb that follows a number, likewise."""

CODE = [
    path
    for folder in ("casestudies", "strategies", "wellbeing_portal")
    for path in (settings.BASE_DIR / folder).rglob("*.py")
    if "migrations" not in path.parts
]
TEMPLATES = [path for path in (settings.BASE_DIR / "templates").rglob("*") if path.is_file()]
OWN_MODELS = [
    model
    for model in apps.get_models(include_auto_created=False)
    if model._meta.app_label in {"casestudies", "strategies", "core"}
    and not model.__name__.startswith("Historical")
]


def said_in_templates(*filters: str) -> Iterator[str]:
    """Yield every word that a template gives to one of ``filters``."""
    pattern = re.compile(rf'\|(?:{"|".join(filters)}):"([^"]+)"')
    for path in TEMPLATES:
        yield from pattern.findall(path.read_text())


def said_in_code(*functions: str) -> Iterator[str]:
    """Yield every word that code gives to one of ``functions`` as it stands."""
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in functions:
                yield from _texts(node.args[1:])


def nouns_of_pages() -> Iterator[str]:
    """Yield what the lists, maps and comparisons say that they are of."""
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "noun":
                yield from _texts([node.value])
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", "")
                if name in {"aligned", "rows"}:
                    yield from _texts(node.args[-1:])


def _texts(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def every_noun() -> set[str]:
    return {
        *said_in_templates("counted", "noun_for"),
        *said_in_code("counted", "noun_for"),
        *nouns_of_pages(),
        *(group.noun for group in GROUPS),
        *(family.one for family in FAMILIES.values()),
        *(str(label) for _, label in Priority.Kind.choices),
    }


def test_every_noun_that_is_counted_anywhere_is_known_here():
    assert {noun.lower() for noun in every_noun()} - {""} <= set(SEVERAL)


@pytest.mark.parametrize(("one", "several"), SEVERAL.items())
def test_noun_is_right_after_one_and_after_any_other_number(one, several):
    assert counted(1, one) == f"1 {one}"
    assert counted(0, one) == f"0 {several}"
    assert counted(2, one) == f"2 {several}"
    assert counted(12345, one) == f"12,345 {several}"
    assert noun_for(3, opening(one)) == opening(several)


def test_every_verb_that_follows_a_number_is_known_here():
    assert {*said_in_templates("verb_for"), *said_in_code("verb_for")} <= set(VERBS)


@pytest.mark.parametrize(("several", "one"), VERBS.items())
def test_verb_agrees_with_its_number(several, one):
    assert verb_for(1, several) == one
    assert [verb_for(number, several) for number in (0, 2, 7)] == [several] * 3


@pytest.mark.parametrize("model", OWN_MODELS, ids=lambda model: model.__name__)
def test_models_are_called_as_they_are_counted(model):
    names = model._meta

    assert plural(str(names.verbose_name)) == str(names.verbose_name_plural)


def test_rows_in_the_admin_are_called_as_they_are_counted():
    for page in admin.site._registry.values():
        for inline in page.inlines:
            if getattr(inline, "verbose_name", None):
                assert plural(inline.verbose_name) == inline.verbose_name_plural


def test_families_are_called_as_they_are_counted():
    for family in FAMILIES.values():
        assert plural(family.one) == family.many


@pytest.mark.parametrize(
    ("one", "several"),
    [
        ("survey", "surveys"),
        ("body", "bodies"),
        ("key", "keys"),
        ("box", "boxes"),
        ("wish", "wishes"),
        ("bus", "buses"),
        ("person", "people"),
        ("young person", "young people"),
        ("people", "people"),
        ("child", "children"),
        ("Priority", "Priorities"),
        ("type of council", "types of council"),
        ("council in them", "councils in them"),
        ("cost", "costs"),
        ("cost band", "cost bands"),
        ("wider evidence", "wider evidence"),
    ],
)
def test_nouns_to_come_follow_the_rules_of_english(one, several):
    assert plural(one) == several


def test_nothing_may_be_said_in_words():
    assert counted(0, "case study", none="no") == "no case studies"
    assert counted(1, "case study", none="no") == "1 case study"


def test_numbers_are_spelt_while_they_are_small():
    assert [spelt(number) for number in (0, 1, 4, 9, 10, 1234)] == [
        "no",
        "one",
        "four",
        "nine",
        "10",
        "1,234",
    ]
    assert [all_of(2), all_of(3), all_of(4)] == ["Both", "All three", "All four"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], ""),
        (["Leeds"], "Leeds"),
        (["Leeds", "Ayr"], "Leeds and Ayr"),
        (["Leeds", "Sandwell", "Bristol"], "Leeds, Sandwell and Bristol"),
        (["Leeds", "", "Bristol"], "Leeds and Bristol"),
    ],
)
def test_words_are_joined_as_in_a_sentence(words, said):
    assert joined(words) == said
    assert joined(words, "or") == said.replace(" and ", " or ")


@given(st.lists(st.text("abc", min_size=1), max_size=8))
def test_page_that_writes_each_thing_itself_joins_them_in_the_same_way(words):
    written = "".join(
        f"{word}{separator(len(words) - place)}" for place, word in enumerate(words, 1)
    )

    assert written == joined(words)


def test_alternatives_are_all_set_apart():
    assert either(["Trust, time", "Money"]) == "Trust, time or Money"
    assert either(["A", "B", "C"]) == "A or B or C"


def test_label_in_a_sentence_begins_small_unless_it_is_an_abbreviation():
    assert in_sentence("Trust between partners") == "trust between partners"
    assert in_sentence("NHS partners") == "NHS partners"


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ('{{ 2|counted:"approach" }}', "2 approaches"),
        ('{{ 1|counted:"approach" }}', "1 approach"),
        ('{{ 2|noun_for:"case study" }}', "case studies"),
        ('{{ 1|verb_for:"are" }}', "is"),
        ('{{ "strategy"|plural }}', "strategies"),
        (
            '{% for word in "abc" %}{{ word }}{{ forloop.revcounter0|separator }}{% endfor %}',
            "a, b and c",
        ),
        (
            '{% for word in "ab" %}{{ word }}{{ forloop.revcounter0|separator:"or" }}{% endfor %}',
            "a or b",
        ),
    ],
)
def test_templates_ask_the_same_grammar(template, said):
    assert Template(template).render(Context()) == said


GRAMMAR_OF_ITS_OWN = re.compile(
    r"\|pluralize|'s' \*|\"s\" if|'s' if|else 's'|else \"s\"|get_text_list"
    r"|\.verbose_name if|\" and \"\.join|' and '\.join|\" or \"\.join"
)


def test_nothing_makes_plurals_or_sentences_of_its_own():
    found = [
        f"{path.name}: {line.strip()}"
        for path in (*CODE, *TEMPLATES)
        if path.name != "words.py"
        for line in path.read_text().splitlines()
        if GRAMMAR_OF_ITS_OWN.search(line)
    ]

    assert not found
