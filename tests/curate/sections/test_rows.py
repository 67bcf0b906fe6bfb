"""Rows are added, changed and removed on pages of their own."""

from __future__ import annotations

from typing import Any

import pytest

from tests import account_factories as account
from tests import factories as make
from tests.curate.sections.editing import Editing, told
from tests.people import contributor
from wellbeing_portal.curate.sections import RowsSection

pytestmark = pytest.mark.django_db

WORDS = "Short contracts made it hard to keep people."


class TestAdding:
    def test_new_row_gets_its_key_from_its_words_and_the_source_of_the_record(
        self, editing: Editing
    ) -> None:
        editing.save("barriers/add/", text=WORDS, locator="Page 7")

        (row,) = editing.said.barriers
        assert row.key == "short-contracts-made-it-hard-to-keep-people"
        assert (row.text, row.locator, row.source) == (WORDS, "Page 7", editing.said.source)

    def test_row_comes_last_and_the_others_stay(self, editing: Editing) -> None:
        account.BarrierFactory.create_batch(2, case_study=editing.study)
        before = editing.said.barriers

        editing.save("barriers/add/", text=WORDS)

        assert editing.said.barriers[:2] == before
        assert editing.said.barriers[2].text == WORDS

    def test_section_without_rows_begins_with_the_first(self, editing: Editing) -> None:
        answer = editing.get("barriers/", status=302)

        assert answer["Location"] == editing.url("barriers/add/")
        page = editing.open("barriers/add/")
        assert "Go on without one: Initiatives" in page

    def test_going_on_leads_to_the_next_section_and_adding_another_to_a_new_row(
        self, editing: Editing
    ) -> None:
        on = editing.save("barriers/add/", text=WORDS)
        another = editing.save("barriers/add/", text="Rooms were small.", then="another")

        assert on["Location"] == editing.url("initiatives/")
        assert another["Location"] == editing.url("barriers/add/")

    def test_row_that_is_sent_twice_is_there_once(self, editing: Editing) -> None:
        typed = editing.opened("barriers/add/")

        for _ in range(2):
            assert editing.send("barriers/add/", typed, text=WORDS).status_code == 302

        assert len(editing.said.barriers) == 1

    def test_what_stands_in_the_list_is_not_added_again(self, editing: Editing) -> None:
        council = make.CouncilFactory.create()
        editing.save("councils/add/", council=council.name, role="partner")

        answer = editing.save("councils/add/", status=422, council=council.name, role="area")

        assert "Council: This one is in the list already." in told(answer)

    def test_what_is_wrong_stands_at_its_field_and_above_and_nothing_typed_is_lost(
        self, editing: Editing
    ) -> None:
        answer = editing.save("costs/add/", status=422, covers="A post", money="a lot")

        page = told(answer)
        assert '<a href="#group-money">' in page
        assert "is no figure that is understood" in page
        assert 'value="a lot"' in page
        assert 'value="A post"' in page
        assert not editing.said.costs

    @pytest.mark.parametrize(
        ("field", "typed", "said"),
        [
            ("money", "£5 to 10 million", "Do you mean “£5 million to £10 million”?"),
            ("money", "42 of 60", "Write pounds"),
        ],
    )
    def test_amount_that_nobody_typed_is_not_kept(
        self, editing: Editing, field: str, typed: str, said: str
    ) -> None:
        answer = editing.save(
            "costs/add/", status=422, covers="A post", unit="in-all", **{field: typed}
        )

        assert said in told(answer)
        assert f'value="{typed}"' in told(answer)

    def test_comma_that_does_not_stand_between_thousands_is_asked_about(
        self, editing: Editing
    ) -> None:
        answer = editing.save("need/add/", status=422, statement=WORDS, sample_size="1,5")

        assert "Write a whole number, such as 1,250." in told(answer)
        editing.save("need/add/", statement=WORDS, sample_size="1,250")
        assert editing.said.context_facts[0].sample_size == 1250

    def test_source_that_is_another_is_kept(self, editing: Editing) -> None:
        other = make.SourceFactory.create(published=True)

        editing.save("barriers/add/", text=WORDS, source=other.title)

        assert editing.said.barriers[0].source == other.slug
        key = editing.said.barriers[0].key
        assert editing.opened(f"barriers/{key}/")["source"] == [other.title]

    def test_who_may_not_edit_adds_nothing(self, editing: Editing) -> None:
        other = Editing(editing.study, contributor())

        answer = other.send("barriers/add/", {"text": WORDS})

        assert answer.status_code == 403
        assert not editing.said.barriers


class TestChanging:
    def test_row_keeps_its_key_and_place_and_what_is_not_asked(self, editing: Editing) -> None:
        rows = account.BarrierFactory.create_batch(3, case_study=editing.study)

        answer = editing.save(f"barriers/{rows[1].key}/", text=WORDS)

        assert answer["Location"] == editing.url("barriers/")
        keys = [row.key for row in rows]
        assert [row.key for row in editing.said.barriers] == keys
        assert editing.said.barriers[1].text == WORDS
        assert editing.study.barriers.get(key=keys[1]).pk == rows[1].pk

    def test_row_known_by_another_record_may_come_to_name_another(self, editing: Editing) -> None:
        make.CaseStudyEnablerFactory.create_batch(2, case_study=editing.study)
        other = make.EnablerFactory.create(name="Trust")
        first, second = [row.enabler for row in editing.said.enablers]

        editing.save(f"enablers/{first}/", enabler="trust")

        assert [row.enabler for row in editing.said.enablers] == [other.slug, second]

    @pytest.mark.long
    def test_nothing_changes_when_a_page_is_sent_as_it_was(self, full: Editing) -> None:
        before = full.said
        for section in full.get().context["noun"].sections:
            rows = section.standing(before) if isinstance(section, RowsSection) else []
            pages = [f"{section.key}/{section.key_of(row)}/" for row in rows]
            for page in pages or [f"{section.key}/"]:
                full.save(page)

        assert full.said == before

    def test_page_of_a_row_that_is_gone_says_so(self, editing: Editing) -> None:
        editing.get("barriers/nothing/", status=404)

    @pytest.mark.parametrize("path", ["basics/add/", "nothing/add/", "basics/x/remove/"])
    def test_sections_without_rows_have_no_pages_of_rows(self, editing: Editing, path: str) -> None:
        editing.get(path, status=404)


class TestRemoving:
    def test_row_goes_once_that_is_confirmed(self, editing: Editing) -> None:
        row = account.BarrierFactory.create(case_study=editing.study, text=WORDS)
        page = editing.open(f"barriers/{row.key}/remove/")

        assert f"Remove “{WORDS}”?" in page
        assert editing.said.barriers

        editing.save(f"barriers/{row.key}/remove/")
        assert not editing.said.barriers

    def test_removing_twice_is_removing_once(self, editing: Editing) -> None:
        row = account.BarrierFactory.create(case_study=editing.study)
        typed = editing.opened(f"barriers/{row.key}/remove/")

        answers = [editing.send(f"barriers/{row.key}/remove/", typed) for _ in range(2)]

        assert [answer.status_code for answer in answers] == [302, 302]

    def test_row_that_a_colleague_changed_is_looked_at_again(self, editing: Editing) -> None:
        row = account.BarrierFactory.create(case_study=editing.study)
        typed = editing.opened(f"barriers/{row.key}/remove/")
        editing.study.barriers.update(locator="Page 99")

        answer = editing.send(f"barriers/{row.key}/remove/", typed)

        assert answer.status_code == 409
        assert "A colleague changed it meanwhile" in told(answer)
        assert "Page 99" in told(answer)
        assert editing.said.barriers

    @pytest.mark.parametrize("factory", [make.FindingFactory, account.CostFactory])
    def test_initiative_stays_as_long_as_something_is_about_it(
        self, editing: Editing, factory: Any
    ) -> None:
        initiative = make.InitiativeFactory.create(case_study=editing.study)
        row = factory.create(case_study=editing.study, initiative=initiative)

        answer = editing.save(f"initiatives/{initiative.key}/remove/", status=422)

        assert f"/{row.key}/" in told(answer)
        assert editing.said.initiatives

    def test_the_only_council_that_acted_cannot_go_from_what_is_published(
        self, editing: Editing
    ) -> None:
        # Nobody edits a published record: the working copy lacks it, and is not approved.
        key = editing.said.councils[0].council

        editing.save(f"councils/{key}/remove/")

        assert not editing.said.councils
        assert "1 thing to finish" in editing.open()
