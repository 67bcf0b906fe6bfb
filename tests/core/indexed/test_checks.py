"""What is declared wrongly is named when the portal starts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.core.checks import CheckMessage, run_checks

from casestudies.facets import CASE_STUDY
from casestudies.filtersets import CaseStudyFilterSet
from casestudies.indexed.declared import CASE_STUDIES
from casestudies.views.case_study import CaseStudyList
from strategies.facets import THEME
from wellbeing_portal.core.facets import Facet, FacetedRecord
from wellbeing_portal.core.indexed.checks import check_content
from wellbeing_portal.core.lists.filtersets import PortalFilterSet
from wellbeing_portal.core.lists.vocabulary import Term, Vocabulary
from wellbeing_portal.search import Kind, registry
from wellbeing_portal.site.search import groups

KNOWN = Vocabulary.of([Term("low", "Low")])


def messages() -> list[CheckMessage]:
    return run_checks(tags=["facets"])


def the_one(found: list[CheckMessage], number: int) -> str:
    (message,) = found
    assert message.id == f"facets.E{number:03}"
    return str(message.msg)


@pytest.fixture
def declared(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Puts another filter of the list of case studies in the place of the real one."""

    def declare(*facets: Facet) -> None:
        record = replace(CaseStudyFilterSet.record, facets=facets)
        monkeypatch.setattr(CaseStudyList, "filterset_class", filterset_of(record))

    return declare


def filterset_of(record: FacetedRecord) -> type[PortalFilterSet]:
    meta = type("Meta", (), {"model": record.model, "fields": []})
    return type("OtherFilterSet", (PortalFilterSet,), {"record": record, "Meta": meta})


def unheard(name: str = "unheard_of", **values: Any) -> Facet:
    return Facet(name, ("stage",), "Unheard of", "never {}", lambda: KNOWN, **values)


def test_what_is_declared_fits_together() -> None:
    assert messages() == []


def test_a_filter_without_a_field_of_the_index_is_named(declared: Any) -> None:
    declared(unheard())

    text = the_one(messages(), 3)

    assert "OtherFilterSet has the filter “unheard_of”" in text
    assert "“case-study”" in text


def test_a_filter_that_documents_of_parts_alone_have_a_field_for_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kind = registry.kinds["case-study"]
    assert "stage" in registry.kinds["finding"].facets
    left = tuple(name for name in kind.facets if name != "stage")
    monkeypatch.setitem(registry.kinds, "case-study", replace(kind, facets=left))

    assert "CaseStudyFilterSet has the filter “stage”" in the_one(messages(), 3)


@pytest.mark.parametrize("of_parts", [(), ("findings__claim",)])
def test_a_labelled_facet_that_no_filter_asks_for_is_named(
    declared: Any, of_parts: tuple[str, ...]
) -> None:
    declared(replace(unheard("stage"), paths=(), of_parts=of_parts))

    assert "OtherFilterSet has no filter for the facet “stage”" in the_one(messages(), 10)


@pytest.mark.parametrize(
    ("paths", "key"),
    [
        (("findings__claim",), "claims"),
        (("strategies__status",), "statuses"),
        (("source",), "source"),
        (("source__colour",), "colour"),
        (("stage__kind",), "kind"),
        (("stage", "depth"), "both"),
        (("source__kind",), ""),
        ((), "nothing"),
    ],
)
def test_a_heading_of_what_can_be_no_column_of_files_is_named(
    declared: Any, paths: tuple[str, ...], key: str
) -> None:
    named = Facet("kind_of_source", paths, heading="Kind of source", key=key)
    declared(*CASE_STUDY.facets, named)

    found = [str(one.msg) for one in messages() if one.id == "facets.E011"]

    (text,) = found
    assert "“kind_of_source” of casestudies.CaseStudy has a heading" in text


def test_a_heading_of_what_another_record_says_is_a_column(declared: Any) -> None:
    declared(
        *CASE_STUDY.facets,
        Facet("kind_of_source", ("source__kind",), heading="Kind of source", key="kind_of_source"),
    )

    assert not [one for one in messages() if one.id == "facets.E011"]


def test_a_range_without_a_number_of_the_index_is_named(
    declared: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = replace(registry.kinds["case-study"], numbers=("start",))
    monkeypatch.setitem(registry.kinds, "case-study", bare)

    found = [str(one.msg) for one in messages()]

    assert any("the filter “from”" in text for text in found)
    assert not any("the filter “to”" in text for text in found)


def test_a_list_of_a_kind_that_is_not_indexed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CaseStudyList, "index_kind", "case-studies")

    assert "“case-studies”" in the_one(messages(), 2)


def test_two_filters_of_one_name_are_named(declared: Any) -> None:
    declared(unheard("stage"), unheard("region", parameter="stage"))

    assert "more than one filter called “stage”" in the_one(messages(), 4)


def test_a_facet_that_no_filter_and_no_page_asks_for_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kind = registry.kinds["finding"]
    monkeypatch.setitem(
        registry.kinds, "finding", replace(kind, facets=(*kind.facets, "nobody_asks_for_this"))
    )

    assert "“nobody_asks_for_this”" in the_one(messages(), 5)


def test_a_kind_without_a_group_of_results_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registry.kinds, "unheard-of", Kind("unheard-of"))

    assert "“unheard-of”, and no group" in the_one(messages(), 8)


def test_a_group_of_a_kind_that_is_not_indexed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    group = groups.Group("unheard", "never", ("unheard-of",))
    monkeypatch.setattr(groups, "GROUPS", (*groups.GROUPS, group))

    assert "“unheard-of”, which the index does not have" in the_one(messages(), 9)


@pytest.fixture
def without_partners(monkeypatch: pytest.MonkeyPatch) -> None:
    left = tuple(
        need for need in CASE_STUDIES.depends_on if need.model._meta.model_name != "organisation"
    )
    monkeypatch.setitem(
        registry.collections, CASE_STUDIES.name, replace(CASE_STUDIES, depends_on=left)
    )


def test_what_documents_read_and_nobody_declared_is_named(db: None, without_partners: None) -> None:
    text = the_one(check_content(databases=["default"]), 6)

    assert "Documents of case studies read casestudies.Organisation.name" in text


def test_a_vocabulary_that_does_not_say_whose_slugs_it_has_is_named(
    db: None, declared: Any
) -> None:
    known = Vocabulary.of([Term("housing", "Housing")])
    declared(Facet("theme", ("strategies__slug",), "Theme", "about {}", lambda: known))

    text = the_one(check_content(databases=["default"]), 7)

    assert "“theme” are slugs of strategies.Strategy" in text


def test_content_is_looked_into_only_where_a_database_is_named(
    db: None, without_partners: None
) -> None:
    assert check_content() == []
    assert check_content(databases=["another"]) == []


def test_nothing_that_is_declared_is_foreign_to_the_content(db: None) -> None:
    assert check_content(databases=["default"]) == []
    assert THEME.name in registry.facets()
