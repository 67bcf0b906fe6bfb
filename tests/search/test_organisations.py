"""What an organisation is called is found wherever it took part, also after it is renamed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from casestudies.models import Organisation
from tests import factories as make
from wellbeing_portal.search import Question, Search, current

pytestmark = pytest.mark.django_db

PARTS: dict[str, Callable[[Any, Organisation], object]] = {
    "partner of an initiative": lambda initiative, body: initiative.partners.add(body),
    "funder of an initiative": lambda initiative, body: make.InitiativeFunderFactory(
        initiative=initiative, organisation=body, council=None
    ),
    "partner of the case study": lambda initiative, body: make.CaseStudyPartnerFactory(
        case_study=initiative.case_study, organisation=body
    ),
}


@pytest.mark.parametrize("part", PARTS)
def test_renamed_organisation_is_found_by_its_new_name_and_no_longer_by_the_old(part):
    initiative = make.InitiativeFactory(case_study__published=True)
    body = make.OrganisationFactory(name="Quinceworth")
    PARTS[part](initiative, body)
    # What is said of one initiative stands in its own document.
    kind = "case-study" if part == "partner of the case study" else "initiative"
    pk = initiative.case_study_id if kind == "case-study" else initiative.pk

    def found(name: str) -> list[int]:
        return list(current().ask(Question(Search(kind, name))).ids)

    assert found("Quinceworth") == [pk]

    body.name = "Medlarfield"
    body.save()

    assert found("Medlarfield") == [pk]
    assert found("Quinceworth") == []
