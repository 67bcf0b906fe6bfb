"""The list of a record's sections, each with its state and what it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from wellbeing_portal.core.publishing.gate import judge
from wellbeing_portal.core.publishing.working_copy import copy_of
from wellbeing_portal.core.roles import Verb, may
from wellbeing_portal.core.words import counted
from wellbeing_portal.curate.checking import record_url
from wellbeing_portal.curate.models import RightlyEmpty, Typed
from wellbeing_portal.curate.sections import Nothing, Section

from .keeping import company_on, saved_told
from .leaving import ways_of
from .record import RecordPage


@dataclass(frozen=True)
class Task:
    """A section of a record: what is in it, and what is missing there.

    ``nothing`` is the answer that there is nothing to say, if somebody gave it.
    """

    section: Section
    url: str
    told: str
    missing: int
    nothing: Nothing | None = None

    @property
    def state(self) -> str:
        """Its state in words."""
        if self.missing:
            return gettext("%(things)s to finish") % {"things": counted(self.missing, "thing")}
        if self.nothing:
            return str(self.nothing.state)
        if self.told:
            return gettext("Ready")
        return gettext("Optional") if self.section.optional else gettext("Empty")

    @property
    def counts(self) -> bool:
        """Whether it is one of those that are to be ready."""
        return bool(self.missing or self.told) or not self.section.optional

    @property
    def look(self) -> str:
        """Which of the frames the state has."""
        if self.missing:
            return "missing"
        if self.nothing:
            return "answered"
        return "ready" if self.told else "empty"


@dataclass
class TaskGroup:
    """Sections that stand under a heading."""

    heading: str
    tasks: list[Task] = field(default_factory=list)


def in_parts(tasks: Iterable[Task]) -> list[TaskGroup]:
    """Return sections under the headings that stand above them."""
    parts: list[TaskGroup] = []
    for task in tasks:
        if not parts or task.section.heading:
            parts.append(TaskGroup(str(task.section.heading)))
        parts[-1].tasks.append(task)
    return parts


class TaskList(RecordPage):
    """The record in sections."""

    template_name = "curate/tasks.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tasks = list(self._tasks())
        ready = sum(1 for task in tasks if task.look in {"ready", "answered"})
        total = sum(1 for task in tasks if task.counts)
        copy = copy_of(self.record)
        return super().get_context_data(
            ways=ways_of(self),
            copy_url=record_url(copy) if copy else "",
            may_readdress=may(self.user, Verb.ADDRESS, self.record),
            may_check=may(self.user, Verb.CHECK, self.record),
            may_copy=may(self.user, Verb.COPY, self.record),
            title=self.record.title,
            parts=in_parts(tasks),
            ready=ready,
            total=total,
            company=list(self._company()),
            unsaved=list(self._unsaved()),
            **kwargs,
        )

    def _company(self) -> Iterator[tuple[Section, str, str]]:
        """Yield the sections that others have open, with their addresses and since when."""
        for one in company_on(self.record, self.user):
            section = self.noun.section(one.section)
            if section is not None:
                yield section, self._url(section), one.text

    def _unsaved(self) -> Iterator[tuple[Section, str, str]]:
        """Yield the sections in which whoever asks typed something and did not save it."""
        for typed in Typed.objects.on(self.record).unsaved().filter(user=self.user):
            section = self.noun.section(typed.section)
            if section is not None:
                args = [self.noun.key, self.record.pk, section.key, typed.row]
                url = reverse("curate_row", args=args) if typed.row else self._url(section)
                yield section, url, saved_told(typed)

    def _url(self, section: Section) -> str:
        return reverse("curate_section", args=[self.noun.key, self.record.pk, section.key])

    def _tasks(self) -> Iterator[Task]:
        found = [self.noun.section_of(reason) for reason in judge(self.record).refused]
        where = [one.root for one in found if one is not None]
        empty = {*RightlyEmpty.objects.on(self.record).values_list("section", flat=True)}
        for section in self.noun.sections:
            told = section.told(self.said)
            if section.later and not told and not self.was_public:
                continue
            nothing = getattr(section, "nothing", None) if section.key in empty else None
            url = self._url(section)
            if told or nothing is None:
                yield Task(section, url, told, where.count(section))
            else:
                yield Task(section, url, str(nothing.said), where.count(section), nothing)
