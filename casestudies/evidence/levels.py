"""What the levels of evidence mean, in the words that pages and files use."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from casestudies.models import Finding
from wellbeing_portal.core.words import Said

Level = Finding.EvidenceLevel

MEANINGS = Said(
    {
        Level.SAID: gettext_noop(
            "People involved, an evaluation or a record say that something changed, and give "
            "no figure for it, or none that could be read."
        ),
        Level.NUMBER: gettext_noop(
            "There is a number, but no sample or method behind it; or people were asked only "
            "afterwards; or a whole area changed, and nothing was set beside it."
        ),
        Level.MEASURED: gettext_noop(
            "The same people or the same place were measured before and after, and the "
            "source says how many or how."
        ),
        Level.COMPARED: gettext_noop(
            "The change was set against people or places without the work, for example in a trial."
        ),
        Level.REPLICATED: gettext_noop(
            "Others did it again elsewhere, evaluated it independently, and found the same."
        ),
        Level.PROVEN: gettext_noop(
            "It has been rolled out to many places, keeps to its method, and still works."
        ),
    }
)
"""What it takes for a change to reach each level, for people who have not met the levels before."""
