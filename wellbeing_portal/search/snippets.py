"""Where in its text a document matches, with the words marked."""

from __future__ import annotations

from collections.abc import Iterable

import tantivy
from django.utils.safestring import SafeString, mark_safe

from .matches import Found
from .reader import Reader
from .widening import NO_CONCEPTS

LENGTH = 240


def snippets(
    reader: Reader, documents: Iterable[Found], text: str, *, widen: bool = True
) -> list[SafeString]:
    """Return HTML for each document; it is empty where no word of ``text`` stands in its body.

    Everything is escaped but the ``<mark>`` around the words found.
    """
    query = reader.texts.highlighted(text, reader.concepts() if widen else NO_CONCEPTS)
    generator = tantivy.SnippetGenerator.create(reader.searcher, query, reader.schema, "body")
    generator.set_max_num_chars(LENGTH)
    found = []
    for one in documents:
        said = " ".join(" ".join(reader.stored(one.address)["text"]).split())
        document = tantivy.Document.from_dict({"body": said}, reader.schema)
        html = generator.snippet_from_doc(document).to_html()
        marked = html.replace("<b>", "<mark>").replace("</b>", "</mark>")
        found.append(mark_safe(marked))  # noqa: S308 - the engine escapes; a test holds it to it
    return found
