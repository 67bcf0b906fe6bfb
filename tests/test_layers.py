"""What no layer may know: a lower one names nothing of a higher one, by import or by string.

What is looked for is found from the models, so that it grows with them.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings

from casestudies import urls as case_study_urls
from wellbeing_portal.search import registry

ROOT = Path(settings.BASE_DIR)

STRATEGIES_OWN = {
    "outcome": "a strategy calls some of its priorities intended outcomes",
}
EVERY_CATALOGUES = {
    "source": "every record cites one",
    "setting": "Django has its own",
    "organisation": "a unit in which any document counts",
    "theme": "Word's fonts have theirs",
    "cost": "passwords and searches have theirs",
    "correction": "spelling has its own",
}


def words(text: str) -> str:
    """``CaseStudyCouncil`` and ``case-study_council`` as plain words: ``case study council``."""
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", text)
    return " ".join(re.findall(r"[a-z0-9]+", apart.lower()))


def model_names(*labels: str) -> set[str]:
    """What the models of these apps are called, one and several."""
    metas = [model._meta for label in labels for model in apps.get_app_config(label).get_models()]
    return {
        words(str(name))
        for meta in metas
        if not meta.model_name.startswith("historical")
        for name in (meta.verbose_name, meta.verbose_name_plural)
    }


def plurals_of(names: dict[str, str]) -> set[str]:
    return {form for name in names for form in (name, f"{name}s")}


def case_study_things() -> set[str]:
    """Models, relations to strategies' models, addresses and kinds in the index of case studies."""
    relations = {
        words(str(relation.get_accessor_name()))
        for model in apps.get_app_config("strategies").get_models()
        for relation in model._meta.related_objects
        if relation.related_model._meta.app_label == "casestudies"
    }
    patterns: list[Any] = [*case_study_urls.urlpatterns]
    routes = {words(pattern.name) for pattern in patterns if pattern.name}
    kinds = {
        words(kind.name)
        for collection in registry.collections.values()
        if collection.model._meta.app_label == "casestudies"
        for kind in collection.kinds
    }
    return (model_names("casestudies") | relations | routes | kinds) - plurals_of(STRATEGIES_OWN)


def named_in(text: str, names: set[str]) -> set[str]:
    said = f" {words(text)} "
    return {name for name in names if f" {name} " in said}


def python_files(folder: str) -> Iterator[Path]:
    for path in sorted((ROOT / folder).rglob("*.py")):
        if "migrations" not in path.parts:
            yield path


def code_of(path: Path) -> list[str]:
    """Every name and string of a module, without what it tells its reader."""
    tree = ast.parse(path.read_text())
    said: list[str] = []
    told = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            said.append(node.value)
        for field in ("id", "attr", "name", "module", "arg", "asname"):
            value = getattr(node, field, None)
            if isinstance(value, str):
                said.append(value)
    return said


def found(texts: Iterator[tuple[Path, list[str]]], names: set[str]) -> dict[str, set[str]]:
    """Which of ``names`` each file has, if any; two texts do not make a name together."""
    every = {
        str(path.relative_to(ROOT)): {name for text in said for name in named_in(text, names)}
        for path, said in texts
    }
    return {path: named for path, named in every.items() if named}


def test_case_study_things_are_found_from_the_models():
    assert {
        *("case study", "case studies", "finding", "context facts", "framework examples"),
        *("case study roles", "evidence map", "approaches", "organisation", "pathways"),
    } <= case_study_things()


@pytest.mark.parametrize(
    "text",
    [
        "from casestudies.models import CaseStudy",
        'Strategy._meta.get_field("case_studies")',
        'Search("case-study")',
        "{% url 'case_studies' %}",
        "source.findings.published()",
    ],
)
def test_case_study_thing_is_seen_in_every_spelling(text):
    assert named_in(text, case_study_things())


def test_strategies_name_nothing_of_case_studies():
    """Not even a comment: whoever changes case studies need not look there."""
    files = [*python_files("strategies"), *(ROOT / "templates" / "strategies").rglob("*.html")]

    assert len(files) > 15
    assert found(((path, [path.read_text()]) for path in files), case_study_things()) == {}


ENGLISH = {
    "wellbeing_portal/search/asked.py": {
        *("approach", "approaches", "barriers", "enablers", "initiative", "initiatives"),
        *("council", "councils", "strategies", "strategy"),
    },
    "wellbeing_portal/search/families.py": {"priority"},
    "wellbeing_portal/search/related.py": {"finding"},
    "wellbeing_portal/search/wordings.py": {"approach"},
    "wellbeing_portal/search/words.py": {"approach", "council", "outcome"},
}
"""Words of the language: in lists of what questions begin with and how they end, of words that look
related, and of what other search engines write before a colon."""


@pytest.mark.parametrize("layer", ["search", "core"])
def test_layer_below_the_apps_names_none_of_their_models(layer):
    names = model_names("strategies", "casestudies") - plurals_of(EVERY_CATALOGUES)
    files = list(python_files(f"wellbeing_portal/{layer}"))

    assert len(files) > 25
    there = found(((path, code_of(path)) for path in files), names)
    assert {path: named - ENGLISH.get(path, set()) for path, named in there.items()} == {
        path: set() for path in there
    }
