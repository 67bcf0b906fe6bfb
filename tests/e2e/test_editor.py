"""The editor in a browser: questions that follow, names that are picked, and nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Dialog, Page, expect

from casestudies.models import CaseStudy, Finding
from tests import factories as make
from tests.e2e.test_admin import sign_in
from tests.people import editor as editor_account
from wellbeing_portal.core.publishing.ownership import own
from wellbeing_portal.curate.models import Typed

Axe = Callable[[Page], None]
PASSWORD = "correct-horse-battery"
STATEMENT = "Visits to the GP fell by a third."


@pytest.fixture
def robin(db: None) -> User:
    user = editor_account(username="robin")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def study(robin: User) -> CaseStudy:
    study: CaseStudy = make.CaseStudyFactory.create(title="York: local area coordination")
    own(study, robin)
    make.CaseStudyApproachFactory.create(case_study=study, approach__name="Street work")
    make.OutcomeFactory.create(name="Loneliness", synonyms=["feeling lonely"])
    make.OutcomeFactory.create(name="Demand on services", synonyms=["GP visits"])
    make.PopulationGroupFactory.create(name="Older people")
    make.PopulationGroupFactory.create(name="Young people")
    return study


@pytest.fixture
def address(live_server: Any, study: CaseStudy) -> Callable[[str], str]:
    def address(path: str = "") -> str:
        return f"{live_server.url}/curate/case-studies/{study.pk}/{path}"

    return address


Address = Callable[[str], str]


@pytest.fixture
def signed_in(live_server: Any, robin: User, page: Page) -> Page:
    sign_in(page.context, robin, live_server)
    return page


def pick(page: Page, label: str, typed: str, name: str) -> None:
    """Type into a box and press a suggestion."""
    page.get_by_label(label, exact=True).press_sequentially(typed)
    page.get_by_role("option", name=name).click()


class TestFinding:
    def test_is_written_in_plain_questions(
        self, live_server: Any, page: Page, robin: User, address: Address, axe: Axe
    ) -> None:
        sign_in(page.context, robin, live_server)
        page.goto(address("findings/add/"))
        axe(page)
        expect(page.get_by_text("Which way?")).to_be_hidden()

        page.get_by_label("Say it in one sentence").fill(STATEMENT)
        page.get_by_label("Something changed").check()
        page.get_by_label("Better", exact=True).check()
        pick(page, "What changed, or was to change?", "gp", "Demand on services")
        page.get_by_label("Yes, before and after, in the same people or place").check()
        page.get_by_label("No, or the source does not say").check()
        page.get_by_label("The figure", exact=True).fill("a third")
        page.get_by_label("As a number: about 33%").check()

        verdict = page.locator("[data-grade]")
        expect(verdict).to_contain_text("Counted, no method stated")
        page.get_by_label("How many people was it measured in?").fill("50")
        expect(verdict).to_contain_text("Measured in those who took part")
        expect(verdict).to_contain_text("Better")
        expect(page.get_by_label("As written, without a number: “a third”")).not_to_be_checked()
        expect(page.get_by_text("How is it known?")).to_be_hidden()
        axe(page)
        page.get_by_role("button", name="Save and go on").click()
        page.wait_for_url(lambda url: "findings" not in url)

        finding = Finding.objects.get()
        assert (finding.evidence_level, finding.direction) == (2, "better")
        assert finding.value == 33
        assert [one.name for one in finding.outcomes.all()] == ["Demand on services"]
        assert [one.name for one in finding.approaches.all()] == ["Street work"]
        assert not Typed.objects.unsaved().exists()

    def test_is_written_without_scripts(
        self,
        live_server: Any,
        page_without_scripts: Page,
        robin: User,
        address: Address,
        complaints: list[str],
    ) -> None:
        page = page_without_scripts
        sign_in(page.context, robin, live_server)
        page.goto(address("findings/add/"))
        page.get_by_label("Say it in one sentence").fill(STATEMENT)
        page.get_by_label("Something changed").check()
        page.get_by_label("Better", exact=True).check()
        page.get_by_label("What changed, or was to change?").fill("lonelines")
        page.get_by_label("Yes, with similar people or places").check()
        page.get_by_role("button", name="Save and go on").click()

        expect(page.get_by_text("What do you mean by “lonelines”?")).to_be_visible()
        expect(page.locator("[data-grade]")).to_contain_text("Compared with others")
        complaints[:] = [one for one in complaints if "422" not in one]
        page.get_by_label("Loneliness").check()
        page.get_by_role("button", name="Save and go on").click()

        assert Finding.objects.get().evidence_level == 3

    @pytest.mark.parametrize("width", [320, 375, 1280])
    def test_page_with_errors_is_accessible(
        self,
        signed_in: Page,
        address: Address,
        axe: Axe,
        width: int,
        complaints: list[str],
    ) -> None:
        page = signed_in
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(address("findings/add/"))
        page.get_by_label("Something changed").check()
        page.get_by_label("The figure", exact=True).fill("lots")
        page.get_by_text("More, if the source says it").click()
        page.get_by_label("Whose work is it?").fill("Nowhere")
        with page.expect_response(lambda answer: answer.status == 422):
            page.get_by_role("button", name="Save and go on").click()

        expect(page.get_by_text("“lots” is no figure").first).to_be_visible()
        axe(page)
        # The answer 422 is what the page was to get.
        complaints[:] = [one for one in complaints if "422" not in one]
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0


class TestPicking:
    def test_names_are_items_that_can_be_taken_out_by_keyboard(
        self, live_server: Any, page: Page, robin: User, address: Address, study: CaseStudy
    ) -> None:
        sign_in(page.context, robin, live_server)
        page.goto(address("for-whom/"))
        box = page.get_by_label("For whom is it?")
        box.press_sequentially("people")
        # How many there are is said to whoever cannot see them.
        expect(page.get_by_text("2 results are available").first).to_be_attached()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.locator(".curate-picked__item")).to_have_count(1)
        page.get_by_label("For whom is it?").press_sequentially("young")
        expect(page.get_by_role("option", name="Young people")).to_be_visible()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.locator(".curate-picked__item")).to_have_count(2)

        page.get_by_role("button", name="Remove Older people").focus()
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Save and go on").click()
        page.wait_for_url(lambda url: "for-whom" not in url)

        assert [one.name for one in study.population_groups.all()] == ["Young people"]

    def test_what_was_typed_and_not_chosen_is_looked_up(
        self, live_server: Any, page: Page, robin: User, address: Address, study: CaseStudy
    ) -> None:
        sign_in(page.context, robin, live_server)
        page.goto(address("for-whom/"))
        page.get_by_label("For whom is it?").fill("older people")
        page.get_by_role("button", name="Save and go on").click()
        page.wait_for_url(lambda url: "for-whom" not in url)

        assert [one.name for one in study.population_groups.all()] == ["Older people"]

    def test_way_to_suggest_a_term_and_back_loses_nothing(
        self, live_server: Any, page: Page, robin: User, address: Address, axe: Axe
    ) -> None:
        sign_in(page.context, robin, live_server)
        page.goto(address("for-whom/"))
        pick(page, "For whom is it?", "older", "Older people")
        page.get_by_role("button", name="None fits: suggest a term").first.click()
        axe(page)
        page.get_by_label("Which term is missing?").fill("Night workers")
        page.get_by_label("What would belong there?").fill("People who work at night.")
        page.get_by_role("button", name="Keep it and go back").click()

        expect(page.get_by_text("“Night workers” is suggested.")).to_be_visible()
        expect(page.locator(".curate-picked__item")).to_contain_text("Older people")


class TestNothingIsLost:
    def test_what_is_typed_is_kept_and_can_be_discarded(
        self, live_server: Any, page: Page, robin: User, address: Address, axe: Axe
    ) -> None:
        sign_in(page.context, robin, live_server)
        page.goto(address("caveat/"))
        page.locator("[name=caveat]").fill("Nobody counted before 2019.")
        expect(page.locator("[data-kept]")).to_contain_text("Saved", timeout=9000)
        asked: list[Dialog] = []

        def leave(dialog: Dialog) -> None:
            asked.append(dialog)
            dialog.accept()

        page.once("dialog", leave)
        page.goto(address(""))
        assert [one.type for one in asked] == ["beforeunload"]
        expect(page.get_by_text("You typed, and did not save")).to_be_visible()

        page.goto(address("caveat/"))
        expect(page.locator("[name=caveat]")).to_have_value("Nobody counted before 2019.")
        axe(page)
        page.get_by_role("button", name="Discard it").click()

        expect(page.locator("[name=caveat]")).to_have_value("")

    def test_session_that_ended_goes_on_where_it_was(
        self, signed_in: Page, address: Address, complaints: list[str], study: CaseStudy
    ) -> None:
        page = signed_in
        page.goto(address("caveat/"))
        page.context.clear_cookies(name="sessionid")
        page.locator("[name=caveat]").fill("Nobody counted before 2019.")
        expect(page.get_by_text("This browser keeps what you typed.")).to_be_visible(timeout=9000)
        page.on("dialog", lambda dialog: dialog.accept())
        page.get_by_role("link", name="Sign in again").click()
        page.get_by_label("Username").fill("robin")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()

        page.wait_for_url(address("caveat/"))
        expect(page.locator("[name=caveat]")).to_have_value("Nobody counted before 2019.")
        page.get_by_role("button", name="Save and go on").click()
        page.wait_for_url(lambda url: "caveat" not in url)
        study.refresh_from_db()
        assert study.caveat == "Nobody counted before 2019."
        # The answers 401 are what the script was to get.
        complaints[:] = [one for one in complaints if "401" not in one]

    def test_what_was_sent_signed_out_comes_back_without_scripts(
        self, live_server: Any, page_without_scripts: Page, robin: User, address: Address
    ) -> None:
        page = page_without_scripts
        sign_in(page.context, robin, live_server)
        page.goto(address("caveat/"))
        page.locator("[name=caveat]").fill("Nobody counted before 2019.")
        page.context.clear_cookies(name="sessionid")
        page.get_by_role("button", name="Save and go on").click()
        page.get_by_label("Username").fill("robin")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()

        page.wait_for_url(address("caveat/"))
        expect(page.locator("[name=caveat]")).to_have_value("Nobody counted before 2019.")

    def test_saved_finding_does_not_come_back_on_the_page_for_the_next(
        self, live_server: Any, page: Page, robin: User, address: Address
    ) -> None:
        sign_in(page.context, robin, live_server)
        page.goto(address("barriers/add/"))
        page.get_by_label("What stood in the way, or was not reached?").fill("Rain.")
        page.get_by_role("button", name="Save and add another").click()

        expect(page.get_by_text("Here is room for the next one.")).to_be_visible()
        expect(page.get_by_label("What stood in the way, or was not reached?")).to_have_value("")

    def test_enter_saves_and_leads_nowhere_else(
        self, live_server: Any, page: Page, robin: User, address: Address, study: CaseStudy
    ) -> None:
        sign_in(page.context, robin, live_server)
        page.goto(address("basics/"))
        page.get_by_label("Title", exact=True).fill("York: together")
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "basics" not in url)

        study.refresh_from_db()
        assert study.title == "York: together"


PASTED = [
    ("<p>One</p><p>Two</p>", "One\n\nTwo"),
    ("<p>All <b>bold</b> and <i>leaning</i></p>", "All **bold** and *leaning*"),
    ("<p><span style='font-weight:700'>bold</span> here</p>", "**bold** here"),
    ("<ul><li>One</li><li>Two <ul><li>deeper</li></ul></li></ul>", "- One\n- Two\n  - deeper"),
    ("<ol><li>One</li><li>Two</li></ol>", "1. One\n2. Two"),
    (
        "<p class='MsoListParagraph'>·<span>   </span>One</p>"
        "<p class='MsoListParagraph'>·<span>   </span>Two</p><p>After</p>",
        "- One\n- Two\n\nAfter",
    ),
    ("<h1>Big</h1><p>Text</p>", "## Big\n\nText"),
    ("<p>See <a href='https://york.gov.uk/'>York</a></p>", "See [York](https://york.gov.uk/)"),
    ("<p>See <a href='javascript:alert(1)'>York</a></p>", "See York"),
    ("<p>5 * 3 and a_b</p>", "5 \\* 3 and a\\_b"),
    ("<style>p {}</style><p>Text<script>alert(1)</script></p>", "Text"),
    ("<b style='font-weight:normal'><p>From a page</p></b>", "From a page"),
    ("<table><tr><td>Year</td><td>2022</td></tr><tr><td>All</td><td>9</td></tr></table>",
     "Year: 2022\n\nAll: 9"),
]  # fmt: skip


def test_text_from_word_or_a_page_is_pasted_as_markdown(
    live_server: Any, page: Page, robin: User, address: Address
) -> None:
    sign_in(page.context, robin, live_server)
    page.goto(address("account/"))
    for html, markdown in PASTED:
        area = page.locator("[data-markdown]").first
        area.fill("")
        area.focus()
        area.evaluate(
            """(area, html) => {
                const data = new DataTransfer();
                data.setData("text/html", html);
                data.setData("text/plain", "plain");
                const pasted = { clipboardData: data, bubbles: true, cancelable: true };
                area.dispatchEvent(new ClipboardEvent("paste", pasted));
            }""",
            html,
        )
        assert area.input_value() == markdown, html
    area.fill("")
