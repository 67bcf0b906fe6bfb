"""The page on which staff see why a search finds what it finds, and try a synonym."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from casestudies.models import Approach, Enabler
from strategies.models import Council
from tests import factories as make
from tests.admin_pages import admin_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def marling() -> Any:
    """An approach with a synonym, and five case studies that have it."""
    marling = make.ApproachFactory(name="Marling", synonyms=["clay dressing"], definition="It is.")
    make.OutcomeFactory(name="Better soil", synonyms=["tilth"])
    council = make.CouncilFactory(
        name="Ashwick", official_name="Borough of Ashwick", region=Council.Region.WALES,
        nation=Council.Nation.WALES,
    )  # fmt: skip
    for n in range(5):
        study = make.CaseStudyFactory(
            title=f"Number {n}", summary="They spread it.", published=True, councils=[council]
        )
        make.CaseStudyApproachFactory(case_study=study, approach=marling)
    return marling


@pytest.fixture
def curator(client: Client) -> Client:
    user = make.UserFactory(is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="change_approach"))
    client.force_login(user)
    return client


def explained(client: Client, **parameters: str) -> str:
    response = client.get(reverse("explain_search"), parameters)
    assert response.status_code == 200
    assert len(response.content) <= 100 * 1024
    html = unescape(response.content.decode())
    return html[html.index('class="portal-explain"') :]


def results(html: str, attribute: str = "data-result") -> list[str]:
    return re.findall(rf'{attribute}="([^"]+)"', html)


def groups(html: str) -> list[tuple[str, str]]:
    return re.findall(r'data-group="([^"]+)"\s+data-count="(\d+)"', html)


# ── Who may ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("is_staff", "rights", "status"),
    [(False, ["change_approach"], 302), (True, ["view_approach"], 403), (True, [], 403),
     (True, ["change_theme"], 200)],
)  # fmt: skip
def test_it_is_for_who_may_change_concepts(client, is_staff, rights, status):
    user = make.UserFactory(is_staff=is_staff)
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(user)

    assert client.get(reverse("explain_search"), {"q": "marling"}).status_code == status
    assert client.post(reverse("explain_search")).status_code in {302, 405}


def test_a_visitor_is_asked_to_sign_in(client):
    assert client.get(reverse("explain_search")).status_code == 302


def test_a_synonym_is_tried_only_by_who_may_change_that_concept(curator, marling):
    enabler = make.EnablerFactory()
    asked = {"synonym": "spade", "concept": f"enabler.{enabler.slug}"}

    assert curator.get(reverse("explain_search"), asked).status_code == 403


# ── The explanation ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("typed", ["number", "clay dressing Ashwick", "spread Number 3", "wales"])
def test_it_lists_what_readers_are_shown_in_their_order(curator, marling, typed):
    public = unescape(Client().get(reverse("search"), {"q": typed}).content.decode())

    told = explained(curator, q=typed)

    shown = results(public[public.index("<main") : public.index("</main>")])
    assert shown
    assert results(told) == shown
    assert groups(told) == groups(public)


def test_parts_of_every_score_add_up_to_it(curator, marling):
    html = explained(curator, q="spread Number 3")

    hits = html.split('class="portal-explain__hit"')[1:]
    assert hits
    for hit in hits:
        score = float(re.search(r'data-score="([\d.]+)"', hit)[1])
        parts = [float(one) for one in re.findall(r'data-adds="([\d.]+)"', hit)]
        assert sum(parts) == pytest.approx(score, abs=0.06)


def test_it_says_how_the_words_were_read(curator, marling):
    html = explained(curator, q='what works for clay dressing in "fields" -sand')

    assert "match nothing: “what works for”" in html
    assert "Too small to be looked for: in." in html
    assert "because of the quotes: “fields”" in html
    assert "What has “sand” is left out" in html
    assert f'<a href="{admin_url(marling)}">Marling</a>' in html
    assert "Other names, looked for too: Marling" in html


def test_absence_names_and_spelling_are_told_as_to_readers(curator, marling):
    assert "nothing about it" in explained(curator, q="fracking")
    assert "It names the council “Ashwick”" in explained(curator, q="Ashwick")
    assert "“marling” is offered as a spelling" in explained(curator, q="marlimg")


@pytest.mark.parametrize("typed", ["", "???", "\x00", "x" * 700, '"', "<script>", "🦆"])
def test_no_text_breaks_it(curator, marling, typed):
    assert explained(curator, q=typed, synonym=typed, concept="approach.marling")

    asked = {"q": typed, "synonym": typed, "concept": "approach.marling"}
    raw = curator.get(reverse("explain_search"), asked).content.decode()
    assert 'value="<script>"' not in raw
    assert "“<script>”" not in raw


# ── A synonym tried ──────────────────────────────────────────────────────────────────────


def test_a_synonym_shows_now_and_then_and_writes_nothing(curator, marling):
    html = explained(curator, synonym="soil spreading", concept="approach.marling")

    row = re.search(
        r'data-change="case-studies".*?data-now="(\d+)".*?data-then="(\d+)"', html, re.DOTALL
    )
    assert row is not None
    assert row.groups() == ("0", "5")
    assert re.search(r"data-then-meant>\s*<p>Marling", html)
    assert "(<strong>" not in html
    assert html.count("(new)") == 3
    assert Approach.objects.get(pk=marling.pk).synonyms == ["clay dressing"]
    assert (
        "data-absent" in Client().get(reverse("search"), {"q": "soil spreading"}).content.decode()
    )


def test_what_was_promised_is_found_once_the_synonym_is_saved(curator, marling):
    promised = explained(curator, synonym="soil spreading", concept="approach.marling")
    marling.synonyms.append("soil spreading")
    marling.save()

    now = explained(curator, synonym="soil spreading", concept="approach.marling")

    then = dict(re.findall(r'data-change="([^"]+)".*?data-then="(\d+)"', promised, re.DOTALL))
    assert dict(re.findall(r'data-change="([^"]+)".*?data-now="(\d+)"', now, re.DOTALL)) == then
    assert "is called so already" in now


@pytest.mark.parametrize(
    ("word", "warning"),
    [
        ("Tilth", "“tilth” is a synonym of another concept: outcome “Better soil”."),
        ("better soils", "“Better soil” is the name of another concept (outcome)."),
        ("clay-dressing", "“Marling” is called so already: “clay dressing”."),
        ("Ashwick", "It is the name of a council: Borough of Ashwick."),
        ("Wales", "It is the name of a place."),
        ("Number 2", "Something else is called so: case study “Number 2”."),
        ("the", "Searches leave this word out"),
        ("service", "It is a common word"),
        ("spread", "It is a common word: it stands in"),
        ("it", "Searches leave this word out"),
        ("Q", "It is very short"),
        ("soil, spade", "It would be taken for several synonyms."),
        ("long " * 30, "It is longer than 100 letters"),
    ],
)
def test_what_speaks_against_a_synonym_is_said(curator, marling, word, warning):
    outcome = make.OutcomeFactory(name="Rarely used", synonyms=[])
    assert outcome.pk

    assert warning in explained(curator, synonym=word, concept="approach.marling")


def test_a_good_synonym_has_nothing_against_it(curator, marling):
    html = explained(curator, synonym="soil spreading", concept="approach.marling")

    assert "data-warnings" not in html


def test_a_concept_that_nothing_uses_is_said_to_find_nothing(curator, marling):
    unused = make.ApproachFactory(name="Liming")

    html = explained(curator, synonym="chalking", concept=f"approach.{unused.slug}")

    assert "data-unknown" in html
    assert "no such concept" in explained(curator, synonym="chalking", concept="approach.nowhere")


def test_the_page_of_a_concept_leads_to_the_trial(admin_client, marling):
    html = unescape(admin_client.get(admin_url(marling)).content.decode())

    form = re.search(r'<form[^>]+id="try-synonym-form".*?</form>', html, re.DOTALL)
    assert form is not None
    assert f'action="{reverse("explain_search")}#try"' in form[0]
    assert 'value="approach.marling"' in form[0]
    assert 'name="synonym"' in form[0]
    assert (
        "try-synonym-form"
        not in admin_client.get("/admin/casestudies/enabler/add/").content.decode()
    )
    assert Enabler.objects.count() == 0


def test_the_first_page_of_the_admin_leads_there_for_who_may(admin_client, client):
    assert reverse("explain_search") in admin_client.get("/admin/").content.decode()
    client.force_login(make.UserFactory(is_staff=True))
    assert reverse("explain_search") not in client.get("/admin/").content.decode()
