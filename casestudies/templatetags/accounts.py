"""How templates show the account of a case study."""

from __future__ import annotations

from django import template

from casestudies.account import WholeAccount
from casestudies.models import Finding

register = template.Library()


@register.filter
def claiming(account: WholeAccount, claim: str) -> list[Finding]:
    """Return the findings of an account that claim it, the strongest changes first."""
    return account.of(claim)
