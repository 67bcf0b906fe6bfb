"""Whole tables and records as files, as they can come in again."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext

from wellbeing_portal.core.export.response import about_page, disposition, export_response
from wellbeing_portal.core.roles import Verb, require
from wellbeing_portal.curate.access import EditorPage
from wellbeing_portal.curate.importing.handing_out import content_archive, exported
from wellbeing_portal.curate.importing.tables import tables

from .begin import table_called


class ExportsPage(EditorPage):
    """Everything that can be taken out."""

    template_name = "curate/imports/exports.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            require(request.user, Verb.EXPORT)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            title=gettext("Exports"), tables=tables().values(), **kwargs
        )


class ExportedTable(ExportsPage):
    """One of them: ``export`` says in which form, ``table`` which sheet as CSV."""

    kwargs: dict[str, Any]

    @staticmethod
    def state_of_file(request: HttpRequest) -> str:
        """Return whose file it is: nobody gets that of somebody else."""
        return f"account {request.user.pk}"

    def get(self, request: HttpRequest, /, *_args: Any, **_kwargs: Any) -> Any:
        table = table_called(self.kwargs["table"])
        asked = request.GET.get("export", "")
        if asked == "zip" and table.as_files:
            answer = HttpResponse(
                content_archive(table, by=self.user), content_type="application/zip"
            )
            answer["Content-Disposition"] = disposition(f"{table.key}.zip")
            return answer
        if asked not in {"csv", "xlsx"}:
            return self.render_to_response(self.get_context_data())
        about = about_page(
            request,
            title=str(table.title),
            slug=table.key,
            notes=[gettext("It has drafts too, and is meant for those who edit.")],
        )
        sheets = exported(table, by=self.user)
        return export_response(asked, about, sheets, table=request.GET.get("table", ""))
