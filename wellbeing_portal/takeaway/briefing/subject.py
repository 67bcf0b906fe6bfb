"""What a briefing may be about: concepts and themes, with what belongs to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from casestudies.evidence.answers.named import through
from casestudies.facets import APPROACH, CASE_STUDY, ENABLER, FAMILIES, OUTCOME
from casestudies.models import CaseStudy, Finding
from strategies.facets import THEME
from strategies.models import Priority, Strategy
from wellbeing_portal.core.facets import Family
from wellbeing_portal.core.words import either, in_sentence, joined
from wellbeing_portal.search import current

OF_FINDINGS = (APPROACH, OUTCOME, ENABLER)
"""The families by which a finding belongs to a subject or not."""

OF_ROWS = (APPROACH.name, ENABLER.name)
"""The families that an account may have by a row of its own or in a programme of it."""

OF_ACCOUNTS = {**{tag.family: tag.phrase for tag in CASE_STUDY.plain_tags}, THEME: "{}"}
"""The families by which a whole account does, and how each joins a sentence."""

TIES: Mapping[str, Sequence[str]] = {
    APPROACH.name: ("approaches",),
    OUTCOME.name: ("outcomes", "inferred_outcomes"),
    ENABLER.name: ("enablers", "inferred_enablers"),
}
"""How a finding is tied to the concepts of a family, by its source or by us."""

OF_STUDIES: Mapping[str, str] = {tag.family.name: tag.relation for tag in CASE_STUDY.plain_tags}
"""How an account is tied to those of a family, except to themes."""

CHOICES = (OUTCOME, APPROACH, ENABLER, *OF_ACCOUNTS)
BY_NAME: Mapping[str, Family] = {one.name: one for one in CHOICES}
"""What a briefing may be about, by the name of the family in addresses."""


@dataclass(frozen=True)
class Subject:
    """What a briefing is about, if not about whole case studies: concepts with all narrower ones.

    A finding belongs to it if it has one of the concepts of each family asked for; an account if
    it is for such a group, in such a setting, or serves a priority with such a theme. Of a
    strategy the priorities do whose themes are asked for, or are called as a concept is. ``asked``
    are the concepts without what is narrower.
    """

    slugs: Mapping[str, frozenset[str]] = field(default_factory=dict)
    of_accounts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    themes: frozenset[str] = frozenset()
    words: str = ""
    asked: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, asked: Mapping[str, Sequence[str]]) -> Subject:
        """Return the subject of what an address asks for."""
        reader = current()
        chosen: dict[str, list[str]] = {}
        for family in CHOICES:
            vocabulary = family.vocabulary(reader)
            if known := [slug for slug in asked.get(family.name, ()) if slug in vocabulary]:
                chosen[family.name] = known

        def slugs(family: Family) -> frozenset[str]:
            return frozenset(family.vocabulary(reader).with_narrower(chosen[family.name]))

        def words(family: Family, phrase: str = "{}") -> str:
            label = family.vocabulary(reader).label
            named = either([in_sentence(label(slug)) for slug in chosen[family.name]])
            return phrase.format(named)

        of_findings = [one for one in OF_FINDINGS if one.name in chosen]
        of_accounts = [one for one in OF_ACCOUNTS if one.name in chosen]
        return cls(
            {one.name: slugs(one) for one in of_findings},
            {one.name: slugs(one) for one in of_accounts},
            frozenset(_themes(chosen)),
            ", ".join(
                filter(
                    None,
                    [
                        joined(map(words, of_findings)),
                        *(words(one, OF_ACCOUNTS[one]) for one in of_accounts),
                    ],
                )
            ),
            {one.name: frozenset(chosen[one.name]) for one in of_findings},
        )

    @property
    def is_any(self) -> bool:
        """Whether there is no subject, so that everything belongs to it."""
        return not (self.slugs or self.of_accounts)

    def has(self, finding: Finding) -> bool:
        """Tell whether a finding belongs to it."""
        return all(wanted & _tied(finding, name) for name, wanted in self.slugs.items())

    def through(self, finding: Finding) -> str:
        """Return by way of what narrower concepts a finding belongs to it, or nothing."""
        narrower = [
            FAMILIES[name].vocabulary(current()).label(slug)
            for name, asked in self.asked.items()
            if not asked & (tied := _tied(finding, name))
            for slug in sorted(tied & self.slugs[name])
        ]
        return through(narrower)

    def keeps(self, study: CaseStudy) -> bool:
        """Tell whether an account may belong to it: whom it is for, where, and what it serves."""
        return all(wanted & _of(study, name) for name, wanted in self.of_accounts.items())

    def takes(self, family: str, slug: str) -> bool:
        """Tell whether a concept of a family belongs to it; all do where none is asked for."""
        return family not in self.slugs or slug in self.slugs[family]

    def priorities(self, strategy: Strategy) -> list[Priority]:
        """Return the priorities of a strategy that belong to it."""
        rows = list(strategy.priorities.all())
        if self.is_any:
            return rows
        return [row for row in rows if any(one.slug in self.themes for one in row.themes.all())]


def _themes(chosen: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield the themes asked for, and those that have the slug or name of a concept asked for."""
    themes = THEME.vocabulary(current())
    yield from themes.with_narrower(chosen.get(THEME.name, ()))
    names = {
        BY_NAME[name].vocabulary(current()).label(slug).casefold()
        for name, slugs in chosen.items()
        for slug in slugs
    }
    slugs = {slug for several in chosen.values() for slug in several}
    alike = [one.value for one in themes if one.value in slugs or one.label.casefold() in names]
    yield from themes.with_narrower(alike)


def _tied(finding: Finding, family: str) -> set[str]:
    return {one.slug for name in TIES[family] for one in getattr(finding, name).all()}


def _of(study: CaseStudy, family: str) -> set[str]:
    if family == THEME.name:
        served = study.priorities.all()
        return {one.slug for priority in served for one in priority.themes.all()}
    return {one.slug for one in getattr(study, OF_STUDIES[family]).all()}


# ── To choose from ───────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class SubjectGroup:
    """The concepts of one family, each as an address has it and as people call it."""

    label: str
    choices: Sequence[tuple[str, str]]


def subject_groups() -> list[SubjectGroup]:
    """Return every concept and theme that the public may see, by family and name."""
    reader = current()
    groups = (
        SubjectGroup(
            family.title,
            [(f"{family.name}.{one.value}", one.label) for one in family.vocabulary(reader)],
        )
        for family in CHOICES
    )
    return [group for group in groups if group.choices]


def read_subject(text: str) -> Mapping[str, Sequence[str]]:
    """Return the subject that an address names, such as ``outcome.loneliness``, or none.

    A subject that is called something else now is led to.
    """
    family, _, slug = text.strip().partition(".")
    if family not in BY_NAME or not slug:
        return {}
    vocabulary = BY_NAME[family].vocabulary(current())
    known = slug if slug in vocabulary else vocabulary.moved([slug]).get(slug)
    return {family: [known]} if known else {}
