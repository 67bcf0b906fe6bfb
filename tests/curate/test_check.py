"""The check page: what stands in the way, and the way on."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from casestudies.models import CaseStudy, Finding
from tests.factories import SourceFactory
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.aggregates import read, write, write_as
from wellbeing_portal.core.models import Version, Work
from wellbeing_portal.core.publishing.gate import judge
from wellbeing_portal.core.publishing.review import approve, send
from wellbeing_portal.core.publishing.working_copy import copy_of, start_copy


def tomorrow() -> dt.date:
    """Return the day after that on which a test runs, which may not be that of its start."""
    return timezone.localdate() + dt.timedelta(days=1)


pytestmark = pytest.mark.django_db


def state(record):
    return str(CaseStudy.objects.get(pk=record.pk).state)


def digest(client, url):
    return re.search(r'name="digest" value="(\w+)"', client.get(url).content.decode())[1]


def do(client, url, act, **said):
    """Do something on a check page as its form does it."""
    data = {f"{act}-{name}": value for name, value in said.items()}
    return client.post(url, {"act": act, "digest": digest(client, url), **data})


def test_what_stands_in_the_way_comes_first_with_the_way_to_it(draft, as_writer, page_of):
    Finding.objects.filter(case_study=draft).update(locator="")
    CaseStudy.objects.filter(pk=draft.pk).update(summary="")

    page = as_writer.get(page_of(draft, "curate_check"))

    text = page.content.decode()
    assert "2 things stand in the way" in text
    for reason, at in (
        ("Summary is missing.", page_of(draft, "curate_section", "basics")),
        ("say where in its source it stands", "findings/"),
    ):
        link = re.search(rf'<a class="govuk-link" href="([^"]*)">[^<]*{reason}', text)
        assert link is not None, reason
        assert at in link[1]
        assert as_writer.get(link[1]).status_code == 200
    assert text.index("stand in the way") < text.index("What is right")


def test_page_gate_and_acts_say_the_same(draft, as_writer, page_of):
    CaseStudy.objects.filter(pk=draft.pk).update(summary="", approach="")
    draft.refresh_from_db()
    page = page_of(draft, "curate_check")

    answer = do(as_writer, page, "send")

    assert answer.status_code == 422
    for reason in judge(draft).refused:
        assertContains(answer, reason, status_code=422)
    assert state(draft) == "draft"


def test_source_that_goes_out_with_it_is_named(draft, as_writer, as_reviewer, page_of):
    source = SourceFactory(title="A report not yet out")
    CaseStudy.objects.filter(pk=draft.pk).update(source=source)
    page = page_of(draft, "curate_check")

    told = as_writer.get(page)
    assertContains(told, "Goes out with it")
    assertContains(told, "A report not yet out")
    do(as_writer, page, "send")
    do(as_reviewer, page, "approve")

    source.refresh_from_db()
    assert (state(draft), source.state) == ("published", "published")


def test_every_form_can_be_sent(draft, live, as_writer, as_editor, page_of):
    for client in (as_writer, as_editor):
        for page in (
            page_of(draft),
            page_of(live),
            page_of(draft, "curate_check"),
            page_of(draft, "curate_section", "basics"),
            page_of(live, "curate_leave", "withdraw"),
        ):
            text = client.get(page).content.decode()
            forms, tokens = text.count('method="post"'), text.count("csrfmiddlewaretoken")
            assert forms == tokens, page


def test_sent_with_a_note_to_whom_was_asked(draft, reviewer, as_writer, page_of):
    page = page_of(draft, "curate_check")

    answer = do(
        as_writer, page, "send", note="First account", note_is_public="on", reviewer=reviewer.pk
    )

    assertRedirects(answer, page_of(draft))
    work = Work.objects.on(draft)
    assert (state(draft), work.note, work.note_is_public) == ("in_review", "First account", True)
    assert work.reviewer == reviewer


def test_only_what_may_be_done_is_offered_and_the_act_asks_again(
    draft, as_writer, as_reviewer, page_of
):
    page = page_of(draft, "curate_check")
    assertNotContains(as_writer.get(page), 'value="approve"')
    assertNotContains(as_writer.get(page), 'value="force"')
    do(as_writer, page, "send")

    assertContains(as_reviewer.get(page), 'value="approve"')
    for act in ("approve", "force", "date", "send-back"):
        assert as_writer.post(page, {"act": act}).status_code == 403, act
    assert as_reviewer.post(page, {"act": "force"}).status_code == 403
    assert as_writer.post(page, {"act": "nonsense"}).status_code == 404
    assert state(draft) == "in_review"


def test_approved_on_a_day_by_an_editor(draft, as_writer, as_editor, page_of):
    page = page_of(draft, "curate_check")
    do(as_writer, page, "send")

    assert do(as_editor, page, "approve", when="day", day="").status_code == 422
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    assert do(as_editor, page, "approve", when="day", day=yesterday).status_code == 422
    assert do(as_editor, page, "approve", when="day", day=tomorrow()).status_code == 302

    assert (state(draft), Work.objects.on(draft).publish_on) == ("in_review", tomorrow())
    later = tomorrow() + dt.timedelta(days=1)
    do(as_editor, page, "date", publish_on=later)
    assert Work.objects.on(draft).publish_on == later


def test_reviewer_who_may_not_set_a_day_is_not_asked_for_one(
    draft, as_writer, as_reviewer, page_of
):
    page = page_of(draft, "curate_check")
    do(as_writer, page, "send")

    assertNotContains(as_reviewer.get(page), "approve-day")
    do(as_reviewer, page, "approve")

    assert state(draft) == "published"


def test_what_was_changed_since_somebody_looked_is_not_approved(
    draft, editor, as_writer, as_reviewer, page_of
):
    page = page_of(draft, "curate_check")
    do(as_writer, page, "send")
    seen = digest(as_reviewer, page)
    write(read(draft).model_copy(update={"summary": "Other words."}), draft, by=editor)

    answer = as_reviewer.post(page, {"act": "approve", "digest": seen})

    assertContains(answer, "It was changed while you looked at it", status_code=409)
    assert state(draft) == "in_review"


def test_sent_back_with_what_to_do(draft, as_writer, as_reviewer, page_of):
    page = page_of(draft, "curate_check")
    do(as_writer, page, "send")

    empty = do(as_reviewer, page, "send-back", because=" ")
    assertContains(empty, "Say what should be done", status_code=422)
    do(as_reviewer, page, "send-back", because="Say of whom the third is.")

    assert state(draft) == "draft"
    assertContains(as_writer.get(page_of(draft)), "Say of whom the third is.")
    assertContains(as_writer.get("/curate/"), "Sent back to you")


def test_taken_back(draft, as_writer, page_of):
    page = page_of(draft, "curate_check")
    do(as_writer, page, "send")

    do(as_writer, page, "take-back")

    assert state(draft) == "draft"


def test_forced_with_a_reason_that_everybody_sees(draft, as_writer, as_editor, page_of):
    page = page_of(draft, "curate_check")
    assertContains(as_editor.get(page), 'value="force"')

    assert do(as_editor, page, "force", because="", when="now").status_code == 422
    do(as_editor, page, "force", because="Two of us are on leave.", when="now")

    assert state(draft) == "published"
    for client in (as_writer, as_editor):
        assertContains(client.get("/curate/"), "Two of us are on leave.")


def test_force_is_not_offered_while_a_second_person_is_there(draft, reviewer, as_editor, page_of):
    page = page_of(draft, "curate_check")

    assertNotContains(as_editor.get(page), 'value="force"')
    answer = as_editor.post(page, {"act": "force", "force-because": "Quick.", "force-when": "now"})
    assert answer.status_code == 403
    assert state(draft) == "draft"


def test_published_record_is_edited_as_a_working_copy(live, as_writer, page_of):
    assertContains(as_writer.get(page_of(live)), "Edit this published record")

    answer = as_writer.post(page_of(live, "curate_copy"))

    copy = copy_of(live)
    assertRedirects(answer, page_of(copy))
    assertContains(as_writer.get(page_of(live)), page_of(copy))
    assertNotContains(as_writer.get(page_of(live)), "Edit this published record")


def test_what_was_published_meanwhile_is_offered_and_taken_over(live, writer, as_writer, page_of):
    copy = start_copy(live, by=writer)
    write_as(read(live).model_copy(update={"strapline": "Theirs."}), live, by=SYSTEM)
    page = page_of(copy, "curate_check")
    assertContains(as_writer.get(page), "Take these changes over")

    answer = as_writer.post(page_of(copy, "curate_take_over"))

    assertRedirects(answer, page)
    assert CaseStudy.objects.get(pk=copy.pk).strapline == "Theirs."
    assertNotContains(as_writer.get(page), "Take these changes over")


def test_what_both_changed_is_shown_with_both_texts(live, writer, as_writer, page_of):
    copy = start_copy(live, by=writer)
    write(read(copy).model_copy(update={"summary": "Mine."}), copy, by=writer)
    write_as(read(live).model_copy(update={"summary": "Theirs."}), live, by=SYSTEM)

    answer = as_writer.post(page_of(copy, "curate_take_over"))

    for text in ("Mine.", "Theirs.", page_of(copy, "curate_section", "basics")):
        assertContains(answer, text, status_code=409)
    assert CaseStudy.objects.get(pk=copy.pk).summary == "Mine."


def test_approving_a_copy_leads_to_the_record_that_readers_see(
    live, writer, reviewer, as_reviewer, page_of
):
    copy = start_copy(live, by=writer)
    write(read(copy).model_copy(update={"summary": "Anew."}), copy, by=writer)
    send(copy, by=writer)

    answer = do(as_reviewer, page_of(copy, "curate_check"), "approve")

    assertRedirects(answer, page_of(live))
    assert CaseStudy.objects.get(pk=live.pk).summary == "Anew."
    assert as_reviewer.get(page_of(copy)).status_code == 404


def test_preview_is_the_public_page_of_the_draft(draft, as_writer, client, page_of):
    for width in ("phone", "tablet", "desktop", "print"):
        page = as_writer.get(page_of(draft, "curate_preview"), {"width": width})
        assertContains(page, "Visits fell by a third.")
        assertContains(page, "Preview.")
        assertContains(page, f"/curate/preview/{width}.css")
        assertContains(page, '<meta name="robots" content="noindex">')
        assert "no-store" in page["Cache-Control"]
        names = [one.name for one in page.templates]
        assert "casestudies/case_study_detail.html" in names
        styles = as_writer.get(f"/curate/preview/{width}.css")
        assert styles["Content-Type"] == "text/css"
    assert as_writer.get(page_of(draft, "curate_preview"), {"width": "watch"}).status_code == 404
    assert client.get(page_of(draft, "curate_preview")).status_code == 302
    assert client.get("/curate/preview/phone.css").status_code in {302, 403}
    assert client.get(draft.get_absolute_url()).status_code == 404


def test_styles_of_a_preview_answer_what_is_asked_of_the_device():
    from wellbeing_portal.curate.previewing import _settled

    css = (
        "a{x:1}@media(min-width: 40em){b{x:2}}@media print{c{x:3}}"
        "@media(max-width: 500px){d{x:4}}@media(forced-colors: active){e{x:5}}"
    )
    kept = "@media(forced-colors: active){e{x:5}}"
    assert _settled(css, 375) == f"a{{x:1}}d{{x:4}}{kept}"
    assert _settled(css, 1280) == f"a{{x:1}}b{{x:2}}{kept}"
    assert _settled(css, None) == f"a{{x:1}}b{{x:2}}c{{x:3}}{kept}"


def test_versions_are_kept_on_the_way(draft, writer, reviewer):
    send(draft, by=writer, note="New")
    approve(draft, by=reviewer)

    kept = Version.objects.of(draft).order_by("number").values_list("number", "occasion")
    assert list(kept) == [(1, "sent"), (2, "published")]


def test_every_input_of_the_page_looks_like_one(draft, live, writer, as_writer, as_editor, page_of):
    pages = [as_writer.get(page_of(draft, "curate_check"))]
    send(draft, by=writer)
    pages.append(as_editor.get(page_of(draft, "curate_check")))
    pages += [
        as_editor.get(page_of(live, "curate_leave", way)) for way in ("withdraw", "unpublish")
    ]

    text = "".join(page.content.decode() for page in pages)
    inputs = re.findall(r"<(?:input|select)[^>]*>", text)
    for kind, look in (
        ('type="checkbox"', "govuk-checkboxes__input"),
        ('type="radio"', "govuk-radios__input"),
        ("<select", "govuk-select"),
    ):
        found = [one for one in inputs if kind in one]
        assert found, kind
        assert not [one for one in found if look not in one], kind
    assert "I have checked it against its source" in text


def test_many_things_stand_under_their_sections_and_nothing_is_offered_that_is_refused(
    draft, as_writer, page_of
):
    CaseStudy.objects.filter(pk=draft.pk).update(summary="", strapline="", approach="", ambition="")
    Finding.objects.filter(case_study=draft).update(locator="")
    page = page_of(draft, "curate_check")
    assertNotContains(as_writer.get(page), '<h3 class="govuk-heading-s">Basics</h3>')
    assertNotContains(as_writer.get(page), 'value="send"')
    assertContains(as_writer.get(page), "stands here once nothing is in the way")

    CaseStudy.objects.filter(pk=draft.pk).update(stage="")

    told = as_writer.get(page).content.decode()
    assert "6 things stand in the way" in told
    for section in ("Basics", "The account", "Findings"):
        assert f'<h3 class="govuk-heading-s">{section}</h3>' in told


def test_who_has_nothing_to_do_is_told_why(draft, live, as_reviewer, as_writer, page_of):
    assertContains(as_reviewer.get(page_of(draft, "curate_check")), "it is a colleague’s")
    assertContains(as_writer.get(page_of(live, "curate_check")), "Your account may not")


def test_what_is_published_is_said_to_be_still_right(live, client, as_reviewer, page_of):
    page = page_of(live, "curate_check")
    assertContains(as_reviewer.get(page_of(live)), page)
    assertNotContains(client.get(live.get_absolute_url(), {"open": "all"}), "Last checked")

    assertRedirects(do(as_reviewer, page, "still-right"), page_of(live))

    assertContains(client.get(live.get_absolute_url(), {"open": "all"}), "Last checked")


def test_record_with_a_working_copy_is_not_offered_to_be_withdrawn(live, as_editor, page_of):
    page = page_of(live, "curate_leave", "withdraw")
    assertContains(as_editor.get(page), "Withdraw it")

    start_copy(live, by=SYSTEM)

    assertNotContains(as_editor.get(page), "Withdraw it")
    assertContains(as_editor.get(page), "a working copy")
