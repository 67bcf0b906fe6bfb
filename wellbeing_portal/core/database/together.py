"""Applies many changes of tables as one. Migrations that change much call it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.db.migrations.operations import (
    AddConstraint,
    AddField,
    AddIndex,
    AlterField,
    CreateModel,
)
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class Together(Operation):
    """Many changes that are known together before the first table is touched.

    One by one, each would have all models that it is tied to built again, and on SQLite the whole
    table written anew: twenty seconds for two hundred changes, and not two. It takes new models,
    new and altered fields, new constraints and new indexes, in any order.
    """

    reversible = False

    def __init__(self, operations: Sequence[Any]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        # What has been built of the models so far is left behind; who asks for it builds it anew.
        vars(state).pop("apps", None)
        for one in self.operations:
            one.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        before, after = from_state.apps, to_state.apps
        made = self._of(CreateModel)
        for one in made:
            schema_editor.create_model(after.get_model(app_label, one.name))
        created = {one.name_lower for one in made}
        for name, changes in self._fields(but=created).items():
            self._change(
                schema_editor,
                before.get_model(app_label, name),
                after.get_model(app_label, name),
                changes,
            )
        for name in dict.fromkeys(one.model_name_lower for one in self._of(AddConstraint)):
            if name not in created:
                self._constrain(schema_editor, after.get_model(app_label, name), name)
        for one in self._of(AddIndex):
            if one.model_name_lower not in created:
                schema_editor.add_index(after.get_model(app_label, one.model_name), one.index)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        raise NotImplementedError("what was changed together is not taken back")

    def describe(self) -> str:
        return f"Make {len(self.operations)} changes"

    def _of(self, kind: type[Operation]) -> list[Any]:
        return [one for one in self.operations if isinstance(one, kind)]

    def _fields(self, but: Collection[str]) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = defaultdict(list)
        for one in self.operations:
            if isinstance(one, AddField | AlterField) and one.model_name_lower not in but:
                found[one.model_name_lower].append(one)
        return found

    def _change(self, editor: Any, before: Any, after: Any, changes: Sequence[Any]) -> None:
        added = [after._meta.get_field(one.name) for one in changes if isinstance(one, AddField)]
        altered = [
            (before._meta.get_field(one.name), after._meta.get_field(one.name))
            for one in changes
            if isinstance(one, AlterField)
        ]
        own = [field for field in added if not field.many_to_many]
        for field in added:
            if field.many_to_many:
                editor.create_model(field.remote_field.through)
        if editor.connection.vendor == "sqlite":
            if own or any(not old.many_to_many for old, _ in altered):
                _write_anew(editor, after, own)
            return
        for field in own:
            editor.add_field(before, field)
        for old, new in altered:
            editor.alter_field(before, old, new)

    def _constrain(self, editor: Any, after: Any, name: str) -> None:
        if editor.connection.vendor == "sqlite":
            # The table is written anew with every constraint that it has now.
            editor._remake_table(after)  # noqa: SLF001 - SQLite has no other way
            return
        for one in self._constraints_of(name):
            editor.add_constraint(after, one)

    def _constraints_of(self, name: str) -> Iterator[Any]:
        return (one.constraint for one in self._of(AddConstraint) if one.model_name_lower == name)


def _write_anew(editor: Any, model: Any, added: Sequence[Any]) -> None:
    """Add columns with what they hold in rows that stand, and write the table as the model is."""
    table = editor.quote_name(model._meta.db_table)
    for field in added:
        definition = (
            f"{editor.quote_name(field.column)} {field.db_parameters(editor.connection)['type']}"
        )
        default = editor.quote_value(editor.effective_default(field))
        editor.execute(f"ALTER TABLE {table} ADD COLUMN {definition} DEFAULT {default}")
    editor._remake_table(model)  # noqa: SLF001 - SQLite has no other way
