"""The page of an account that has very much to say: light, and nothing of it out of reach."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from tests import factories as make
from tests.large_account import make_large_account
from tests.pages.test_budgets import WEIGHT
from tests.pages.test_query_counts import BUDGET

FOLD = re.compile(r'<details class="portal-account__row" id="([\w-]+)"(\s+open)?')
FINDING = re.compile(r'id="finding-(finding-\d+)"')


@pytest.fixture
def study(worlds):
    with worlds("large-account", make_large_account) as study:
        yield study


def pages_of(client, study, fold):
    """Ask for a part and for what follows, as a reader does; return each page of it."""
    address, pages = f"?open={fold}#{fold}", []
    while address:
        answer = client.get(study.get_absolute_url() + address.partition("#")[0])
        pages.append(answer.content.decode())
        part = pages[-1].split(f'id="{fold}"')[1].split("</details>")[0]
        onwards = re.search(rf'href="([^"]*)#{fold}"[^>]*>What follows', part)
        address = onwards[1].replace("&amp;", "&") if onwards else ""
    return pages


def test_a_large_account_is_light_however_it_is_asked(study, client):
    path = study.get_absolute_url()
    folds = [key for key, _ in FOLD.findall(client.get(path).content.decode())]
    asked = ["", "?open=all", "?open=nothing", "?open=done&page=99", "?open=done&page=x"]

    for address in [*asked, *(f"?open={fold}" for fold in folds)]:
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(path + address)
        assert answer.status_code == 200, address
        assert len(answer.content) <= WEIGHT, (address, len(answer.content))
        assert len(queries) <= BUDGET, address


@pytest.mark.parametrize("fold", ["changed", "done"])
def test_every_finding_of_a_long_part_stands_on_one_of_its_pages(study, client, fold):
    pages = pages_of(client, study, fold)

    expected = {one.key for one in study.findings.filter(claim=fold)}
    found = [key for page in pages for key in FINDING.findall(page.split(f'id="{fold}"')[1])]
    assert expected <= set(found)
    assert len(pages) > 1
    assert all(len(page.encode()) <= WEIGHT for page in pages)


def test_all_of_a_long_text_and_all_programmes_can_be_read(study, client):
    assert sum(page.count("<h4>Programme ") for page in pages_of(client, study, "programmes")) == 30
    told = "".join(page.split('id="lasting"')[1] for page in pages_of(client, study, "lasting"))
    assert told.split("<details")[0].count("<p>What was found here") == 25


def test_the_part_that_is_asked_for_is_open_and_the_others_are_not(study, client):
    page = client.get(f"{study.get_absolute_url()}?open=done").content.decode()

    assert [key for key, is_open in FOLD.findall(page) if is_open] == ["done"]
    assert "Page 1 of" in page


def test_a_part_says_that_it_only_begins_and_leads_on(study, client):
    page = client.get(study.get_absolute_url()).content.decode()

    part = page.split('id="done"')[1].split("</details>")[0]
    assert "This is how it begins." in part
    assert 'href="?open=done#done"' in part


def test_each_finding_is_found_again_from_its_own_page(study, client):
    for key in ("finding-0", "finding-39", "finding-40", "finding-79"):
        its_own = client.get(f"{study.get_absolute_url()}findings/{key}/").content.decode()
        back = f"{study.get_absolute_url()}?finding={key}"
        assert f'{back}#finding-{key}"' in its_own
        assert f'id="finding-{key}"' in client.get(back).content.decode(), key


def test_a_very_long_finding_begins_on_the_first_screen_and_leads_to_the_whole(study, client):
    page = client.get(study.get_absolute_url()).content.decode()

    first_screen = page.split("The whole account")[0]
    statement = study.findings.get(key="finding-0").statement
    assert f'href="{study.get_absolute_url()}findings/finding-0/"' in first_screen
    assert escape(statement[:200]) in first_screen
    assert escape(statement) not in first_screen
    assert escape(statement) in page


def test_an_account_of_usual_length_is_whole(db, client):
    study = make.CaseStudyFactory(published=True)
    make.FindingFactory.create_batch(12, case_study=study)

    page = client.get(study.get_absolute_url()).content.decode()

    assert "This is how it begins." not in page
    assert page.count('id="finding-') == 12
