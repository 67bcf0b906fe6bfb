"""What is typed and not saved is kept, and those who have a section open see one another."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests import account_factories
from tests import factories as make
from tests.curate.sections.editing import Editing, told
from wellbeing_portal.curate.models import Typed
from wellbeing_portal.curate.models.typed import HERE

pytestmark = pytest.mark.django_db

CAVEAT = "caveat/"
TEXT = "Nobody counted before 2019."


def keep(editing: Editing, section: str = "caveat", act: str = "keep", **fields: str) -> Any:
    """Send what is typed as the script does."""
    page = f"/curate/typed/case-studies/{editing.study.pk}/{section}"
    return editing.client.post(page, {**fields, "act": act})


def digest(editing: Editing) -> str:
    return editing.opened(CAVEAT)["digest"][0]


class TestKept:
    def test_what_is_typed_stands_there_when_the_section_is_opened_again(
        self, editing: Editing
    ) -> None:
        answer = keep(editing, caveat=TEXT, digest=digest(editing))

        assert re.fullmatch(r"Saved \d\d:\d\d", answer.json()["saved"])
        page = editing.open(CAVEAT)
        assert TEXT in page
        assert "You typed this before and did not save it." in page
        assert editing.said.caveat == ""

    def test_task_list_leads_to_it(self, editing: Editing) -> None:
        keep(editing, caveat=TEXT)

        assert "You typed, and did not save" in editing.open()

    def test_it_goes_when_the_section_is_saved(self, editing: Editing) -> None:
        keep(editing, caveat=TEXT, digest=digest(editing))
        editing.save(CAVEAT)

        assert editing.said.caveat == TEXT
        assert "did not save" not in editing.open(CAVEAT)

    def test_it_goes_when_it_is_discarded(self, editing: Editing) -> None:
        keep(editing, caveat=TEXT)
        assert editing.send(CAVEAT, {}, discard="yes").status_code == 302

        assert TEXT not in editing.open(CAVEAT)

    def test_nobody_else_sees_it(self, editing: Editing) -> None:
        keep(editing, caveat=TEXT)

        assert TEXT not in Editing(editing.study).open(CAVEAT)

    def test_a_row_and_a_new_one_are_kept_by_themselves(self, editing: Editing) -> None:
        row = account_factories.BarrierFactory.create(case_study=editing.study, text="Rain.")
        keep(editing, "barriers", text="A new one.")
        keep(editing, f"barriers/{row.key}", text="Much rain.")

        assert "A new one." in editing.open("barriers/add/")
        assert "Much rain." in editing.open(f"barriers/{row.key}/")

    def test_what_was_refused_is_kept(self, editing: Editing) -> None:
        editing.save("basics/", status=422, title="", strapline="Not lost.")

        assert "Not lost." in editing.open("basics/")

    def test_colleague_who_saved_meanwhile_is_not_overwritten(self, editing: Editing) -> None:
        keep(editing, caveat=TEXT, digest=digest(editing))
        Editing(editing.study).save(CAVEAT, caveat="What a colleague says.")

        answer = editing.send(CAVEAT, editing.opened(CAVEAT))

        assert answer.status_code == 409
        assert "What a colleague says." in told(answer)

    def test_nothing_is_kept_for_whom_may_not_edit(self, editing: Editing) -> None:
        published = Editing(make.CaseStudyFactory.create(published=True), editing.user)

        assert keep(published, caveat=TEXT).status_code == 403
        assert not Typed.objects.exists()

    def test_nobody_learns_of_a_section_that_is_none(self, editing: Editing) -> None:
        assert keep(editing, "no-such-section").status_code == 404


class TestSignedOut:
    def test_script_is_told(self, editing: Editing) -> None:
        editing.client.logout()

        assert keep(editing, caveat=TEXT).status_code == 401

    def test_what_was_sent_stands_in_its_page_after_signing_in(self, editing: Editing) -> None:
        opened = {"caveat": TEXT, "digest": digest(editing)}
        editing.user.set_password("correct-horse-battery")
        editing.user.save()
        client = Client()

        page = client.post(editing.url(CAVEAT), opened)
        assert "What you sent is kept" in told(page)
        answer = client.post(
            "/curate/sign-in/",
            {
                "username": editing.user.get_username(),
                "password": "correct-horse-battery",
                "next": page.context["next"],
                "waiting": page.context["waiting"],
            },
        )

        assert answer["Location"] == editing.url(CAVEAT)
        again = told(client.get(editing.url(CAVEAT)))
        assert TEXT in again
        assert editing.said.caveat == ""

    @pytest.mark.parametrize("waiting", ["", "no", "[]", '{"fields": 3}', '{"fields": {"a": 1}}'])
    def test_what_waits_may_be_anything(self, editing: Editing, waiting: str) -> None:
        editing.user.set_password("correct-horse-battery")
        editing.user.save()
        sent = {"username": editing.user.get_username(), "password": "correct-horse-battery"}
        sent |= {"next": editing.url(CAVEAT), "waiting": waiting}

        assert Client().post("/curate/sign-in/", sent).status_code == 302


class TestCompany:
    def test_both_see_who_has_the_section_open(self, editing: Editing) -> None:
        colleague = Editing(editing.study)
        colleague.open(CAVEAT)
        name = colleague.user.get_username()

        said = rf"A colleague has this section open since \d\d:\d\d: {name}\."
        assert re.search(said, editing.open(CAVEAT))
        assert re.search(rf"A colleague has it open since \d\d:\d\d: {name}\.", editing.open())
        assert name in keep(editing, act="here").json()["others"][0]
        assert "A colleague has this section open" in colleague.open(CAVEAT)

    def test_who_is_elsewhere_is_not_there(self, editing: Editing) -> None:
        Editing(editing.study).open("account/")

        assert "A colleague has this section open" not in editing.open(CAVEAT)

    def test_who_left_is_gone_and_so_is_who_gave_no_sign_of_life(self, editing: Editing) -> None:
        colleague, other = Editing(editing.study), Editing(editing.study)
        colleague.open(CAVEAT)
        keep(colleague, act="leave")
        other.open(CAVEAT)
        Typed.objects.filter(user=other.user).update(seen_at=timezone.now() - HERE)

        assert "A colleague" not in editing.open(CAVEAT)

    def test_who_comes_back_is_there_since_then(self, editing: Editing) -> None:
        editing.open(CAVEAT)
        long_ago = timezone.now() - dt.timedelta(hours=3)
        Typed.objects.update(opened_at=long_ago, seen_at=long_ago)

        editing.open(CAVEAT)

        assert Typed.objects.get().opened_at > long_ago

    def test_leaving_keeps_what_was_typed(self, editing: Editing) -> None:
        keep(editing, caveat=TEXT)
        keep(editing, act="leave")

        assert TEXT in editing.open(CAVEAT)
