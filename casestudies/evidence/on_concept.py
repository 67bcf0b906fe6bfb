"""What the index knows of one concept, in three questions at most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casestudies.facets import FAMILIES
from wellbeing_portal.core.facets import Family
from wellbeing_portal.core.lists.paging import page_number
from wellbeing_portal.search import Matches, Pairs, Question, Reader, Search

from .findings import PAGE, MatchedFindings, findings_in
from .goes_with import Companion, Wanted, companions


@dataclass(frozen=True)
class OnConcept:
    """What is known of a concept.

    ``narrowed`` are its findings that also name what is chosen; ``findings`` are all of them,
    ``studies`` the case studies that have it, the strongest evidence first.
    """

    wanted: Sequence[Wanted]
    narrowed: MatchedFindings
    findings: Matches
    studies: Matches

    def companions(self, reader: Reader) -> list[tuple[Family, list[Companion]]]:
        """Return what the concept goes with, family by family."""
        tables = iter(self.findings.tables)
        found = []
        for wanted, of_studies in zip(self.wanted, self.studies.tables, strict=True):
            other = FAMILIES[wanted.other]
            of_findings: Sequence[Pairs] = [next(tables), next(tables)]
            vocabulary = other.vocabulary(reader)
            found.append((other, companions(vocabulary, wanted, of_findings, of_studies)))
        return found


def ask_about(  # noqa: PLR0913 (what a page of a concept shows, each with its name)
    reader: Reader,
    family: str,
    slug: str,
    others: Sequence[str],
    *,
    chosen: Mapping[str, str],
    page: str,
    studies: int,
) -> OnConcept:
    """Ask about a concept: a page of its findings, and as many ``studies``."""
    wanted = [Wanted(family, slug, other) for other in others]
    mine = {family: [slug]}
    number = page_number(page)
    everything = Question(
        Search("finding", selection=mine),
        "evidence",
        number,
        0 if chosen else PAGE,
        facets=("framework",),
        tables=[table for one in wanted for table in one.of_findings],
        told=False,
    )
    findings = matches = reader.ask(everything)
    if chosen:
        also = mine | {name: [value] for name, value in chosen.items()}
        narrowed = Search("finding", selection=also)
        matches = reader.ask(Question(narrowed, "evidence", number, PAGE, told=False))
    return OnConcept(
        wanted,
        findings_in(matches, page),
        findings,
        reader.ask(
            Question(
                Search("case-study", selection=mine),
                "evidence",
                size=studies,
                facets=("council",),
                tables=[one.of_studies for one in wanted],
                told=False,
            )
        ),
    )
