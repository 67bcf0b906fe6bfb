"""Moves of many records at once: what would happen, asked first, and what did."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.publishing.resting import held_by_published
from wellbeing_portal.core.words import counted, verb_for

from .moves import Move, State
from .reasons import linked, told

MOST_SHOWN = 20
"""How many records a page names one by one; the others are counted."""

MOST_JUDGED = 200
"""How many records are looked into before asking. All are when it is done."""

MOST_REFUSALS = 10
"""How many refusals one message each are shown for; the others are counted."""


@dataclass(frozen=True)
class NamedRecord:
    """A record on the page that asks, with its own page and what stands in its way."""

    title: str
    state: str
    url: str
    objections: Sequence[SafeString]


@dataclass(frozen=True)
class Forecast:
    """What a move would do to what is chosen, as far as can be told beforehand."""

    keys: Sequence[Any]
    moving: int
    staying: int
    states: Sequence[tuple[str, int]]
    first_moving: Sequence[NamedRecord]
    first_staying: Sequence[NamedRecord]
    all_judged: bool

    @property
    def more_moving(self) -> int:
        """How many more will be moved than are named."""
        return self.moving - len(self.first_moving)

    @property
    def more_staying(self) -> int:
        """How many more will stay than are named."""
        return self.staying - len(self.first_staying)

    @property
    def fingerprint(self) -> str:
        """Stands for what is chosen: what is confirmed must be what was shown."""
        return hashlib.sha256(",".join(map(str, self.keys)).encode()).hexdigest()


@dataclass
class BulkResult:
    """What a move has done: how many were moved, what was refused, how many were gone."""

    done: int = 0
    gone: int = 0
    refusals: list[SafeString] = field(default_factory=list)


def forecast(queryset: QuerySet, move: Move) -> Forecast:
    """Tell what ``move`` would do, in a number of queries that the choice cannot make endless."""
    # One row of each is read anyway; texts only of those that are named or looked into.
    states: dict[Any, str] = dict(queryset.order_by("pk").values_list("pk", "state"))
    possible = [key for key, state in states.items() if state in move.since]
    barred = [key for key, state in states.items() if state not in move.since]
    held = _held(queryset, move, possible)
    free = [key for key in possible if key not in held]
    looked_into = free[: MOST_JUDGED if move.to == State.PUBLISHED else MOST_SHOWN]
    wanted = [*looked_into, *held[:MOST_SHOWN], *barred[:MOST_SHOWN]]
    records = queryset.model._default_manager.in_bulk(wanted)
    named = {key: _named(record, move) for key, record in records.items()}
    lacking = [key for key in looked_into if key in named and named[key].objections]
    lacking += held
    going = [key for key in looked_into if key in named and not named[key].objections]
    left = set(lacking)
    counts = Counter(str(State(states[key]).label) for key in possible if key not in left)
    return Forecast(
        keys=list(states),
        moving=len(possible) - len(lacking),
        staying=len(barred) + len(lacking),
        states=counts.most_common(),
        first_moving=[named[key] for key in going[:MOST_SHOWN]],
        first_staying=[named[key] for key in [*lacking, *barred][:MOST_SHOWN] if key in named],
        all_judged=move.to != State.PUBLISHED or len(possible) <= MOST_JUDGED,
    )


def _held(queryset: QuerySet, move: Move, keys: Sequence[Any]) -> list[Any]:
    """Return which of these the move may not take from the public, in their order."""
    if move.to == State.PUBLISHED:
        return []
    held = set(held_by_published(queryset.order_by()).values_list("pk", flat=True))
    return [key for key in keys if key in held]


def _named(record: Any, move: Move) -> NamedRecord:
    opts = record._meta
    return NamedRecord(
        title=str(record),
        state=record.get_state_display().lower(),
        url=reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[record.pk]),
        objections=[linked(one, record) for one in move.objections(record)],
    )


def ask_first(
    page: admin.ModelAdmin, request: HttpRequest, told: Forecast, move: Move
) -> TemplateResponse:
    """Ask whether to make the move, on a page that says how many, which, and which not."""
    wish = move.phrase.format(_counted(page, told.moving))
    across = request.POST.get("select_across") == "1"
    context = {
        **page.admin_site.each_context(request),
        "title": f"{capfirst(wish)}?" if told.moving else f"Nothing can be {move.done}",
        "opts": page.opts,
        "move": move,
        "wish": wish,
        "forecast": told,
        "moving": _counted(page, told.moving),
        "staying": _counted(page, told.staying),
        "changed_meanwhile": "confirmed" in request.POST,
        "select_across": across,
        "action_checkbox_name": ACTION_CHECKBOX_NAME,
        # With “all across” the list is asked again, and one key says that something is chosen.
        "keys": told.keys[:1] if across else told.keys,
        "back": request.get_full_path(),
    }
    return TemplateResponse(request, "admin/portal/confirm_move.html", context)


def is_confirmed(request: HttpRequest, told: Forecast) -> bool:
    """Whether the answer yes was given, to the very records that are chosen now."""
    return request.POST.get("confirmed") == told.fingerprint


def move_each(
    records: QuerySet, keys: Iterable[Any], move: Move, attempt: Callable[[Any], Sequence[str]]
) -> BulkResult:
    """Judge each record again and move it if nothing stands in the way, each by itself."""
    result = BulkResult()
    for key in keys:
        with transaction.atomic():
            record: Publishable | None = records.select_for_update().filter(pk=key).first()
            if record is None:
                result.gone += 1
                continue
            if record.state == move.to:
                continue
            objections = attempt(record)
        if objections:
            intro = f"“{record}” was not {move.done}."
            result.refusals.append(told(intro, record, objections))
        else:
            result.done += 1
    return result


def report(page: admin.ModelAdmin, request: HttpRequest, move: Move, result: BulkResult) -> None:
    """Say what was done, what was refused and why."""
    for refusal in result.refusals[:MOST_REFUSALS]:
        page.message_user(request, refusal, messages.ERROR)
    if len(result.refusals) > MOST_REFUSALS:
        left = len(result.refusals) - MOST_REFUSALS
        more = f"{left:,} more {verb_for(left, 'were')} not {move.done} either."
        page.message_user(request, more, messages.ERROR)
    if result.gone:
        gone = f"{capfirst(_counted(page, result.gone))} had been deleted meanwhile."
        page.message_user(request, gone, messages.WARNING)
    if result.done or not result.refusals:
        text = f"{capfirst(_counted(page, result.done))} {move.done}."
        level = messages.SUCCESS if result.done else messages.INFO
        page.message_user(request, text, level)


def _counted(page: admin.ModelAdmin, number: int) -> str:
    return counted(number, str(page.opts.verbose_name), none="no")
