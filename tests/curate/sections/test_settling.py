"""Of two who save the same, the second gets both texts; who saves something else, neither."""

from __future__ import annotations

import pytest

from tests import account_factories as account
from tests.curate.sections.editing import Editing, told

pytestmark = pytest.mark.django_db


def test_second_to_save_a_row_gets_both_texts_and_then_settles_them(editing: Editing) -> None:
    row = account.BarrierFactory.create(case_study=editing.study, text="As it was.")
    page = f"barriers/{row.key}/"
    typed = editing.opened(page)
    Editing(editing.study).save(page, text="What a colleague says.")

    answer = editing.send(page, typed, text="What I say.")

    assert answer.status_code == 409
    assert "What a colleague says." in told(answer)
    assert "What I say." in told(answer)
    assert editing.said.barriers[0].text == "What a colleague says."

    digest = answer.context["digest"]
    assert editing.send(page, typed, text="What I say.", digest=digest).status_code == 302
    assert editing.said.barriers[0].text == "What I say."


@pytest.mark.parametrize("first", [{"text": ""}, {"preview": "yes"}])
def test_answer_before_saving_does_not_hide_that_a_colleague_saved(
    editing: Editing, first: dict[str, str]
) -> None:
    row = account.BarrierFactory.create(case_study=editing.study, text="As it was.")
    page = f"barriers/{row.key}/"
    typed = editing.opened(page)
    Editing(editing.study).save(page, text="What a colleague says.")

    again = editing.send(page, typed, **first).context["digest"]
    answer = editing.send(page, typed, text="What I say.", digest=again)

    assert answer.status_code == 409


def test_other_rows_and_sections_that_are_saved_meanwhile_stay(editing: Editing) -> None:
    mine, other = account.BarrierFactory.create_batch(2, case_study=editing.study)
    typed = editing.opened(f"barriers/{mine.key}/")
    colleague = Editing(editing.study)
    colleague.save(f"barriers/{other.key}/", text="What a colleague says.")
    colleague.save("caveat/", caveat="Few were asked.")

    answer = editing.send(f"barriers/{mine.key}/", typed, text="What I say.")

    assert answer.status_code == 302
    assert [row.text for row in editing.said.barriers] == ["What I say.", "What a colleague says."]
    assert editing.said.caveat == "Few were asked."


def test_row_that_a_colleague_removed_is_put_back_if_that_is_wanted(editing: Editing) -> None:
    row = account.BarrierFactory.create(case_study=editing.study)
    page = f"barriers/{row.key}/"
    typed = editing.opened(page)
    Editing(editing.study).save(f"{page}remove/")

    answer = editing.send(page, typed, text="What I say.")

    assert answer.status_code == 409
    assert "A colleague removed this meanwhile" in told(answer)
    assert "What I say." in told(answer)

    digest = answer.context["digest"]
    assert editing.send(page, typed, text="What I say.", digest=digest).status_code == 302
    assert [one.text for one in editing.said.barriers] == ["What I say."]


def test_page_that_is_sent_twice_is_no_conflict(editing: Editing) -> None:
    typed = editing.opened("caveat/")

    answers = [editing.send("caveat/", typed, caveat="Few were asked.") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]


def test_what_was_chosen_is_shown_as_it_is_called(editing: Editing) -> None:
    key = editing.said.councils[0].council
    typed = editing.opened(f"councils/{key}/")
    Editing(editing.study).save(f"councils/{key}/", role="learning-partner")

    answer = editing.send(f"councils/{key}/", typed, role="partner")

    (differs,) = answer.context["differs"]
    assert (differs.saved, differs.typed) == ("Learning partner", "Partner")
