"""The first page: what waits for whoever opens it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext

from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.roles import Role, Verb, may, role_of
from wellbeing_portal.curate.access import EditorPage
from wellbeing_portal.curate.health import told_by
from wellbeing_portal.curate.listing import (
    MOST,
    Line,
    every,
    lines,
    not_written_by,
    worked_on,
)
from wellbeing_portal.curate.sections import nouns
from wellbeing_portal.curate.vocabulary.suggesting import suggested_by

State = Publishable.State
LATELY = dt.timedelta(days=30)
NEWEST = 8


FEW, MANY = 12, 80
"""So many records a heap shows beside the others, and alone."""


@dataclass(frozen=True)
class Heap:
    """Records that are on the page for one reason; ``help`` says which, where that is not plain."""

    title: str
    lines: list[Line]
    help: str = ""
    most: int = FEW

    @property
    def key(self) -> str:
        """What the address calls it."""
        return slugify(self.title)

    @property
    def is_cut(self) -> bool:
        """Whether there are more of a kind than are counted."""
        kinds = Counter(line.noun.key for line in self.lines)
        return max(kinds.values(), default=0) >= MOST

    @property
    def shown(self) -> list[Line]:
        """The first of them, as many as it shows."""
        return self.lines[: self.most]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return len(self.lines) - len(self.shown)


class HomePage(EditorPage):
    """Mine, waiting for me, sent back, published lately or alone; and what the content lacks."""

    template_name = "curate/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        heaps = [heap for heap in self._heaps() if heap.lines]
        alone = [heap for heap in heaps if heap.key == self.request.GET.get("heap")]
        return super().get_context_data(
            title=gettext("My work"),
            heaps=[replace(heap, most=MANY) for heap in alone] or heaps,
            is_alone=bool(alone),
            health=[] if alone else told_by(self.user),
            suggested=[] if alone else suggested_by(self.user),
            nouns=nouns().values() if may(self.user, Verb.START) else [],
            **kwargs,
        )

    def _heaps(self) -> Iterator[Heap]:
        mine = lines(worked_on(Q(owner=self.user)))
        back = [one for one in mine if _is_draft(one) and one.work and one.work.sent_back_at]
        yield Heap(gettext("Sent back to you"), back)
        sent = lines(every(Q(state=State.IN_REVIEW), "updated_at"))
        waiting = [one for one in sent if one.work is None or one.work.approved_at is None]
        yield from self._to_approve(waiting)
        approved = [one for one in sent if one not in waiting]
        yield Heap(gettext("Approved, waiting for the day"), approved)
        yield Heap(
            gettext("Yours"), [one for one in mine if _is_unfinished(one) and one not in back]
        )
        yield from self._to_look_after()

    def _to_approve(self, waiting: list[Line]) -> Iterator[Heap]:
        """Yield what somebody else sent: what this account was asked about, then the rest."""
        if role_of(self.user) < Role.REVIEWER:
            return
        others = not_written_by(self.user, waiting)
        asked = [one for one in others if one.work and one.work.reviewer_id == self.user.pk]
        yield Heap(gettext("Waiting for you"), asked)
        free = [one for one in others if one.work is None or one.work.reviewer_id is None]
        yield Heap(gettext("Waiting for anybody who may approve"), free)
        rest = [one for one in others if one not in asked and one not in free]
        yield Heap(gettext("Waiting for a colleague"), rest)

    def _to_look_after(self) -> Iterator[Heap]:
        now = timezone.now()
        offered = lines(every(Q(state=State.DRAFT, copy_of__isnull=False), "-updated_at"))
        yield Heap(
            gettext("From the content files"),
            [one for one in offered if one.work is not None and one.work.owner_id is None],
            gettext("Working copies of what the files say new of records that people changed."),
        )
        forced = lines(worked_on(Q(forced_at__gte=now - LATELY)))
        yield Heap(gettext("Published without a second person"), forced)
        newly = every(Q(state=State.PUBLISHED, published_at__gte=now - LATELY), "-published_at")
        newest = sorted(newly, key=lambda one: one.published_at, reverse=True)
        yield Heap(gettext("Recently published"), lines(newest[:NEWEST]))


def _is_draft(line: Line) -> bool:
    return bool(line.record.state == State.DRAFT)


def _is_unfinished(line: Line) -> bool:
    return line.record.state in {State.DRAFT, State.IN_REVIEW}
