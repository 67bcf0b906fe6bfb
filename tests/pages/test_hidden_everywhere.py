"""Nothing of what readers do not see is said anywhere: no page, list, search, file, feed or count.

What is hidden stands in ``tests/hidden.py``: records in every other state, and working copies.
Here comes to it what people who edit have written about them and about what is published, what
they typed, who they are, and terms that only drafts use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests import account_factories
from tests import factories as make
from tests.hidden import SECRET, unseen
from tests.pages.crawling import crawled, everything, without_echo
from tests.pages.reading import LISTS, MAPS
from tests.pages.test_unused import surfaces, words_of
from tests.people import account_of, administrator, contributor, signed_in
from tests.universe import Universe
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.aggregates import read, write_as
from wellbeing_portal.core.models import Publishable, Version, Work
from wellbeing_portal.core.publishing.ownership import own
from wellbeing_portal.core.publishing.working_copy import discard, start_copy
from wellbeing_portal.core.roles import Role
from wellbeing_portal.core.versions import keep
from wellbeing_portal.curate.models import Comment, RightlyEmpty, SuggestedTerm, Typed

TEXT = re.compile(rf"{SECRET}[- _.]\w", re.IGNORECASE)
"""A text of what is hidden; the word alone may be what somebody searched for."""

State = Publishable.State


def everywhere(universe: Universe) -> Iterator[str]:
    """Every surface, with what is hidden asked for by its word, its slug and its number."""
    yield from surfaces(universe)
    for asked in (SECRET, SECRET[:4], f"{SECRET} statement", f"{SECRET} person"):
        yield from (f"{path}?q={asked}" for path in (*LISTS, "/search/", "/search/suggestions"))
        yield from (f"{path}?q={asked}&export=json" for path in ("/case-studies/", "/findings/"))
    yield from (f"{path}?export=xlsx" for path in MAPS)
    yield from (f"{path}feed/" for path in ("/case-studies/", "/strategies/", "/findings/"))
    case_studies = universe.hidden_case_studies
    slugs = ",".join(one.slug for one in (universe.rich, *case_studies))
    yield f"/compare/case-studies/?slugs={slugs}"
    yield f"/compare/strategies/?slugs={','.join(one.slug for one in universe.hidden_strategies)}"
    yield f"/shortlist/?items={','.join(f'case-study.{one.slug}' for one in case_studies)}"
    for one in case_studies:
        yield f"/briefing/?items=case-study.{one.slug}"
        yield f"/case-studies/?strategies={one.slug}"
        yield f"/findings/?case_study={one.slug}"
        yield f"/curate/case-studies/{one.pk}/"
        yield f"/curate/case-studies/{one.pk}/preview/"
        yield f"/admin/casestudies/casestudy/{one.pk}/change/"
        finding = one.findings.get()
        yield f"{one.get_absolute_url()}findings/{finding.key}/"
        yield f"{one.get_absolute_url()}findings/{finding.key}/?on=2030-01-01"
        yield from (f"{one.get_absolute_url()}?export={kind}" for kind in ("docx", "json", "bib"))


def conclude(universe: Universe) -> list[Any]:
    """Conclusions of research bodies that readers do not see, on what they do see."""
    approach = universe.rich.approach_rows.first().approach
    live = account_factories.WiderEvidenceFactory(approach=approach, published=True)
    return [
        account_factories.WiderEvidenceFactory(
            title=f"{SECRET} conclusion, {name}",
            approach=approach,
            body=f"{SECRET} body",
            concludes=f"{SECRET} concludes",
            **way,
        )
        for name, way in unseen(live)
    ]


def name_terms(universe: Universe) -> None:
    """Terms that only drafts use, one that nothing uses, and one that somebody suggests."""
    said = {"definition": f"{SECRET} definition", "synonyms": [f"{SECRET} synonym"]}
    draft = universe.hidden_case_studies[0]
    draft.population_groups.add(make.PopulationGroupFactory(name=f"{SECRET} group", **said))
    draft.settings.add(make.SettingFactory(name=f"{SECRET} setting", **said))
    finding = draft.findings.get()
    finding.outcomes.add(make.OutcomeFactory(name=f"{SECRET} outcome", **said))
    finding.enablers.add(make.EnablerFactory(name=f"{SECRET} enabler", **said))
    finding.approaches.add(make.ApproachFactory(name=f"{SECRET} approach", **said))
    make.ThemeFactory(name=f"{SECRET} theme", **said)
    SuggestedTerm.objects.create(
        vocabulary="outcomes",
        name=f"{SECRET} suggestion",
        meaning=f"{SECRET} meaning",
        made_by_name=f"{SECRET} person",
    )


def written_about(universe: Universe) -> list[Any]:
    """Write what people who edit note of all that is hidden, and of what is published.

    Return the conclusions that are hidden as well.
    """
    people = [
        account_of(role, username=f"{SECRET} person {role}", email=f"{SECRET}-{role}@marl.example")
        for role in Role
        if role is not Role.NOBODY
    ]
    chief = people[-1]
    conclusions = conclude(universe)
    name_terms(universe)
    published = (universe.rich, universe.joint, universe.framework, universe.report)
    for record in (*universe.hidden, *conclusions, *published):
        keep(record, Version.Occasion.VISIT, by=chief, note=f"{SECRET} note")
        if record in published:
            said = {"reviewer": f"{SECRET} person", "note": f"{SECRET} note"}
            keep(record, Version.Occasion.PUBLISHED, by=chief, note_is_public=False, **said)
        work = own(record, chief)
        work.note = work.sent_back_because = work.forced_because = f"{SECRET} aside"
        work.approved_by, work.approved_by_name = people[1], people[1].username
        work.reviewer = people[1]
        work.save()
        about: dict[str, Any] = {"kind": work.kind, "record": record.pk, "section": "basics"}
        Comment.objects.create(**about, text=f"{SECRET} comment", author_name=f"{SECRET} person")
        RightlyEmpty.objects.create(**about, said_by_name=f"{SECRET} person")
        Typed.objects.create(**about, user=chief, data={"title": f"{SECRET} typed"})
    return conclusions


def hidden_slugs(universe: Universe) -> re.Pattern[str]:
    slugs = sorted({one.slug.lower() for one in universe.hidden}, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, slugs))})(?![\w-])")


def own_pages(universe: Universe, conclusions: list[Any]) -> set[str]:
    return {one.get_absolute_url().partition("#")[0] for one in (*universe.hidden, *conclusions)}


def leaks(client: Any, universe: Universe, but: set[str]) -> list[str]:
    slugs, found = hidden_slugs(universe), []
    # Below the address of these stands why they are gone.
    unpublished = tuple(
        one.get_absolute_url() for one in universe.hidden if one.state == State.UNPUBLISHED
    )
    # What was cited from these can still be found.
    withdrawn = tuple(
        one.get_absolute_url() for one in universe.hidden if one.state == State.WITHDRAWN
    )
    pages = {one: everything(client.get(one, follow=True)) for one in everywhere(universe)}
    for address, text in (*pages.items(), *crawled(client, asked=pages)):
        path = address.partition("?")[0]
        if path not in but and not path.startswith(withdrawn):
            told = without_echo(text, address)
            if path.startswith(unpublished):
                told = told.replace(f"{SECRET} reason".lower(), "…")
            said = (TEXT.search(told), slugs.search(told))
            found += [f"{address}: {one[0]}" for one in said if one]
    return found


WHO = {"a reader": None, "a contributor": contributor, "an administrator": administrator}


@pytest.mark.long
@pytest.mark.parametrize("who", ["a reader", "a contributor"])
def test_no_surface_says_a_word_of_it(universe, client, who):
    conclusions = written_about(universe)
    make_account: Any = WHO[who]
    reader = client if make_account is None else signed_in(make_account())
    # Their own pages say that and why they are gone, and lead nowhere.
    gone = own_pages(universe, conclusions)
    if who != "a reader":
        # Whoever edits may look at drafts, in the editor.
        gone |= {one for one in everywhere(universe) if one.startswith("/curate/")}

    assert leaks(reader, universe, gone) == []


def test_a_page_that_is_gone_says_why_and_nothing_else(universe, client):
    """That of a withdrawn record stays as it was, with nothing of what editors wrote about it."""
    written_about(universe)
    public_reason = re.compile(rf"{SECRET} reason", re.IGNORECASE)
    privately = re.compile(rf"{SECRET}[- _.](?:note|aside|comment|person|typed|\d)", re.IGNORECASE)
    for record in universe.hidden:
        address = record.get_absolute_url()
        for page in (address, f"{address}?export=json", f"{address}?cite=ris"):
            answer = client.get(page, follow=True)
            text = without_echo(everything(answer), page)
            if record.state == State.WITHDRAWN:
                assert not privately.search(text), page
            else:
                assert answer.status_code in {404, 410}, page
                assert answer.status_code == 404 or record.state == State.UNPUBLISHED
                told = public_reason.sub("", text) if answer.status_code == 410 else text
                assert not TEXT.search(told), page


@pytest.mark.parametrize("kind", ["html", "json"])
def test_whoever_is_not_signed_in_is_told_nothing_by_the_doors(universe, client, kind):
    """What the editor and the admin answer to strangers names no record and nobody."""
    written_about(universe)
    study = universe.hidden_case_studies[0]
    base = f"/curate/case-studies/{study.pk}/"
    pages = [
        *("/curate/", "/curate/search/?q=x", "/curate/trash/", "/curate/accounts/", "/admin/"),
        *(base, f"{base}check/", f"{base}preview/", f"{base}versions/1/", f"{base}basics/"),
        *("/curate/suggest/sources?q=s", "/curate/sign-in/", "/curate/sign-in/forgotten/"),
        f"/admin/casestudies/casestudy/{study.pk}/history/",
        "/admin/autocomplete/?app_label=strategies&model_name=council&field_name=parent&term=s",
    ]
    accept = {"html": "text/html", "json": "application/json"}[kind]
    for page in pages:
        for answer in (
            client.get(page, follow=True, HTTP_ACCEPT=accept),
            client.post(page, {"text": "x"}, follow=True, HTTP_ACCEPT=accept),
        ):
            assert not TEXT.search(everything(answer)), page


def test_a_working_copy_changes_no_page_till_it_is_approved(universe, client):
    def said(page: str) -> str:
        return words_of(client.get(page, follow=True))

    pages = [*LISTS, *MAPS, "/", universe.rich.get_absolute_url(), "/sitemap.xml"]
    for record in (universe.rich, universe.joint, universe.framework):
        for copy in type(record).objects.filter(copy_of=record):
            discard(copy)
    before = {page: said(page) for page in pages}
    for record in (universe.rich, universe.joint, universe.framework):
        copy = start_copy(record, by=SYSTEM)
        said_so = {"title": f"{SECRET} title", "summary": f"{SECRET} summary"}
        write_as(read(copy).model_copy(update=said_so), copy, by=SYSTEM)

    assert Work.objects.exists()
    assert [page for page in pages if said(page) != before[page]] == []
