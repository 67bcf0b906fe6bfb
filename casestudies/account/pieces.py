"""What the parts of an account are made of, and about how many bytes of HTML each row takes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from django.utils.html import escape

from casestudies.hows import How
from casestudies.models import Finding, Initiative
from strategies.models import Source

from .parts import PROSE, AccountPiece
from .rows import Served, TiedByName, WholeAccount

FINDING = 1_150
"""What surrounds the statement of a finding: its sign, how it is known, where it stands, links."""
ROW = 320
"""What surrounds the text of a row: the link to its place, and what tells that from others."""
NAME = 130
"""What surrounds a name that is a link."""
PARAGRAPH = 40
APART = re.compile(r"\n\s*\n")


def findings(account: WholeAccount, claim: str) -> Iterator[AccountPiece]:
    """Yield the findings of a claim, the strongest changes first."""
    for one in account.of(claim):
        tied = chain(one.councils.all(), one.inferred_outcomes.all(), one.inferred_enablers.all())
        weight = FINDING + _bytes(one.statement, one.locator) + _named(tied)
        yield AccountPiece("findings", one, weight + _source(one.source, account))


def prose(text: str) -> Iterator[AccountPiece]:
    """Yield the paragraphs of a text."""
    for one in filter(None, map(str.strip, APART.split(text))):
        yield AccountPiece(PROSE, one, PARAGRAPH + _bytes(one))


def programmes(initiatives: Iterable[Initiative]) -> Iterator[AccountPiece]:
    """Yield the programmes, services and projects of an account."""
    for one in initiatives:
        told = [one.name, one.name, one.description, one.locator]
        told += [partner.name for partner in one.partners.all()]
        for funder in one.funders.all():
            told += [str(funder.funder), str(funder.money), funder.note, " " * PARAGRAPH * 2]
        yield AccountPiece("programmes", one, ROW * 2 + _bytes(*told) + _named(one.councils.all()))


def who(account: WholeAccount) -> Iterator[AccountPiece]:
    """Yield the councils by their roles, then other bodies."""
    for heading, roles in account.by_role():
        for role in roles:
            weight = NAME + _bytes(role.council.official_name, role.contribution)
            yield AccountPiece("roles", (heading, role), weight)
    for one in account.partners:
        yield AccountPiece("partners", one, PARAGRAPH + _bytes(one.name, one.text))


def hows(rows: Iterable[How]) -> Iterator[AccountPiece]:
    """Yield how approaches were taken, or how enablers helped."""
    for one in rows:
        yield AccountPiece("hows", one, NAME * 2 + _bytes(one.name, one.how, one.locator))


def texts(name: str, rows: Iterable[Any], account: WholeAccount) -> Iterator[AccountPiece]:
    """Yield rows of a text with its place: costs, barriers, context facts."""
    for one in rows:
        said = [getattr(one, field, "") for field in ("text", "statement", "covers", "money")]
        told = _bytes(*map(str, said), one.locator)
        yield AccountPiece(name, one, ROW + NAME + told + _source(one.source, account))


def told_of(name: str, rows: Iterable[Finding]) -> Iterator[AccountPiece]:
    """Yield findings that are only named: those that went differently for some."""
    for one in rows:
        groups = chain(one.better_for.all(), one.worse_for.all())
        yield AccountPiece(name, one, ROW + _bytes(one.statement, one.key) + _named(groups))


def graded(account: WholeAccount) -> Iterator[AccountPiece]:
    """Yield the findings that were read independently, each with what readers made of it."""
    for finding, readings in account.graded:
        told = (one.words + one.reason + " " * PARAGRAPH for one in readings)
        yield AccountPiece("graded", (finding, readings), ROW + _bytes(*told))


def served(rows: Iterable[Served]) -> Iterator[AccountPiece]:
    """Yield the strategies served, each with its priorities."""
    for one in rows:
        below = len(one.priorities) * PARAGRAPH + _bytes(*one.priorities)
        yield AccountPiece("served", one, NAME + _bytes(one.title, one.years) + below)


def answered(name: str, rows: Iterable[TiedByName]) -> Iterator[AccountPiece]:
    """Yield corrections, or replies of councils."""
    for one in rows:
        yield AccountPiece(name, one, NAME * 2 + _bytes(one.name, one.text))


def _source(source: Source, account: WholeAccount) -> int:
    """Return how much it takes to name a source that is not the page's own."""
    return 0 if source.pk == account.study.source_id else _bytes(source.title, source.slug)


def _named(rows: Iterable[Any]) -> int:
    return sum(NAME + _bytes(one.name) for one in rows)


def _bytes(*texts: str) -> int:
    return sum(len(escape(text).encode()) for text in texts)
