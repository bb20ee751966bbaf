"""How large the files, classes and folders below a root are, and what lies at the roots of the packages."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.architecture.source_rules import PACKAGES, modules

FILE = 400
"""Lines of a file: more than this are more than one subject."""
CLASS = 250
"""Lines of a class, with what it inherits from classes of ours: more than this cannot be kept in mind."""
FOLDER = 20
"""Modules of a folder: among more than this a reader searches instead of looking."""
ROOTS = {
    "index": {"archive.py", "errors.py"}
    | {
        "workers",
        "disk",
        "model",
        "text",
        "formats",
        "cleaning",
        "store",
        "query",
        "search",
        "comparison",
        "desk",
        "services",
    },
    "tui": {"__main__.py", "app.py", "settings.py", "themes.py"}
    | {
        "cli",
        "controllers",
        "export",
        "jobs",
        "keys",
        "messages",
        "rendering",
        "sample",
        "screens",
        "styles",
        "widgets",
    },
}
"""What may lie at the root of a package, beside its ``__init__.py``."""


@dataclass(frozen=True, slots=True)
class _Class:
    lines: int
    bases: tuple[str, ...]
    """Full names, ``package.module.Class``, where they can be made out."""


def files(root: Path) -> dict[str, int]:
    """The lines of each file that has too many."""
    sizes = {path: len((root / path).read_text(encoding="utf-8").splitlines()) for path, _ in modules(root, *PACKAGES)}
    return {path: size for path, size in sizes.items() if size > FILE}


def classes(root: Path) -> dict[str, int]:
    """By ``path:Class``, the lines of each class that has too many, inherited ones counted."""
    known: dict[str, _Class] = {}
    places: dict[str, str] = {}
    for path, tree in modules(root, *PACKAGES):
        module = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        names = _imported(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                name = f"{module}.{node.name}"
                bases = (ast.unparse(base).partition("[")[0] for base in node.bases)
                own = tuple(names.get(base, f"{module}.{base}") for base in bases)
                known[name] = _Class((node.end_lineno or node.lineno) - node.lineno + 1, own)
                places[name] = f"{path}:{node.name}"
    sizes = {name: sum(known[each].lines for each in {name, *_ancestors(name, known)}) for name in known}
    return {places[name]: size for name, size in sizes.items() if size > CLASS}


def folders(root: Path) -> dict[str, int]:
    """The modules of each folder that has too many, ``__init__.py`` not counted."""
    found: dict[str, int] = {}
    for path, _ in modules(root, *PACKAGES):
        folder, _, name = path.rpartition("/")
        found[folder] = found.get(folder, 0) + (name != "__init__.py")
    return {folder: count for folder, count in found.items() if count > FOLDER}


def strays(root: Path) -> list[str]:
    """What lies at the root of a package and does not belong there."""
    return [
        f"{package}/{path.name}"
        for package, named in ROOTS.items()
        for path in sorted((root / package).iterdir())
        if path.name not in named | {"__init__.py", "__pycache__", "py.typed"}
    ]


def _imported(tree: ast.Module) -> dict[str, str]:
    """The full names of what a module imports by name."""
    return {
        each.asname or each.name: f"{node.module}.{each.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for each in node.names
    }


def _ancestors(name: str, known: Mapping[str, _Class]) -> Iterator[str]:
    for base in known[name].bases:
        if base in known:
            yield base
            yield from _ancestors(base, known)
