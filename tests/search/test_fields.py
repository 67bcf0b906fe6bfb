"""What the index has fields for, and how little it takes to fill them."""

from __future__ import annotations

import pytest
import tantivy

from tests.factories import CaseStudyFactory, FindingFactory
from wellbeing_portal.search import Document, Question, Search, current, registry
from wellbeing_portal.search.schema import WORDS, build_schema, sort_field, to_tantivy
from wellbeing_portal.search.writing import documents_of


def test_order_is_sorted_by_and_has_no_terms(db: None) -> None:
    for title in ("Beta", "alpha"):
        CaseStudyFactory(published=True, title=title)
    reader = current()

    found = reader.ask(Question(Search("case-study"), sort="title")).found

    assert [one.title for one in found] == ["alpha", "Beta"]
    asked = tantivy.Query.term_query(reader.schema, sort_field("title"), "alpha")
    with pytest.raises(ValueError, match="not indexed"):
        reader.searcher.search(asked)


def test_word_of_a_long_text_is_passed_on_once() -> None:
    document = Document("source", 1, "a", "A title", body=("garden gate " * 200, "shed"))

    made = to_tantivy(document, "sources:1", registry, build_schema(registry))

    assert made.to_dict()[WORDS] == ["A title garden gate shed"]


def test_draft_between_published_records_is_in_none_of_their_documents(db: None) -> None:
    first, draft, last = (
        CaseStudyFactory(published=published) for published in (True, False, True)
    )
    for one in (first, draft, last):
        FindingFactory(case_study=one)
    collection = registry.collections["case studies"]

    made = [*documents_of(collection, [first.pk, last.pk])]

    assert {owner for owner, _ in made} == {f"case studies:{one.pk}" for one in (first, last)}
    assert len([one for _, one in made if one.kind == "finding"]) == 2
