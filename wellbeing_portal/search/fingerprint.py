"""What tells an index of this code's making from that of any other code.

An index is as good as the code that made its documents. Its fingerprint therefore covers the text
of every module that such code can reach by imports, the addresses that documents hold, and the
versions of the parts that others have written. A comment changed is an index built anew once,
which is cheap; an index of former code left in force would be wrong for ever.
"""

from __future__ import annotations

import ast
import hashlib
import importlib.metadata
import json
import sys
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from .declarations import Registry

ADDRESSES = "urls.py"
"""Modules that say under which address a record stands; what else they import is of no matter."""


@lru_cache(maxsize=8)
def fingerprint(registry: Registry) -> str:
    """Return a word that changes when an index made by this code would differ.

    Worked out once, and by a server before it answers: what is on disk is then still the code
    that runs.
    """
    root = Path(settings.BASE_DIR)
    sources, others = sources_of(root, roots_of(registry))
    said = [
        registry.facets(),
        registry.numbers(),
        registry.sorts(),
        sorted(map(repr, registry.kinds.values())),
        [
            (one.name, one.model._meta.label, [kind.name for kind in one.kinds])
            for one in registry.collections.values()
        ],
        [
            (one.name, need.model._meta.label, need.lookup, need.fields)
            for one, need in registry.dependencies()
        ],
        settings.LANGUAGE_CODE,
        unicodedata.unidata_version,
        sorted((name, _version(name)) for name in others),
    ]
    whole = hashlib.sha256(json.dumps(said).encode())
    for source in sorted(sources):
        whole.update(f"\0{source.relative_to(root)}\0".encode())
        whole.update(source.read_bytes())
    return whole.hexdigest()[:12]


def roots_of(registry: Registry) -> set[str]:
    """Return the modules that say what the index holds, and those that make it."""
    needs = [need for _, need in registry.dependencies()]
    declared: list[Any] = [
        *(one.documents for one in registry.collections.values()),
        *(one.model for one in registry.collections.values()),
        *(one.additions for one in registry.extensions),
        *(need.model for need in needs),
        *(need.owner for need in needs),
        *(need.reach for need in needs),
    ]
    # What Python itself makes of names, such as an attribute's getter, is in no module of ours.
    said = {getattr(one, "__module__", None) for one in declared}
    return {f"{__package__}.writing", *(name for name in said if name)}


def sources_of(root: Path, modules: set[str]) -> tuple[set[Path], set[str]]:
    """Return the files below ``root`` that modules reach by imports, and what else they name.

    Imports inside functions count as well. What else they name are packages of others.
    """
    found: dict[str, Path] = {}
    others: set[str] = set()
    left = {name for name in modules if _source(root, name)}
    while left:
        name = left.pop()
        source = _source(root, name)
        if source is None:
            others.add(name.partition(".")[0])
        elif name not in found:
            found[name] = source
            left |= set(_imports(name, source)) - found.keys()
    others -= {name.partition(".")[0] for name in found} | set(sys.stdlib_module_names)
    packages = {root / name.partition(".")[0] for name in found}
    addresses = {path for package in packages for path in package.rglob(ADDRESSES)}
    return {*found.values(), *addresses}, others


def _source(root: Path, module: str) -> Path | None:
    """Return the file of a module of the project."""
    path = root.joinpath(*module.split("."))
    for file in (path / "__init__.py", path.with_suffix(".py")):
        if file.is_file():
            return file
    return None


def _imports(module: str, source: Path) -> Iterator[str]:
    """Yield the modules that one imports, its own packages, and names that may be modules."""
    package = module if source.name == "__init__.py" else module.rpartition(".")[0]
    if "." in module:
        yield module.rpartition(".")[0]
    for node in _statements(ast.parse(source.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) + 1 - node.level]
            origin = ".".join([*(above if node.level else []), *filter(None, [node.module])])
            yield origin
            yield from (f"{origin}.{alias.name}" for alias in node.names)


def _statements(within: ast.AST) -> Iterator[ast.AST]:
    """Yield all statements, those inside others too; in expressions there is no import."""
    for parts in ("body", "orelse", "handlers", "finalbody", "cases"):
        for part in getattr(within, parts, ()):
            yield part
            yield from _statements(part)


def _version(package: str) -> str:
    """Return the version of a package of others; that of its distribution, or its own word."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return str(getattr(sys.modules.get(package), "__version__", ""))
