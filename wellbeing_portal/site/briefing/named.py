"""The records that an address names for a briefing, of whatever kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.validators import slug_re
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from casestudies.headings import heading
from casestudies.models import CaseStudy
from strategies.models import Council, Priority, Strategy
from wellbeing_portal.core.words import joined
from wellbeing_portal.site.shortlist.kept import link_text, read_link
from wellbeing_portal.site.shortlist.records import ShortlistItem, items_of_link
from wellbeing_portal.takeaway.briefing import Item

LOOKED_AT = 60
"""How many records of an address are looked at: a whole shortlist, and some more."""


@dataclass(frozen=True)
class NamedItem:
    """A record that a briefing may hold: what the form calls it, and a note on it."""

    value: str
    record: Any
    note: str = ""

    @property
    def title(self) -> str:
        """What it is called on a page."""
        return str(getattr(self.record, "official_name", "") or self.record)

    @property
    def about(self) -> str:
        """What kind of record it is, whose, and of when; read once its roles are fetched."""
        match self.record:
            case CaseStudy() as study:
                told = _("told in {year}").format(year=study.told_in) if study.told_in else ""
                leads = joined([council.name for council in study.leads])
                parts = [heading("case_study"), leads, told]
            case Strategy() as strategy:
                parts = [_("Strategy"), strategy.years]
            case Priority() as priority:
                parts = [_("Priority of {strategy}").format(strategy=priority.strategy)]
            case council:
                parts = [_("Council"), council.get_region_display()]
        return ", ".join(filter(None, map(str, parts)))

    @property
    def item(self) -> Item:
        """The record as a briefing takes it."""
        return Item(type(self.record), self.record.pk, self.note)


PUBLIC: Mapping[str, tuple[type[Any], Callable[[], QuerySet[Any]]]] = {
    "case-study": (CaseStudy, CaseStudy.objects.published),
    "strategy": (Strategy, Strategy.objects.published),
    "council": (Council, Council.objects.all),
}
"""The kinds that an address names by a slug; a priority is named as in the link of a shortlist."""


def named_in(values: Iterable[str]) -> list[NamedItem]:
    """Return what the public may see of the records that values name, in their order, once each."""
    wanted = list(dict.fromkeys(values))[:LOOKED_AT]
    slugs: dict[str, list[str]] = {}
    parts: list[str] = []
    for value in wanted:
        kind, dot, slug = value.partition(".")
        if dot and kind in PUBLIC:
            # What is no slug names nothing, and some of it no database can be asked for.
            slugs.setdefault(kind, []).extend([slug] if slug_re.match(slug) else [])
        else:
            parts.append(value)
    found = {value: one for kind, some in slugs.items() for value, one in _called(kind, some)}
    listed = items_of_link(read_link(".".join(parts))) if parts else []
    found |= {link_text([(item.entry, item.slug)]): of_list(item) for item in listed}
    return once([found[value] for value in wanted if value in found])


def _called(kind: str, slugs: Sequence[str]) -> list[tuple[str, NamedItem]]:
    """Return records by the values that name them, by slugs of now or of before."""
    _model, public = PUBLIC[kind]
    rows = {row.slug: row for row in public().filter(slug__in=slugs)}
    missing = [slug for slug in slugs if slug not in rows]
    if missing:
        former: Any = public()
        rows |= former.called(missing)
    return [(f"{kind}.{slug}", of_record(rows[slug])) for slug in slugs if slug in rows]


def of_record(record: Any, note: str = "") -> NamedItem:
    """Return a record as the form offers it."""
    kind = next(name for name, (model, _rows) in PUBLIC.items() if isinstance(record, model))
    return NamedItem(f"{kind}.{record.slug}", record, note)


def of_list(item: ShortlistItem) -> NamedItem:
    """Return a record of a shortlist, with its note; a priority by the link of a list."""
    if isinstance(item.record, Priority):
        return NamedItem(link_text([(item.entry, item.slug)]), item.record, item.entry.note)
    return of_record(item.record, item.entry.note)


def once(rows: Iterable[NamedItem]) -> list[NamedItem]:
    """Return records each once; a later one of the same record gives the first its note."""
    found: dict[tuple[type[Any], int], NamedItem] = {}
    for one in rows:
        key = (type(one.record), one.record.pk)
        first = found.setdefault(key, one)
        if one.note and not first.note:
            found[key] = replace(first, note=one.note)
    return list(found.values())
