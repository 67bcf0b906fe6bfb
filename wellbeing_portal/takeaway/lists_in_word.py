"""Findings, frameworks and sources as Word files: what their pages say, to be edited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import BinaryIO

from django.db.models import Prefetch
from django.utils.translation import gettext

from casestudies.evidence.grammar import people_in, sign_of, when_of
from casestudies.models import Finding, Framework, FrameworkItem
from casestudies.models.finding import finding_address
from strategies.models import Source
from wellbeing_portal.core.compare.comparison import Comparison
from wellbeing_portal.core.document import Inline, Link, Quiet, Strong, WordFile
from wellbeing_portal.core.export.offers import PURPOSES as OF_FILES
from wellbeing_portal.core.export.table import About
from wellbeing_portal.core.words import counted

from .briefing.findings import sure_named
from .briefing.frame import new_document, write_scope, write_title_page
from .briefing.leading import write_sources
from .briefing.sources import cited

MOST = 200
"""Records that a document tells; more than anybody reads, and quick to write."""

PURPOSES = {**OF_FILES, "docx": ("Word", "a document that you can edit")}


def findings_in_word(
    stream: BinaryIO, keys: Sequence[int], about: About, _: Comparison | None
) -> None:
    """Write findings as a table: what each says, in which account, and how sure it is."""
    rows = Finding.objects.published().select_related(
        "source", "case_study", "framework_item__framework"
    )
    found = rows.in_bulk(keys[:MOST])
    document = _opened(about, keys, "finding")
    document.table(
        about.title,
        (gettext("What it says"), gettext("Told in"), gettext("Figure"), gettext("How sure it is")),
        [_finding(document, found[key]) for key in keys[:MOST] if key in found],
        (0.44, 0.2, 0.18, 0.18),
    )
    write_sources(document)
    document.save(stream)


def _finding(document: WordFile, one: Finding) -> list[list[Inline]]:
    shared = gettext("shared total") if one.is_shared_total else ""
    small = [words for words in (shared, people_in(one), when_of(one)) if words]
    return [
        [
            Strong(f"{sign_of(one).words}: "),
            one.statement,
            *cited(document, one.source, one.locator),
        ],
        [_told_in(one, document.site)],
        [one.figure or gettext("no figure"), *(Quiet(f"\n{words}") for words in small)],
        sure_named(one),
    ]


def _told_in(one: Finding, site: str) -> Inline:
    """Return whose finding it is, and where it stands on the portal."""
    if one.case_study:
        address = finding_address(one.case_study.slug, one.key)
        return Link(one.case_study.title, site + address)
    item = one.framework_item
    if item is None:
        return ""
    address = f"{item.framework.get_absolute_url()}#item-{item.position}"
    return Link(item.framework.title, site + address)


def frameworks_in_word(
    stream: BinaryIO, keys: Sequence[int], about: About, _: Comparison | None
) -> None:
    """Write frameworks with what each asks for."""
    rows = Framework.objects.published().select_related("source")
    asked = Prefetch("items", FrameworkItem.objects.order_by("position"))
    found = rows.prefetch_related(asked).in_bulk(keys[:MOST])
    document = _opened(about, keys, "framework")
    for framework in [found[key] for key in keys[:MOST] if key in found]:
        document.heading(framework.title)
        document.paragraph([framework.summary, *cited(document, framework.source, "")])
        for item in framework.items.all():
            document.heading(item.title, 2)
            if item.description:
                document.markdown(item.description)
    write_sources(document)
    document.save(stream)


def sources_in_word(
    stream: BinaryIO, keys: Sequence[int], about: About, _: Comparison | None
) -> None:
    """Write sources as they are cited, each with its address."""
    found = Source.objects.public().in_bulk(keys[:MOST])
    document = _opened(about, keys, "source")
    for source in [found[key] for key in keys[:MOST] if key in found]:
        cited(document, source, "")
    write_sources(document, explained=False)
    document.save(stream)


def _opened(about: About, keys: Sequence[int], noun: str) -> WordFile:
    """Return a document that says what it holds, and of how many if not of all."""
    if len(keys) > MOST:
        note = gettext(
            "This document holds the first %(most)s of %(keys)s. The Excel, CSV and "
            "JSON files hold all of them."
        ) % {"most": MOST, "keys": f"{len(keys):,}"}
        about = replace(about, notes=[*about.notes, note])
    document = new_document(about)
    write_title_page(document, about, counted(len(keys), noun))
    write_scope(document, about)
    return document
