"""How templates show the account of a case study."""

from __future__ import annotations

from django import template

from casestudies.account.who_paid import payer_is_not_stated
from casestudies.models import CaseStudy, Cost

register = template.Library()


@register.filter
def says_no_payer(cost: Cost, study: CaseStudy) -> bool:
    """Tell whether readers are told that who paid is not stated."""
    return payer_is_not_stated(cost, study)
