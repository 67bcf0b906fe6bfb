"""Changes one published case study each time it is told to, and says when that was committed."""

from __future__ import annotations

import sys
import time

import django


def main() -> None:
    """Read a word, put it into the title, answer with the moment and what saving took."""
    django.setup()
    from casestudies.models import CaseStudy

    study = CaseStudy.objects.get(slug="bench-7")
    title = study.title
    for line in sys.stdin:
        word = line.strip()
        started = time.monotonic()
        study.title = f"{word} {title}"[:200] if word else title
        study.save()
        print(time.monotonic(), time.monotonic() - started, flush=True)
        if not word:
            return


if __name__ == "__main__":
    main()
