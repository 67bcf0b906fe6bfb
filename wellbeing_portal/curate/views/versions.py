"""Versions of a record: the list, one read, two compared, one brought back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext

from wellbeing_portal.core.aggregates import RecordForm
from wellbeing_portal.core.models import Version
from wellbeing_portal.core.publishing.restoring import restore
from wellbeing_portal.core.publishing.working_copy import copy_of
from wellbeing_portal.core.roles import Verb, may
from wellbeing_portal.core.versions import as_form
from wellbeing_portal.core.versions.telling import changes, read_out
from wellbeing_portal.curate.checking import record_url

from .record import RecordPage

MOST = 30
"""A page lists so many versions."""

NOW = "now"
"""Stands for what the record says now, where versions are numbered."""


class OfVersions(RecordPage):
    """A page about versions of a record."""

    def version(self, number: Any) -> Version:
        """Return the version of a number.

        Raises:
            Http404: when there is none.
        """
        found: Version | None = Version.objects.of(self.record).filter(number=number).first()
        if found is None:
            raise Http404(gettext("There is no version of that number."))
        return found


class VersionList(OfVersions):
    """All versions of a record, the newest first."""

    template_name = "curate/versions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        every = Version.objects.of(self.record).defer("document")
        before = self.request.GET.get("before", "")
        if before.isdecimal():
            every = every.filter(number__lt=int(before[:9]))
        found = list(every[: MOST + 1])
        older = found[MOST - 1].number if len(found) > MOST else None
        found = found[:MOST]
        return super().get_context_data(
            title=gettext("Versions"),
            versions=found,
            older=older,
            newest=found[0].number if found else None,
            before_newest=found[1].number if len(found) > 1 else None,
            **kwargs,
        )


class VersionPage(OfVersions):
    """What a record said in one version."""

    template_name = "curate/version.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        version = self.version(self.kwargs["number"])
        return super().get_context_data(
            title=gettext("Version %(number)s") % {"number": version.number},
            version=version,
            entries=read_out(as_form(version)),
            may_restore=_may_restore(self),
            **kwargs,
        )


class CompareVersions(OfVersions):
    """What is different between two versions, or between one and what the record says now."""

    template_name = "curate/compare_versions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = [self.request.GET.get(name, "") for name in ("from", "to")]
        before, after = map(self._said, asked)
        same = {"slug": after.slug, "state": after.state}
        if NOW in asked:
            # Where it stands is no part of what it says.
            before = before.model_copy(update=same)
        return super().get_context_data(
            title=gettext("What is different"),
            before=asked[0],
            after=asked[1],
            changes=changes(before, after),
            versions=list(Version.objects.of(self.record).defer("document")[:MOST]),
            **kwargs,
        )

    def _said(self, asked: str) -> RecordForm:
        if asked == NOW:
            return self.said
        if not asked.isdecimal():
            raise Http404(gettext("There is no version of that number."))
        return as_form(self.version(int(asked[:9])))


class RestorePage(OfVersions):
    """Asks whether a version is to be brought back, and makes a draft of it."""

    template_name = "curate/restore.html"

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        version = self.version(self.kwargs["number"])
        try:
            restored = restore(self.record, version, by=self.user)
        except ValidationError as error:
            context = self.get_context_data(refused=error.messages)
            return self.render_to_response(context, status=422)
        said = gettext(
            "Version %(number)s is brought back. Readers see no change till it is approved."
        )
        messages.success(request, said % {"number": version.number})
        return HttpResponseRedirect(record_url(restored))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        version = self.version(self.kwargs["number"])
        told = {
            "title": gettext("Bring back version %(number)s?") % {"number": version.number},
            "version": version,
            "may_restore": _may_restore(self),
            "standing_copy": record_url(copy) if (copy := copy_of(self.record)) else "",
        }
        return super().get_context_data(**(told | kwargs))


def _may_restore(page: RecordPage) -> bool:
    verb = Verb.COPY if page.record.is_published else Verb.EDIT
    return may(page.user, verb, page.record)
