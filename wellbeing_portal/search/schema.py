"""The fields of the index, made from what apps declare."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import tantivy

from .analysis import name_keys, proper_keys, stemmed, unstemmed
from .declarations import Document, Registry
from .words import canonical, clean, loose_parts

WEIGHTS = {"title": 8.0, "names": 4.0, "synonyms": 3.0, "summary": 2.0, "body": 1.0}
"""How much a word found in each text counts."""

WORDS, SUGGEST = "words", "suggest"
"""Unstemmed words: of every text, for spelling; of titles and names, for suggestions."""

CALLED = "called"
"""What a record itself is called, each name as one term."""

KIND, ID, OWNER, STORED, PK = "kind", "id", "owner", "stored", "pk"

KIND_NUMBER = "kind_number"
"""Which kind a document is of, as a number that is read without the document itself."""

_to_json = json.JSONEncoder(ensure_ascii=False).encode

STATE_KIND = "*"
"""The kind of the one document that says which version the index is of."""


def register_tokenizers(index: tantivy.Index) -> None:
    """Tell an opened index how its texts are taken apart; it does not remember."""
    index.register_tokenizer("stemmed", stemmed())
    index.register_tokenizer("unstemmed", unstemmed())


@lru_cache(maxsize=256)
def facet_field(name: str) -> str:
    """Return the field of a facet; ``kind`` is one too."""
    return KIND if name == KIND else "f_" + name.replace("|", "__")


def number_field(name: str) -> str:
    """Return the field of a number."""
    return f"n_{name}"


def sort_field(name: str) -> str:
    """Return the field of an order."""
    return f"s_{name}"


def build_schema(registry: Registry) -> tantivy.Schema:
    """Return the fields for everything that is declared."""
    builder = tantivy.SchemaBuilder()
    for name in (ID, OWNER, CALLED):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(KIND, tokenizer_name="raw", index_option="basic", fast=True)
    for name in (PK, KIND_NUMBER):
        builder.add_unsigned_field(name, fast=True)
    builder.add_bytes_field(STORED, stored=True)
    for name in WEIGHTS:
        builder.add_text_field(name, tokenizer_name="stemmed")
    for name in (WORDS, SUGGEST):
        builder.add_text_field(name, tokenizer_name="unstemmed", index_option="basic")
    for name in registry.facets():
        builder.add_text_field(
            facet_field(name), tokenizer_name="raw", index_option="basic", fast=True
        )
    for name in registry.numbers():
        builder.add_integer_field(number_field(name), indexed=True, fast=True)
    for name in registry.sorts():
        builder.add_text_field(
            sort_field(name), tokenizer_name="raw", index_option="basic", fast=True
        )
    return builder.build()


def to_tantivy(document: Document, owner: str, registry: Registry, schema: Any) -> Any:
    """Return ``document`` with its fields filled."""
    kind = registry.kinds[document.kind]
    title = clean(document.title)
    order = collated(title)
    texts = {
        "title": [title],
        "names": _cleaned(document.names),
        "synonyms": _cleaned(document.synonyms),
        "summary": _cleaned(document.summary),
        # The whole text, for the engine marks in snippets only what it knows of this field.
        "body": _cleaned((*document.summary, *document.body)),
    }
    values: dict[str, Any] = {name: _indexed(said) for name, said in texts.items()}
    values[WORDS] = [line for name, said in values.items() if name != "summary" for line in said]
    if kind.suggest:
        keys = proper_keys if kind.proper else name_keys
        values[CALLED] = keys((title, *document.called))
        values[SUGGEST] = values["title"] + values["names"] + values["synonyms"]
    values |= {
        ID: document.id,
        OWNER: owner,
        KIND: document.kind,
        PK: document.pk,
        KIND_NUMBER: registry.kind_names().index(document.kind),
        STORED: _stored(document, texts),
        sort_field("title"): f"{order}\t{document.id}",
    }
    for name, chosen in document.facets.items():
        # A value that stood twice would be counted twice.
        values[facet_field(name)] = sorted(set(chosen))
    for name, number in document.numbers.items():
        values[number_field(name)] = number
    for name, text in document.sorts.items():
        values[sort_field(name)] = f"{text}\t{order}\t{document.id}"
    return tantivy.Document.from_dict({k: v for k, v in values.items() if v != []}, schema)


def _cleaned(texts: Iterable[str]) -> list[str]:
    return [said for text in texts if (said := clean(text).strip())]


def _indexed(texts: list[str]) -> list[str]:
    """Return texts as they are indexed, and the parts of hyphenated words at the end."""
    loose = " ".join(filter(None, map(loose_parts, texts)))
    return [canonical(text) for text in texts] + ([loose] if loose else [])


def _stored(document: Document, texts: dict[str, list[str]]) -> bytes:
    """Return what lists and snippets need of a document."""
    stored = {
        "kind": document.kind,
        "slug": document.slug,
        "title": document.title,
        "url": document.url,
        "text": texts["body"],
    }
    if document.called:
        stored["called"] = list(document.called)
    return _to_json(stored).encode("utf-8", "replace")


def collated(title: str) -> str:
    """Return what a title sorts by: neither case nor accents nor leading signs matter."""
    return " ".join(unstemmed().analyze(title))
