"""Each section of a case study: what it asks, what it keeps, and what it tells of itself."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from tests import account_factories as account
from tests import factories as make
from tests.curate.sections.editing import Editing, told
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.publishing.working_copy import start_copy
from wellbeing_portal.curate.sections import nouns

pytestmark = pytest.mark.django_db


def line(editing: Editing, section: str) -> tuple[str, str]:
    """What the list of sections says of one: its state, and what is in it."""
    parts = editing.get().context["parts"]
    task = next(t for part in parts for t in part.tasks if t.section.key == section)
    return task.state, task.told


class TestRowsOfEachKind:
    def test_first_council_leads_and_the_next_is_a_partner(self, db: None) -> None:
        editing = Editing(make.CaseStudyFactory.create(councils=[]))
        york, hull = (make.CouncilFactory.create(name=name) for name in ("York", "Hull"))

        editing.save("councils/add/", council="york")
        editing.save("councils/add/", council="Hull City Council", contribution="Paid for it")

        rows = editing.said.councils
        assert [row.council for row in rows] == [york.slug, hull.slug]
        assert [row.role for row in rows] == ["lead", "partner"]
        assert line(editing, "councils") == (
            "Ready",
            "York City Council, lead; 1 council in other roles",
        )
        assert "Partner: Paid for it" in editing.open("councils/")

    def test_partner_says_what_it_did(self, editing: Editing) -> None:
        mind = make.OrganisationFactory.create(name="Mind in Hull")

        refused = editing.save("partners/add/", status=422, organisation="mind in hull")
        editing.save("partners/add/", organisation="mind in hull", contribution="Trained")

        assert "What did it do?: Write something here." in told(refused)
        assert editing.said.partners[0].organisation == mind.slug
        assert line(editing, "partners") == ("Ready", "Mind in Hull")

    @pytest.mark.parametrize(
        ("section", "field", "factory"),
        [
            ("approaches", "approach", make.ApproachFactory),
            ("enablers", "enabler", make.EnablerFactory),
        ],
    )
    def test_approach_or_enabler_says_how_and_where(
        self, editing: Editing, section: str, field: str, factory: Any
    ) -> None:
        concept = factory.create(name="Walking groups")

        typed: dict[str, Any] = {field: "walking groups", "how": "Every week."}
        editing.save(f"{section}/add/", **typed)

        (row,) = getattr(editing.said, section)
        assert (getattr(row, field), row.how, row.locator) == (concept.slug, "Every week.", "")
        assert "Every week · no place in the source yet" in editing.open(f"{section}/")
        assert line(editing, section) == ("Ready", "Walking groups")

    def test_initiative_names_councils_partners_approaches_and_funders(
        self, editing: Editing
    ) -> None:
        council = make.CouncilFactory.create(name="York")
        partners = make.OrganisationFactory.create_batch(2)
        approach = make.ApproachFactory.create(name="Walking groups")
        page = "initiatives/add/"
        room = editing.send(page, editing.opened(page), name="HAPPY Hub", more="yes")
        typed = {
            "name": "HAPPY Hub", "description": "A place to meet.", "start_year": "2018",
            "partners": "\n".join(one.name for one in partners), "approaches": "walking groups",
            "councils": "York", "locator": "Page 2",
            "funder_0_council": "York", "funder_0_money": "about £1.25 million",
            "funder_0_note": "Over two years",
            "funder_1_organisation": partners[0].name,
        }  # fmt: skip
        editing.save(page, **typed)

        assert "Funder 2" in told(room)
        assert 'value="HAPPY Hub"' in told(room)
        assert "Write something here." not in told(room)
        (row,) = editing.said.initiatives
        assert row.key == "happy-hub"
        assert row.partners == sorted(one.slug for one in partners)
        assert (row.approaches, row.councils) == ([approach.slug], [council.slug])
        first, second = row.funders
        assert (first.council, first.amount) == (council.slug, Decimal(1_250_000))
        assert (first.qualifier, second.organisation) == ("about", partners[0].slug)
        assert "since 2018, 2 partners, 1 approach, 1 council, 2 funders" in editing.open(
            "initiatives/"
        )

    def test_funder_that_is_emptied_goes_and_the_other_stays_who_it_is(
        self, editing: Editing
    ) -> None:
        initiative = make.InitiativeFactory.create(case_study=editing.study)
        make.InitiativeFunderFactory.create_batch(2, initiative=initiative)
        stays = initiative.funders.last()
        names = ("organisation", "council", "money", "note")
        emptied: dict[str, Any] = {f"funder_0_{name}": "" for name in names}

        editing.save(f"initiatives/{initiative.key}/", **emptied)

        assert list(initiative.funders.values_list("pk", "key")) == [(stays.pk, stays.key)]

    def test_funder_is_one_body(self, editing: Editing) -> None:
        answer = editing.save(
            "initiatives/add/", status=422, name="Hub", description="Meets.", funder_0_money="5"
        )

        assert '<a href="#group-funder_0_organisation">' in told(answer)
        assert "Name either an organisation or a council as the funder." in told(answer)

    def test_cost_may_be_a_range_and_pay_for_one_initiative(self, editing: Editing) -> None:
        hub = make.InitiativeFactory.create(case_study=editing.study, name="Hub")

        editing.save(
            "costs/add/", covers="Two posts", money="£70,000 to £80,000",
            unit="a-year", initiative=hub.key, is_shared_total="on",
        )  # fmt: skip

        (row,) = editing.said.costs
        assert (row.amount, row.high_amount, row.unit) == (70_000, 80_000, "a-year")
        assert (row.initiative, row.is_shared_total) == (hub.key, True)
        assert line(editing, "costs") == ("Ready", "£70,000 to £80,000 a year")

    def test_what_a_cost_cannot_be_is_said(self, editing: Editing) -> None:
        body = make.OrganisationFactory.create()
        council = make.CouncilFactory.create()
        typed = {"covers": "Posts", "money": "90", "unit": "a-year"}

        two = editing.save(
            "costs/add/", status=422, **typed,
            payer_organisation=body.name, payer_council=council.name,
        )  # fmt: skip
        less = editing.save("costs/add/", status=422, **typed | {"money": "-5"})
        more = editing.save("costs/add/", status=422, **typed | {"money": "£90 for two posts"})
        people = editing.save("costs/add/", status=422, **typed | {"money": "90 people"})

        assert "Write the amount alone: “for two posts” belongs below." in told(more)
        assert "Write pounds:" in told(people)
        assert "Name either an organisation or a council as the payer." in told(two)
        assert "An amount cannot be negative." in told(less)

    def test_fact_has_a_figure_or_none(self, editing: Editing) -> None:
        editing.save("need/add/", statement="Many are lonely.")
        editing.save(
            "need/add/", statement="Men die earlier.", figure="8.2 years than women", locator="p. 3"
        )
        two = editing.save(
            "need/add/", status=422, statement="So.", figure="8 years of life", measure="of work"
        )

        assert "“of life” stands behind the figure, and “of work” below it." in told(two)
        assert editing.said.context_facts[1].measure == "than women"
        assert [row.value for row in editing.said.context_facts] == [None, Decimal("8.2")]
        assert "8.2 years · p. 3" in editing.open("need/")
        assert line(editing, "need") == ("Ready", "2 facts")

    def test_corrections_and_replies_have_a_day_that_has_been(self, editing: Editing) -> None:
        council = editing.said.councils[0].council
        editing.save("corrections/add/", made_on="3 May 2024", text="It said two.")
        editing.save("replies/add/", given_on="04/05/2024", text="We see it otherwise.")
        for page in ("corrections/add/", "replies/add/"):
            day = "made_on" if page[0] == "c" else "given_on"
            answer = editing.save(page, status=422, text="Later.", **{day: "1 January 2999"})
            assert "This day is still to come." in told(answer)
            answer = editing.save(page, status=422, text="Later.", **{day: "soon"})
            assert "Write a day such as 27 November 2026." in told(answer)

        assert editing.said.corrections[0].made_on == dt.date(2024, 5, 3)
        (reply,) = editing.said.replies
        assert (reply.council, reply.given_on) == (council, dt.date(2024, 5, 4))
        assert "4 May 2024" in editing.open("replies/")

    def test_finding_that_lacks_something_says_so_in_the_list(self, editing: Editing) -> None:
        make.FindingFactory.create(case_study=editing.study, statement="Better.", locator="")
        make.FindingFactory.create(case_study=editing.study, claim="done")

        page = editing.open("findings/")

        assert page.count("To finish") == 1
        assert "say where in its source it stands" in page
        assert line(editing, "findings") == ("1 thing to finish", "2 findings: 1 changed, 1 done")


class TestFields:
    def test_groups_and_settings_are_named_one_a_line(self, editing: Editing) -> None:
        groups = make.PopulationGroupFactory.create_batch(2)
        setting = make.SettingFactory.create(name="Schools")

        editing.save(
            "for-whom/", population_groups="\n".join(g.name for g in groups), settings="schools"
        )

        assert editing.said.population_groups == sorted(one.slug for one in groups)
        assert editing.said.settings == [setting.slug]
        assert line(editing, "for-whom")[1].endswith("; Schools")

    def test_priorities_are_asked_for_once_their_strategy_is_named(self, editing: Editing) -> None:
        strategy = make.StrategyFactory.create()
        first, second = make.PriorityFactory.create_batch(2, strategy=strategy)

        answer = editing.save("priorities/", strategies=strategy.title)

        assert answer["Location"] == editing.url("priorities/")
        page = editing.open("priorities/")
        assert first.title in page
        chosen = f"{strategy.slug}/{second.key}"
        typed: dict[str, Any] = {f"priorities_{strategy.slug}": [chosen]}
        answer = editing.save("priorities/", **typed)
        assert answer["Location"] == editing.url("caveat/")
        assert editing.said.strategies == [strategy.slug]
        assert editing.said.priorities == [chosen]
        assert line(editing, "priorities") == ("Ready", f"{strategy.title}; 1 priority")

    def test_with_a_strategy_its_priorities_go(self, db: None) -> None:
        priority = make.PriorityFactory.create()
        study = make.CaseStudyFactory.create(strategies=[priority.strategy], priorities=[priority])
        editing = Editing(study)

        editing.save("priorities/", strategies="")

        assert (editing.said.strategies, editing.said.priorities) == ([], [])

    def test_priority_of_a_strategy_that_is_not_named_stays(self, db: None) -> None:
        priority = make.PriorityFactory.create()
        editing = Editing(make.CaseStudyFactory.create(priorities=[priority]))
        before = editing.said.priorities

        editing.save("priorities/")

        assert editing.said.priorities == before

    def test_address_needs_somebody_and_is_nobodys_own(self, editing: Editing) -> None:
        alone = editing.save("caveat/", status=422, contact_address="https://example.org/team")
        own = editing.save(
            "caveat/", status=422, contact="The team", contact_address="not an address"
        )
        editing.save("caveat/", contact="The team", contact_address="https://example.org/team")

        assert "Say which role or team answers at that address." in told(alone)
        assert '<a href="#group-contact_address">' in told(own)
        assert editing.said.contact == "The team"

    def test_day_of_review_may_be_written_as_people_do(self, editing: Editing) -> None:
        editing.save("review/", review_due="27 November 2027", inferred="That it is one.")

        assert editing.said.review_due == dt.date(2027, 11, 27)
        assert editing.opened("review/")["review_due"] == ["27 November 2027"]
        assert line(editing, "review") == (
            "Ready",
            "due on 27 November 2027; says what is inferred",
        )

    def test_going_on_leads_through_all_sections_and_back_to_their_list(
        self, full: Editing
    ) -> None:
        plain = [s.key for s in nouns()["case-studies"].sections if not hasattr(s, "rows")]

        after = full.save("basics/")["Location"]
        last = full.save("review/", then="tasks")["Location"]

        assert after == full.url("councils/")
        assert last == full.url()
        assert plain[0] == "basics"
        assert f'href="{full.url("partners/")}"' in full.open("councils/")
        assert f'href="{full.url()}"' in full.open("replies/")


class TestPreview:
    def test_text_is_shown_as_readers_will_see_it_and_nothing_is_saved(
        self, editing: Editing
    ) -> None:
        typed = editing.opened("account/")

        answer = editing.send("account/", typed, impact="It **helped** <b>all</b>.", preview="yes")

        assert answer.status_code == 200
        page = told(answer)
        assert "<p>It <strong>helped</strong> &lt;b&gt;all&lt;/b&gt;.</p>" in page
        assert "It is not saved yet." in page
        assert "It **helped** &lt;b&gt;all&lt;/b&gt;.</textarea>" in page
        assert editing.said.impact == ""

    def test_preview_finds_no_fault_yet(self, editing: Editing) -> None:
        typed = editing.opened("initiatives/add/")

        answer = editing.send("initiatives/add/", typed, description="- One", preview="yes")

        assert "<li>One</li>" in told(answer)
        assert "govuk-error" not in told(answer)

    def test_what_is_saved_is_shown_too(self, editing: Editing) -> None:
        editing.save("account/", impact="It **helped**.")

        page = editing.open("account/")

        assert "<strong>helped</strong>" in page
        assert "It is not saved yet." not in page


class TestNothingToSay:
    def test_that_nothing_is_stated_is_an_answer(self, editing: Editing) -> None:
        assert line(editing, "costs") == ("Empty", "")
        assert "The source gives no cost" in editing.open("costs/add/")

        answer = editing.send("costs/", {"nothing": "yes"})

        assert answer["Location"] == editing.url("priorities/")
        assert line(editing, "costs") == ("Not stated", "The source gives no cost")

    def test_answer_goes_when_something_is_stated_after_all(self, editing: Editing) -> None:
        editing.send("costs/", {"nothing": "yes"})
        editing.save("costs/add/", covers="A post", money="5", unit="in-all")
        assert line(editing, "costs")[0] == "Ready"

        editing.save(f"costs/{editing.said.costs[0].key}/remove/")

        assert line(editing, "costs") == ("Empty", "")

    def test_what_has_rows_is_not_empty(self, editing: Editing) -> None:
        account.CostFactory.create(case_study=editing.study)

        editing.send("costs/", {"nothing": "yes"})

        assert line(editing, "costs")[0] == "Ready"

    def test_working_copy_has_the_answer_of_its_original(self, db: None) -> None:
        editing = Editing(make.CaseStudyFactory.create())
        editing.send("initiatives/", {"nothing": "yes"})
        type(editing.study).objects.filter(pk=editing.study.pk).update(state="published")
        editing.study.refresh_from_db()

        copy = start_copy(editing.study, by=SYSTEM)

        assert line(Editing(copy), "initiatives") == ("Not needed", "The work is one whole")


def test_pages_ask_who_is_there(editing: Editing) -> None:
    editing.client.logout()

    answer = editing.get("barriers/add/", status=302)

    assert answer["Location"].startswith(reverse("curate_sign_in"))
