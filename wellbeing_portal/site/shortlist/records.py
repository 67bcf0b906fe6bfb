"""The records on a shortlist, as pages and files show them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from casestudies.models import CaseStudy, CaseStudyCouncil
from strategies.models import Council, Priority, Strategy
from wellbeing_portal.core.models import Redirect
from wellbeing_portal.core.words import joined

from .kept import KINDS, Shortlist, ShortlistEntry, check_of, link_text

State = CaseStudy.State


@dataclass(frozen=True)
class ShortlistItem:
    """A published record on a list; ``slug`` is that of its page."""

    entry: ShortlistEntry
    record: Any
    title: str
    about: str
    text: str
    url: str
    slug: str

    @property
    def kind(self) -> str:
        """What kind of record it is, in words."""
        return KINDS[self.entry.kind]


def _case_studies() -> QuerySet[Any]:
    roles = CaseStudyCouncil.objects.select_related("council").order_by("position")
    return CaseStudy.objects.published().prefetch_related(Prefetch("council_roles", roles))


def _strategies() -> QuerySet[Any]:
    councils = Prefetch("councils", Council.objects.order_by("sort_name"))
    return Strategy.objects.published().prefetch_related(councils)


def _priorities() -> QuerySet[Any]:
    return Priority.objects.filter(strategy__state=State.PUBLISHED).select_related("strategy")


PUBLIC: dict[str, Callable[[], QuerySet[Any]]] = {
    "c": _case_studies,
    "s": _strategies,
    "p": _priorities,
}


def items(entries: Iterable[ShortlistEntry]) -> list[ShortlistItem]:
    """Return what the public may see of ``entries``, in their order."""
    wanted = list(entries)
    found: dict[str, Any] = {}
    for kind, public in PUBLIC.items():
        numbers = [entry.pk for entry in wanted if entry.kind == kind]
        if numbers:
            found |= {f"{kind}{r.pk}": r for r in public().filter(pk__in=numbers)}
    return [_item(entry, found[entry.key]) for entry in wanted if entry.key in found]


def items_of_link(entries: Sequence[tuple[ShortlistEntry, str]]) -> list[ShortlistItem]:
    """Return what a link names and the public may see, if its check is right."""
    checks = {entry.key: check for entry, check in entries}
    once = Shortlist().adding(entry for entry, _check in entries)
    shown = items(once.entries)
    right = {i.entry.key for i in shown if check_of(i.slug) == checks[i.entry.key]}
    right |= _once_right([i for i in shown if i.entry.key not in right], checks)
    return [i for i in shown if i.entry.key in right]


def _once_right(shown: Sequence[ShortlistItem], checks: Mapping[str, str]) -> set[str]:
    """Return of which the check was made from a slug that its page had before."""
    pages: dict[type[Any], dict[int, list[ShortlistItem]]] = {}
    for item in shown:
        page = item.record.strategy if isinstance(item.record, Priority) else item.record
        pages.setdefault(type(page), {}).setdefault(page.pk, []).append(item)
    return {
        item.entry.key
        for model, by_key in pages.items()
        for key, slug in Redirect.objects.leading_to(model, by_key)
        for item in by_key[key]
        if check_of(slug) == checks[item.entry.key]
    }


def link_of(shown: Iterable[ShortlistItem]) -> str:
    """Return the text that stands for a list in a link."""
    return link_text((item.entry, item.slug) for item in shown)


def is_public(entry: ShortlistEntry) -> bool:
    """Tell whether the public may see the record."""
    return PUBLIC[entry.kind]().filter(pk=entry.pk).exists()


def _item(entry: ShortlistEntry, record: Any) -> ShortlistItem:
    if isinstance(record, CaseStudy):
        leads = [role.council.name for role in record.council_roles.all() if role.role == "lead"]
        about = [joined(leads), record.years]
        text = record.strapline
    elif isinstance(record, Strategy):
        councils = joined([council.name for council in record.councils.all()])
        about = [councils, record.get_kind_display(), record.years]
        text = record.summary
    else:
        strategy = record.strategy
        url = f"{strategy.get_absolute_url()}#priority-{record.position}"
        return ShortlistItem(
            entry, record, record.title, strategy.title, record.description, url, strategy.slug
        )
    return ShortlistItem(
        entry,
        record,
        record.title,
        ", ".join(filter(None, about)),
        text,
        record.get_absolute_url(),
        record.slug,
    )
