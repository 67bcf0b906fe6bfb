"""manage.py for a portal whose starter content is the part of it that tests take.

``python -m tests.manage_part <folder> prepare …``: what is prepared, served or killed is the same,
and takes a tenth of the time. The folder is filled by whoever comes first.
"""

from __future__ import annotations

import sys
from pathlib import Path

import django
from django.core.management import execute_from_command_line

from tests.garbage import seldom


def main(folder: str, *arguments: str) -> None:
    """Run a command as manage.py does, with content files from ``folder``."""
    seldom()
    django.setup()
    # The part is told by the files of the apps, which cannot be imported before they are set up.
    from tests.part_of_content import part_of_content

    with part_of_content(Path(folder)):
        execute_from_command_line(["manage.py", *arguments])


if __name__ == "__main__":
    main(*sys.argv[1:])
