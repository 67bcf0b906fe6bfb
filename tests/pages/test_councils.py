"""Pages of councils: what they did is what they acted in, row by row."""

from __future__ import annotations

import pytest

from casestudies.models import CaseStudyCouncil, Finding
from strategies.models import Council
from tests import factories as make
from tests.pages.following import links_with, total_of
from tests.pages.reading import in_order
from wellbeing_portal.search import Question, Search, current

Level = Finding.EvidenceLevel


def marked(page, attribute):
    return [values[attribute] for _, values in page.tags if attribute in values]


def answer_of(page):
    return page.html[page.html.index("data-answer") :].split("</div>")[0]


def study_of(council, role, **values):
    study = make.CaseStudyFactory(published=True, **values)
    make.CaseStudyCouncilFactory(case_study=study, council=council, role=role)
    return study


def test_council_begins_with_what_it_did_and_the_surest_change(universe, show):
    page = show(universe.northmarl.get_absolute_url())

    answer = answer_of(page)
    assert "Northmarl District Council acted in 2 accounts on the portal." in answer
    together = "The surest finding of change, in an account shared with two other councils:"
    assert f"{together} Over £280,000 was saved." in answer
    assert in_order(answer, "Better", "Compared with others", "number of people not stated")
    assert marked(page, "data-account") == [universe.plain.slug, universe.rich.slug]


@pytest.mark.parametrize(
    ("findings", "said"),
    [
        ([{"evidence_level": Level.SAID}], "one change is said without figures."),
        ([{"evidence_level": Level.SAID}] * 2, "two changes are said without figures."),
        ([{"claim": "done", "value": 900}], "Nobody on the portal has measured what it changed."),
        ([{"claim": "modelled"}], "Nobody on the portal has measured what it changed."),
        ([], "Nobody on the portal has measured what it changed."),
    ],
)
def test_council_whose_changes_nobody_measured(universe, show, findings, said):
    study = make.CaseStudyFactory(councils=[universe.quietham], published=True)
    for finding in findings:
        make.FindingFactory(case_study=study, **finding)

    answer = answer_of(show(universe.quietham.get_absolute_url()))

    assert said in answer
    assert "surest change" not in answer


def test_council_that_only_learned_or_whose_area_it_was_did_nothing(universe, show):
    learned = study_of(universe.quietham, "learning-partner", title="Learned")
    area = study_of(universe.quietham, "area", title="Around")
    make.FindingFactory(case_study=area, statement="Somebody else’s finding.")

    page = show(universe.quietham.get_absolute_url())

    answer = answer_of(page)
    name = universe.quietham.official_name
    assert f"No account of work by {name} is on the portal yet." in answer
    assert in_order(answer, "Its area is named in", "Around", "as a learning partner in", "Learned")
    assert marked(page, "data-account") == []
    assert marked(page, "data-named") == [area.slug, learned.slug]
    assert in_order(page.text, "Work in its area", "Around", "Also named in", "Learned")
    own, _, of_others = page.text.partition("Councils like it, and what they did")
    assert "Somebody else’s finding." not in own
    assert "Somebody else’s finding." in of_others


def test_council_says_what_a_learning_partner_did(universe, show):
    page = show(universe.eastport.get_absolute_url())

    assert in_order(page.text, "Also named in", "Living Streets of Marl", "Copied it")


def test_findings_of_other_councils_are_not_its_own(universe, show):
    mine, theirs = universe.quietham, universe.eastport
    study = make.CaseStudyFactory(councils=[theirs, mine], published=True)
    make.FindingFactory(case_study=study, statement="Theirs alone.", councils=[theirs])
    make.FindingFactory(case_study=study, statement="Mine alone.", councils=[mine])
    make.FindingFactory(
        case_study=study, statement="Of both.", evidence_level=Level.NUMBER, value=4
    )

    page = show(mine.get_absolute_url())

    assert "Theirs alone." not in page.text
    assert in_order(page.text.split("What it did")[1], "2 councils acted", "Mine alone.", "Of both")


def test_surest_change_is_never_that_of_another_council(universe, show):
    mine, theirs = universe.quietham, universe.eastport
    study = make.CaseStudyFactory(councils=[theirs, mine], published=True)
    make.FindingFactory(
        case_study=study, statement="A trial.", evidence_level=Level.COMPARED, councils=[theirs]
    )
    make.FindingFactory(case_study=study, statement="A count.", evidence_level=Level.NUMBER)

    assert (
        "The surest finding of change, in an account shared with one other council: A count."
        in answer_of(show(mine.get_absolute_url()))
    )


def test_list_counts_sorts_and_filters_by_what_councils_did(universe, client):
    learner, doer = make.CouncilFactory(name="AA learner"), make.CouncilFactory(name="ZZ doer")
    for title in ("One", "Two", "Three"):
        study_of(learner, "learning-partner", title=title)
        study_of(learner, "area", title=f"{title} there")
    study_of(doer, "partner", title="Done")

    listed = client.get("/councils/")
    having = client.get("/councils/?has=case-studies")

    order = [council.slug for council in listed.context["object_list"]]
    assert order.index(doer.slug) < order.index(learner.slug)
    counts = {council.slug: council.case_study_count for council in listed.context["object_list"]}
    assert (counts[doer.slug], counts[learner.slug]) == (1, 0)
    found = {council.slug for council in having.context["object_list"]}
    assert doer.slug in found
    assert learner.slug not in found


def test_index_knows_the_councils_that_acted_and_no_others(universe):
    study_of(universe.quietham, "learning-partner")
    acted = CaseStudyCouncil.objects.filter(
        role__in=("lead", "partner"), case_study__state="published"
    )

    having = current().ask(Question(Search("council"), size=0, facets=("has",)))

    assert having.facets["has"]["case-studies"] == acted.values("council").distinct().count()


def test_every_number_of_a_council_is_what_its_link_gives(content, client):
    for council in Council.objects.filter(case_study_roles__isnull=False).distinct():
        html = client.get(council.get_absolute_url()).content.decode()
        acted = council.case_study_roles.filter(
            role__in=("lead", "partner"), case_study__state="published"
        ).count()
        assert html.count("data-account=") == min(acted, 20), council
        for attribute in ("data-studies", "data-strategies"):
            for link, number in links_with(html, attribute):
                assert total_of(client, link) == number
        assert (f"acted in {acted} account" in html) == bool(acted), council
