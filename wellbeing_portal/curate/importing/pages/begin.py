"""Where imports begin, with those that there were."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext

from wellbeing_portal.core.export.response import about_page, export_response
from wellbeing_portal.core.roles import Verb, may, require
from wellbeing_portal.curate.access import EditorPage
from wellbeing_portal.curate.importing.beside import BYTES_A_LINE, check_beside
from wellbeing_portal.curate.importing.handing_out import forms_of, template
from wellbeing_portal.curate.importing.leftovers import DAYS
from wellbeing_portal.curate.importing.reading import FileRefused
from wellbeing_portal.curate.importing.running import begin, is_content
from wellbeing_portal.curate.importing.starting import ImportForm
from wellbeing_portal.curate.importing.tables import FileTable, tables
from wellbeing_portal.curate.models import ImportRun

SHOWN = 30


class ImportPage(EditorPage):
    """A page of those who may import."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            require(request.user, Verb.IMPORT)
        return super().dispatch(request, *args, **kwargs)


class ImportsPage(ImportPage):
    """Takes a file and tells of those that came before."""

    template_name = "curate/imports/imports.html"

    @staticmethod
    def takes_files(request: HttpRequest) -> bool:
        """Tell whether whoever sends a file may import it."""
        return may(request.user, Verb.IMPORT)

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        form = ImportForm(request.POST, request.FILES)
        if form.is_valid():
            file: Any = form.cleaned_data["file"]
            table = tables()[form.cleaned_data["table"]]
            try:
                run = begin(table, file.read(), file.name, by=self.user)
            except FileRefused as error:
                form.add_error("file", str(error))
            else:
                if is_content(run):
                    check_beside(run, file.size // BYTES_A_LINE, by=self.user)
                return HttpResponseRedirect(reverse("curate_import", args=[run.pk]))
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", ImportForm())
        runs = ImportRun.objects.defer("file", "mapping")[:SHOWN]
        titles = {key: table.title for key, table in tables().items()}
        return super().get_context_data(
            title=gettext("Imports"),
            runs=[(run, titles.get(run.table, run.table)) for run in runs],
            tables=tables().values(),
            days=DAYS,
            **kwargs,
        )


def table_called(key: str) -> FileTable:
    """Return a table by its key.

    Raises:
        Http404: when there is none.
    """
    found = tables().get(key)
    if found is None:
        raise Http404(gettext("There is no such table."))
    return found


class TemplateFile(ImportPage):
    """An empty file of a table, with examples and what may stand in each column."""

    template_name = "curate/imports/template.html"
    kwargs: dict[str, Any]

    def get(self, request: HttpRequest, /, *_args: Any, **_kwargs: Any) -> Any:
        table = table_called(self.kwargs["table"])
        asked = request.GET.get("export")
        if asked not in {"csv", "xlsx"}:
            context = self.get_context_data(
                title=gettext("Template: %(table)s") % {"table": table.title}, table=table
            )
            return self.render_to_response(context)
        samples = [form for form, _ in zip(forms_of(table), range(2), strict=False)]
        about = about_page(
            request,
            title=gettext("Template for imports: %(table)s") % {"table": table.title},
            slug=f"template-{table.key}",
            notes=[gettext("Its rows are examples: write your own in their place.")],
        )
        return export_response(asked, about, template(table, samples))
