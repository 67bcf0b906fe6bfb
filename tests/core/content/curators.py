"""What curators do to records that were loaded, kind by kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, ProtectedError

from casestudies.content_files import KINDS as CASE_STUDY_KINDS
from casestudies.models import Initiative
from strategies.content_files import KINDS as STRATEGY_KINDS
from wellbeing_portal.core.content import ContentKind
from wellbeing_portal.core.content.standing import states_now
from wellbeing_portal.core.models import Publishable

KINDS: dict[str, ContentKind] = {kind.name: kind for kind in [*STRATEGY_KINDS, *CASE_STUDY_KINDS]}

RECORDS = [
    ("theme", "fairness"),
    ("council", "northmarl"),
    ("council", "marlshire"),
    ("source", "report"),
    ("strategy", "plan"),
    ("approach", "play-streets"),
    ("approach", "gardens"),
    ("enabler", "leadership"),
    ("outcome", "belonging"),
    ("population group", "children"),
    ("setting", "street"),
    ("organisation", "trust"),
    ("case study", "streets"),
    ("framework", "ten"),
]
"""Every record of the small set of files."""

WITHOUT_ROWS = {("council", "marlshire")}
"""Those of a kind that has rows, of which the files give them none: nothing follows the county."""

GROUPS = [
    [
        ("theme", "fairness"),
        ("approach", "play-streets"),
        ("enabler", "leadership"),
        ("outcome", "belonging"),
        ("population group", "children"),
        ("setting", "street"),
        ("organisation", "trust"),
    ],
    [("council", "marlshire"), ("approach", "gardens")],
    [("council", "northmarl")],
    [("source", "report")],
    [("strategy", "plan"), ("case study", "streets"), ("framework", "ten")],
]
"""The same in groups; no record refers to another of its group but by being optional to it."""


@dataclass(frozen=True)
class Deed:
    """Something a curator does to a record; ``said`` is how the report names it.

    Readers see what was public before also after it, unless it is not ``stays_public``.
    """

    name: str
    said: str
    does: Callable[[Any], None]
    suits: Callable[[ContentKind], bool] = lambda kind: True
    stays_public: bool = True

    def __str__(self) -> str:
        return self.name


def record_of(kind: str, key: str) -> Any:
    return KINDS[kind].model._default_manager.get(slug=key)


def says(record: Any) -> dict[str, Any]:
    """Everything the record and its rows say now."""
    kind = next(kind for kind in KINDS.values() if kind.model is type(record))
    return states_now(kind, [record.pk])[record.pk]


def label_field(record: Any) -> str:
    return "title" if hasattr(record, "title") else "name"


def set_to(record: Any, **values: Any) -> None:
    type(record)._default_manager.filter(pk=record.pk).update(**values)


def rename(record: Any) -> None:
    set_to(record, **{label_field(record): f"Other {record.slug}"})


def move(record: Any) -> None:
    set_to(record, slug=f"other-{record.slug}")


def edit(record: Any) -> None:
    fields = ("inferred", "definition", "official_name", "description")
    set_to(record, **{next(name for name in fields if hasattr(record, name)): "Said otherwise."})


def delete(record: Any) -> None:
    """Delete a record, and first everything that stands in the way of that."""
    try:
        record.delete()
    except ProtectedError as error:
        for user in error.protected_objects:
            if type(user)._default_manager.filter(pk=user.pk).exists():
                delete(getattr(user, "case_study", None) or user)
        delete(record)


def rows(record: Any) -> list[list[Any]]:
    """The rows of each relation that the record has."""
    children = next(kind.children for kind in KINDS.values() if kind.model is type(record))
    return [list(getattr(record, name).all()) for name in children]


def has_rows(kind: ContentKind) -> bool:
    return bool(kind.children)


def delete_rows(record: Any) -> None:
    for each in rows(record):
        for row in each[:1]:
            # An initiative stays while findings are about it.
            if isinstance(row, Initiative):
                row.findings.all().delete()
            row.delete()


def move_rows(record: Any) -> None:
    for each in rows(record):
        for row in each:
            type(row)._default_manager.filter(pk=row.pk).update(position=F("position") + 50)


def edit_rows(record: Any) -> None:
    fields = ("title", "statement", "how", "contribution", "committee", "name", "source")
    for each in rows(record):
        for row in each:
            field = next(name for name in fields if hasattr(row, name))
            type(row)._default_manager.filter(pk=row.pk).update(**{field: "Said otherwise."})


def put_into(state: str) -> Callable[[Any], None]:
    return lambda record: set_to(record, state=state)


def is_publishable(kind: ContentKind) -> bool:
    return issubclass(kind.model, Publishable)


EDITED = "edited by a curator since, so left alone"
DEEDS = [
    Deed("deleted", "deleted by a curator, so not loaded again", delete, stays_public=False),
    Deed("renamed", "renamed by a curator to “Other {slug}” ({slug}), so left alone", rename),
    Deed(
        "moved", "given another address by a curator: “{label}” (other-{slug}), so left alone", move
    ),
    Deed("edited", EDITED, edit),
    Deed(
        "unpublished",
        "unpublished by a curator, so left alone",
        put_into("unpublished"),
        is_publishable,
        stays_public=False,
    ),
    Deed(
        "withdrawn",
        "withdrawn by a curator, so left alone",
        put_into("withdrawn"),
        is_publishable,
        stays_public=False,
    ),
    Deed(
        "trashed",
        "put into the trash by a curator, so left alone",
        put_into("trashed"),
        is_publishable,
        stays_public=False,
    ),
    Deed(
        "unpublished",
        "taken back to draft by a curator, so left alone",
        put_into("draft"),
        is_publishable,
        stays_public=False,
    ),
    Deed(
        "in review",
        "sent for review by a curator, so left alone",
        put_into("in_review"),
        is_publishable,
        stays_public=False,
    ),
    Deed("row edited", EDITED, edit_rows, has_rows),
    Deed("row deleted", EDITED, delete_rows, has_rows),
    Deed("row moved", EDITED, move_rows, has_rows),
]
