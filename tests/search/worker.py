"""A process of the portal that a test tells what to do, one line of JSON at a time."""

from __future__ import annotations

import ctypes
import json
import os
import sys

WORKER = "tests.search.worker"

UNPRIVILEGED = "--unprivileged"
"""Lets root bow to permissions as anybody else does."""

DROP_FROM_BOUND = 24
OVERRIDE, READ_SEARCH = 1, 2
"""What lets root pass over permissions."""


def start_unprivileged() -> None:
    """Begin again without root's privileges over files."""
    if os.geteuid() == 0:
        system = ctypes.CDLL(None, use_errno=True)
        for capability in (OVERRIDE, READ_SEARCH):
            if system.prctl(DROP_FROM_BOUND, capability, 0, 0, 0):
                raise OSError(ctypes.get_errno(), "prctl")
    os.execv(sys.executable, [sys.executable, "-m", WORKER])  # noqa: S606 - ourselves


def main() -> None:
    import django

    django.setup()
    from casestudies.models import CaseStudy
    from wellbeing_portal.search import IndexUnavailable, Question, Search, current

    def titles(*wait: float) -> list[str]:
        found = current(*wait).ask(Question(Search("case-study"), sort="title", size=1000)).found
        return [one.title for one in found]

    print(json.dumps("ready"), flush=True)  # noqa: T201
    for line in sys.stdin:
        command, *arguments = json.loads(line)
        answer: object = None
        try:
            if command == "titles":
                answer = titles(*arguments)
            elif command == "behind":
                behind = current().behind
                answer = behind and behind.why
            elif command == "rename":
                study = CaseStudy.objects.get(pk=arguments[0])
                study.title = arguments[1]
                study.save()
            elif command == "churn":
                study = CaseStudy.objects.get(pk=arguments[0])
                for number in range(10_000):
                    study.title = f"Churned {number}"
                    study.save()
                    titles()
        except IndexUnavailable as error:
            answer = f"unavailable: {error}"
        print(json.dumps(answer), flush=True)  # noqa: T201


if __name__ == "__main__":
    if UNPRIVILEGED in sys.argv:
        start_unprivileged()
    main()
