"""Wider research and sources are started, filled in, checked and published."""

from __future__ import annotations

from typing import Any

import pytest

from strategies.models import Source
from tests import account_factories as account
from tests import factories as make
from tests.curate.sections.editing import Editing, errors_in, published, started, told
from wellbeing_portal.core.models import Publishable

pytestmark = pytest.mark.django_db

RESEARCH: dict[str, Any] = {
    "title": "Review of walking", "body": "Institute of Reviews", "year": "2024",
    "url": "https://example.org/review", "concludes": "It helps a little.",
}  # fmt: skip


class TestResearch:
    @pytest.fixture
    def begun(self, db: None) -> Editing:
        make.ApproachFactory.create(name="Walking groups")
        return started("wider-research", approach="walking groups", **RESEARCH)

    def test_research_goes_from_its_first_words_to_its_readers(self, begun: Editing) -> None:
        outcomes = [make.OutcomeFactory.create(name=name) for name in ("Loneliness", "Sleep")]

        refused = begun.open("check/")
        begun.save("basics/", scope="17 trials", rating="Promising", certainty="Low", limits="Few.")
        begun.save("readings/add/", outcome="loneliness", reading="works", note="At first")
        begun.save("readings/add/", outcome="sleep", reading="too-little")
        begun.save("review/", review_due="1 May 2027")

        assert "for at least one outcome" in refused
        assert [row.outcome for row in begun.said.readings] == [one.slug for one in outcomes]
        assert "Works · At first" in begun.open("readings/")
        assert published(begun).state == Publishable.State.PUBLISHED

    def test_outcome_is_read_once(self, begun: Editing) -> None:
        make.OutcomeFactory.create(name="Sleep")
        begun.save("readings/add/", outcome="sleep", reading="works")

        answer = begun.save("readings/add/", status=422, outcome="sleep", reading="harm")

        assert "This one is in the list already." in told(answer)

    def test_check_page_says_where_readers_see_it(self, begun: Editing) -> None:
        page = begun.open("check/")

        assert "It has no page of its own." in page
        assert "preview/?width" not in page
        assert begun.get("preview/", status=404)

    def test_start_says_what_is_missing(self, db: None) -> None:
        editing = Editing(None)

        answer = editing.client.post("/curate/wider-research/start/", RESEARCH | {"year": "soon"})

        assert answer.status_code == 422
        assert "in four figures" in told(answer)
        assert "Start a piece of wider research" in told(answer)


class TestSources:
    def test_source_is_one_page(self, db: None) -> None:
        editing = started("sources", title="A report", kind="report")

        editing.save(
            "source/", author="A. Writer", publisher="York", published_on="4 May 2020",
            published_year="2020", url="example.org/report", summary="It *is*.",
            review_due="1 May 2027", inferred="The year.",
        )  # fmt: skip

        said = editing.said
        assert (said.author, said.url) == ("A. Writer", "https://example.org/report")
        assert published(editing).state == Publishable.State.PUBLISHED

    def test_year_and_day_agree(self, db: None) -> None:
        editing = Editing(make.SourceFactory.create())

        answer = editing.save(
            "source/", status=422, published_on="4 May 2020", published_year="2019"
        )

        assert "The year and the day of publication disagree." in errors_in(told(answer))


class TestSourceWithItsRecords:
    """A source goes out, and leaves, with the records that rest on it."""

    def test_draft_source_goes_out_with_its_strategy(self, db: None) -> None:
        source = make.SourceFactory.create(title="Its report")
        editing = Editing(make.StrategyFactory.create(source=source))

        page = editing.open("check/")

        assert "Goes out with it" in page
        assert f'href="/curate/sources/{source.pk}/"' in page
        assert published(editing).state == Publishable.State.PUBLISHED
        source.refresh_from_db()
        assert source.is_published

    def test_withdrawn_source_is_in_the_way_and_its_page_is_named(self, db: None) -> None:
        source = make.SourceFactory.create(title="Its report", state="withdrawn")
        editing = Editing(make.FrameworkFactory.create(source=source))

        page = editing.open("check/")

        assert "Publish its source “Its report” first." in page
        assert f'href="/curate/sources/{source.pk}/"' in page

    @pytest.fixture
    def used(self, db: None) -> Editing:
        source = make.SourceFactory.create(title="Its report", published=True)
        make.StrategyFactory.create(title="A plan", source=source, published=True)
        return Editing(source)

    def test_source_in_use_stays_and_says_for_what(self, used: Editing) -> None:
        for way in ("withdraw", "unpublish"):
            assert "Strategy “A plan” rests on it" in used.open(f"leave/{way}/")
            answer = used.send(f"leave/{way}/", {"because": "Taken back."})
            assert answer.status_code == 422
            used.study.refresh_from_db()
            assert used.study.is_published

    def test_source_leaves_in_the_same_act_as_its_records(self, used: Editing) -> None:
        sent = {"because": "Taken back.", "with_what_rests_on_it": "on"}

        assert used.send("leave/withdraw/", sent).status_code == 302

        used.study.refresh_from_db()
        assert used.study.state == Source.State.WITHDRAWN
        strategy = used.study.strategies.get()
        assert strategy.state == Publishable.State.WITHDRAWN

    def test_draft_that_uses_a_source_does_not_keep_it(self, db: None) -> None:
        source = make.SourceFactory.create(published=True)
        make.StrategyFactory.create(source=source)
        editing = Editing(source)

        assert editing.send("leave/withdraw/", {"because": "Taken back."}).status_code == 302


def test_every_kind_can_be_started_from_the_first_page(db: None) -> None:
    editing = Editing(account.WiderEvidenceFactory.create())

    page = told(editing.client.get("/curate/"))

    for key in ("case-studies", "strategies", "frameworks", "wider-research", "sources"):
        assert f'href="/curate/{key}/start/"' in page
        answer = editing.client.get(f"/curate/{key}/start/")
        assert answer.status_code == 200
        assert len(answer.content) < 60 * 1024
