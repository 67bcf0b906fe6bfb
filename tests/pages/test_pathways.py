"""Pathways: every node and band leads to as many findings as it promises."""

from __future__ import annotations

import json
import re
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict

from casestudies.evidence.ties import RELATIONS
from casestudies.facets import FAMILIES
from casestudies.filtersets import CaseStudyFilterSet
from casestudies.models import Finding
from tests import factories as make
from tests.pages.following import links_with, total_of
from tests.universe import SECRET
from wellbeing_portal.search import Question, current

PATH = "/pathways/"


STATES = [
    *("", "open=enabler", "open=approach", "open=outcome", "filters=show&open=approach"),
    *("evidence=1&region=london", "approach=workforce-training", "q=training&stage=established"),
    "approach=workforce-training&outcome=knowledge-and-skills",
    "enabler=leadership&enabler=trust-between-partners&open=outcome",
]


def findings_at(address):
    """How many findings stand behind an address, by the index and by plain SQL."""
    query = QueryDict(urlsplit(address).query)
    bound = CaseStudyFilterSet(query, None, memory=current().memory)
    assert not bound.problems(), address
    total = current().ask(Question(bound.search("finding"), size=0)).total
    named = Finding.objects.published()
    for family, relation in RELATIONS.items():
        if slugs := query.getlist(family):
            wanted = FAMILIES[family].vocabulary(current()).with_narrower(slugs)
            named = named.filter(pk__in=Finding.objects.filter(**{f"{relation}__in": wanted}))
    if set(query) <= {*RELATIONS, "open", "filters"}:
        assert total == named.count(), address
    return total


def test_every_node_and_band_followed(content, client):
    promises = dict(links_with(client.get(PATH).content.decode(), "data-count"))

    assert len(promises) > 60
    for link, count in promises.items():
        assert total_of(client, link, PATH) == count, link


@pytest.mark.parametrize("query", STATES)
def test_every_node_and_band_in_every_state_counts_the_findings_behind_it(content, client, query):
    promises = links_with(client.get(f"{PATH}?{query}").content.decode(), "data-count")

    assert promises
    # Each stands in the drawing and in its table.
    for link, count in set(promises):
        assert findings_at(link) == count, link


@pytest.mark.parametrize("query", STATES)
def test_every_node_and_band_has_its_count_and_stands_in_the_diagram(content, client, query):
    response = client.get(f"{PATH}?{query}")
    svg, table = response.content.decode().split('<svg class="portal-flow"')[1].split("</svg>", 1)
    drawing = response.context["drawing"]

    assert addresses(svg) == addresses(table.split('id="findings"')[0])
    assert svg.count("<path") == len(drawing.bands)
    alone = [band for band in drawing.bands if not (band.start.is_others or band.end.is_others)]
    bands = table[table.index("portal-flow-table") :]
    assert sorted(number for _, number in links_with(bands, "data-count")) == sorted(
        band.number for band in alone
    )
    chosen = [value for name in RELATIONS for value in QueryDict(query).getlist(name)]
    nodes = re.findall(r'data-node="([^"]*)" data-count="(\d+)"', table)
    assert {(value, int(number)) for value, number in nodes} == {
        (node.value, node.number)
        for node in drawing.nodes
        if not node.is_others and node.value not in chosen
    }


def addresses(html):
    return set(re.findall(r'<a href="([^"]*)"', html))


def test_chosen_node_leads_back_to_everything(content, client):
    response = client.get(f"{PATH}?approach=workforce-training&region=london")
    node = next(
        drawn
        for _, nodes in response.context["columns"]
        for drawn in nodes
        if drawn.node.value == "workforce-training"
    )

    assert node.is_chosen
    assert total_of(client, node.url, PATH) == total_of(client, "?region=london", PATH)


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


def test_pages_stay_within_their_weight(content, client):
    for query in (
        *STATES,
        "filters=show",
        "filters=show&open=outcome",
        "filters=show&open=enabler",
    ):
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


@pytest.mark.parametrize("filters", ["", "approach=workforce-training", "evidence=1&open=outcome"])
def test_files_hold_the_numbers_of_the_drawing_with_nothing_collapsed(content, client, filters):
    drawn = client.get(f"{PATH}?{filters}").context["drawing"]

    file = b"".join(client.get(f"{PATH}?{filters}&export=json").streaming_content)

    told = json.loads(file)["tables"]
    rows = {(row["from_concept"], row["to_concept"]): row["findings"] for row in told["pathways"]}
    alone = [band for band in drawn.bands if not (band.start.is_others or band.end.is_others)]
    assert alone
    for band in alone:
        assert rows[band.start.label, band.end.label] == band.number
    numbers = {(row["kind"], row["concept"]): row["findings"] for row in told["concepts"]}
    assert len(numbers) == sum(len(node.members) for node in drawn.nodes)


def test_pathways_offer_their_files_and_no_others(content, client):
    page = client.get(PATH)

    assert [one.file_format for one in page.context["downloads"]] == ["xlsx", "csv", "json"]
    assert client.get(f"{PATH}?export=docx").status_code == 404
