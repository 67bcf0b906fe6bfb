"""What readers find of published case studies, for tests of the index."""

from __future__ import annotations

from wellbeing_portal.search import Question, Search, current


def titles() -> list[str]:
    """Return the titles that the index finds, in order."""
    return [one.title for one in current().ask(Question(Search("case-study"), sort="title")).found]
