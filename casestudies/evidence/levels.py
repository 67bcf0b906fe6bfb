"""What the levels of evidence mean, in the words that pages and files use."""

from __future__ import annotations

from casestudies.models import Finding

Level = Finding.EvidenceLevel

MEANINGS = {
    Level.DESCRIBED: "The document describes the work or says what people think of it, and "
    "counts nothing.",
    Level.MONITORED: "The document says why the work should help, and counts what was done: "
    "sessions, people, organisations, money.",
    Level.MEASURED: "Something was measured in the people who took part, such as a questionnaire "
    "after training or a wellbeing scale.",
    Level.COMPARED: "The change was set against people or places without the work, for example "
    "in a trial.",
    Level.REPLICATED: "Others did it again elsewhere, evaluated it independently, and found the "
    "same.",
    Level.MANUALISED: "It has a manual, keeps to it in many places, and still works.",
}
"""What it takes to reach each level, for people who have not met the levels before."""
