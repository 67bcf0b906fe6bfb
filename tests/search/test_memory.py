"""What is remembered of answers, and what has to go."""

from __future__ import annotations

from wellbeing_portal.search.memory import Memory, Remembered


def counts(number: int) -> dict[str, int]:
    return {f"value-{one}": one for one in range(number)}


def test_question_is_answered_once():
    memory, asked, kept = Memory(), [], Remembered("answers")

    answers = [kept.once(memory, "key", lambda: asked.append("key") or "answer") for _ in range(3)]

    assert answers == ["answer"] * 3
    assert asked == ["key"]


def test_nothing_is_an_answer_too():
    memory, asked, kept = Memory(), [], Remembered("answers")

    for _ in range(2):
        assert kept.once(memory, "key", lambda: asked.append("key")) is None

    assert asked == ["key"]


def test_two_sorts_of_answers_never_meet_whatever_their_keys_and_names():
    memory = Memory()
    one, other = Remembered("vocabularies"), Remembered("vocabularies")

    one.keep(memory, "approach", "mine")

    assert not other.known(memory, "approach")
    assert other.once(memory, "approach", lambda: "yours") == "yours"
    assert one.once(memory, "approach", lambda: "another") == "mine"


def test_what_is_longest_out_of_use_goes_first():
    memory = Memory(values_kept=33)
    for name in ("first", "second", "third"):
        memory.keep(name, counts(10))
    memory.get("first", None)

    memory.keep("fourth", counts(10))

    kept = [name for name in ("first", "second", "third", "fourth") if name in memory]
    assert kept == ["first", "third", "fourth"]


def test_answers_are_weighed_by_their_values():
    memory = Memory(values_kept=30)
    for number in range(10):
        memory.keep(number, number)

    memory.keep("nested", {"one": counts(10), "two": counts(5)})

    assert sum(number in memory for number in range(10)) == 10
    memory.keep("more", counts(12))
    assert not any(number in memory for number in range(10))
    assert "nested" in memory or "more" in memory


def test_answers_that_cannot_be_weighed_say_what_they_weigh():
    memory, queries = Memory(values_kept=50), Remembered("queries", weight=20)
    for number in range(3):
        queries.keep(memory, number, object())

    assert [queries.known(memory, number) for number in range(3)] == [False, True, True]


def test_lists_inside_of_answers_have_their_weight():
    memory = Memory(values_kept=50)
    for number in range(3):
        memory.keep(number, (number, ["hit"] * 20))

    assert [number in memory for number in range(3)] == [False, True, True]


def test_answer_larger_than_everything_is_kept_until_the_next():
    memory = Memory(values_kept=5)
    memory.keep("small", counts(3))

    memory.keep("large", counts(50))
    assert "large" in memory
    assert "small" not in memory

    memory.keep("next", counts(3))
    assert "large" not in memory


def test_answer_given_twice_counts_once():
    memory = Memory(values_kept=25)
    memory.keep("one", counts(10))
    for _ in range(5):
        memory.keep("other", counts(10))

    assert "one" in memory


def test_clear_forgets_everything():
    memory = Memory()
    memory.keep("one", 1)
    memory.clear()

    assert "one" not in memory
