"""Texts that read like the portal's own: its sentences, and words as often as it uses them."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate

COMMON = (
    "council partners residents community services health local people support programme "
    "evidence project funding families learning training neighbourhoods voluntary public "
    "leaders change action work early prevention network strategy staff schools housing"
).split()
"""Words that stand in every generated case study."""

HOUSE_STYLE = f"Every account here follows one outline: {', '.join(COMMON)}."

FIRST = (
    "Active Bright Calm Coastal Connected Creative Daily Early Fair Family Fresh Friendly Good "
    "Green Growing Healthy Heart Helping Hopeful Joined Kind Lasting Lively Living Moving Open "
    "Riverside Rooted Safe Shared Steady Stepping Strong Sunny Thriving Together Trusted Valley "
    "Warm Well Welcoming Whole"
).split()
SECOND = (
    "Ageing Beginnings Breathing Cooking Cycling Dads Debt Fathers Futures Gardens Homes Kitchens "
    "Lives Men Minds Mothers Music Nature Neighbours Paths Places Sleep Sports Starts Steps "
    "Streets Swimming Walks Water Words Work Youth"
).split()
THIRD = (
    "Academy Alliance Café Champions Circle Clinic Club Collective Connectors Fund Hub Line "
    "Network Offer Partnership Pathway Pledge Project Scheme Service Sessions Together Visits "
    "Workshops"
).split()
"""42 × 32 × 24 names of programmes: in a hundred thousand case studies each is rare."""


class Writer:
    """Writes sentences from those given, and from their words as often as they stand there."""

    def __init__(self, texts: Iterable[str], chance: random.Random) -> None:
        self.chance = chance
        plain = [re.sub(r"[*_#>`\[\]]|\([^)]*\)", " ", text) for text in texts]
        sentences = {
            " ".join(one.split())
            for text in plain
            for one in re.split(r"(?<=[.!?])\s+|\n+", text)
            if 30 < len(one.strip()) < 300
        }
        self.kept = sorted(sentences)
        counted = Counter(
            word for one in self.kept for word in re.findall(r"[A-Za-z][a-z'’-]{2,}", one)
        )
        ranked = sorted(counted, key=lambda word: (-counted[word], word))
        self.words = ranked
        self.weights = list(accumulate(counted[word] for word in ranked))

    def made_up(self) -> str:
        """Return words drawn as often as they are used, as a sentence."""
        words = self.chance.choices(self.words, cum_weights=self.weights, k=14)
        return " ".join(words).capitalize() + "."

    def sentences(self, number: int) -> str:
        """Return some sentences, a third of them drawn from a few favourites."""
        half = number // 2
        own = self.chance.choices(self.kept, k=number - half)
        return " ".join([*own, *(self.made_up() for _ in range(half))])

    def sentence(self) -> str:
        """Return one sentence."""
        return self.chance.choice(self.kept)

    def programme(self) -> str:
        """Return the name of a programme."""
        return " ".join(self.chance.choice(part) for part in (FIRST, SECOND, THIRD))


class Skewed:
    """Draws from things of which few are frequent and many rare, as Zipf found."""

    def __init__(self, things: Sequence[int], chance: random.Random) -> None:
        self.things = list(things)
        chance.shuffle(self.things)
        self.weights = list(accumulate(1 / rank for rank in range(1, len(self.things) + 1)))
        self.chance = chance

    def some(self, most: int, least: int = 1) -> list[int]:
        """Return different things, in the order drawn."""
        number = self.chance.randint(least, most)
        drawn = self.chance.choices(self.things, cum_weights=self.weights, k=number)
        return list(dict.fromkeys(drawn))

    def one(self) -> int:
        """Return one thing."""
        return self.chance.choices(self.things, cum_weights=self.weights)[0]
