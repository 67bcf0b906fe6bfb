"""What can be done with a record."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Verb(StrEnum):
    """One thing that somebody can do with a record; the words end “You may not …”."""

    SEE = "see"
    START = "start"
    EDIT = "edit"
    ADDRESS = "address"
    COPY = "copy"
    SEND = "send"
    TAKE_BACK = "take_back"
    ASSIGN = "assign"
    COMMENT = "comment"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    CHECK = "check"
    DATE = "date"
    FORCE = "force"
    WITHDRAW = "withdraw"
    UNPUBLISH = "unpublish"
    REOPEN = "reopen"
    TRASH = "trash"
    TAKE_OUT = "take_out"
    EMPTY = "empty"
    LOOK_AFTER = "look_after"
    VOCABULARY = "vocabulary"
    IMPORT = "import"
    EXPORT = "export"
    ACCOUNTS = "accounts"

    @property
    def words(self) -> str:
        """What is done, as a sentence has it."""
        return str(WORDS[self])


WORDS = {
    Verb.SEE: _("see records that are not published"),
    Verb.START: _("start a record"),
    Verb.EDIT: _("edit this record"),
    Verb.ADDRESS: _("change the address of this record"),
    Verb.COPY: _("make a working copy of this record"),
    Verb.SEND: _("send this record for review"),
    Verb.TAKE_BACK: _("take this record back from review"),
    Verb.ASSIGN: _("choose who reviews this record"),
    Verb.COMMENT: _("comment on this record"),
    Verb.SEND_BACK: _("send this record back"),
    Verb.APPROVE: _("approve this record"),
    Verb.CHECK: _("say that this record is still right"),
    Verb.DATE: _("set the day on which this record is published"),
    Verb.FORCE: _("publish this record without a second person"),
    Verb.WITHDRAW: _("withdraw this record"),
    Verb.UNPUBLISH: _("unpublish this record"),
    Verb.REOPEN: _("make a draft of this record again"),
    Verb.TRASH: _("put this record into the trash"),
    Verb.TAKE_OUT: _("take this record out of the trash"),
    Verb.EMPTY: _("delete this record for good"),
    Verb.LOOK_AFTER: _("see what the content as a whole lacks"),
    Verb.VOCABULARY: _("change the vocabulary"),
    Verb.IMPORT: _("import records"),
    Verb.EXPORT: _("export whole tables and records"),
    Verb.ACCOUNTS: _("manage accounts"),
}
