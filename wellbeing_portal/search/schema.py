"""The fields of the index, made from what apps declare."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from json.encoder import encode_basestring
from typing import Any

import tantivy

from .analysis import name_keys, proper_keys, stemmed, unstemmed
from .declarations import Document, Registry
from .words import NEARBY, canonical, clean, loose_parts

WEIGHTS = {"title": 8.0, "names": 4.0, "synonyms": 3.0, "summary": 2.0, "body": 1.0}
"""How much a word found in each text counts."""

WORDS, SUGGEST = "words", "suggest"
"""Unstemmed words: of every text, for spelling; of titles and names, for suggestions."""

CALLED = "called"
"""What a record itself is called, each name as one term."""

KIND, ID, OWNER, STORED, PK = "kind", "id", "owner", "stored", "pk"

KIND_NUMBER = "kind_number"
"""Which kind a document is of, as a number that is read without the document itself."""

SHORT = 1000
"""Characters up to which each word of a text is passed on as often as it stands there."""

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
    return _unasked(builder.build(), [sort_field(name) for name in registry.sorts()])


def _unasked(schema: tantivy.Schema, names: Iterable[str]) -> tantivy.Schema:
    """Return a schema in which these fields are sorted by, and cannot be asked for.

    The builder knows no such text field; a schema can be taken apart and put together.
    """
    taken: Any = schema.__reduce__()
    make, (said,) = taken
    for field in said["inner"]:
        if field["name"] in names:
            field["options"]["indexing"] = None
    apart: tantivy.Schema = make(said)
    return apart


def to_tantivy(document: Document, owner: str, registry: Registry, schema: Any) -> Any:
    """Return ``document`` with its fields filled."""
    kind, called = registry.kinds[document.kind], document.id
    title = clean(document.title)
    order = collated(title)
    # The whole text, for the engine marks in snippets only what it knows of this field.
    kept, body = _indexed((*document.summary, *document.body))
    texts = {
        "title": _indexed((title,))[1],
        "names": _indexed(document.names)[1],
        "synonyms": _indexed(document.synonyms)[1],
        "body": body,
    }
    values: dict[str, Any] = {
        **texts,
        # Which words there are is all that is asked of them: each once is enough.
        WORDS: _each_once(chain.from_iterable(texts.values())),
        "summary": _indexed(document.summary)[1],
        ID: called,
        OWNER: owner,
        KIND: document.kind,
        PK: document.pk,
        KIND_NUMBER: registry.number_of(document.kind),
        STORED: _stored(document, kept),
        sort_field("title"): f"{order}\t{called}",
    }
    if kind.suggest:
        keys = proper_keys if kind.proper else name_keys
        values[CALLED] = keys((title, *document.called))
        values[SUGGEST] = [*texts["title"], *texts["names"], *texts["synonyms"]]
    for name, chosen in document.facets.items():
        if chosen:
            values[facet_field(name)] = _in_order(frozenset(chosen))
    for name, number in document.numbers.items():
        values[number_field(name)] = number
    for name, text in document.sorts.items():
        values[sort_field(name)] = f"{text}\t{order}\t{called}"
    return tantivy.Document.from_dict(values, schema)


@lru_cache(NEARBY)
def _in_order(chosen: frozenset[str]) -> list[str]:
    """Return the values of a facet; one that stood twice would be counted twice."""
    return sorted(chosen)


def _indexed(texts: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return texts as they are kept, and as they are indexed.

    At the end of the latter stand the parts of hyphenated words.
    """
    kept, indexed, loose = [], [], []
    for said, joined, parts in map(_as_indexed, texts):
        if said:
            kept.append(said)
            indexed.append(joined)
        if parts:
            loose.append(parts)
    if loose:
        indexed.append(" ".join(loose))
    return kept, indexed


@lru_cache(NEARBY)
def _as_indexed(text: str) -> tuple[str, str, str]:
    """Return a text as it is kept, as it is indexed, and the parts of its hyphenated words."""
    said = clean(text).strip()
    return said, canonical(said), loose_parts(said)


def _each_once(lines: Iterable[str]) -> str:
    """Return lines as one, in which a word seldom stands twice."""
    text = " ".join(lines)
    # In a short text there is little to leave out.
    return " ".join(dict.fromkeys(text.split())) if len(text) > SHORT else text


def _stored(document: Document, texts: list[str]) -> bytes:
    """Return what lists and snippets need of a document, as JSON.

    An object as a whole takes three times as long to write as its texts do.
    """
    kind, slug, title, url = map(
        encode_basestring, (document.kind, document.slug, document.title, document.url)
    )
    called = f', "called": [{_in_json(document.called)}]' if document.called else ""
    said = (
        f'{{"kind": {kind}, "slug": {slug}, "title": {title}, "url": {url}, '
        f'"text": [{_in_json(texts)}]{called}}}'
    )
    return said.encode("utf-8", "replace")


def _in_json(texts: Iterable[str]) -> str:
    return ", ".join(map(encode_basestring, texts))


def collated(title: str) -> str:
    """Return what a title sorts by: neither case nor accents nor leading signs matter."""
    return " ".join(unstemmed().analyze(title))
