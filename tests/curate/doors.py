"""Every door of editor and admin at which something is done with a record, and what is sent there.

What is sent is what the page would send, whether or not the page offers it to whoever sends it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from casestudies.models import Outcome
from strategies.models import Source
from tests.admin_pages import admin_url
from wellbeing_portal.core.aggregates import read
from wellbeing_portal.core.roles import Role, Verb
from wellbeing_portal.curate.checking import digest_of
from wellbeing_portal.curate.models import Comment
from wellbeing_portal.curate.sections import noun_of

Sent = dict[str, Any]
WHY = "The council has taken its report back."


@dataclass(frozen=True)
class Door:
    """A thing to do: its verb by the table of rules, its address, and what is sent.

    Nothing is sent where it is only looked. A door without a verb is open to nobody.
    """

    name: str
    verb: Verb | None
    address: Callable[[Any], str]
    sent: Callable[[Any], Sent] | None

    def verb_for(self, record: Any) -> Verb | None:
        """To bring back what a published record said is to make a working copy of it."""
        return Verb.COPY if self.name == "restore" and record.is_published else self.verb

    @property
    def names_a_record(self) -> bool:
        """Whether what is sent says which record it is about."""
        return not isinstance(self.address, Fixed)


def page(name: str, *more: Any) -> Callable[[Any], str]:
    return lambda record: reverse(name, args=[noun_of(record).key, record.pk, *more])


@dataclass(frozen=True)
class Fixed:
    """The address of something that is about no record."""

    name: str
    args: tuple[Any, ...]

    def __call__(self, _record: Any) -> str:
        return reverse(self.name, args=self.args)


def fixed(name: str, *args: Any) -> Callable[[Any], str]:
    return Fixed(name, args)


def form_of(record: Any) -> Any:
    """What it says, read once: what is done at a door is taken back before the next is tried."""
    known = vars(record)
    if "form_at_doors" not in known:
        known["form_at_doors"] = read(record)
    return known["form_at_doors"]


def nothing(_record: Any) -> Sent:
    return {}


def look(name: str, address: Callable[[Any], str]) -> Door:
    return Door(name, Verb.SEE, address, None)


def look_by(name: str, verb: Verb, address: Callable[[Any], str]) -> Door:
    """Something that not everybody who edits may look at."""
    return Door(name, verb, address, None)


def a_file(_record: Any) -> Sent:
    file = SimpleUploadedFile("councils.csv", b"Name,GSS code\nNorthmarl,E07000999\n")
    return {"table": "councils", "file": file}


def act(key: str, verb: Verb, **said: str) -> Door:
    """Something that is done on the check page."""
    fields = {f"{key}-{name}": value for name, value in said.items()}
    return Door(
        key.replace("-", "_"),
        verb,
        page("curate_check"),
        lambda record: {"act": key, "digest": digest_of(form_of(record)), **fields},
    )


def leave(key: str, verb: Verb, **said: str) -> Door:
    return Door(key.replace("-", "_"), verb, page("curate_leave", key), lambda _record: said)


def section(record: Any) -> Sent:
    found: Any = noun_of(record).section("account")
    return {"ambition": "They wanted more.", "digest": found.digest(form_of(record))}


def first_finding(record: Any) -> Any:
    return record.findings.order_by("position").first()


def removed_row(record: Any) -> Sent:
    found: Any = noun_of(record).section("findings")
    return {"digest": found.row_digest(form_of(record), first_finding(record).key)}


def new_barrier(record: Any) -> Sent:
    found: Any = noun_of(record).section("barriers")
    return {
        "text": "Drivers had to be won over.",
        "source": record.source.slug,
        "locator": "Page 3",
        "digest": found.row_digest(form_of(record), ""),
    }


def row_page(name: str) -> Callable[[Any], str]:
    return lambda record: page(name, "findings", first_finding(record).key)(record)


def settled(record: Any) -> str:
    return page("curate_settle", Comment.objects.on(record).latest("pk").pk)(record)


def asked(record: Any) -> Sent:
    """Somebody else is asked to look at it."""
    others = User.objects.filter(groups__name=Role.REVIEWER.group).order_by("pk")
    other = others.first()
    chosen = str(other.pk) if other is not None else ""
    return {"act": "assign", "digest": digest_of(form_of(record)), "assign-reviewer": chosen}


def tomorrow() -> str:
    return (timezone.localdate() + dt.timedelta(days=1)).strftime("%-d %B %Y")


def new_study(_record: Any) -> Sent:
    return {"title": "Hull: cycling together", "source": Source.objects.earliest("pk").slug}


def new_source(_record: Any) -> Sent:
    return {"title": "A report", "kind": "report"}


def in_admin(kind: str) -> Callable[[Any], str]:
    return lambda record: admin_url(record, kind)


def words_of(record: Any) -> Sent:
    return {"title": "Mine", "slug": record.slug, "state": "published", "_save": "1"}


def chosen(record: Any) -> Sent:
    return {"action": "delete_selected", "_selected_action": [record.pk], "post": "yes"}


EXPORT = "/curate/exports/case-studies/"

DOORS = (
    look("see", page("curate_tasks")),
    look("see", page("curate_check")),
    look("see", page("curate_preview")),
    look("see", page("curate_versions")),
    look("see", page("curate_version", 1)),
    look("see", page("curate_section", "account")),
    Door("start", Verb.START, fixed("curate_start", "case-studies"), new_study),
    Door("start", Verb.START, fixed("curate_add_source"), new_source),
    Door("edit", Verb.EDIT, page("curate_section", "account"), section),
    Door("edit", Verb.EDIT, page("curate_add_row", "barriers"), new_barrier),
    Door("edit", Verb.EDIT, row_page("curate_remove_row"), removed_row),
    Door(
        "edit",
        Verb.EDIT,
        page("curate_typed", "account"),
        lambda _record: {"act": "keep", "ambition": "Typed, not saved."},
    ),
    Door("restore", Verb.EDIT, page("curate_restore", 1), nothing),
    Door("copy", Verb.COPY, page("curate_copy"), nothing),
    act("send", Verb.SEND),
    act("take-back", Verb.TAKE_BACK),
    Door("assign", Verb.ASSIGN, page("curate_check"), asked),
    act("send-back", Verb.SEND_BACK, because="Say of whom."),
    act("approve", Verb.APPROVE, when="now"),
    act("still-right", Verb.CHECK),
    Door("address", Verb.ADDRESS, page("curate_address"), lambda _record: {"slug": "new-place"}),
    act("date", Verb.DATE, publish_on=tomorrow()),
    act("force", Verb.FORCE, because="Everybody else is away.", when="now"),
    Door("comment", Verb.COMMENT, page("curate_comment"), lambda _record: {"text": "Of whom?"}),
    Door("comment", Verb.COMMENT, settled, nothing),
    leave("withdraw", Verb.WITHDRAW, because=WHY),
    leave("unpublish", Verb.UNPUBLISH, because=WHY),
    leave("reopen", Verb.REOPEN),
    leave("put-away", Verb.TRASH, because=WHY),
    leave("take-out", Verb.TAKE_OUT),
    leave("delete", Verb.EMPTY),
    Door("look after", Verb.LOOK_AFTER, fixed("curate_health_line", "lone-cells"), None),
    Door("look after", Verb.LOOK_AFTER, fixed("curate_health_line", "silent-addresses"), None),
    Door("vocabulary", Verb.VOCABULARY, fixed("curate_health_line", "searches"), None),
    Door("vocabulary", Verb.VOCABULARY, fixed("curate_health_line", "concepts-used-once"), None),
    Door("vocabulary", Verb.VOCABULARY, fixed("curate_health_line", "councils-that-end"), None),
    Door(
        "vocabulary",
        Verb.VOCABULARY,
        lambda _record: admin_url(Outcome, "add"),
        lambda _record: {"name": "Sleep", "slug": "sleep", "definition": "How people sleep."},
    ),
    Door(
        "accounts",
        Verb.ACCOUNTS,
        fixed("curate_invite"),
        lambda _record: {"email": "robin@council.example", "role": "1"},
    ),
    Door("accounts", Verb.ACCOUNTS, fixed("curate_accounts"), lambda _r: {"force_publish": "on"}),
    look_by("import", Verb.IMPORT, fixed("curate_imports")),
    look_by("import", Verb.IMPORT, fixed("curate_import_template", "councils")),
    Door("import", Verb.IMPORT, fixed("curate_imports"), a_file),
    look_by("export", Verb.EXPORT, fixed("curate_exports")),
    look_by("export", Verb.EXPORT, lambda _record: f"{EXPORT}?export=csv"),
    Door("write in the admin", None, in_admin("change"), words_of),
    Door("write in the admin", None, in_admin("add"), words_of),
    Door("write in the admin", None, in_admin("delete"), lambda _record: {"post": "yes"}),
    Door("write in the admin", None, in_admin("changelist"), chosen),
)
