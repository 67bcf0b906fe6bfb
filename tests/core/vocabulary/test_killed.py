"""A process that is killed while it merges leaves all as it was or whole, the index too."""

from __future__ import annotations

import os

import pytest

from tests.core.publishing.test_killed import done, kill_on_the_way, run
from tests.forking import Forks

__all__ = ["run"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]

STUDIES = int(os.environ.get("KILLED_STUDIES", "12"))
"""Studies with five findings each. A thousand of them are what the vocabulary is made for."""

BEGIN = f"""
from casestudies.models import Finding, Outcome
from tests import factories as make
former = make.OutcomeFactory(name="Being lonely", slug="being-lonely")
kept = make.OutcomeFactory(name="Loneliness", slug="loneliness")
source, approach = make.SourceFactory(published=True), make.ApproachFactory()
for number in range({STUDIES}):
    study = make.CaseStudyFactory(published=True, source=source)
    made = Finding.objects.bulk_create(
        Finding(case_study=study, position=at, statement=f"Finding {{at}}.", claim="changed",
                direction="better", basis="self-reported", evidence_level=1, locator="Page 1",
                source=source, key=f"finding-{{at}}")
        for at in range(1, 6)
    )
    Finding.outcomes.through.objects.bulk_create(
        Finding.outcomes.through(finding=one, outcome=former) for one in made
    )
    Finding.approaches.through.objects.bulk_create(
        Finding.approaches.through(finding=one, approach=approach) for one in made
    )
from wellbeing_portal.search.changes import mark_everything
mark_everything()
"""

MERGE = """
from casestudies.models import Outcome
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.vocabulary.merging import merge
import resource, time
began = time.monotonic()
merge(Outcome.objects.get(slug="being-lonely"), Outcome.objects.get(slug="loneliness"), by=SYSTEM)
spent = time.monotonic() - began
most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
"""
AT_ONCE = "wait_for_the_end()\n"

TELL = """
import json
from casestudies.models import Finding, Outcome
from wellbeing_portal.core.models import Redirect, Version, VocabularyChange, VocabularyTouch
from wellbeing_portal.search import current
current(wait=120)
from django.test import Client
pages = {}
for slug in ("being-lonely", "loneliness"):
    page = Client(headers={"host": "localhost"}).get("/case-studies/", {"outcome": slug})
    text = page.content.decode()
    pages[slug] = text.partition("data-total=")[2][:8] if page.status_code == 200 else "moved"
tied = {one.slug: one.findings.count() for one in Outcome.objects.all()}
kept = [one.objects.count() for one in (Redirect, Version, VocabularyChange, VocabularyTouch)]
print(json.dumps([pages, tied, kept]))
"""


def told(run: Forks) -> str:
    return done(run, TELL).splitlines()[-1]


def test_merge_is_done_whole_or_not_at_all(run: Forks) -> None:
    done(run, BEGIN)
    before = told(run)
    assert f'"being-lonely": {STUDIES * 5}' in before

    for at in (1, 3, 9, 20):
        kill_on_the_way(run, MERGE, at)
        assert told(run) == before

    kill_on_the_way(run, MERGE + AT_ONCE)
    after = told(run)
    assert f'{{"loneliness": {STUDIES * 5}}}' in after
    assert '"being-lonely": "moved"' in after
    assert f"[1, {STUDIES}, 1, {STUDIES}]" in after
