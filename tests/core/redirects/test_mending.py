"""Records from before the rule about slugs get one that keeps it, and their addresses lead on."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection

from strategies.models import Council
from tests import factories as make
from wellbeing_portal.core.models import Redirect
from wellbeing_portal.core.redirects.mending import mend_slugs
from wellbeing_portal.search.changes import content_state
from wellbeing_portal.search.models import IndexChange

PLAIN = next(c for c in Council._meta.constraints if c.name == "council_slug_plain")

BEFORE = ["leeds", "Leeds", "LEEDS", "St_Albans", "-york--city-", "feed", "___", "Ab" * 50, "x"]
AFTER = [
    *("leeds", "leeds-2", "leeds-3", "st-albans", "york-city", "feed-2", "record", "ab" * 50, "x"),
]


@pytest.fixture
def before_the_rule(transactional_db, monkeypatch):
    """Councils as a portal may hold them that is older than the rule."""
    councils = make.CouncilFactory.create_batch(len(BEFORE))
    constraints = Council._meta.constraints
    with monkeypatch.context() as without, connection.schema_editor() as editor:
        # SQLite makes the table anew, with what the model says.
        without.setattr(Council._meta, "constraints", [c for c in constraints if c != PLAIN])
        editor.remove_constraint(Council, PLAIN)
    for council, slug in zip(councils, BEFORE, strict=True):
        Council._base_manager.filter(pk=council.pk).update(slug=slug)
    yield councils
    with connection.schema_editor() as editor:
        # It can only be added where every row keeps it.
        editor.add_constraint(Council, PLAIN)


def test_bad_slugs_are_mended_and_lead_on(before_the_rule, client):
    councils = before_the_rule
    version = content_state().version

    mend_slugs(apps, "strategies", ["Council"])

    slugs = [Council.objects.get(pk=council.pk).slug for council in councils]
    assert [slug.partition("record")[1] or slug for slug in slugs] == AFTER
    for council, slug, former in zip(councils, slugs, BEFORE, strict=True):
        council.refresh_from_db()
        council.full_clean()
        if former not in {slug, "feed"}:
            assert client.get(f"/councils/{former}/")["Location"] == f"/councils/{slug}/"
            assert Redirect.objects.get(slug=former).record == council.pk
    anew = IndexChange.objects.filter(collection="*", version__gt=version)
    assert anew.exists(), "the index is built anew"


def test_plain_slugs_are_left_alone(db):
    council = make.CouncilFactory(slug="leeds")
    version = content_state().version

    mend_slugs(apps, "strategies", ["Council"])

    council.refresh_from_db()
    assert council.slug == "leeds"
    assert not Redirect.objects.exists()
    assert content_state().version == version
