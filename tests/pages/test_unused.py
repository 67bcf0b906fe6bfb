"""What nothing published uses is not there for the public: no term and no source, nowhere."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from casestudies.facets import CASE_STUDY, FAMILIES
from strategies.facets import THEME
from tests import factories as make
from tests.pages.reading import LISTS, MAPS, every_public_address, not_found
from tests.pointing import FACTORIES
from tests.universe import Universe
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.facets import Family
from wellbeing_portal.core.publishing import actions, leaving

WORD, OTHER = "Zyzzyva", "quoggle"
"""Both stand in every text of what is unused: a page that is asked for one may say it, and
never the other."""

PAGES = {"approach": "/approaches/", "enabler": "/enablers/", "outcome": "/outcomes/"}


@dataclass
class Unused:
    """One term of each family, another one broader than each, and a published source."""

    terms: dict[str, Any]
    broader: dict[str, Any]
    source: Any

    @property
    def pages(self) -> list[str]:
        """The addresses that they will have."""
        with_page = [one for name, one in self.terms.items() if name in {*PAGES, "theme"}]
        above = [one for name, one in self.broader.items() if name in {*PAGES, "theme"}]
        return [one.get_absolute_url() for one in (*with_page, *above, self.source)]

    def parameters(self) -> list[tuple[str, str]]:
        """Their values in the addresses of lists."""
        return [(name, one.slug) for name, one in (*self.terms.items(), *self.broader.items())]


EVERY: dict[str, Family] = {**FAMILIES, THEME.name: THEME}


@pytest.fixture
def unused(universe: Universe) -> Unused:
    return make_unused("")


def make_unused(which: str) -> Unused:
    """Make terms and a source that differ from others of the kind by a word, if any is given."""

    def term(name: str, kind: str, **values: Any) -> Any:
        return FACTORIES[EVERY[name].model].create(
            name=f"{WORD} {OTHER} {which}{kind} {EVERY[name].one}",
            synonyms=[f"{WORD} {OTHER} {name}s", f"{OTHER}ry of {WORD}"],
            definition=f"What a {WORD} does with a {OTHER}.",
            **values,
        )

    broader = {name: term(name, "wide") for name in EVERY}
    return Unused(
        {name: term(name, "narrow", broader=broader[name]) for name in EVERY},
        broader,
        make.SourceFactory(
            title=f"{WORD} {OTHER} {which}report",
            author=f"{WORD} {OTHER}",
            publisher=f"{WORD} {OTHER}",
            summary=f"{WORD} {OTHER}",
            published=True,
        ),
    )


def use(unused: Unused, title: str = "Using everything") -> list[Any]:
    """Make drafts that use all of it, none of which says so in its own words."""
    terms = unused.terms
    study = make.CaseStudyFactory(title=title)
    for tag in CASE_STUDY.plain_tags:
        getattr(study, tag.relation).add(terms[tag.family.name])
    make.CaseStudyApproachFactory(case_study=study, approach=terms["approach"])
    make.FindingFactory(
        case_study=study,
        approach=terms["approach"],
        outcomes=[terms["outcome"]],
        enablers=[terms["enabler"]],
        source=unused.source,
        locator="Page 1",
        value=60,
        sample_size=40,
    )
    priority = make.PriorityFactory(themes=[terms["theme"]])
    return [study, priority.strategy]


def surfaces(universe: Universe) -> Iterator[str]:
    """Every public address, with every choice that shows more, and every file."""
    plain = list(every_public_address(universe))
    yield from plain
    yield "/sitemap-concepts.xml"
    yield "/sitemap-sources.xml"
    yield "/case-studies/feed/"
    yield from (f"{path}?filters=show" for path in (*LISTS, *MAPS))
    yield from (f"{path}?sort=newest" for path in LISTS)
    yield from (f"{path}?evidence=0" for path in PAGES.values())
    yield "/frameworks/coverage/?open=all"
    names = list(FAMILIES)
    for rows, columns in zip(names, (*names[1:], names[0]), strict=True):
        yield f"/evidence-map/?rows={rows}&columns={columns}&open={rows}&open={columns}"
    yield from (f"/pathways/?open={name}" for name in ("enabler", "approach", "outcome"))
    records = (universe.northmarl, universe.joint, universe.rich, universe.framework)
    for path in (*LISTS, "/evidence-map/", *(one.get_absolute_url() for one in records)):
        yield from (f"{path}?export={kind}" for kind in ("csv", "xlsx", "json", "docx"))
    for asked in (OTHER, OTHER[:4], f"{OTHER}ry", "quogle", "training"):
        yield from (f"{path}?q={asked}" for path in (*LISTS, "/search/", "/search/suggestions"))
        yield from (f"{path}?q={asked}&filters=show" for path in ("/evidence-map/", "/pathways/"))
    yield f"/search/?q={OTHER}&kind=concepts"
    yield f"/search/?q={OTHER}&kind=sources"


def said(client: Any, address: str) -> str:
    """Everything that an address answers, the parts of a zipped file included."""
    response = client.get(address)
    assert response.status_code in {200, 404}, address
    return words_of(response)


def words_of(response: Any) -> str:
    """All that an answer holds, in small letters."""
    body = b"".join(response) if response.streaming else response.content
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as parts:
            body = b" ".join(parts.read(name) for name in parts.namelist())
    return str(body.decode(errors="replace").lower())


def leaks(client: Any, universe: Universe) -> list[str]:
    return [one for one in surfaces(universe) if WORD.lower() in said(client, one)]


SHOWN = (
    *("/approaches/", "/enablers/", "/outcomes/", "/priorities/", "/sources/"),
    *("/sitemap.xml", "/case-studies/?filters=show", "/strategies/?filters=show"),
    *(f"/search/?q={OTHER}", f"/search/suggestions?q={OTHER[:4]}"),
    f"/search/?q={OTHER}&kind=concepts",
    f"/search/?q={OTHER}&kind=sources",
    "/evidence-map/?rows=population&columns=setting&open=population&open=setting",
    "/evidence-map/?rows=approach&columns=enabler&open=approach&open=enabler",
    "/case-studies/?export=csv",
    "/sources/?export=json",
)
"""Some of the surfaces where terms and sources stand that something published uses."""


@pytest.mark.long
def test_unused_terms_and_sources_are_nowhere_but_while_something_published_uses_them(
    universe, unused, client
):
    """All surfaces are looked at twice: while some are used, and when these no longer are.

    Then there are others beside them that only drafts use, and others that nothing ever did.
    """
    records = use(unused)
    assert [one for one in SHOWN if WORD.lower() in said(client, one)] == []

    for record in records:
        actions.publish(record, by=SYSTEM)
    for page in unused.pages:
        assert client.get(page).status_code == 200, page
    assert set(SHOWN) <= set(leaks(client, universe))

    for record in records:
        leaving.unpublish(record, "Wrong.", by=SYSTEM)
    never, in_drafts = make_unused("forgotten "), make_unused("drafted ")
    use(in_drafts, "Using all of it")
    assert leaks(client, universe) == []
    for page in (*unused.pages, *never.pages, *in_drafts.pages):
        assert client.get(page).status_code == 404, page
    assert OTHER not in said(client, "/search/?q=quogle"), "no spelling leads there"


@pytest.mark.parametrize("who", ["client", "admin_client"])
def test_page_of_an_unused_term_answers_as_if_it_had_never_been(request, universe, unused, who):
    client = request.getfixturevalue(who)
    for page in unused.pages:
        unknown = not_found(client, page.rsplit("/", 2)[0] + "/never-heard-of-it/")
        assert not_found(client, page) == unknown, page


def test_unused_term_as_a_choice_is_ignored_and_named(universe, unused, client):
    use(unused)
    for name, slug in unused.parameters():
        path = "/strategies/" if name == "theme" else "/case-studies/"
        asked, unknown = (
            client.get(path, {name: value}).context for value in (slug, "never-heard-of-it")
        )
        assert any(f"“{slug[:50]}”" in text for text in asked["ignored"]), name
        assert len(asked["ignored"]) == len(unknown["ignored"]) == 1
        assert asked["total"] == unknown["total"] == client.get(path).context["total"]


@pytest.mark.parametrize(
    "address",
    [
        "/evidence-map/?row={approach}",
        "/evidence-map/?open=outcome.{outcome}",
        "/pathways/?approach={approach}&outcome={outcome}",
        "/approaches/workforce-training/?outcome={outcome}",
        "/priorities/fairness/?theme={theme}",
    ],
)
def test_unused_term_in_the_address_of_another_page_is_not_told_about(
    universe, unused, client, address
):
    slugs = {name: one.slug for name, one in unused.terms.items()}

    response = client.get(address.format(**slugs))

    assert response.status_code == 200
    text = response.content.decode()
    assert unused.terms["outcome"].name not in text
    assert unused.terms["approach"].name not in text
    assert unused.terms["outcome"].definition not in text


def test_term_that_is_used_and_has_nothing_under_the_filters_gives_nothing_and_says_so(
    universe, client
):
    make.FindingFactory(
        case_study=make.CaseStudyFactory(published=True, councils=[universe.quietham]),
        approach=make.ApproachFactory(name="Lone walks"),
    )

    page = client.get("/case-studies/?approach=lone-walks&council=northmarl")

    assert page.context["ignored"] == []
    assert page.context["total"] == 0
