"""A portal that the first release filled keeps all that it holds, whatever migrations come.

Where a migration is meant to change a row, the change is added to those below, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.upgrade.first_release import TABLES

Upgraded = dict[str, Any]

BROWSER = "A curator's own words.\r\nWith a line of a browser,\x0ba soft break and \u202ea turn."
PLAIN = "A curator's own words.\nWith a line of a browser,\na soft break and a turn."
FEED, PLAIN_FEED = ["of a curator", "with a\x0cfeed"], ["of a curator", "with a\nfeed"]

PLAN, STREETS, LEADERSHIP = 3, 2, 1
FINDINGS_OF_STREETS = (12, 13)
"""Records that no curator has edited, and whose files say something else by now."""

RENAMED_STATE = "state was 'archived' and is 'unpublished'"

MEANT = {
    # Those who edited everything are editors; there are three more roles.
    ("auth.group", 1, "name was 'Curators' and is 'Editors'"),
    *(("auth.group", key, "the row is new") for key in (2, 3, 4)),
    ("core.loadedrecord", None, "state_digest is gone"),
    # Councils have a first and a last day, and changes say which followed which.
    *(
        (table, None, f"{column} is gone")
        for table in ("strategies.council", "strategies.historicalcouncil")
        for column in ("established", "abolished")
    ),
    ("strategies.council_successors", None, "the table is gone"),
    ("strategies.historicalcouncil_successors", None, "the table is gone"),
    # Slugs became lower case words with single hyphens.
    ("strategies.strategy", 2, "slug was 'Stronger_Sandwell' and is 'stronger-sandwell'"),
    ("casestudies.approach", 7, "slug was 'Named_Anew' and is 'named-anew'"),
    ("casestudies.casestudy", 3, "slug was 'Own--Draft' and is 'own-draft'"),
    # Texts lost what is no character, in all versions that held it.
    ("casestudies.approach", 7, f"synonyms was {FEED!r} and is {PLAIN_FEED!r}"),
    ("casestudies.historicalapproach", 25, f"synonyms was {FEED!r} and is {PLAIN_FEED!r}"),
    ("casestudies.casestudy", 1, f"ambition was {BROWSER!r} and is {PLAIN!r}"),
    *(
        ("casestudies.historicalcasestudy", version, f"ambition was {BROWSER!r} and is {PLAIN!r}")
        for version in (11, 12, 13, 14)
    ),
}

CLAIMED = re.compile(
    r"direction was 'activity' and is ''|evidence_level was \d and is None"
    r"|(approach|approach_id|is_key) is gone|value was '(\d+\.\d\d)' and is '\2?\d*\.?\d*0'",
    re.DOTALL,
)
"""What findings say since each has a claim: work done has no level and no direction; an approach
is one of several; numbers have a third decimal. So does what they said when they were loaded."""

OF_FINDINGS = {
    *("casestudies.finding", "casestudies.historicalfinding"),
    *("casestudies.contextfact", "casestudies.historicalcontextfact"),
}


def is_of_claims(table: str, what: str) -> bool:
    """Tell whether a change is one of those that the claims of findings brought."""
    if table == "casestudies.finding_outcomes":
        return what == "the row is gone"
    return table in OF_FINDINGS and CLAIMED.fullmatch(what) is not None


COUNTERS = {"core.contentversion", "core.indexchange"}
"""Tables that tell an index what has changed; migrations that change content go on with them."""

GROWING = {"contenttypes.contenttype", "auth.permission"}
"""Tables to which every new model adds."""
RIGHTS = {"auth.group_permissions"}
"""What groups may do in the admin follows from their roles; ``tests/core/roles`` looks at it."""

EDITED = {
    "source report",
    "source promoting-wellbeing-2010",
    "strategy bristol-one-city-plan-2050",
    "strategy stronger-sandwell-principles",
    "approach asset-based-community-development",
    "setting street",
    "case study sandwell-stronger-sandwell",
    "framework promoting-wellbeing-2010",
}


def test_every_row_and_value_is_kept(upgraded: Upgraded) -> None:
    changes = {
        (table, key, what)
        for table, key, what in upgraded["changes"]
        if table not in COUNTERS | RIGHTS
        and not (table in GROWING and what == "the row is new")
        and what != RENAMED_STATE
    }

    by_claims = {one for one in changes if is_of_claims(one[0], one[2])}

    assert changes - by_claims == MEANT
    assert {table for table, _, _ in by_claims} >= {
        "casestudies.finding",
        "casestudies.historicalfinding",
    }
    assert sum(len(table["rows"]) for table in TABLES.values()) > 1_400


def test_successors_of_councils_are_changes_on_the_day_after_the_last(upgraded: Upgraded) -> None:
    assert upgraded["followed"] == [
        ["Old Marl", "Northmarl", "whole", "in-force", "2009-04-01"],
    ]


def test_every_version_names_who_made_it(upgraded: Upgraded) -> None:
    versions, named = upgraded["signed"]

    assert versions == named > 0


def test_what_curators_edited_and_deleted_is_known(upgraded: Upgraded) -> None:
    ties = upgraded["ties"]

    assert {name for name, (record, state) in ties.items() if record and state is None} == EDITED
    assert {name for name, (record, _) in ties.items() if record is None} == {
        "framework ten",
        "all content all",
    }
    assert all(
        state == {} for name, (record, state) in ties.items() if record and name not in EDITED
    )


def test_loading_changed_files_leaves_to_curators_what_is_theirs(upgraded: Upgraded) -> None:
    gone = "no longer in the files, but kept"
    assert {name: what for name, what in upgraded["loaded"].items() if what != gone} == {
        "framework ten": "deleted by a curator, so not loaded again",
        "setting street": "given another address by a curator: “Street” (road), so left alone",
        "source report": "what its file says by now is offered as a working copy",
        "strategy plan": "changed",
        # Its first day has another name in files.
        "council marlshire": "changed",
        "council northmarl": "changed",
        "case study streets": "changed",
        # It stood in the starter content too, with other words.
        "enabler leadership": "changed",
    }

    changed = {
        (table, key) for table, key, what in upgraded["changed by loading"] if " was " in what
    }
    assert {(table, key) for table, key in changed if not table.startswith("core.")} == {
        ("strategies.strategy", PLAN),
        ("casestudies.casestudy", STREETS),
        *(("casestudies.finding", finding) for finding in FINDINGS_OF_STREETS),
        ("casestudies.enabler", LEADERSHIP),
    }


@pytest.mark.long
def test_edits_are_known_in_whatever_order_the_apps_migrate(
    upgraded: Upgraded, upgrade: Callable[..., Upgraded]
) -> None:
    # By themselves the digests are put by first; here they are read from their own column.
    said = upgrade("casestudies.0002_tie_loaded_records", "core.0004_loaded_record_without_digest")

    assert said["ties"] == upgraded["ties"]
