"""A process of the portal that a test tells what to do, one line of JSON at a time."""

from __future__ import annotations

import json
import sys


def main() -> None:
    import django

    django.setup()
    from casestudies.models import CaseStudy
    from wellbeing_portal.core.index import IndexUnavailable, Search, current

    def titles() -> list[str]:
        found = current().search(Search("case-study"), sort="title", limit=1000).found
        return [one.title for one in found]

    print(json.dumps("ready"), flush=True)  # noqa: T201
    for line in sys.stdin:
        command, *arguments = json.loads(line)
        answer: object = None
        try:
            if command == "titles":
                answer = titles()
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
    main()
