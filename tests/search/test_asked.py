"""Of a question only its subject is looked for; anything else stays as it was typed."""

from __future__ import annotations

import pytest

from wellbeing_portal.search.asked import subject_of, subjects_of


@pytest.mark.parametrize(
    ("typed", "subject"),
    [
        ("what works for loneliness", "loneliness"),
        ("What works to prevent suicide?", "prevent suicide?"),
        ("does social prescribing work?", "social prescribing"),
        ("who has tried participatory budgeting", "participatory budgeting"),
        ("which councils have done warm hubs", "warm hubs"),
        ("how much did arts on prescription cost", "arts on prescription"),
        ("best examples of coproduction", "coproduction"),
        ("is there any evidence on walking groups", "walking groups"),
        (
            "how do we get councillors to support mental health",
            "councillors to support mental health",
        ),
        ("what did brighton do for older people", "brighton do for older people"),
        ("who can I talk to about warm hubs", "warm hubs"),
        ("what would it cost to run a helpline", "run a helpline"),
        ("difference between befriending and mentoring", "befriending and mentoring"),
        ("briefing on warm homes", "warm homes"),
        ("what works for wellbeing at work", "wellbeing at work"),
        ("evidence on partnership working", "partnership working"),
        ("is there evidence that befriending works", "befriending"),
        ("has any other council tried warm hubs", "warm hubs"),
        ("our members want to know if LTNs work", "LTNs work"),
        ("I am writing a committee report on loneliness", "loneliness"),
        ("need an example of a council using volunteers", "volunteers"),
        ("rural councils like ours with warm hubs", "warm hubs"),
        ("lessons learned from social prescribing", "social prescribing"),
        ("which councils prioritise warm hubs", "warm hubs"),
        ("what do strategies say about warm hubs", "warm hubs"),
        ("what's been done on warm hubs", "warm hubs"),
        ("what have we learned from warm hubs", "warm hubs"),
        ("when does the plan for warm hubs end", "the plan for warm hubs"),
        ("how do we make the case for warm hubs to our finance director", "warm hubs"),
        ("what does a warm hub look like", "a warm hub"),
        ("members of the board", "members of the board"),
        ("district councils", "district councils"),
        ("social prescribing", "social prescribing"),
        ("working win", "working win"),
        ("what works", "what works"),
        ("how", "how"),
        ("?", "?"),
        ("", ""),
    ],
)
def test_subject_of_what_is_typed(typed: str, subject: str) -> None:
    assert " ".join(subject_of(typed.split())) == subject


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("what help is there for people struggling with bills", "bills"),
        ("is there anything for people with learning disabilities", "learning disabilities"),
    ],
)
def test_what_is_left_without_people_and_verbs_may_be_a_name(typed: str, name: str) -> None:
    assert name in [" ".join(words) for words in subjects_of(typed.split())]


def test_what_is_done_is_no_verb_to_leave_out_where_a_question_ends_in_it() -> None:
    assert ("men",) not in subjects_of("how do you get men to talk".split())
