"""Help for those who edit says what the rules say."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client
from django.utils.translation import gettext

from casestudies.evidence.grading import TABLE, row_for
from casestudies.evidence.levels import MEANINGS
from casestudies.models.claims import Claim, EvidenceLevel
from wellbeing_portal.core.roles import Role, Verb
from wellbeing_portal.core.roles.rules import RULES, Rule
from wellbeing_portal.core.words import opening
from wellbeing_portal.curate.help.examples import EXAMPLES
from wellbeing_portal.curate.views.help import PAGES

pytestmark = pytest.mark.django_db

HEAVIEST = 60 * 1024


def text(answer: object) -> str:
    content: bytes = answer.content  # type: ignore[attr-defined]
    return unescape(" ".join(content.decode().split()))


def test_every_page_is_reached_from_the_navigation(as_writer: Client) -> None:
    home = text(as_writer.get("/curate/"))
    index = text(as_writer.get("/curate/help/"))

    assert '<a href="/curate/help/">Help</a>' in home
    for key, page in PAGES.items():
        assert f'href="/curate/help/{key}/"' in index
        answer = as_writer.get(f"/curate/help/{key}/")
        assert f'<h1 class="govuk-heading-l">{page.title}</h1>' in text(answer)
        assert len(answer.content) < HEAVIEST


def test_help_is_for_those_who_edit(client: Client) -> None:
    assert client.get("/curate/help/claims/").status_code == 302
    assert client.get("/curate/help/").status_code == 302


def test_unknown_page_is_not_there(as_writer: Client) -> None:
    assert as_writer.get("/curate/help/nothing/").status_code == 404


def test_every_row_of_the_table_of_grades_has_an_example() -> None:
    shown = [row_for(one.answers) for one in EXAMPLES]

    assert [row for row in TABLE if row not in shown] == []


def test_claims_and_levels_are_told_as_the_rules_have_them(as_writer: Client) -> None:
    page = text(as_writer.get("/curate/help/claims/"))

    for claim in Claim:
        assert f">{claim.label}<" in page
    for level in EvidenceLevel:
        title = f"Level {level.value}: {level.label}"
        assert title in page
        own = page[page.index(title) :].split("<h3")[0]
        assert str(MEANINGS[level]) in own
        for row in TABLE:
            if row.claim == Claim.CHANGED:
                assert (gettext(row.because) in own) == (row.level == level)


def test_what_each_role_may_is_told_as_the_rules_have_it(
    as_writer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cells(verb: Verb) -> str:
        page = text(as_writer.get("/curate/help/roles/"))
        start = page.index(opening(verb.words))
        return page[start : page.index("</tr>", start)]

    assert cells(Verb.EDIT).count("<td>Their own</td>") == 2
    assert cells(Verb.EDIT).count("<td>Yes</td>") == 2
    assert cells(Verb.ACCOUNTS).count("<td>No</td>") == 3
    assert "Not what one has written oneself." in cells(Verb.APPROVE)
    assert "While it is: in review." in cells(Verb.APPROVE)

    monkeypatch.setitem(RULES, Verb.ACCOUNTS, Rule(Role.CONTRIBUTOR))

    assert cells(Verb.ACCOUNTS).count("<td>Yes</td>") == 4
