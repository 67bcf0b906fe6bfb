"""Pathways: every number is counted anew from the rows, and leads to as many findings."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from itertools import product
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict

from casestudies.evidence import flows
from casestudies.filtersets import CaseStudyFilterSet, FindingFilterSet
from casestudies.models import Finding
from tests import factories as make
from tests.casestudies.evidence.plain_map import findings_of_accounts, fulfils, tags
from tests.hidden import SECRET
from tests.pages.following import links_with, total_of
from wellbeing_portal.core.lists.bound import bind
from wellbeing_portal.search import Question, current

PATH = "/pathways/"
STAGES = ("enabler", "approach", "outcome")
KINDS = {"changed": "changed", "intended": "aimed", "modelled": "aimed", "done": "done"}

STATES = [
    *("", "open=enabler", "open=approach", "open=outcome", "filters=show&open=approach"),
    *("evidence=1&region=london", "approach=workforce-training", "q=training&stage=established"),
    *("inferred=no&open=outcome", "claim=changed&claim=modelled", "claim=done", "change=better"),
    "approach=workforce-training&outcome=knowledge-and-skills",
    "enabler=leadership&enabler=trust-between-partners&open=outcome",
]


def findings_at(address):
    """How many findings the list finds at an address of this page, by the index and by SQL."""
    query = QueryDict(urlsplit(address).query, mutable=True)
    for name in ("open", "filters"):
        query.pop(name, None)
    memory = current().memory
    bound = bind(FindingFilterSet, "finding", query, memory, always={"of": ["case-study"]})
    total = current().ask(Question(bound.search, size=0)).total
    if "q" not in query:
        of_studies = Finding.objects.published().filter(case_study__isnull=False)
        assert total == FindingFilterSet(query, of_studies, memory=memory).qs.count(), address
    return total


def plain(query):
    """The numbers of nodes and bands, by claim, counted from the rows by plain code."""
    filters = dict(QueryDict(query).lists())
    for name in ("open", "filters"):
        filters.pop(name, None)
    nodes = defaultdict(lambda: defaultdict(int))
    bands = defaultdict(lambda: defaultdict(int))
    levels = defaultdict(list)
    for finding in findings_of_accounts():
        about = tags(finding, firmly="inferred" in filters)
        if not fulfils(finding, about, filters):
            continue
        kind = KINDS[finding.claim]
        for stage in STAGES:
            for value in about[stage]:
                nodes[stage, value][kind] += 1
        for start, end in (STAGES[:2], STAGES[1:]):
            for pair in product(about[start], about[end]):
                bands[start, *pair][kind] += 1
                if finding.evidence_level is not None:
                    levels[start, *pair].append(finding.evidence_level)
    return nodes, bands, levels


@pytest.mark.parametrize("query", [one for one in STATES if "q=" not in one])
def test_every_number_of_the_drawing_is_counted_from_the_rows(content, client, query):
    drawing = client.get(f"{PATH}?{query}").context["drawing"]
    nodes, bands, levels = plain(query)

    assert drawing.nodes
    for node in (node for node in drawing.nodes if not node.is_others):
        counted = nodes[node.stage, node.value]
        told = {kind: node.flow.of(kind) for kind in ("changed", "aimed", "done")}
        assert told == {kind: counted[kind] for kind in told}, node
    for start, end, flow in drawing.flows:
        if not (start.is_others or end.is_others):
            key = (start.stage, start.value, end.value)
            told = {kind: flow.of(kind) for kind in ("changed", "aimed", "done")}
            assert told == {kind: bands[key][kind] for kind in told}, key
            assert flow.level == max(levels[key], default=None), key


def test_work_done_leads_to_no_outcome_and_only_changes_have_a_level(content, client):
    drawing = client.get(f"{PATH}?open=outcome").context["drawing"]

    assert any(band.kind == "done" for band in drawing.bands)
    for band in drawing.bands:
        assert band.kind != "done" or band.start.stage == "enabler"
        assert (band.level is not None) == (band.kind == "changed")


def test_nodes_and_bands_followed(content, client):
    promises = dict(links_with(client.get(PATH).content.decode(), "data-count"))

    assert len(promises) > 60
    for link, count in list(promises.items())[::4]:
        assert total_of(client, link, PATH) == count, link


@pytest.mark.parametrize("query", STATES)
def test_every_node_and_band_counts_the_findings_of_the_list(content, client, query):
    promises = links_with(client.get(f"{PATH}?{query}").content.decode(), "data-count")

    assert promises
    for link, count in sorted(set(promises))[::2]:
        assert findings_at(link) == count, link


@pytest.mark.parametrize("query", STATES)
def test_lists_of_findings_and_case_studies_find_what_the_page_says(content, client, query):
    html = client.get(f"{PATH}?{query}").content.decode()

    ((findings, number),) = links_with(html, "data-findings")
    assert findings_at(findings) == number
    assert findings.startswith("/findings/")
    studies = links_with(html, "data-studies")
    assert bool(studies) == ("q=" not in query)
    for link, count in studies:
        bound = bind(
            CaseStudyFilterSet,
            "case-study",
            QueryDict(urlsplit(link).query),
            current().memory,
        )
        assert current().total(bound.search) == count, link


@pytest.mark.parametrize("query", STATES)
def test_every_band_stands_in_the_diagram_and_in_the_table(content, client, query):
    response = client.get(f"{PATH}?{query}")
    svg, after = response.content.decode().split('<svg class="portal-flow"')[1].split("</svg>", 1)
    drawing = response.context["drawing"]

    assert addresses(svg) == addresses(after.split('id="findings"')[0])
    outlined = [band for band in drawing.bands if band.kind == "done" or band.level == 0]
    assert svg.count("<path") == len(drawing.bands)
    assert svg.count("<use") == len(outlined)
    alone = [band for band in drawing.bands if not (band.start.is_others or band.end.is_others)]
    bands = after[after.index("portal-flow-table") :].split('id="findings"')[0]
    assert sorted(number for _, number in links_with(bands, "data-count")) == sorted(
        band.number for band in alone
    )
    chosen = [value for name in STAGES for value in QueryDict(query).getlist(name)]
    nodes = re.findall(r'data-node="([^"]*)"\s+data-count="(\d+)"', after)
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
        approaches = finding.approaches.all()
        slugs = {one.slug for one in approaches} | {
            one.broader.slug for one in approaches if one.broader
        }
        assert "workforce-training" in slugs
        assert f'data-finding="{finding.key}"' in response.content.decode()


def test_opening_the_others_changes_no_number_in_all(content, client):
    closed = client.get(PATH).context["drawing"]
    opened = client.get(f"{PATH}?open=outcome").context["drawing"]

    assert sum(band.number for band in closed.bands) == sum(band.number for band in opened.bands)
    assert any(node.is_others for node in closed.column("outcome"))
    assert not any(node.is_others for node in opened.column("outcome"))


def test_names_without_room_are_told_below_the_drawing(content, client, monkeypatch):
    monkeypatch.setattr(flows, "HEAVIEST", 20_000)
    response = client.get(f"{PATH}?open=approach")
    drawing = response.context["drawing"]
    told = response.content.decode().split('id="flow-others"')[1].split("</p>")[0]

    (left,) = [node for node in drawing.column("approach") if node.is_others]
    named = links_with(told, "data-count")
    assert len(named) == len(left.members) > 1
    for link, number in named:
        assert findings_at(link) == number, link
    assert 'href="#flow-others"' in response.content.decode()
    assert 'id="flow-others"' not in client.get(PATH).content.decode()


def test_opening_a_column_folds_the_filters_and_leaves_them_out_of_its_way(content, client):
    shut = client.get(f"{PATH}?filters=show").context
    (others,) = [
        drawn
        for family, nodes in shut["columns"]
        for drawn in nodes
        if drawn.node.is_others and family.name == "approach"
    ]
    opened = client.get(f"{PATH}{others.url}").context["drawing"]

    assert "filters=" not in others.url
    assert len(opened.column("approach")) > len(shut["drawing"].column("approach"))


def test_pair_of_which_no_change_is_claimed_does_not_say_no_change(content, client):
    html = client.get(PATH).content.decode()
    table = html.split('id="flow-table"')[1].split("</table>")[0]
    rows = re.findall(r"<tr>.*?</tr>", table, re.DOTALL)[1:]
    silent = [row for row in rows if "none claimed" in row]

    assert silent
    assert "no change" not in table
    for row in silent:
        assert re.findall(r"<td>(?:<a[^>]*>)?(\d+)(?:</a>)?</td>", row)[0] == "0"


def test_pages_stay_within_their_weight(content, client):
    for query in (
        *STATES,
        "filters=show",
        "filters=show&open=outcome",
        "filters=show&open=enabler",
        "filters=show&open=enabler&inferred=no",
        "filters=show&open=approach&claim=changed",
        "filters=show&open=approach&evidence=1&region=london&region=south-east&region=north-west",
    ):
        assert len(client.get(f"{PATH}?{query}").content) < 100_000, query


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query", ["open=x", "approach=nothing", "page=x", "tie=a", "q=%00", "evidence=9", "from=1"]
)
def test_nonsense_breaks_nothing(client, query):
    assert client.get(f"{PATH}?{query}").status_code == 200


def test_drafts_and_what_frameworks_report_never_count(universe, client):
    response = client.get(f"{PATH}?filters=show")

    assert SECRET not in response.content.decode()
    published = Finding.objects.filter(case_study__state="published")
    assert response.context["total"] == published.count()


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


@pytest.mark.parametrize("filters", ["", "approach=workforce-training", "inferred=no&open=outcome"])
def test_files_hold_the_numbers_of_the_drawing_claims_apart(content, client, filters):
    drawn = client.get(f"{PATH}?{filters}").context["drawing"]

    file = b"".join(client.get(f"{PATH}?{filters}&export=json").streaming_content)

    told = json.loads(file)["tables"]
    rows = {(row["from_concept"], row["to_concept"]): row for row in told["pathways"]}
    alone = [one for one in drawn.flows if not (one[0].is_others or one[1].is_others)]
    assert alone
    for start, end, flow in alone:
        row = rows[start.label, end.label]
        assert row["findings"] == flow.number
        assert [row[kind] for kind in ("changed", "aimed", "done")] == [
            flow.of(kind) for kind in ("changed", "aimed", "done")
        ]
        assert row["strongest_evidence_level"] == flow.level
    assert len(told["concepts"]) == sum(len(node.members) for node in drawn.nodes)
    _, bands, _ = plain(f"{filters}&inferred=no".strip("&"))
    firm = {(start.label, end.label): (start, end) for start, end, _ in alone}
    for names, (start, end) in firm.items():
        counted = sum(bands[start.stage, start.value, end.value].values())
        assert rows[names]["findings_not_inferred"] == counted, names


def test_pathways_offer_their_files_and_no_others(content, client):
    page = client.get(PATH)

    formats = [one.file_format for one in page.context["downloads"]]
    assert formats == ["docx", "xlsx", "csv", "json"]
    assert client.get(f"{PATH}?export=docx").status_code == 200
    assert client.get(f"{PATH}?export=svg").status_code == 404
