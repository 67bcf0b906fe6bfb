"""What the levels of evidence mean, in the words that pages and files use."""

from __future__ import annotations

from casestudies.models import Finding

Level = Finding.EvidenceLevel

MEANINGS = {
    Level.SAID: "People involved, an evaluation or a record say that something changed, and give "
    "no figure for it.",
    Level.NUMBER: "There is a number, but no sample or method behind it; or people were asked only "
    "afterwards; or a whole area changed, and nothing was set beside it.",
    Level.MEASURED: "The same people or the same place were measured before and after, and the "
    "source says how many or how.",
    Level.COMPARED: "The change was set against people or places without the work, for example "
    "in a trial.",
    Level.REPLICATED: "Others did it again elsewhere, evaluated it independently, and found the "
    "same.",
    Level.PROVEN: "It has been rolled out to many places, keeps to its method, and still works.",
}
"""What it takes for a change to reach each level, for people who have not met the levels before."""
