"""Whether every option of every facet gives the number beside it, among generated case studies.

``python -m tests.benchmarks.promises`` asks the lists of case studies, strategies and councils
with nothing chosen, with one filter chosen in some of their facets, and with words. Beside each
option of each facet stands a number, printed or, in a long facet, only counted; each is followed
to the list it leads to, and compared with the FilterSet's plain SQL too, which knows no words.
Any difference is printed, and the command then ends with 1.

``--size`` says how many case studies there are: content that is not in var/bench is made first.
``--others`` says in how many facets of each list a filter is chosen; ``--seed`` which.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.test import Client
from django.urls import resolve

from tests.benchmarks.databases import enter
from tests.pages.promises import Pairs, listed, show

WORDS = {"/case-studies/": "schools training", "/strategies/": "housing", "/councils/": "borough"}
"""The lists, and what is searched for in each."""

LONGEST = 200
"""Results up to which a list is read to its last page, one in twenty."""


def main() -> int:
    """Follow every promise and return 1 if any was broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--others", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    enter(options.size)
    started = time.monotonic()
    broken = Follow(random.Random(options.seed), options.others).everything()  # noqa: S311
    print(f"{time.monotonic() - started:.0f} s with {options.size:,} generated case studies.")
    print("\n".join([f"BROKEN: {one}" for one in broken]) or "Every promise was kept.")
    return 1 if broken else 0


class Follow:
    """Follows promises, and counts what was followed."""

    def __init__(self, chance: random.Random, others: int) -> None:
        self.client = Client()
        self.chance, self.others = chance, others

    def everything(self) -> list[str]:
        """Follow the promises of all lists, and say which were broken."""
        broken = []
        for path in WORDS:
            for chosen in self.choices(path):
                broken += self.one(path, chosen)
        return broken

    def choices(self, path: str) -> Iterator[Pairs]:
        """Yield what is chosen beside: nothing, a filter in one facet and another, words."""
        yield ()
        shown = show(self.client, path)
        facets = list(dict.fromkeys(one.facet for one in shown.promises))
        for facet in self.chance.sample(facets, min(self.others, len(facets))):
            full = [one for one in shown.of(facet) if one.count]
            yield (self.chance.choice(full).kept if full else ())
        yield (("q", WORDS[path]),)

    def one(self, path: str, chosen: Pairs) -> list[str]:
        """Follow every option of one list, and say which promises were broken."""
        started, broken, asked = time.monotonic(), [], Counter[str]()
        shown = show(self.client, path, chosen)
        counted = {(one.facet, one.value, one.count) for one in shown.promises}
        broken += [f"{path} {chosen} prints {one}" for one in shown.printed - counted]
        for promise in shown.promises:
            asked["options"] += 1
            given = show(self.client, path, promise.kept).total
            if given != promise.count:
                broken.append(promise.broken(given))
            if "q" not in dict(chosen):
                asked["compared with SQL"] += 1
                if (rows := in_sql(path, promise.kept)) != promise.count:
                    broken.append(f"in SQL: {promise.broken(rows)}")
            if 0 < promise.count <= LONGEST and self.chance.random() < 0.05:
                asked["read to the last page"] += 1
                results = listed(self.client, path, promise.kept)
                if not len(results) == len(set(results)) == promise.count:
                    broken.append(f"{promise.address} lists {len(results)} of {promise.count}")
        words = " ".join("=".join(pair) for pair in chosen) or "nothing chosen"
        said = ", ".join(f"{number} {what}" for what, number in asked.items())
        print(
            f"{path} {words}: {said}, {len(broken)} broken, {time.monotonic() - started:.0f} s",
            flush=True,
        )
        return broken


def in_sql(path: str, chosen: Pairs) -> int:
    """Return how many rows the list's FilterSet keeps, without the index."""
    view: Any = resolve(path).func.view_class  # type: ignore[attr-defined]
    found: int = view.filterset_class(QueryDict(urlencode(chosen)), view.queryset).qs.count()
    return found


if __name__ == "__main__":
    sys.exit(main())
