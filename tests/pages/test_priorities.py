"""Priorities and frameworks: what they promise is what is found."""

from __future__ import annotations

import re

import pytest
from django.http import QueryDict

from casestudies.facets import APPROACH, ENABLER
from casestudies.filtersets import CaseStudyFilterSet
from casestudies.models import CaseStudy, Framework, FrameworkItem
from strategies.filtersets import PriorityFilterSet
from strategies.models import Priority, Strategy, Theme
from tests import factories as make
from tests.hidden import SECRET
from tests.pages.following import cells_of, links_with, total_of
from tests.pages.reading import in_order
from wellbeing_portal.site.priorities.table import COUNCILS_SHOWN

PATH = "/priorities/"


@pytest.mark.parametrize(
    "query",
    ["", "?region=london", "?kind=aim&kind=commitment", "?from=2020", "?to=2016", "?q=mental"],
)
def test_every_number_followed(content, client, query):
    html = client.get(PATH + query).content.decode()
    cells = cells_of(html)

    assert all(bool(link) == bool(count) for *_, count, link in cells)
    cells_that_lead_on = {(link, count) for *_, count, link in cells if link}
    for link, count in cells_that_lead_on | set(links_with(html, "data-count")):
        assert total_of(client, link) == count, link


def priorities_about(theme, council, query=""):
    """How many published priorities of a council are about a theme, from the database alone."""
    published = Priority.objects.filter(strategy__state="published")
    bound = PriorityFilterSet(QueryDict(query.removeprefix("?")), published)
    return bound.qs.filter(themes__slug=theme, strategy__councils__slug=council).distinct().count()


@pytest.mark.parametrize("query", ["", "?region=london", "?kind=aim&from=2018"])
def test_every_cell_the_empty_ones_too_is_what_the_database_holds(content, client, query):
    cells = cells_of(client.get(PATH + query).content.decode())

    assert cells
    for theme, council, count, _ in cells:
        assert priorities_about(theme, council, query) == count, (theme, council)


def test_council_that_is_chosen_has_its_column_however_few_its_priorities(universe, client):
    few = make.CouncilFactory(name="Fewest")
    theme = make.ThemeFactory()
    for number in range(COUNCILS_SHOWN + 1):
        strategy = make.StrategyFactory(published=True)
        strategy.councils.set([few] if number == COUNCILS_SHOWN else [make.CouncilFactory()])
        for _ in range(1 if number == COUNCILS_SHOWN else 2):
            make.PriorityFactory(strategy=strategy, themes=[theme])

    whole = {council for _, council, *_ in cells_of(client.get(PATH).content.decode())}
    cells = cells_of(client.get(f"{PATH}?council={few.slug}").content.decode())

    assert few.slug not in whole
    assert {council for _, council, *_ in cells} == {few.slug}
    assert {(row, count) for row, _, count, _ in cells if count} == {(theme.slug, 1)}


def test_every_number_on_every_page_of_a_theme_is_found(content, client):
    for theme in Theme.objects.public():
        path = theme.get_absolute_url()
        response = client.get(path)
        html = response.content.decode()
        about = theme.priorities.filter(strategy__state="published")
        assert response.context["total"] == about.count(), path
        councils = {council.slug: number for council, number, _ in response.context["councils"]}
        assert councils == {slug: priorities_about(theme.slug, slug) for slug in councils}, path
        assert set(councils) == set(
            about.exclude(strategy__councils=None).values_list(
                "strategy__councils__slug", flat=True
            )
        ), path
        assert len(links_with(html, "data-count")) == len(councils)
        assert {study.pk for study in response.context["case_studies"]} == set(
            CaseStudy.objects.published().filter(priorities__in=about).values_list("pk", flat=True)
        ), path


def test_theme_shows_on_its_first_page_what_serves_the_priorities_on_its_second(universe, client):
    theme = make.ThemeFactory()
    for _ in range(21):
        strategy = make.StrategyFactory(published=True)
        priority = make.PriorityFactory(strategy=strategy, themes=[theme])
        make.CaseStudyFactory(priorities=[priority], published=True)

    first = client.get(theme.get_absolute_url())
    second = client.get(f"{theme.get_absolute_url()}?page=2")

    assert len(second.context["priorities"]) == 1
    assert len(first.context["case_studies"]) == 21
    assert first.context["case_studies"] == second.context["case_studies"]


def test_themes_on_a_strategy_count_the_other_councils(content, client):
    for strategy in (
        Strategy.objects.published().filter(priorities__themes__isnull=False).distinct()
    ):
        mine = set(strategy.councils.values_list("slug", flat=True))
        response = client.get(strategy.get_absolute_url())
        html = response.content.decode()
        for theme in Theme.objects.filter(priorities__strategy=strategy).distinct():
            others = {
                slug
                for slug in theme.priorities.filter(
                    strategy__state="published", strategy__councils__isnull=False
                ).values_list("strategy__councils__slug", flat=True)
                if slug not in mine
            }
            row = html.split(f'data-theme="{theme.slug}"')[1].split("</details>")[0]
            assert f'data-others="{len(others)}"' in row, (strategy, theme)


def test_others_have_a_priority_of_the_theme_and_not_only_a_strategy_with_it(universe, show):
    """A strategy about two themes lends neither to its other priorities."""
    work, age = make.ThemeFactory(name="Work"), make.ThemeFactory(name="Age")
    mine, theirs = make.StrategyFactory(published=True), make.StrategyFactory(published=True)
    make.PriorityFactory(strategy=mine, themes=[work])
    make.PriorityFactory(strategy=theirs, themes=[age])
    make.PriorityFactory(strategy=theirs, title="About nothing")

    page = show(mine.get_absolute_url())

    assert "Everybody’s priorities on work: no other council on the portal yet" in page.text


def test_a_case_study_serves_only_the_priority_that_it_names(universe, show):
    theme, other = make.ThemeFactory(name="Work"), make.ThemeFactory(name="Age")
    strategy = make.StrategyFactory(published=True)
    served = make.PriorityFactory(strategy=strategy, title="Good work", themes=[theme])
    make.PriorityFactory(strategy=strategy, title="Good age", themes=[other])
    naming = make.CaseStudyFactory(
        title="Naming", strategies=[strategy], priorities=[served], published=True
    )
    make.CaseStudyFactory(title="Tied", strategies=[strategy], published=True)
    make.CaseStudyFactory(title="Hidden", strategies=[strategy], priorities=[served])

    page = show(strategy.get_absolute_url())
    about_work, about_age = show(theme.get_absolute_url()), show(other.get_absolute_url())

    assert "1 case study on the portal serves 1 of the 2 things listed below." in page.text
    assert _marked(page, "data-serves") == [naming.slug] * 2
    assert _marked(page, "data-under") == ["tied"]
    assert in_order(page.text, "Good work", "What serves it", "Naming", "Good age", "Tied")
    assert _marked(about_work, "data-serves") == [naming.slug]
    assert _marked(about_age, "data-serves") == []
    assert "No case study on the portal names one of these priorities" in about_age.text
    assert "Served by Naming" in about_work.text
    assert "Served by" not in about_age.text


def _marked(page, attribute):
    return [values[attribute] for _, values in page.tags if attribute in values]


def test_filters_keep_what_plain_sql_keeps(content, client):
    published = Priority.objects.filter(strategy__state="published")
    for query in ("region=london", "kind=aim", "council_type=metropolitan&from=2018", "to=2017"):
        response = client.get(f"{PATH}?{query}")
        bound = PriorityFilterSet(response.wsgi_request.GET, published)
        assert response.context["total"] == bound.qs.count(), query


def test_theme_lists_its_councils(content, client):
    response = client.get("/priorities/social-connection/")

    councils = {council.slug for council, *_ in response.context["councils"]}
    assert councils == {
        slug
        for slug in Theme.objects.get(slug="social-connection").priorities.values_list(
            "strategy__councils__slug", flat=True
        )
        if slug
    }
    for link, count in links_with(response.content.decode(), "data-count"):
        assert total_of(client, link) == count


def test_strategy_says_who_else_has_made_it_a_priority(content, client):
    html = client.get("/strategies/mentally-healthy-leeds/").content.decode()

    assert 'href="/priorities/mental-health/"' in html
    assert "other councils" in html


def test_strategy_tells_theme_by_theme_what_serves_it_and_what_is_known(universe, show):
    """What is known is of all work that names a priority of the theme, whosever it is."""
    work, age = make.ThemeFactory(name="Work"), make.ThemeFactory(name="Age")
    mine = make.StrategyFactory(published=True, vision="Good *work* for all.", end_year=2020)
    own = make.PriorityFactory(strategy=mine, title="Own", kind="aim", themes=[work], position=1)
    make.PriorityFactory(strategy=mine, title="Old", themes=[age, work], position=2)
    theirs = make.StrategyFactory(published=True)
    other = make.PriorityFactory(strategy=theirs, themes=[work])
    serving = make.CaseStudyFactory(title="Serving", priorities=[own], published=True)
    elsewhere = make.CaseStudyFactory(title="Elsewhere", priorities=[other], published=True)
    make.CaseStudyFactory(title="Nothing to do with it", published=True)
    for study, level, direction in (
        (serving, 1, "better"),
        (elsewhere, 2, "better"),
        (elsewhere, 2, "worse"),
        (serving, 0, "better"),
    ):
        make.FindingFactory(
            case_study=study,
            evidence_level=level,
            direction=direction,
            statement=f"{direction} at {level}.",
        )

    page = show(mine.get_absolute_url())

    assert _marked(page, "data-theme") == [work.slug, age.slug]
    about_work, about_age = page.html.split("data-theme=")[1:3]
    assert _surest(about_work) == ["better at 2.", "worse at 2."]
    assert in_order(about_work, "1 and 2", "1. Own", "2. Old", "Serving", "better at 2.")
    assert "Nothing to do with it" not in page.html
    assert "Nobody on the portal has counted or measured" in about_age.split("</details>")[0]
    assert in_order(
        page.text, "What it wanted:", "Good work for all.", "Ran from 2016 to 2020; ended"
    )


def test_a_broader_theme_has_what_serves_a_narrower_one_on_both_pages(universe, show):
    broad = make.ThemeFactory(name="Places")
    narrow = make.ThemeFactory(name="Streets", broader=broad)
    strategy = make.StrategyFactory(published=True)
    make.PriorityFactory(strategy=strategy, themes=[broad])
    other = make.PriorityFactory(strategy=make.StrategyFactory(published=True), themes=[narrow])
    study = make.CaseStudyFactory(priorities=[other], published=True)
    make.FindingFactory(case_study=study, evidence_level=2, statement="Quieter.")

    assert _surest(show(broad.get_absolute_url()).html) == ["Quieter."]
    assert _surest(show(strategy.get_absolute_url()).html) == ["Quieter."]


def _surest(html):
    return re.findall(r'data-surest="[^"]*">([^<]*)<', html)


def test_theme_begins_with_the_answer_and_ends_with_its_councils(universe, show):
    theme = make.ThemeFactory(name="Work")
    councils = [make.CouncilFactory(name=name) for name in ("Elmham", "Ashby")]
    strategy = make.StrategyFactory(published=True, councils=councils)
    named = make.PriorityFactory(strategy=strategy, themes=[theme], title="Good work")
    page = show(theme.get_absolute_url())
    assert (
        "Two councils have 1 priority about it: Ashby and Elmham. No case study here names one"
    ) in page.text

    study = make.CaseStudyFactory(title="Serving", priorities=[named], published=True)
    make.FindingFactory(case_study=study, claim="done", direction="")
    page = show(theme.get_absolute_url())
    assert "One case study names one as what the work serves. Nobody has counted" in page.text

    make.FindingFactory(case_study=study, evidence_level=3, direction="worse", statement="Less.")
    page = show(theme.get_absolute_url())
    assert "The surest change that this work reports: worse; compared with others." in page.text
    assert _surest(page.html) == ["Less."]
    parts = ("data-answer", "data-surest", "data-serves", "data-priority", 'id="councils"')
    assert in_order(page.html, *parts)


def test_theme_of_many_councils_says_how_many(db, show):
    theme = make.ThemeFactory(name="Work")
    strategy = make.StrategyFactory(published=True, councils=make.CouncilFactory.create_batch(13))
    make.PriorityFactory(strategy=strategy, themes=[theme])

    assert (
        "13 councils have 1 priority about it. No case study" in show(theme.get_absolute_url()).text
    )


def test_nothing_measured_is_said_of_work_that_names_such_a_priority_alone(db, show):
    theme, other = make.ThemeFactory(name="Sleep"), make.ThemeFactory(name="Noise")
    strategy = make.StrategyFactory(published=True)
    make.PriorityFactory(strategy=strategy, themes=[theme])
    named = make.PriorityFactory(strategy=strategy, themes=[other])
    sleep = make.OutcomeFactory(name="Sleep")
    for _ in range(2):
        study = make.CaseStudyFactory(published=True)
        make.FindingFactory(case_study=study, evidence_level=2, outcomes=[sleep])
    serving = make.CaseStudyFactory(priorities=[named], published=True)
    make.FindingFactory(case_study=serving, claim="done", direction="")
    words = (
        "Only case studies that name such a priority were looked at; 1 of all 3 name any. "
        "2 case studies on sleep"
    )

    page = show(strategy.get_absolute_url())
    about_sleep, about_noise = page.html.split("data-theme=")[1:3]

    assert words in page.text
    assert "nobody counted or measured what work serving this theme changed" in page.text
    assert f'href="/case-studies/?outcome={sleep.slug}"' in about_sleep
    assert "data-looked-at" in about_noise
    assert "/case-studies/?" not in about_noise.split("</details>")[0]
    assert words in show(theme.get_absolute_url()).text
    assert "were looked at; 1 of all 3" in show(other.get_absolute_url()).text


def test_items_of_frameworks_show_what_a_curator_chose_and_nothing_else(universe, show):
    listen, share, _ = universe.framework.items.order_by("position")
    chosen = make.FindingFactory(case_study=universe.rich, statement="Neighbours met.")
    hidden = universe.hidden_case_studies[0].findings.get()
    make.FindingFactory(case_study=universe.rich, approach=share.approaches.get())
    listen.illustrations.set([chosen, hidden])

    whole = universe.framework.get_absolute_url()
    page = show(f"{whole}together/")

    first, second = page.html.split('id="item-2"')
    assert "chosen by our editors" in first
    assert "Neighbours met." in first
    assert "chosen by our editors" not in second
    assert SECRET not in page.html
    assert len(page.ids) == len(set(page.ids))
    assert f"{whole}together/#item-1" in show(whole).links


def test_examples_of_councils_are_not_what_our_editors_chose(universe, show):
    listen, _, read = universe.framework.items.order_by("position")
    listen.illustrations.set([make.FindingFactory(case_study=universe.rich)])
    read.examples.filter(council=None).delete()
    address = universe.framework.get_absolute_url()

    page = show(f"{address}together/")
    alone = show(f"{address}alone/")

    assert (
        "2 items, 2 findings, 4 examples (2 of councils), 1 finding of councils chosen" in page.text
    )
    assert "1 finding, 2 examples (1 of councils), 1 finding of councils chosen" in page.text
    assert "1 item, 1 finding, 1 example of a council" in alone.text
    assert "from councils" not in page.text


def test_findings_of_frameworks_are_reported_by_them_and_never_counted_with_councils(
    universe, show
):
    page = show(universe.framework.get_absolute_url())

    assert page.text.count("Reported by Ten Things for Marl") == 3
    assert "It reports 3 findings, which are never counted with those" in page.text
    assert show(universe.northmarl.get_absolute_url()).text.count("works for half") == 0


def test_concepts_on_items_of_frameworks_say_how_many_case_studies_have_them(content, client):
    for framework in Framework.objects.published():
        response = client.get(framework.get_absolute_url())
        assert len(response.content) < 100_000, framework
        counts = {
            (concept._meta.model_name, concept.slug): concept.studies
            for section in response.context["sections"]
            for item in section.items
            for concept in (*item.approaches.all(), *item.enablers.all())
        }
        assert counts
        for (family, slug), number in counts.items():
            asked = CaseStudyFilterSet(QueryDict(f"{family}={slug}"), CaseStudy.objects.published())
            assert asked.qs.count() == number, (framework, slug)


def test_coverage_counts_items_and_leads_to_them(content, client):
    html = client.get("/frameworks/coverage/").content.decode()

    links = links_with(html, "data-count")
    assert links
    pages = {}
    for link, _ in links:
        path, _, anchor = link.partition("#")
        pages.setdefault(path, client.get(path).content.decode())
        assert f'id="{anchor}"' in pages[path], link


def test_coverage_is_what_the_items_of_frameworks_are_tied_to(content, client):
    response = client.get("/frameworks/coverage/")
    known = {"approach": APPROACH.read(), "enabler": ENABLER.read()}

    for _, groups in response.context["tables"]:
        numbers = [number for number, _ in groups]
        assert numbers == sorted(set(numbers), reverse=True)
        found = [(number, *pair) for number, rows in groups for pair in rows]
        for found_in, row, cells in found:
            assert row.frameworks == found_in
            wanted = known[row.family].with_narrower([row.value])
            relation = {"approach": "approaches", "enabler": "enablers"}[row.family]
            for framework, (number, first) in cells:
                items = FrameworkItem.objects.filter(
                    framework=framework, **{f"{relation}__slug__in": wanted}
                ).distinct()
                assert items.count() == number, (framework, row)
                assert min(items.values_list("position", flat=True), default=0) == first
    agreed = {row.value for row in response.context["agreed"]}
    assert agreed == {
        row.value
        for _, groups in response.context["tables"]
        for row, cells in (pair for _, rows in groups for pair in rows)
        if all(number for _, (number, _) in cells)
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query", ["region=x", "page=0", "page=x", "kind=%00", "from=x", "council=x"]
)
def test_nonsense_breaks_nothing(client, query):
    theme = make.ThemeFactory()
    make.PriorityFactory(strategy=make.StrategyFactory(published=True), themes=[theme])

    assert client.get(f"{PATH}?{query}").status_code == 200
    assert client.get(f"{theme.get_absolute_url()}?{query}").status_code == 200


def test_drafts_never_show(universe, client):
    for path in (PATH, *(theme.get_absolute_url() for theme in Theme.objects.public())):
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
