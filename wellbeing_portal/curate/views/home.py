"""The first page: what waits for whoever opens it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.roles import Verb, may
from wellbeing_portal.curate.access import EditorPage
from wellbeing_portal.curate.listing import Line, every, lines, worked_on
from wellbeing_portal.curate.sections import nouns

State = Publishable.State
LATELY = dt.timedelta(days=30)


@dataclass(frozen=True)
class Heap:
    """Records that are on the page for one reason."""

    title: str
    lines: list[Line]


class HomePage(EditorPage):
    """Mine, waiting for me, sent back, overdue, recently published, published alone."""

    template_name = "curate/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        heaps = [heap for heap in self._heaps() if heap.lines]
        return super().get_context_data(
            title=gettext("My work"),
            heaps=heaps,
            nouns=nouns().values() if may(self.user, Verb.START) else [],
            **kwargs,
        )

    def _heaps(self) -> Iterator[Heap]:
        mine = lines(worked_on(Q(owner=self.user)))
        back = [one for one in mine if one.work and one.work.sent_back_at]
        yield Heap(gettext("Sent back to you"), [one for one in back if _is_draft(one)])
        waiting = lines(every(Q(state=State.IN_REVIEW), "updated_at"))
        yield Heap(
            gettext("Waiting for you"),
            [one for one in waiting if may(self.user, Verb.APPROVE, one.record)],
        )
        yield Heap(
            gettext("Yours"), [one for one in mine if _is_unfinished(one) and one not in back]
        )
        today = timezone.localdate()
        overdue = every(Q(state=State.PUBLISHED, review_due__lte=today), "review_due")
        yield Heap(gettext("Overdue for review"), lines(overdue))
        forced = lines(worked_on(Q(forced_at__gte=timezone.now() - LATELY)))
        yield Heap(gettext("Published without a second person"), forced)
        newly = Q(state=State.PUBLISHED, published_at__gte=timezone.now() - LATELY)
        yield Heap(gettext("Recently published"), lines(every(newly, "-published_at")))


def _is_draft(line: Line) -> bool:
    return bool(line.record.state == State.DRAFT)


def _is_unfinished(line: Line) -> bool:
    return line.record.state in {State.DRAFT, State.IN_REVIEW}
