"""Everything that the page of a concept shows, in a number of queries that does not grow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.http import urlencode
from django.utils.translation import gettext

from casestudies.evidence.findings import listed_findings
from casestudies.models import Barrier, CaseStudyCouncil, Cost, Finding
from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.words import joined
from wellbeing_portal.search import Question, Reader, in_order

from .companions import RELATED, Companion, companions_of
from .counts import search_of
from .ranked import RankedCouncil, ranked_councils
from .row import AnswerRow
from .rows import rows_of
from .scope import Scope
from .stated_costs import stated_costs

Claim = Finding.Claim

SHOWN: Mapping[str, int] = {
    Claim.CHANGED: 9,
    Claim.INTENDED: 4,
    Claim.MODELLED: 4,
    Claim.DONE: 4,
}
"""Findings of each claim that the page shows; a link leads to all of them."""
BESIDE_WHOLE = 2
"""So many times fewer are shown beside a fold that is shown whole."""
REPORTED = 10
STUDIES = 20
"""Accounts whose barriers, contacts and councils are read: those with the surest changes."""
COUNCILS = 24
COMPARED = 4


@dataclass(frozen=True)
class FindingsShown:
    """Some of the findings of one claim, how many there are, and where all of them are."""

    findings: Sequence[Finding]
    total: int
    url: str

    @property
    def is_all(self) -> bool:
        """Whether none is left out."""
        return len(self.findings) == self.total


@dataclass(frozen=True)
class ConceptAccount:
    """A case study behind a concept: who acted, who is named besides, and whom to ask."""

    title: str
    url: str
    told_in: int | None
    acted: tuple[str, ...]
    besides: tuple[tuple[str, str], ...]
    contact: str
    contact_address: str

    @property
    def contact_url(self) -> str:
        """What leads to whom to ask."""
        is_mail = "@" in self.contact_address and "/" not in self.contact_address
        return f"mailto:{self.contact_address}" if is_mail else self.contact_address


@dataclass(frozen=True)
class ConceptFacts:
    """What is known of a concept, and the rows that it is made of."""

    row: AnswerRow
    shown: Mapping[str, FindingsShown]
    reported: FindingsShown
    companions: Sequence[tuple[str, Sequence[Companion]]]
    councils: Sequence[RankedCouncil]
    accounts: Sequence[ConceptAccount]
    barriers: Sequence[Barrier]
    own_costs: Sequence[Cost]
    wider_costs: Sequence[Cost]
    studies_url: str
    findings_url: str

    @property
    def compare_url(self) -> str:
        """Where the councils with the surest changes are compared, if there are two."""
        chosen = [("item", one.council.slug) for one in self.councils[:COMPARED]]
        return f"{address_of('compare_councils')}?{urlencode(chosen)}" if len(chosen) > 1 else ""

    @property
    def nations(self) -> str:
        """In which nations the councils are: ``8 in England and 1 in Wales``."""
        found: dict[str, int] = {}
        for one in self.councils:
            found[one.council.nation] = found.get(one.council.nation, 0) + 1
        ranked = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
        return joined(
            gettext("%(number)s in %(nation)s") % {"number": number, "nation": nation}
            for nation, number in ranked
            if nation
        )

    @property
    def besides(self) -> list[tuple[str, str]]:
        """Councils named in accounts that did not act, with the part they had."""
        acted = {one.council.name for one in self.councils}
        named = [pair for account in self.accounts for pair in account.besides]
        return [pair for pair in dict.fromkeys(named) if pair[0] not in acted]

    @property
    def contacts(self) -> list[ConceptAccount]:
        """The accounts whose source says whom to ask."""
        return [one for one in self.accounts if one.contact]


def concept_facts(
    reader: Reader, family: str, slug: str, scope: Scope, filters: str, *, fewer: bool = False
) -> ConceptFacts:
    """Return what is known of a concept; ``filters`` are those in force, for addresses.

    With ``fewer``, some findings of each claim do: the page shows something else whole.
    """
    (row,) = rows_of(reader, family, scope, [slug])
    sizes = {claim: size // BESIDE_WHOLE if fewer else size for claim, size in SHOWN.items()}
    shown, reported = _findings(reader, row, scope, f"{filters}&" if filters else "", sizes)
    keys = accounts_read(reader, family, slug, scope)
    own, wider = _costs(reader, row, scope)
    mine = f"{filters}{'&' if filters else ''}{urlencode({family: slug})}"
    return ConceptFacts(
        row,
        shown,
        reported,
        [(other, companions_of(reader, scope, family, slug, other)) for other in RELATED[family]],
        ranked_councils(reader, scope, row),
        accounts_of(keys),
        barriers_of(keys),
        own,
        wider,
        f"{address_of('case_studies')}?{mine}",
        f"{address_of('findings')}?{mine}",
    )


def accounts_read(reader: Reader, family: str, slug: str, scope: Scope) -> Sequence[int]:
    """Return the accounts of a concept that are read for barriers, contacts and councils."""
    studies = search_of(scope.studies, family, slug, scope)
    return reader.ask(Question(studies, "evidence", size=STUDIES, told=False)).ids


def _findings(
    reader: Reader, row: AnswerRow, scope: Scope, filters: str, sizes: Mapping[str, int]
) -> tuple[dict[str, FindingsShown], FindingsShown]:
    """Return the findings of each claim, the surest first, and those that frameworks report."""
    found = {}
    for claim, size in sizes.items():
        narrowed = search_of(scope.findings, row.family, row.slug, scope)
        if claim in (narrowed.selection.get("claim") or [claim]):
            one = replace(narrowed, selection={**narrowed.selection, "claim": [claim]})
            found[claim] = reader.ask(Question(one, "evidence", size=size, told=False))
    narrowed = search_of(scope.reported, row.family, row.slug, scope)
    reported = reader.ask(Question(narrowed, "evidence", size=REPORTED, told=False))
    wanted = [key for matches in (*found.values(), reported) for key in matches.ids]
    known = {one.pk: one for one in listed_findings(wanted)}
    mine = urlencode({row.family: row.slug})
    path = address_of("findings")

    def shown(keys: Sequence[int], total: int, url: str) -> FindingsShown:
        return FindingsShown([known[key] for key in keys if key in known], total, url)

    lists = {
        str(claim): shown(
            found[claim].ids if claim in found else (),
            found[claim].total if claim in found else 0,
            f"{path}?{_but_claim(filters)}{mine}&claim={claim}",
        )
        for claim in SHOWN
    }
    return lists, shown(reported.ids, reported.total, "")


def _but_claim(filters: str) -> str:
    """Return filters without what they say of the claim, which each list says itself."""
    kept = [one for one in filters.split("&") if one and not one.startswith("claim=")]
    return "".join(f"{one}&" for one in kept)


def accounts_of(keys: Sequence[int]) -> list[ConceptAccount]:
    """Return case studies with the councils in them and whom to ask, in order. One query."""
    rows = (
        CaseStudyCouncil.objects.filter(case_study__in=keys)
        .select_related("case_study", "council")
        .only(
            "role",
            "council__name",
            "case_study__title",
            "case_study__slug",
            "case_study__told_in",
            "case_study__contact",
            "case_study__contact_address",
        )
        .order_by("role", "position")
    )
    parts: dict[int, list[CaseStudyCouncil]] = {}
    for row in sorted(rows, key=lambda row: row.role != CaseStudyCouncil.Role.LEAD):
        parts.setdefault(row.case_study_id, []).append(row)
    return [_account(parts[key]) for key in keys if key in parts]


def _account(parts: Sequence[CaseStudyCouncil]) -> ConceptAccount:
    study = parts[0].case_study
    acted = [one for one in parts if one.role in CaseStudyCouncil.ACTED]
    return ConceptAccount(
        study.title,
        study.get_absolute_url(),
        study.told_in,
        tuple(one.council.name for one in acted),
        tuple(
            (one.council.name, one.get_role_display().partition(":")[0].lower())
            for one in parts
            if one not in acted
        ),
        study.contact,
        study.contact_address,
    )


def barriers_of(keys: Sequence[int]) -> list[Barrier]:
    """Return what stood in the way of these case studies, in their order. One query."""
    rows = Barrier.objects.filter(case_study__in=keys).select_related("case_study", "source")
    place = {key: number for number, key in enumerate(keys)}
    return sorted(rows, key=lambda row: (place[row.case_study_id], row.position))


def _costs(reader: Reader, row: AnswerRow, scope: Scope) -> tuple[list[Cost], list[Cost]]:
    """Return the costs of its own, and those of wider work, as far as they are shown."""
    stated = stated_costs(reader, row.family, row.slug, scope, row.numbers.studies)
    if not stated.own and not stated.wider:
        return [], []
    related = ("case_study", "source", "payer_organisation", "payer_council", "initiative")
    found = in_order(Cost.objects.select_related(*related), [*stated.own, *stated.wider])
    own = [one for one in found if one.pk in stated.own]
    return own, [one for one in found if one.pk in stated.wider]
