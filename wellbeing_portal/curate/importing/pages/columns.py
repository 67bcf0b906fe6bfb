"""Asks what the columns of a file are; what it guessed stands there already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from wellbeing_portal.core.words import joined
from wellbeing_portal.curate.importing.beside import check_beside, is_at_work
from wellbeing_portal.curate.importing.cells import FileNames, NotAccepted
from wellbeing_portal.curate.importing.mapping import (
    MOST_VALUES,
    SheetMapping,
    guessed,
    guessed_columns,
    remembered,
    to_remember,
    unknown_values,
)
from wellbeing_portal.curate.importing.reading import ReadFile
from wellbeing_portal.curate.importing.running import Stage, is_content, read_again
from wellbeing_portal.curate.importing.tables import FileSheet, FileTable, tables
from wellbeing_portal.curate.models import ColumnMapping, ImportRun

from .begin import ImportPage
from .offered import offered_sheet, width_of

LONGEST_NAME = 100


class RunPage(ImportPage):
    """A page of one import."""

    kwargs: dict[str, Any]

    @property
    def run(self) -> ImportRun:
        """The import that the address names.

        Raises:
            Http404: when there is none.
        """
        found: ImportRun | None = ImportRun.objects.filter(pk=self.kwargs["pk"]).first()
        if found is None or found.table not in tables():
            raise Http404(gettext("There is no such import."))
        return found


class ColumnsPage(RunPage):
    """Which sheets and columns of a file say what."""

    template_name = "curate/imports/columns.html"

    def get(self, request: HttpRequest, /, *_args: Any, **_kwargs: Any) -> HttpResponse:
        run = self.run
        if is_content(run) or run.stage == Stage.WRITTEN:
            return HttpResponseRedirect(reverse("curate_import", args=[run.pk]))
        kept = ColumnMapping.objects.filter(table=run.table, pk=_number(request.GET.get("use")))
        mappings = [SheetMapping.from_json(one) for one in run.mapping]
        read = read_again(run)
        if (chosen := kept.first()) is not None:
            table = tables()[run.table]
            mappings = remembered(guessed(read, table), chosen.said, read, table)
        return self.render_to_response(self._context(run, read, mappings))

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        run = self.run
        back = HttpResponseRedirect(reverse("curate_import", args=[run.pk]))
        if run.stage == Stage.WRITTEN or is_at_work(run):
            return back
        table, read = tables()[run.table], read_again(run)
        mappings = self._sent(read, table)
        if request.POST.get("act") == "sheets":
            return self.render_to_response(self._context(run, read, mappings))
        errors = list(_errors(mappings, table))
        name = " ".join(request.POST.get("keep", "").split())
        if len(name) > LONGEST_NAME:
            errors.append((gettext("The name is too long."), "keep"))
        if not errors and self._are_new(read, table, mappings):
            note = gettext(
                "Some words are none of the portal’s. Say below what they mean. Rows with a word "
                "that you leave open are refused."
            )
            context = self._context(run, read, mappings, asks_values=note, keep=name)
            return self.render_to_response(context)
        if errors:
            context = self._context(run, read, mappings, errors=errors, keep=name)
            return self.render_to_response(context, status=422)
        if name:
            said = to_remember(mappings, read)
            ColumnMapping.objects.update_or_create(
                table=run.table,
                name=name,
                defaults={"said": said, "made_by_name": self.user.get_username()},
            )
        run.mapping = [one.as_json() for one in mappings]
        run.save(update_fields=["mapping"])
        check_beside(run, sum(len(grid.rows) for grid in read.grids), by=self.user)
        return back

    def _are_new(self, read: ReadFile, table: FileTable, mappings: Sequence[SheetMapping]) -> bool:
        """Tell whether there are words of which the page has not asked yet what they mean."""
        grids = {grid.name: grid for grid in read.grids}
        for number, one in enumerate(mappings):
            sheet = table.sheet(one.sheet) if one.sheet else None
            for key in unknown_values(grids[one.name], one, sheet) if sheet else ():
                if f"said-{number}-{key}-0" not in self.request.POST:
                    return True
        return False

    def _meant(self, number: int, keys: Iterable[str]) -> dict[str, dict[str, str]]:
        """Return what the words of a sheet are said to mean."""
        sent = self.request.POST
        meant: dict[str, dict[str, str]] = {}
        for key in keys:
            for place in range(MOST_VALUES):
                text = sent.get(f"said-{number}-{key}-{place}", "")
                if text and (chosen := sent.get(f"value-{number}-{key}-{place}", "")):
                    meant.setdefault(key, {})[text] = chosen
        return meant

    def _sent(self, read: ReadFile, table: FileTable) -> list[SheetMapping]:
        """Return what the form says; a sheet that was chosen anew has its columns guessed."""
        sent = self.request.POST
        mappings = []
        for number, grid in enumerate(one for one in read.grids if one.rows):
            sheet = table.sheet(sent.get(f"sheet-{number}", ""))
            heads = [row.number for row in grid.rows]
            head = _number(sent.get(f"head-{number}"))
            head = head if head in heads else heads[0]
            if sheet is None:
                mappings.append(SheetMapping(grid.name, "", head))
                continue
            if sent.get(f"was-{number}") != f"{sheet.key} {head}":
                row = next(one for one in grid.rows if one.number == head)
                columns = guessed_columns(row, sheet)
                mappings.append(SheetMapping(grid.name, sheet.key, head, columns))
                continue
            known = {column.key for column in sheet.read_columns}
            columns = {
                place: chosen
                for place in range(width_of(grid))
                if (chosen := sent.get(f"column-{number}-{place}", "")) in known
            }
            fixed = {
                key: value
                for key in known - set(columns.values())
                if (value := sent.get(f"fixed-{number}-{key}", "").strip())
            }
            values = self._meant(number, columns.values())
            empties = sent.get("empties") == "on"
            mappings.append(
                SheetMapping(grid.name, sheet.key, head, columns, fixed, values, empties)
            )
        return mappings

    def _context(
        self, run: ImportRun, read: ReadFile, mappings: Sequence[SheetMapping], **more: Any
    ) -> dict[str, Any]:
        table = tables()[run.table]
        by_name = {one.name: one for one in mappings}
        grids = [grid for grid in read.grids if grid.rows]
        offered = [
            offered_sheet(number, grid, by_name[grid.name], table)
            for number, grid in enumerate(grids)
        ]
        return self.get_context_data(
            title=gettext("What are the columns?"),
            run=run,
            table=table,
            sheets=offered,
            empties=any(one.empties for one in mappings),
            kept=ColumnMapping.objects.filter(table=run.table),
            **more,
        )


def _not_accepted(
    number: int, fixed: Mapping[str, str], sheet: FileSheet, names: FileNames
) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with values that are the same in every row, each with its field."""
    for key, text in fixed.items():
        column = sheet.column(key)
        if column is None or key in sheet.parents:
            continue
        try:
            column.reader.read(text, names)
        except NotAccepted as error:
            accepts = gettext("Write %(what)s.") % {"what": column.reader.accepts}
            said = " ".join([f"{column.heading}: {error}", *error.near, accepts])
            yield said, f"fixed-{number}-{key}"


def _errors(mappings: Sequence[SheetMapping], table: FileTable) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a mapping, each with the field that has it."""
    names = FileNames()
    chosen = [one.sheet for one in mappings if one.sheet]
    if not chosen:
        yield gettext("Say of at least one sheet what it holds."), "sheet-0"
    for number, mapping in enumerate(mappings):
        if not mapping.sheet:
            continue
        sheet = table.sheet(mapping.sheet)
        if chosen.count(mapping.sheet) > 1:
            said = gettext("Two sheets are said to hold the same: %(name)s.")
            yield said % {"name": sheet.title if sheet else mapping.sheet}, f"sheet-{number}"
        if sheet is not None:
            yield from _not_accepted(number, mapping.fixed, sheet, names)
        keys = list(mapping.columns.values())
        twice = sorted({key for key in keys if keys.count(key) > 1})
        for key in twice:
            place = next(place for place, one in mapping.columns.items() if one == key)
            said = gettext("Two columns are said to be “%(key)s”.") % {
                "key": key.replace("_", " ").capitalize()
            }
            yield said, f"column-{number}-{place}"
        lost = [key for key in (sheet.parents if sheet else ()) if key not in keys]
        lost = [key for key in lost if not mapping.fixed.get(key)]
        if lost:
            named = joined([key.replace("_", " ").capitalize() for key in lost])
            said = gettext(
                "“%(sheet)s” needs a column that says what its rows belong to: %(what)s."
            )
            yield said % {"sheet": mapping.name, "what": named}, f"sheet-{number}"
        if not keys:
            said = gettext("Say of at least one column of “%(sheet)s” what it is.")
            yield said % {"sheet": mapping.name}, f"column-{number}-0"


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0
