"""How hard our texts are to read is measured as Flesch and Kincaid do."""

from __future__ import annotations

import pytest

from tests import reading_ease
from tests.reading_ease import grade

PLAIN = "The council asked people what they need. Most said that they feel alone at night. " * 4
HARD = (
    "Multidisciplinary collaboration facilitated comprehensive implementation of preventative "
    "interventions across organisational boundaries, notwithstanding considerable uncertainty. " * 5
)


def test_longer_sentences_and_words_are_harder():
    joined = PLAIN.replace("need. Most", "need, and most")

    assert grade(PLAIN) < grade(joined) < grade(HARD)
    assert grade(PLAIN) < 5
    assert grade(HARD) > 18


def test_grade_is_that_of_the_formula():
    # Ten sentences of five words, each word of one syllable.
    assert grade("The cat sat on mats. " * 10) == pytest.approx(0.39 * 5 + 11.8 - 15.59)


def test_proper_names_are_left_out():
    named = PLAIN.replace("asked", "asked Carmarthenshire Neighbourhood Association")

    assert grade(named) == grade(PLAIN)


def test_a_few_words_have_no_grade():
    assert grade("Interdepartmental collaboration.") is None


def test_what_is_too_hard_is_named_with_its_grade(monkeypatch, capsys):
    files = {"case_studies/easy.yaml": {"summary": PLAIN}, "case_studies/hard.yaml": {"x": HARD}}
    monkeypatch.setattr(reading_ease, "read", lambda _: (files, set()))

    assert reading_ease.main() == 1

    said = capsys.readouterr().out
    assert said.startswith("case_studies/hard.yaml: grade ")
    assert "easy" not in said


def test_names_and_addresses_are_no_texts():
    record = {"title": HARD, "url": HARD, "approaches": ["a-b"], "findings": [{"statement": PLAIN}]}

    assert list(reading_ease.texts(record)) == [PLAIN]
