"""Words that readers were puzzled by stand on no page of any kind."""

from __future__ import annotations

import re

from tests.pages.kinds import one_of_each_kind
from tests.pages.reading import Page

AVOIDED = re.compile(
    r"going on in or after|begun in or before|take this away|nobody else has|nothing in common"
    r"|further findings|in their own terms|numbers of findings lead|ticking two in one list"
    r"|strongest at evidence level|\b\d+ records?\b|\bthe concepts\b|\bn/a\b",
    re.IGNORECASE,
)


def test_no_page_says_what_readers_did_not_understand(content, client):
    found = {}
    for address in one_of_each_kind():
        text = Page(client.get(address).content.decode()).text
        if words := {one.group() for one in AVOIDED.finditer(" ".join(text.split()))}:
            found[address] = words

    assert found == {}
