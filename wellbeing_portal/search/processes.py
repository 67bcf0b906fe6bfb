"""Starts a process of Python beside this one, with Django ready on the same database.

``multiprocessing`` would do it by forking, which copies locks that threads of a web worker hold,
or by running the program's own main module again, whatever that does.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any

from django.db import connection

MAIN = f"import django; django.setup(); from {__name__} import main; main()"
"""This package has models, so that Django has to be ready before anything of it is imported."""

DATABASE = ("NAME", "HOST", "PORT", "USER", "PASSWORD")
"""What another process needs to know to read what this one reads."""


def start(function: str, *arguments: Any) -> tuple[subprocess.Popen[bytes], Connection[Any, Any]]:
    """Start a process that calls a function, given by its full name, and return a pipe to it.

    The function gets the other end of the pipe before ``arguments``. When this process ends, it
    finds the pipe closed.
    """
    ours, theirs = Pipe()
    with theirs:
        process = subprocess.Popen(  # noqa: S603 - ourselves, with a number
            [sys.executable, "-c", MAIN, str(theirs.fileno())],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            pass_fds=[theirs.fileno()],
        )
    database = {name: connection.settings_dict[name] for name in DATABASE}
    ours.send((function, database, arguments))
    return process, ours


def main() -> None:
    """Do what the starting process asks for; Django is ready."""
    pipe: Connection[Any, Any] = Connection(int(sys.argv[1]))
    function, database, arguments = pipe.recv()
    connection.settings_dict.update(database)
    module, name = function.rsplit(".", 1)
    getattr(import_module(module), name)(pipe, *arguments)
