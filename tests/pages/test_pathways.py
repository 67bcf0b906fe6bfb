"""Pathways: every node and band leads to as many findings as it promises."""

from __future__ import annotations

import re

import pytest

from tests import factories as make
from tests.pages.following import links_with, total_of
from tests.universe import SECRET

PATH = "/pathways/"


@pytest.mark.parametrize(
    "query", ["", "?evidence=1&region=london", "?approach=workforce-training", "?open=outcome"]
)
def test_every_node_and_band_followed(content, client, query):
    html = client.get(PATH + query).content.decode()

    promises = [
        (link, count)
        for link, count in links_with(html, "data-count")
        if "All " not in html[html.index(link.replace("&", "&amp;")) :][:10]
    ]
    assert promises
    chosen = set(re.findall(r'data-node="([^"]*)" data-count="\d+">All ', html))
    for link, count in promises:
        # A chosen node leads back to everything.
        if not chosen or "approach=workforce-training" in link:
            assert total_of(client, link, PATH) == count, link


def test_list_below_shows_the_findings_behind_it(content, client):
    response = client.get(f"{PATH}?approach=workforce-training&outcome=knowledge-and-skills")

    findings = response.context["findings"]
    assert response.context["total"] == len(findings)
    for finding in findings:
        slugs = {finding.approach.slug, getattr(finding.approach.broader, "slug", "")}
        assert "workforce-training" in slugs


def test_opening_the_others_changes_no_number_in_all(content, client):
    closed = client.get(PATH).context["drawing"]
    opened = client.get(f"{PATH}?open=outcome").context["drawing"]

    assert sum(band.number for band in closed.bands) == sum(band.number for band in opened.bands)
    assert any(node.is_others for node in closed.column("outcome"))
    assert not any(node.is_others for node in opened.column("outcome"))


def test_diagram_and_table_hold_the_same(content, client):
    response = client.get(PATH)
    html = response.content.decode()

    svg = html[html.index('<svg class="portal-flow"') :].split("</svg>")[0]
    assert svg.count("<path") == len(response.context["drawing"].bands)
    assert html[html.index("portal-flow-table") :].count('<th scope="row">') == svg.count("<path")


def test_pages_stay_within_their_weight(content, client):
    for query in ("", "filters=show", "open=outcome", "open=approach"):
        assert len(client.get(f"{PATH}?{query}").content) < 100_000, query


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query", ["open=x", "approach=nothing", "page=x", "tie=a", "q=%00", "evidence=9", "from=1"]
)
def test_nonsense_breaks_nothing(client, query):
    assert client.get(f"{PATH}?{query}").status_code == 200


def test_drafts_never_count(universe, client):
    assert SECRET not in client.get(f"{PATH}?filters=show").content.decode()


@pytest.mark.django_db
def test_asks_as_often_at_any_size(client, django_assert_max_num_queries):
    counts = []
    for size in (1, 5):
        for _ in range(size):
            make.FindingFactory(
                case_study=make.CaseStudyFactory(published=True),
                enablers=make.EnablerFactory.create_batch(2),
            )
        client.get(PATH)
        with django_assert_max_num_queries(12) as asked:
            client.get(PATH)
        counts.append(len(asked))

    assert counts[0] == counts[1]
