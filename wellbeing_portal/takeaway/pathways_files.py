"""The pathways as files: what leads to what, and the concepts in each column."""

from __future__ import annotations

from casestudies.evidence.flows import DrawnPathways
from casestudies.facets import FAMILIES
from wellbeing_portal.core.export.offers import DrawingOffer, offer_drawing
from wellbeing_portal.core.export.table import Column, ColumnKind, Table

TITLE = "Pathways"
NOTE = (
    "A number is of findings. A finding that names two outcomes stands in two rows; one that names "
    "no enabler leads from none. A broader concept counts what its narrower ones have."
)
PURPOSES = {
    "xlsx": ("Excel", "what leads to what, and the concepts, a sheet each"),
    "csv": ("CSV", "what leads to what, as one table"),
    "json": ("JSON", "what leads to what and the concepts, for programmers"),
}


def declare() -> None:
    """Offer the pathways on their page."""
    offer_drawing(
        DrawnPathways,
        DrawingOffer(
            slug="pathways",
            title=lambda _: f"{TITLE}: enablers, approaches and outcomes",
            tables=tables,
            purposes=PURPOSES,
            notes=[NOTE],
        ),
    )


def tables(drawn: DrawnPathways) -> list[Table]:
    """Return what leads to what with nothing collapsed, and every concept with its findings."""
    whole = drawn.whole
    return [
        Table(
            "pathways",
            TITLE,
            [
                Column("from", "From", width=14),
                Column("from_concept", "From concept", width=40),
                Column("to", "To", width=14),
                Column("to_concept", "To concept", width=40),
                Column("findings", "Findings", ColumnKind.NUMBER),
                Column("strongest_evidence_level", "Strongest evidence level", ColumnKind.NUMBER),
            ],
            (
                (
                    FAMILIES[band.start.stage].one.capitalize(),
                    band.start.label,
                    FAMILIES[band.end.stage].one.capitalize(),
                    band.end.label,
                    band.number,
                    band.level,
                )
                for band in whole.bands
            ),
        ),
        Table(
            "concepts",
            "Concepts",
            [
                Column("kind", "Kind", width=14),
                Column("concept", "Concept", width=40),
                Column("findings", "Findings", ColumnKind.NUMBER),
                Column("strongest_evidence_level", "Strongest evidence level", ColumnKind.NUMBER),
            ],
            (
                (FAMILIES[node.stage].one.capitalize(), node.label, node.number, node.level)
                for node in whole.nodes
            ),
        ),
    ]
