"""The front page and the pages that explain."""

from datetime import timedelta

from django.utils import timezone

from casestudies.models import Finding
from tests import factories as make
from tests.pages.reading import in_order


def test_home_says_what_it_is_offers_ways_in_and_what_is_new(universe, show):
    page = show("/")

    assert page.headings[0] == ("h1", "What councils do for wellbeing, and how we know")
    assert page.sections == ["What councils found", "New on the portal", "Start from"]
    assert {"/case-studies/", "/councils/", "/strategies/", "/frameworks/"} <= set(page.links)
    assert universe.rich.get_absolute_url() in page.links


def test_home_shows_one_key_figure_a_case_study_strongest_first(db, show):
    level = Finding.EvidenceLevel
    weak, strong = make.CaseStudyFactory.create_batch(2, published=True)
    for study, evidence, value in ((weak, level.SAID, 11), (strong, level.COMPARED, 33)):
        make.FindingFactory(case_study=study, value=value, evidence_level=evidence, is_key=True)
        make.FindingFactory(case_study=study, value=value + 1, is_key=True, evidence_level=0)
    make.FindingFactory(case_study=make.CaseStudyFactory(published=True), value=77)

    page = show("/")

    assert in_order(page.text, "33%", "11%")
    assert not {"12%", "34%", "77%"} & set(page.text.split()), "one each, and key figures only"
    assert f"{strong.get_absolute_url()}#finding-1" in page.links


def test_home_shows_the_newest_six_first(db, show):
    now = timezone.now()
    studies = [
        make.CaseStudyFactory(published=True, published_at=now - timedelta(days=age))
        for age in (5, 1, 3, 2, 6, 4, 7)
    ]

    page = show("/")

    new = [studies[index] for index in (1, 3, 2, 5, 0, 4)]
    links = [link for link in page.links if link in {s.get_absolute_url() for s in studies}]
    assert links == [study.get_absolute_url() for study in new]


def test_home_counts_in_singular_and_plural(db, show):
    make.FindingFactory(case_study=make.CaseStudyFactory(published=True), value=3)

    text = show("/").text

    assert "case study 1 council in them 1" in text
    assert "finding, 1 with a figure 1" in text
    assert "strategies 0" in text


def test_about_explains_every_level_and_basis(show, db):
    page = show("/about/")

    for level in Finding.EvidenceLevel:
        assert f"Level {level.value} of 5: {level.label.lower()}" in page.text
    for basis in Finding.Basis:
        assert basis.label in page.text
    assert {"for", "words", "findings", "evidence", "known", "rights"} <= set(page.ids)


def test_static_pages_say_what_they_must(show, db):
    assert "Web Content Accessibility Guidelines version 2.2 at level AA" in (
        show("/accessibility/").text
    )
    assert "No analytics, no advertising and no tracking." in show("/privacy/").text
    assert "Reading, searching and comparing set no cookie at all." in show("/cookies/").text
