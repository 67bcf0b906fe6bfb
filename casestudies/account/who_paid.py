"""Whether it may be said of a cost that nobody states who paid it."""

from __future__ import annotations

import re

from casestudies.models import CaseStudy, Cost

GIVING = re.compile(
    r"\b(?:pay(?:s|ing|ment|ments)?|paid|fund\w*|grants?|money|government|councils?|nhs|trusts?|"
    r"charit\w+|partners?\w*|lottery|shared?|firms?|invest\w*|put in|raised|budget)\b",
    re.IGNORECASE,
)
"""Words with which what a cost covers may well name who paid."""


def payer_is_not_stated(cost: Cost, study: CaseStudy) -> bool:
    """Tell whether no row of an account names anybody who paid.

    Of an account that came ``with_parts`` it asks the database for nothing. Whoever paid for one
    part of the work may have paid for another; what a cost covers is free text, of which it is
    enough that it could name somebody.
    """
    if any(one.payer for one in study.costs.all()) or GIVING.search(cost.covers):
        return False
    return not any(initiative.funders.all() for initiative in study.initiatives.all())
