"""Other ways to word a name: its words in another order, or with another word for the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .analysis import stem_of, stemmed
from .families import family, kin, singular
from .numbers import in_other_figures
from .words import canonical, is_small

ALIKE = (
    "course class programme scheme project training",
    "advice help support guidance",
    "approach practice working method",
)
"""Words that stand for one another at the end of a name: parenting courses and programmes."""
_ALIKE = {
    form: line.split()
    for line in ALIKE
    for word in line.split()
    for form in (word, f"{word}es" if word.endswith("s") else f"{word}s")
}
PEOPLE = frozenset("people persons adults residents individuals".split())
"""Words for people, of whom a name says more: elderly people."""
BETWEEN = frozenset("about for in of on to with".split())
"""Words that join what is done to what it is done about: prevention of suicide."""
ARTICLES = frozenset({"the", "a", "an", "our"})
TURNING = frozenset("off out up until within without".split())
"""Small words that say another thing of what follows: people off benefits."""
MOST = 4
"""Words of a name that may be worded otherwise."""


def other_wordings(words: Sequence[str]) -> Iterator[str]:
    """Yield other ways to say words of which one stands for help or a programme, or for people."""
    said = _telling(words)
    if not 1 < len(said) <= MOST or TURNING & {word.lower() for word in words}:
        return
    before, last = said[:-1], said[-1]
    yield from (" ".join([*before, other]) for other in _ALIKE.get(last, ()) if other != last)
    if last in PEOPLE:
        yield " ".join(before)
    if said[0] in PEOPLE:
        yield " ".join(said[1:])
    if len(said) < len(words) and said[0] in _ALIKE:
        yield from (" ".join([*said[1:], other]) for other in _ALIKE[said[0]])


def turned_round(words: Sequence[str]) -> Sequence[str]:
    """Return what is done after what it is done to, of two words that say it first, or nothing.

    What joins them is no sentence: somebody in crisis who needs help has not named crisis help.
    """
    said = _telling(words)
    joins = all(word.lower() in BETWEEN | ARTICLES for word in words[1:-1])
    return (said[1], said[0]) if len(said) == 2 and joins else ()


def without_articles(words: Sequence[str]) -> Sequence[str]:
    """Return words without the articles inside, or nothing where there are none: share a budget."""
    inner = [one for one in words[1:-1] if one.lower() not in ARTICLES]
    ends = {words[0].lower(), words[-1].lower()} & ARTICLES
    return () if ends or len(inner) == len(words[1:-1]) else [words[0], *inner, words[-1]]


def are_joined(words: Sequence[str]) -> bool:
    """Tell whether a small word joins them: without one, first home is no home first."""
    return any(word.lower() in BETWEEN for word in words[1:-1])


def _telling(words: Sequence[str]) -> list[str]:
    return [word.lower() for word in words if not is_small(word)]


def shorter_names(name: str) -> list[str]:
    """Return what people shorten a name to that joins two: “warm spaces”, “healthy weight”."""
    before, joined, after = name.partition(" and ")
    one, other = before.split(), after.split()
    if not joined or "," in name or " and " in after:
        return []
    if len(one) > 1:
        return [before, after] if len(other) > 1 else [before, " ".join([*one[:-1], after])]
    return [f"{before} {other[-1]}"] if len(other) == 2 else []


def forms(name: str) -> set[tuple[str, ...]]:
    """Return the stems of a name: as written, with hyphens opened, and with words joined.

    A number in letters is also in figures, and back: five ways to wellbeing.
    """
    joined = canonical(name).split()
    loose = name.replace("-", " ").split()
    forms = [joined, loose, *map(list, in_other_figures(joined))] + [
        [*loose[:i], loose[i] + loose[i + 1], *loose[i + 2 :]] for i in range(len(loose) - 1)
    ]
    return {tuple(stemmed().analyze(canonical(" ".join(form)))) for form in forms}


def is_form(word: str, other: str) -> bool:
    """Tell whether a word is surely a form of another, or who does what the other names."""
    one = singular(word)
    return (
        one == singular(other)
        or bool(family(word, [other]))
        or one in {f"{other}er", f"{other}or", f"{other}r"}
        or (stem_of(word) == stem_of(other) and kin(word, other))
    )


def alike(words: Sequence[str], others: Sequence[str]) -> int:
    """Return how many words are the same but for their number."""
    return sum(singular(one) == singular(other) for one, other in zip(words, others, strict=True))
