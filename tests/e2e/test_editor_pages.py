"""Every page of the editor on a phone and on a desk: nothing is wide, or breaks a rule of axe.

The vocabulary has pages of its own, which ``test_vocabulary.py`` looks at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.urls import URLResolver, reverse
from playwright.sync_api import Page

from casestudies.models import CaseStudy
from tests import account_factories as account
from tests import factories as make
from tests.e2e.test_admin import sign_in
from tests.people import administrator, contributor
from wellbeing_portal.core.models import Version
from wellbeing_portal.core.models.redirect import kind_of
from wellbeing_portal.core.publishing.leaving import trash
from wellbeing_portal.core.publishing.ownership import own
from wellbeing_portal.core.publishing.review import send
from wellbeing_portal.core.publishing.working_copy import start_copy
from wellbeing_portal.curate import urls
from wellbeing_portal.curate.health import LINES
from wellbeing_portal.curate.importing import running
from wellbeing_portal.curate.importing.tables import tables
from wellbeing_portal.curate.models import Comment, ImportRun
from wellbeing_portal.curate.sections import nouns
from wellbeing_portal.curate.views.help import PAGES
from wellbeing_portal.curate.views.leaving import WAYS
from wellbeing_portal.curate.vocabulary import urls as of_vocabulary

pytestmark = pytest.mark.history

WIDTHS = (375, 1280)
NO_PAGES = {
    "curate_suggest", "curate_figure", "curate_grade", "curate_typed", "curate_preview_styles",
    "curate_copy", "curate_take_over", "curate_comment", "curate_settle", "curate_sign_out",
    "curate_import_check", "curate_import_remove", "curate_import_write", "curate_import_report",
    "curate_export",
}  # fmt: skip
"""What answers scripts, is only sent to, or is a file."""
READERS = {"curate_preview"}
"""Pages in the design for readers, whose own tests judge them."""
OUTSIDE = ("curate_sign_in", "curate_forgotten", "curate_forgotten_sent")


@pytest.fixture
def ada(db: None) -> User:
    return administrator(username="ada")


@pytest.fixture
def study(ada: User) -> CaseStudy:
    """A record that was sent, with a comment and a row of most kinds."""
    title = "Bournemouth, Christchurch and Poole: a very long name of a very long programme"
    study: CaseStudy = make.CaseStudyFactory.create(title=title)
    own(study, contributor(username="kim"))
    make.CaseStudyApproachFactory.create(case_study=study)
    make.FindingFactory.create(
        case_study=study, statement="A third fewer.", locator="Page 1", value=33
    )
    account.CostFactory.create(case_study=study)
    for text in ("First", "Second"):
        account.BarrierFactory.create(case_study=study, text=text)
    send(study, by=ada, note="Much is new.")
    Comment.objects.create(
        kind=kind_of(CaseStudy), record=study.pk, section="findings", text="Of whom?",
        author=ada, author_name="ada",
    )  # fmt: skip
    return study


@pytest.fixture
def addresses(live_server: Any, study: CaseStudy, ada: User) -> list[str]:
    """The addresses of every page, which differ by what they show."""
    live = make.CaseStudyFactory.create(title="Live", published=True)
    start_copy(live, by=ada)
    gone = make.CaseStudyFactory.create(title="Gone")
    trash(gone, "Not needed", by=ada)
    record = ["case-studies", study.pk]
    number = Version.objects.of(study).first().number
    runs = imports_of(ada)
    pages: list[tuple[str, list[Any]]] = [
        *((name, []) for name in ("curate_home", "curate_search", "curate_trash", "curate_help")),
        ("curate_health", []),
        *(("curate_health_line", [line.key]) for line in LINES),
        *((name, []) for name in ("curate_account", "curate_change_password", "curate_accounts")),
        *((name, []) for name in ("curate_invite", "curate_add_source")),
        *((name, []) for name in ("curate_imports", "curate_exports")),
        ("curate_import_template", ["case-studies"]),
        *(("curate_import_columns", [run.pk]) for run in runs[1:]),
        *(("curate_import", [run.pk]) for run in runs),
        *(("curate_help_page", [key]) for key in PAGES),
        ("curate_account_of", [ada.pk]),
        ("curate_suggest_term", ["outcomes"]),
        *(("curate_start", [key]) for key in nouns()),
        *((name, record) for name in ("curate_tasks", "curate_check", "curate_versions")),
        ("curate_address", record),
        ("curate_tasks", ["case-studies", live.pk]),
        ("curate_compare_versions", record),
        *((name, [*record, number]) for name in ("curate_version", "curate_restore")),
        *(("curate_leave", [*record, way]) for way in WAYS),
        ("curate_leave", ["case-studies", live.pk, "withdraw"]),
        *(("curate_section", [*record, one.key]) for one in nouns()["case-studies"].sections),
        ("curate_add_row", [*record, "findings"]),
        ("curate_row", [*record, "barriers", "first"]),
        ("curate_remove_row", [*record, "barriers", "first"]),
        ("curate_accept", ["used"]),
        ("curate_new_password", ["MQ", "used"]),
        *((name, []) for name in OUTSIDE),
    ]
    every = {*_names(urls.urlpatterns)} - {*_names(of_vocabulary.urlpatterns)}
    assert {name for name, _args in pages} | NO_PAGES | READERS == every
    compared = reverse("curate_compare_versions", args=record)
    made = [reverse(name, args=args) for name, args in pages]
    asked = [f"{one}?from={number}&to=now" if one == compared else one for one in made]
    return [f"{live_server.url}{one}" for one in asked]


@pytest.fixture
def at_work(live_server: Any, page: Page, ada: User) -> Page:
    """The page of somebody who has signed in."""
    sign_in(page.context, ada, live_server)
    return page


FILE_SENT = (
    "Name,Official name,Type,Region,Nation,Begins,A heading without a break"
    "-that-goes-on-and-on-for-longer-than-any-phone-is-wide\n"
    "Marlshire,Marlshire County Council,county,south-east,england,1/4/2023,x\n"
    "Northmarl,Northmarl Council,distrikt,south-east,england,31/02/2023,y\n"
)


def imports_of(ada: User) -> list[ImportRun]:
    """One import that was interrupted, and one that is checked."""
    make.CouncilFactory.create(name="Marlshire", official_name="Marlshire", type="county")
    table, runs = tables()["councils"], []
    for stage in ("writing", "checked"):
        run = running.begin(table, FILE_SENT.encode(), "councils.csv", by=ada)
        running.check(run, by=ada)
        running.to_stage(run, stage)
        runs.append(run)
    return runs


def _names(patterns: Sequence[Any]) -> Iterator[str]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _names(one.url_patterns)
        else:
            yield str(one.name)


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_fits_and_breaks_no_rule(
    addresses: list[str],
    at_work: Page,
    axe: Callable[[Page], None],
    complaints: list[str],
    width: int,
) -> None:
    at_work.set_viewport_size({"width": width, "height": 800})
    for address in addresses:
        at_work.goto(address)
        axe(at_work)
        assert at_work.evaluate("document.documentElement.scrollWidth") <= width, address
    # An invitation that is over, and a question that cannot be asked here, are answered so.
    complaints[:] = [one for one in complaints if "410" not in one]
