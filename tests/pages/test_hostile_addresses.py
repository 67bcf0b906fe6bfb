"""Made-up addresses of every public page: nothing in them is an error of the server.

``python -m tests.benchmarks.hostile`` asks thousands of them, and looks at how long they take.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.pages.hostile import PARAMETERS, Hostile, filters_of, public_routes

READS = re.compile(r'GET\.get(?:list)?\(\s*"([^"]+)"')

pytestmark = pytest.mark.usefixtures("content")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_made_up_address_is_an_error(client, seed):
    client.raise_request_exception = False
    routes = len(public_routes())

    answers = [(asked, asked.by(client)) for asked in Hostile(seed).addresses(2 * routes)]

    assert [asked.address for asked, answer in answers if answer.status_code >= 500] == []
    assert {asked.route for asked, _ in answers} == {route.name for route in public_routes()}
    assert sum(answer.status_code == 200 for _, answer in answers) > len(answers) / 2


def test_made_up_addresses_are_the_same_for_the_same_seed():
    first, again, other = (list(Hostile(seed).addresses(50)) for seed in (4, 4, 5))

    assert first == again != other


def test_every_parameter_that_a_page_reads_is_made_up_too():
    folders = ("wellbeing_portal", "casestudies", "strategies")
    sources = (path for one in folders for path in (Path(settings.BASE_DIR) / one).rglob("*.py"))
    public = (path for path in sources if "curate" not in path.parts)
    read = {name for path in public for name in READS.findall(path.read_text())}

    known = {*PARAMETERS, *(name for route in public_routes() for name in filters_of(route))}
    # What begins with a line is Django's own, in the admin.
    assert {name for name in read if not name.startswith("_")} <= known
