"""One import: how far it is, what would become of each record, and the button that writes it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from wellbeing_portal.core.export.cells import for_csv
from wellbeing_portal.core.export.response import text_file
from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.roles import Verb, require
from wellbeing_portal.curate.importing.beside import (
    BYTES_A_LINE,
    check_beside,
    is_at_work,
    write_beside,
    written_so_far,
)
from wellbeing_portal.curate.importing.outcome import Fate, vocabulary_of
from wellbeing_portal.curate.importing.running import Stage, is_content
from wellbeing_portal.curate.importing.tables import tables
from wellbeing_portal.curate.models import ImportedRecord, ImportRun
from wellbeing_portal.curate.sections import nouns

from .columns import RunPage

A_PAGE = 50
AGAIN = 3
"""Seconds after which a page that tells of work looks again."""


@dataclass(frozen=True)
class FateCount:
    """How many records have a fate, and the way to them."""

    fate: str
    label: str
    number: int
    is_shown: bool


@dataclass(frozen=True)
class ShownRecord:
    """A record of a file, as the report shows it."""

    record: ImportedRecord
    label: str
    url: str
    unknown: list[tuple[str, str]]


class RunDetailPage(RunPage):
    """How an import stands."""

    template_name = "curate/imports/run.html"

    def get(self, _request: HttpRequest, /, *_args: Any, **_kwargs: Any) -> HttpResponse:
        run = self.run
        if run.stage == Stage.COLUMNS:
            return HttpResponseRedirect(reverse("curate_import_columns", args=[run.pk]))
        if run.is_at_work:
            is_busy = is_at_work(run)
            run.refresh_from_db(fields=["stage", "done", "total", "counts", "refusal"])
            if run.is_at_work:
                return self.render_to_response(self._of_work(run, is_busy=is_busy))
        context = self._report(run)
        return self.render_to_response(context)

    def _of_work(self, run: ImportRun, *, is_busy: bool) -> dict[str, Any]:
        done = written_so_far(run) if run.stage == Stage.WRITING else run.done
        seconds = int((timezone.now() - run.stage_at).total_seconds())
        return self.get_context_data(
            title=run.file_name,
            run=run,
            table=tables()[run.table],
            is_busy=is_busy,
            done=done,
            seconds=seconds,
            again=AGAIN if is_busy else 0,
        )

    def _report(self, run: ImportRun, **more: Any) -> dict[str, Any]:
        fate = self.request.GET.get("show", "")
        shown = fate if fate in set(Fate) else ""
        found = run.records.with_fate(shown)
        page = Paginator(found, A_PAGE).get_page(self.request.GET.get("page"))
        counts = [
            FateCount(one.value, str(one.label), int(run.counts.get(one.value, 0)), shown == one)
            for one in Fate
        ]
        return self.get_context_data(
            title=run.file_name,
            run=run,
            table=tables()[run.table],
            counts=[one for one in counts if one.number],
            shown=shown,
            page=page,
            records=list(self._shown(run, page.object_list)),
            is_content=is_content(run),
            **more,
        )

    def _shown(self, run: ImportRun, records: Any) -> Iterator[ShownRecord]:
        labels = {one.value: str(one.label) for one in Fate}
        urls = _urls(run, [one.slug for one in records if one.slug])
        for one in records:
            unknown = [
                (vocabulary_of(label)[1], name) for label, name in one.says.get("unknown", [])
            ]
            yield ShownRecord(one, labels.get(one.fate, ""), urls.get(one.slug, ""), unknown)


def _urls(run: ImportRun, slugs: list[str]) -> dict[str, str]:
    """Return where records that are there can be seen: in the editor, as what they are now."""
    model = tables()[run.table].model
    every: Any = model._default_manager
    rows = every.filter(slug__in=slugs)
    if not issubclass(model, Publishable):
        address = getattr(model, "get_absolute_url", None)
        return {row.slug: row.get_absolute_url() for row in rows} if address else {}
    noun = next((key for key, one in nouns().items() if one.model is model), None)
    if noun is None:
        return {}
    copies = every.filter(copy_of__slug__in=slugs)
    keys = {row.slug: row.pk for row in rows}
    keys |= dict(copies.values_list("copy_of__slug", "pk"))
    return {slug: reverse("curate_tasks", args=[noun, key]) for slug, key in keys.items()}


class WriteRun(RunDetailPage):
    """Writes what was checked."""

    def get(self, _request: HttpRequest, /, *_args: Any, **_kwargs: Any) -> HttpResponse:
        return HttpResponseRedirect(reverse("curate_import", args=[self.kwargs["pk"]]))

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        require(self.user, Verb.IMPORT)
        run = self.run
        back = HttpResponseRedirect(reverse("curate_import", args=[run.pk]))
        is_left = run.stage == Stage.WRITING and not is_at_work(run)
        if run.stage != Stage.CHECKED and not is_left:
            return back
        run.leaves_out = run.leaves_out or request.POST.get("leaves_out") == "on"
        if run.refused and not run.leaves_out:
            error = gettext("Say that what is refused is left out, or mend the file.")
            context = self._report(run, errors=[(error, "leaves_out")])
            return self.render_to_response(context, status=422)
        run.save(update_fields=["leaves_out"])
        write_beside(run, by=self.user)
        run.refresh_from_db(fields=["stage"])
        if run.stage == Stage.WRITTEN:
            messages.success(request, gettext("The import is written."))
        return back


class CheckRun(RunPage):
    """Checks a file again, with the columns as they were said to be."""

    def get(self, _request: HttpRequest, /, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Lead to the import: only what is sent checks it again."""
        return HttpResponseRedirect(reverse("curate_import", args=[self.kwargs["pk"]]))

    def post(self, _request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        run = self.run
        if run.stage not in {Stage.WRITTEN, Stage.COLUMNS} and not is_at_work(run):
            check_beside(run, len(bytes(run.file)) // BYTES_A_LINE, by=self.user)
        return HttpResponseRedirect(reverse("curate_import", args=[run.pk]))


class RemoveRun(RunPage):
    """Takes away an import of which nothing was written, with its file."""

    def get(self, _request: HttpRequest, /, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Lead to the import: only what is sent takes it away."""
        return HttpResponseRedirect(reverse("curate_import", args=[self.kwargs["pk"]]))

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        require(self.user, Verb.IMPORT)
        run = self.run
        if run.stage == Stage.WRITTEN or is_at_work(run):
            return HttpResponseRedirect(reverse("curate_import", args=[run.pk]))
        run.delete()
        said = gettext("“%(name)s” is taken away. Nothing of it was imported.")
        messages.success(request, said % {"name": run.file_name})
        return HttpResponseRedirect(reverse("curate_imports"))


class RunFile(RunPage):
    """What became of each record as a table, or those that are refused, to be mended."""

    def get(self, request: HttpRequest, /, *_args: Any, **_kwargs: Any) -> HttpResponse:
        run = self.run
        shown = request.GET.get("show", "")
        records = run.records.with_fate(shown if shown in set(Fate) else "")
        kept = io.StringIO(newline="")
        kept.write("\ufeff")
        writer = csv.writer(kept, lineterminator="\r\n")
        # What stands in their cells goes out with them, so that it can be mended and sent again.
        typed_in = {key for one in records for key in one.typed}
        sheets = tables()[run.table].sheets
        known = dict.fromkeys(column.key for sheet in sheets for column in sheet.columns)
        keys = [key for key in known if key in typed_in]
        told = ["Sheet", "Row", "What becomes of it", "Name", "Why, and what changes"]
        writer.writerow([*told, *(key.replace("_", " ").capitalize() for key in keys)])
        for one in records:
            fate = str(Fate(one.fate).label)
            cells = [one.sheet, one.row, fate, one.name, " ".join(_sentences(one))]
            typed = [one.typed.get(key, "") for key in keys]
            writer.writerow([for_csv(cell) for cell in (*cells, *typed)])
        return text_file(kept.getvalue(), f"import-{run.pk}-report.csv", "text/csv")


def _sentences(record: ImportedRecord) -> Iterator[str]:
    told = record.says
    for one in told["troubles"]:
        place = one["place"]
        where = f"{place['sheet']}, {place['row']}, {place['column']}"
        accepts = gettext("Write %(what)s.") % {"what": one["accepts"]} if one["accepts"] else ""
        yield f"{where}: “{one['value']}”. {one['why']} {accepts}".strip()
    for one in told["changes"]:
        yield one["said"] or f"{one['field']}: “{one['before']}” → “{one['after']}”."
    yield from told["doubts"]
