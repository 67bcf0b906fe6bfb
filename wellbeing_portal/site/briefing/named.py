"""The records that an address names for a briefing, of whatever kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.validators import slug_re
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from casestudies.models import CaseStudy, CaseStudyCouncil
from strategies.models import Council, Strategy
from wellbeing_portal.core.words import joined
from wellbeing_portal.site.shortlist.kept import link_text, read_link
from wellbeing_portal.site.shortlist.records import ShortlistItem, items_of_link
from wellbeing_portal.takeaway.briefing import Item

LOOKED_AT = 60
"""How many records of an address are looked at: a whole shortlist, and some more."""


@dataclass(frozen=True)
class Named:
    """A record that a briefing may hold: what the form calls it, its line, and a note on it."""

    value: str
    record: Any
    about: str
    note: str = ""

    @property
    def title(self) -> str:
        """What it is called on a page."""
        return str(getattr(self.record, "official_name", "") or self.record)

    @property
    def item(self) -> Item:
        """The record as a briefing takes it."""
        return Item(type(self.record), self.record.pk, self.note)


def case_studies() -> QuerySet[Any]:
    """Return what may be told, with what its line says."""
    roles = CaseStudyCouncil.objects.select_related("council").order_by("position")
    return CaseStudy.objects.published().prefetch_related(Prefetch("council_roles", roles))


PUBLIC: Mapping[str, tuple[type[Any], Callable[[], QuerySet[Any]]]] = {
    "case-study": (CaseStudy, case_studies),
    "strategy": (Strategy, Strategy.objects.published),
    "council": (Council, Council.objects.all),
}
"""The kinds that an address names by a slug; a priority is named as in the link of a shortlist."""


def named_in(values: Iterable[str]) -> list[Named]:
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
    found = {one.value: one for kind, some in slugs.items() for one in _called(kind, some)}
    listed = items_of_link(read_link(".".join(parts))) if parts else []
    # A value may name a record by a slug that it had before.
    by_part = {link_text([(item.entry, item.slug)]): of_list(item) for item in listed}
    rows = [found.get(value) or by_part.get(value) for value in wanted]
    return once([one for one in rows if one])


def _called(kind: str, slugs: Sequence[str]) -> list[Named]:
    _model, public = PUBLIC[kind]
    rows = {row.slug: row for row in public().filter(slug__in=slugs)}
    missing = [slug for slug in slugs if slug not in rows]
    if missing:
        former: Any = public()
        rows |= former.called(missing)
    return [of_record(rows[slug], f"{kind}.{slug}") for slug in slugs if slug in rows]


def of_record(record: Any, value: str = "") -> Named:
    """Return a record as the form offers it."""
    kind = next(name for name, (model, _rows) in PUBLIC.items() if isinstance(record, model))
    return Named(value or f"{kind}.{record.slug}", record, _about(record))


def of_list(item: ShortlistItem) -> Named:
    """Return a record of a shortlist, with its note; a priority by the link of a list."""
    note = item.entry.note
    if item.entry.kind == "p":
        value = link_text([(item.entry, item.slug)])
        about = _("Priority of {strategy}").format(strategy=item.record.strategy)
        return Named(value, item.record, about, note)
    one = of_record(item.record)
    return Named(one.value, one.record, one.about, note)


def once(rows: Iterable[Named]) -> list[Named]:
    """Return records each once; a later one of the same record gives the first its note."""
    found: dict[tuple[type[Any], int], Named] = {}
    for one in rows:
        key = (type(one.record), one.record.pk)
        first = found.setdefault(key, one)
        if one.note and not first.note:
            found[key] = Named(first.value, first.record, first.about, one.note)
    return list(found.values())


def _about(record: Any) -> str:
    if isinstance(record, CaseStudy):
        leads = [role.council.name for role in record.council_roles.all() if role.role == "lead"]
        told = _("told in {year}").format(year=record.told_in) if record.told_in else ""
        parts = [_("Case study"), joined(leads), told]
    elif isinstance(record, Strategy):
        parts = [_("Strategy"), record.years]
    else:
        parts = [_("Council"), str(record.get_region_display())]
    return ", ".join(filter(None, map(str, parts)))
