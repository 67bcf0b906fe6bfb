"""What is looked for before the words of a text are formed passes nothing over."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wellbeing_portal.search.marks import WordMark
from wellbeing_portal.search.snippets import (
    _TOKEN,
    _forms,
    _LookedFor,
    _places,
    best_sentence,
    sentences,
)

PIECES = st.sampled_from(
    "Walks|co-produced|N.H.S|GPs’|1,200|£1.3m|Ynys Môn|snake_case|R&D|– then|(in Leeds)"
    "|e.g. this|A&E’s|2024-25|self‑harm|café|.|!".split("|")
)
TEXTS = st.lists(PIECES | st.text(max_size=6), min_size=1, max_size=12).map(" ".join)


@given(text=TEXTS)
def test_every_word_of_a_text_is_found_in_it(text):
    for sentence in sentences(text):
        for token in _TOKEN.finditer(sentence):
            for form in _forms(token[0]):
                mark = (WordMark.written(form),)
                hit = best_sentence([text], [mark])

                assert hit is not None, (sentence, form)
                assert hit.places


@given(text=TEXTS, other=TEXTS)
def test_the_sentence_is_the_one_that_all_words_say(text, other):
    marks = [(WordMark.written(form),) for form in _forms(other) if form]
    looked_for = _LookedFor.of(marks)
    most = max((_places(one, looked_for)[1] for one in sentences(text)), default=0)

    hit = best_sentence([text], marks)

    assert (hit.found if hit else 0) == most
