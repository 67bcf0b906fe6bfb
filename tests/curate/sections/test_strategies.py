"""A strategy is started, filled in section by section, checked and published."""

from __future__ import annotations

import datetime as dt

import pytest

from tests import factories as make
from tests.curate.sections.editing import Editing, published, started, told
from wellbeing_portal.core.models import Publishable

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun(db: None) -> Editing:
    make.SourceFactory.create(title="Leeds strategy", published=True)
    return started(
        "strategies", title="Leeds: a good life", kind="city-plan", source="leeds strategy"
    )


def test_start_page_asks_for_what_a_strategy_cannot_be_without(db: None) -> None:
    editing = Editing(make.StrategyFactory.create())

    page = told(editing.client.get("/curate/strategies/start/"))
    refused = editing.client.post("/curate/strategies/start/", {"title": "Alone"})

    assert "Start a strategy" in page
    assert refused.status_code == 422
    assert "Choose one of these." in told(refused)


def test_strategy_goes_from_its_first_words_to_its_readers(begun: Editing) -> None:
    york, hull = (make.CouncilFactory.create(name=name) for name in ("York", "Hull"))
    theme = make.ThemeFactory.create(name="Loneliness")

    refused = begun.open("check/")
    basics = {
        "summary": "What it sets out.", "vision": "To live *well*.", "start_year": "2020",
        "end_year": "2025", "status": "adopted", "adopted_on": "4 May 2020",
    }  # fmt: skip
    begun.send("basics/", begun.opened("basics/") | basics)
    begun.save("councils/", councils="York\nHull", partnership="The Board")
    begun.save("source/", locator="Page 1")
    begun.save("priorities/add/", title="Age well", themes="loneliness", locator="p. 4")
    begun.save("priorities/add/", title="Start well", kind="aim", description="Early **years**.")
    begun.save("scrutiny/add/", committee="Health", held_on="1 June 2020", chair_summary="Good.")
    meeting = begun.said.scrutiny_meetings[0].key
    begun.save(
        f"scrutiny/{meeting}/points/add/", topic="Funding", raised_by="Councillor Smith",
        point="Is it enough?", responded_by="The director", response="It is.", standing="answered",
    )  # fmt: skip
    begun.save("review/", review_due="1 May 2027", inferred="That it is adopted.")

    assert "Name at least one council" in refused
    assert "Summary is missing." in refused
    said = begun.said
    assert said.councils == sorted([york.slug, hull.slug])
    assert (said.start_year, said.adopted_on) == (2020, dt.date(2020, 5, 4))
    assert [row.title for row in said.priorities] == ["Age well", "Start well"]
    assert [row.kind for row in said.priorities] == ["priority", "aim"]
    assert said.priorities[0].themes == [theme.slug]
    (row,) = said.scrutiny_meetings
    assert (row.committee, row.source) == ("Health", said.source)
    assert [point.topic for point in row.points] == ["Funding"]
    assert published(begun).state == Publishable.State.PUBLISHED


def test_priorities_are_numbered_in_their_order(begun: Editing) -> None:
    for title in ("Age well", "Start well"):
        begun.save("priorities/add/", title=title, kind="priority")

    begun.send("priorities/", {"up": "start-well"})

    page = begun.open("priorities/")
    assert "1. Start well" in page
    assert "2. Age well" in page
    assert "Priority · no theme yet · no place in the source yet" in page


def test_draft_cannot_have_been_adopted(begun: Editing) -> None:
    opened = begun.opened("basics/")

    answer = begun.send("basics/", opened, status="draft", adopted_on="4 May 2020")

    assert answer.status_code == 422
    assert "A draft has not been adopted yet." in told(answer)


def test_removing_a_priority_says_first_who_names_it(begun: Editing) -> None:
    for title in ("Age well", "Start well"):
        begun.save("priorities/add/", title=title, kind="priority")
    study = make.CaseStudyFactory.create(title="York: walks")
    study.priorities.add(begun.study.priorities.get(key="age-well"))

    named, free = (begun.open(f"priorities/{key}/remove/") for key in ("age-well", "start-well"))

    assert "York: walks" in named
    assert f'href="/curate/case-studies/{study.pk}/"' in named
    assert "Other records name it" not in free
    begun.save("priorities/age-well/remove/")
    assert [row.title for row in begun.said.priorities] == ["Start well"]


class TestMeetings:
    @pytest.fixture
    def met(self, begun: Editing) -> Editing:
        begun.save("scrutiny/add/", committee="Health")
        return begun

    def test_new_meeting_leads_to_its_page_where_its_points_are_told(self, begun: Editing) -> None:
        answer = begun.save("scrutiny/add/", committee="Health")

        assert answer["Location"] == begun.url("scrutiny/health/")
        page = begun.open("scrutiny/health/")
        assert f'href="{begun.url("scrutiny/health/points/")}"' in page
        assert "Nothing yet" in page

    def test_points_are_put_in_order_and_removed(self, met: Editing) -> None:
        base = "scrutiny/health/points/"
        for topic in ("Money", "Time", "Place"):
            met.save(
                f"{base}add/", topic=topic, raised_by="A member", point="Why?", standing="open"
            )

        met.send(base, {"up": "time"})
        removed = met.save(f"{base}money/remove/")

        assert removed["Location"] == met.url(base)
        assert [row.topic for row in met.said.scrutiny_meetings[0].points] == ["Time", "Place"]
        assert "Points that were raised" in met.open("scrutiny/health/")
        assert "2 points" in met.open("scrutiny/health/")

    def test_way_up_leads_through_the_meeting(self, met: Editing) -> None:
        met.save(
            "scrutiny/health/points/add/", topic="Time", raised_by="A", point="?", standing="open"
        )

        page = met.open("scrutiny/health/points/time/")

        for path in ("scrutiny/", "scrutiny/health/", "scrutiny/health/points/"):
            assert f'href="{met.url(path)}"' in page

    def test_points_of_a_meeting_that_is_gone_are_not_there(self, met: Editing) -> None:
        met.save("scrutiny/health/remove/")

        assert met.get("scrutiny/health/points/", status=404)
        assert met.get("scrutiny/health/points/add/", status=404)
        assert met.get("scrutiny/health/others/", status=404)

    def test_what_is_typed_within_a_meeting_is_kept(self, met: Editing) -> None:
        url = f"/curate/typed/strategies/{met.study.pk}/scrutiny/health/points"

        kept = met.client.post(url, {"act": "keep", "topic": "Half a topic"})

        assert kept.status_code == 200
        assert "Half a topic" not in met.open("scrutiny/health/")

    def test_comment_within_a_meeting_leads_back_to_it(self, met: Editing) -> None:
        section = "scrutiny/health/points"
        met.save(f"{section}/add/", topic="Time", raised_by="A", point="?", standing="open")
        sent = {"text": "Who asked?", "section": section}
        met.client.post(f"/curate/strategies/{met.study.pk}/comments/", sent)

        assert "Who asked?" in met.open(f"{section}/")
        assert f"{met.url(section)}/#comment-" in met.open()
