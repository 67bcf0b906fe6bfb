"""What stands over tables of what works, what helps and what changed, and over their columns."""

from django.utils.translation import gettext_noop

from wellbeing_portal.core.words import Said

TITLES = Said(
    {
        "approach": gettext_noop("What works"),
        "outcome": gettext_noop("Outcomes"),
        "enabler": gettext_noop("What helps"),
    }
)
"""What the table of a family is called."""

STRONGEST = gettext_noop("Strongest evidence here")
RESEARCH = gettext_noop("Wider research")
COST = gettext_noop("Known cost")
TIES = gettext_noop("Who ties it to findings")
