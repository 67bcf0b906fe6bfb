"""What a list says of the briefing that it leads to."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from lxml.html import document_fromstring

from tests import factories as make
from wellbeing_portal.site.templatetags.briefings import MOST


@pytest.mark.parametrize("more", [0, 1])
def test_list_says_when_a_briefing_takes_only_the_first_of_it(client, db, more):
    make.StrategyFactory.create_batch(MOST + more, state="published")

    page = document_fromstring(client.get("/strategies/").content)

    (link,) = page.xpath("//a[@data-briefing]")
    items = parse_qs(urlsplit(link.get("href")).query)["item"]
    said = f"Make a briefing of the first {MOST} here" if more else "Make a briefing of this"
    assert (len(items), link.text_content()) == (MOST, said)
