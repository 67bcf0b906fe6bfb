"""Priorities and frameworks: what they promise is what is found."""

from __future__ import annotations

import pytest

from strategies.models import Priority, Theme
from tests import factories as make
from tests.pages.following import cells_of, links_with, total_of
from tests.universe import SECRET

PATH = "/priorities/"


@pytest.mark.parametrize(
    "query",
    ["", "?region=london", "?kind=aim&kind=commitment", "?from=2020", "?to=2016", "?q=mental"],
)
def test_every_number_followed(content, client, query):
    html = client.get(PATH + query).content.decode()

    for *_, count, link in cells_of(html):
        assert (total_of(client, link) if link else 0) == count, link
    for link, count in links_with(html, "data-count"):
        assert total_of(client, link) == count, link


def test_filters_keep_what_plain_sql_keeps(content, client):
    from strategies.filtersets import PriorityFilterSet

    published = Priority.objects.filter(strategy__state="published")
    for query in ("region=london", "kind=aim", "council_type=metropolitan&from=2018", "to=2017"):
        response = client.get(f"{PATH}?{query}")
        bound = PriorityFilterSet(response.wsgi_request.GET, published)
        assert response.context["total"] == bound.qs.count(), query


def test_theme_lists_its_councils_and_what_they_have_done(content, client):
    response = client.get("/priorities/social-connection/")

    councils = {council.slug for council, *_ in response.context["councils"]}
    assert councils == {
        slug
        for slug in Theme.objects.get(slug="social-connection").priorities.values_list(
            "strategy__councils__slug", flat=True
        )
        if slug
    }
    assert response.context["case_studies"]
    for link, count in links_with(response.content.decode(), "data-count"):
        assert total_of(client, link) == count


def test_strategy_says_who_else_has_made_it_a_priority(content, client):
    html = client.get("/strategies/mentally-healthy-leeds/").content.decode()

    assert 'href="/priorities/mental-health/"' in html
    assert "other councils" in html


def test_items_of_frameworks_show_what_councils_found(content, client):
    response = client.get("/frameworks/our-place-report-frame/")

    items = [item for _, group in response.context["groups"] for item in group]
    illustrated = [item for item in items if item.illustrations]
    assert len(illustrated) > len(items) / 2
    for item in illustrated:
        for finding in item.illustrations:
            assert finding.case_study.is_published


def test_coverage_counts_items_and_leads_to_them(content, client):
    html = client.get("/frameworks/coverage/").content.decode()

    links = links_with(html, "data-count")
    assert links
    pages = {}
    for link, _ in links:
        path, _, anchor = link.partition("#")
        pages.setdefault(path, client.get(path).content.decode())
        assert f'id="{anchor}"' in pages[path], link


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query", ["region=x", "page=0", "page=x", "kind=%00", "from=x", "council=x"]
)
def test_nonsense_breaks_nothing(client, query):
    theme = make.ThemeFactory()

    assert client.get(f"{PATH}?{query}").status_code == 200
    assert client.get(f"{theme.get_absolute_url()}?{query}").status_code == 200


def test_drafts_never_show(universe, client):
    for path in (PATH, *(theme.get_absolute_url() for theme in Theme.objects.all())):
        assert SECRET not in client.get(f"{path}?filters=show").content.decode()
    assert SECRET not in client.get("/frameworks/coverage/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("which", ["map", "theme", "coverage"])
def test_asks_as_often_at_any_size(client, django_assert_max_num_queries, which):
    theme = make.ThemeFactory()
    counts = []
    for size in (1, 5):
        for _ in range(size):
            strategy = make.StrategyFactory(published=True)
            make.PriorityFactory(strategy=strategy, themes=[theme])
            make.CaseStudyFactory(strategies=[strategy], published=True)
            make.FrameworkItemFactory(
                framework=make.FrameworkFactory(published=True),
                approaches=make.ApproachFactory.create_batch(2),
            )
        path = {"map": PATH, "theme": theme.get_absolute_url(), "coverage": "/frameworks/coverage/"}
        client.get(path[which])
        with django_assert_max_num_queries(12) as asked:
            client.get(path[which])
        counts.append(len(asked))

    assert counts[0] == counts[1]
