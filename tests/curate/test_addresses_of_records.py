"""A record gets another address, and is found by the one that readers see."""

from __future__ import annotations

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from casestudies.models import Organisation
from tests.factories import (
    CaseStudyFactory,
    FrameworkFactory,
    OrganisationFactory,
    SourceFactory,
    StrategyFactory,
)
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.publishing.leaving import unpublish
from wellbeing_portal.core.publishing.working_copy import start_copy
from wellbeing_portal.curate.models import SuggestedTerm

pytestmark = [pytest.mark.django_db, pytest.mark.history]

QUEUE = "/curate/vocabulary/queue/"


class TestChanging:
    def test_former_address_of_what_readers_see_leads_to_the_new_one(
        self, live, client, as_editor, page_of
    ):
        former, page = live.get_absolute_url(), page_of(live, "curate_address")
        assertContains(as_editor.get(page_of(live)), page)
        assertContains(as_editor.get(page), former)
        assertContains(as_editor.get(page), "leads to the new one from then on")

        answer = as_editor.post(page, {"slug": "derby-streets"})

        assert answer["Location"] == page_of(live)
        assertContains(as_editor.get(page_of(live)), "It stands at /case-studies/derby-streets/")
        led = client.get(former)
        assert (led.status_code, led["Location"]) == (301, "/case-studies/derby-streets/")
        assert live.history.latest().history_user.username == "editor"

    @pytest.mark.parametrize("slug", ["add", "Derby Streets", "derby--streets", ""])
    def test_what_can_be_no_address_is_refused_and_stays_typed(
        self, live, as_editor, page_of, slug
    ):
        answer = as_editor.post(page_of(live, "curate_address"), {"slug": slug})

        assertContains(answer, f'value="{slug}"' if slug else "Write something", status_code=422)
        assert type(live).objects.get(pk=live.pk).slug == live.slug

    def test_what_another_has_or_had_is_never_given(self, live, draft, as_editor, page_of):
        other = CaseStudyFactory(slug="taken", published=True)
        as_editor.post(page_of(other, "curate_address"), {"slug": "taken-now"})

        for slug in ("taken", "taken-now"):
            answer = as_editor.post(page_of(live, "curate_address"), {"slug": slug})
            assert answer.status_code == 422, slug
        assert type(live).objects.get(pk=live.pk).slug == live.slug

    def test_working_copy_goes_with_the_record(self, live, as_editor, page_of):
        copy = start_copy(live, by=SYSTEM)

        answer = as_editor.post(page_of(copy, "curate_address"), {"slug": "derby-streets"})

        assert answer.status_code == 403
        assertNotContains(as_editor.get(page_of(copy)), "Change its address")
        assert (
            as_editor.post(page_of(live, "curate_address"), {"slug": "streets"}).status_code == 302
        )
        told = as_editor.get(page_of(copy, "curate_check"))
        assertContains(told, "Nothing stands in the way.")
        assertNotContains(told, "has been changed since")

    def test_writer_changes_that_of_their_own_draft_alone(self, live, draft, as_writer, page_of):
        assert as_writer.post(page_of(draft, "curate_address"), {"slug": "york"}).status_code == 302
        assert as_writer.post(page_of(live, "curate_address"), {"slug": "derby"}).status_code == 403


def found(client, text):
    return client.get("/curate/search/", {"q": text})


class TestPasting:
    @pytest.mark.parametrize(
        "factory", [CaseStudyFactory, StrategyFactory, FrameworkFactory, SourceFactory]
    )
    @pytest.mark.parametrize(
        "form",
        ["{}", "https://portal.example{}?open=all#costs", "portal.example{}", "http://[::1]:80{}"],
    )
    def test_public_address_leads_to_the_record(self, factory, form, as_writer):
        record = factory(slug="a-street", published=True)

        answer = found(as_writer, form.format(record.get_absolute_url()))

        assert answer.status_code == 302
        assert answer["Location"].endswith(f"/{record.pk}/")

    def test_finding_and_former_address_and_what_is_gone_lead_there_too(
        self, live, as_writer, as_editor, page_of
    ):
        finding, former = live.findings.get(), live.get_absolute_url()
        answer = found(as_writer, f"{former}findings/{finding.key}/")
        assertRedirects(answer, page_of(live, "curate_row", "findings", finding.key))

        as_editor.post(page_of(live, "curate_address"), {"slug": "streets"})
        unpublish(live, "Wrong.", by=SYSTEM)
        assertRedirects(found(as_writer, former), page_of(live))

    @pytest.mark.parametrize(
        "text",
        [
            "/case-studies/", "/case-studies/never-heard-of/", "/councils/york/", "//", "a/b",
            "http://[broken/case-studies/x/", "https://portal.example/", "/%00/", "x" * 3000,
        ],
    )  # fmt: skip
    def test_what_is_no_record_is_looked_for_as_words(self, live, as_writer, text):
        assertContains(found(as_writer, text), "paste the address of its public page")


class TestMissingOrganisation:
    def test_is_suggested_from_where_it_is_missed(self, draft, as_writer, page_of):
        page = page_of(draft, "curate_section", "partners") + "add/"
        assertContains(as_writer.get(page), "Not there: suggest an organisation")

        aside = "/curate/suggest-term/organisations/"
        assertContains(as_writer.get(aside, {"next": page}), "Which organisation is missing?")
        said = {"name": "York Street Aid", "meaning": "A charity in York."}
        answer = as_writer.post(f"{aside}?next={page}&field=organisation", said)

        assert answer["Location"] == page
        assertContains(as_writer.get(page), "“York Street Aid” is suggested.")
        term = SuggestedTerm.objects.get()
        assert (term.vocabulary, term.record) == ("organisations", draft.pk)

    def test_editor_adds_it_and_whoever_missed_it_is_told(
        self, draft, writer, as_writer, as_editor, page_of
    ):
        said = {"name": "York Street Aid", "meaning": "A charity in York."}
        as_writer.post(f"/curate/suggest-term/organisations/?next={page_of(draft)}", said)
        term = SuggestedTerm.objects.get()
        assertContains(as_editor.get(QUEUE), "York Street Aid")
        page = reverse("curate_vocabulary_decide", args=[term.pk])
        assert as_writer.post(page, {"verdict": "added"}).status_code == 403
        assertContains(as_editor.get(page), "Add the organisation")
        assert as_editor.post(page, {"verdict": "added", "name": "York"}).status_code == 422

        asked = {"verdict": "added", "name": "York Street Aid", "sector": "voluntary"}
        assertRedirects(as_editor.post(page, asked), QUEUE)

        made = Organisation.objects.get()
        assert (made.name, made.slug, made.sector) == (
            "York Street Aid",
            "york-street-aid",
            "voluntary",
        )
        assert made.history.latest().history_user.username == "editor"
        assertContains(as_writer.get("/curate/"), "York Street Aid")
        assert as_editor.post(page, asked).status_code == 422

    @pytest.mark.parametrize("verdict", ["known", "refused"])
    def test_editor_says_which_it_is_or_why_not(self, writer, as_editor, verdict):
        OrganisationFactory(name="Street Aid", slug="street-aid")
        term = SuggestedTerm.objects.create(
            vocabulary="organisations", name="York Street Aid", meaning="A charity.", made_by=writer
        )
        page = reverse("curate_vocabulary_decide", args=[term.pk])

        sent = {"verdict": verdict, "which": "Street Aid", "because": "It is a part of a council."}
        assertRedirects(as_editor.post(page, sent), QUEUE)

        term.refresh_from_db()
        assert term.verdict == verdict
        assert Organisation.objects.count() == 1

    def test_nothing_else_can_be_suggested(self, as_writer):
        for kind in ("councils", "sources", "strategies", "findings", "nonsense"):
            assert as_writer.get(f"/curate/suggest-term/{kind}/").status_code == 404
