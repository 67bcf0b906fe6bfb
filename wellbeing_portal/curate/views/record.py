"""What every page of a record has."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404
from django.utils.translation import gettext

from wellbeing_portal.core.aggregates import RecordForm, read
from wellbeing_portal.core.models import Publishable, Work
from wellbeing_portal.core.roles import Verb, may
from wellbeing_portal.curate.access import EditorPage
from wellbeing_portal.curate.sections import Noun, nouns


class NounPage(EditorPage):
    """A page about a kind of record, which the address names."""

    kwargs: dict[str, Any]

    @cached_property
    def noun(self) -> Noun:
        """The kind of the record."""
        noun = nouns().get(self.kwargs["noun"])
        if noun is None:
            raise Http404(gettext("The editor knows no such kind of record."))
        return noun


class RecordPage(NounPage):
    """A page about one record, which the address names by its kind and number."""

    @cached_property
    def record(self) -> Publishable:
        """The record as it stands."""
        found: Publishable | None = (
            self.noun.model._default_manager.select_related("copy_of")
            .filter(pk=self.kwargs["pk"])
            .first()
        )
        if found is None:
            raise Http404(gettext("This record is not there any more."))
        return found

    @cached_property
    def said(self) -> RecordForm:
        """All that the record says."""
        form: RecordForm = read(self.record)
        return form

    @cached_property
    def work(self) -> Work:
        """Whose it is, and who looks at it."""
        return Work.objects.on(self.record)

    @property
    def may_edit(self) -> bool:
        """Whether whoever asks may edit it as it stands."""
        return may(self.user, Verb.EDIT, self.record)

    @property
    def was_public(self) -> bool:
        """Whether readers have seen it, or what it is a working copy of."""
        return self.record.published_at is not None or self.record.copy_of_id is not None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {
            "noun": self.noun,
            "record": self.record,
            "work": self.work,
            "may_edit": self.may_edit,
        }
        return super().get_context_data(**(told | kwargs))
