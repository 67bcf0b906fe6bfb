"""The list of a record's sections, each with its state and what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from wellbeing_portal.core.models.reason import Reason
from wellbeing_portal.core.publishing.gate import judge
from wellbeing_portal.core.words import counted
from wellbeing_portal.curate.sections import Section

from .record import RecordPage


@dataclass(frozen=True)
class Task:
    """A section of a record: what is in it, and what is missing there."""

    section: Section
    url: str
    told: str
    missing: int

    @property
    def state(self) -> str:
        """Its state in words."""
        if self.missing:
            return gettext("%(things)s to finish") % {"things": counted(self.missing, "thing")}
        return gettext("Ready") if self.told else gettext("Empty")

    @property
    def look(self) -> str:
        """Which of the frames the state has."""
        if self.missing:
            return "missing"
        return "ready" if self.told else "empty"


class TaskList(RecordPage):
    """The record in sections."""

    template_name = "curate/tasks.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tasks = list(self._tasks())
        ready = sum(1 for task in tasks if task.look == "ready")
        return super().get_context_data(
            title=self.record.title, tasks=tasks, ready=ready, total=len(tasks), **kwargs
        )

    def _tasks(self) -> Iterator[Task]:
        refused = judge(self.record).refused
        where = [
            self.noun.section_at(reason.at) if isinstance(reason, Reason) else None
            for reason in refused
        ]
        for section in self.noun.sections:
            told = section.told(self.said)
            url = reverse("curate_section", args=[self.noun.key, self.record.pk, section.key])
            yield Task(section, url, told, where.count(section))
