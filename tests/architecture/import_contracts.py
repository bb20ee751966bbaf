"""Checks the contracts on imports of one tree: those of ``pyproject.toml``, and that no imports form a circle.

A program of its own, run in the root of the tree (``python .../import_contracts.py < CHANGES``): import-linter finds
packages by name, and a process that has imported them looks nowhere else. Standard input is a JSON list of
changes, each ``{path: text to append}``; every change is made, checked and reverted in turn. Standard output is a JSON
list with, for each change, the findings by the name of the contract that is broken. ``{}`` changes nothing.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from graphlib import CycleError, TopologicalSorter
from io import StringIO
from pathlib import Path

CIRCLE = "No imports form a circle"
_BROKEN = re.compile(r"^(?P<name>.+) BROKEN\b", re.MULTILINE)

Change = Mapping[str, str]
Findings = dict[str, str]
"""By the name of a broken contract, what import-linter says of it."""


def check(root: Path, changes: Sequence[Change] = ({},)) -> list[Findings]:
    """What each of ``changes`` to the tree at ``root`` breaks; by default, what the tree breaks as it is."""
    command = [sys.executable, str(Path(__file__).resolve())]
    # Wide enough that import-linter never breaks the line of a contract.
    env = os.environ | {"COLUMNS": "250", "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        command, cwd=root, env=env, input=json.dumps(changes), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    found: list[Findings] = json.loads(done.stdout)
    return found


def circle(graph: Mapping[str, set[str]]) -> list[str]:
    """The modules of one circle in a graph of imports, the first repeated at the end; empty where there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        # Each module is imported by the next one.
        found: list[str] = error.args[1]
        return found[::-1]
    return []


def _imports() -> dict[str, set[str]]:
    """What importing each module imports: also the packages that hold what it names, unless they hold it too."""
    import grimp

    graph = grimp.build_graph("index", "tui", cache_dir=None)
    found = {}
    for module in graph.modules:
        named = graph.find_modules_directly_imported_by(module)
        found[module] = {each for name in named for each in (name, *_parents(name))} - {module, *_parents(module)}
        # A package that imports what it holds is loaded before it, whoever asks.
        found[module] |= {name for name in named if name in set(_parents(module))}
    return found


def _parents(module: str) -> Iterator[str]:
    while "." in module:
        module = module.rpartition(".")[0]
        yield module


def _findings() -> Findings:
    from importlinter.cli import lint_imports

    said = StringIO()
    with redirect_stdout(said):
        # Without a cache: it goes by times of files, which change and change back within one tick.
        lint_imports(config_filename="pyproject.toml", no_cache=True)
    report = said.getvalue()
    if "Contracts:" not in report:
        raise RuntimeError(report)
    details = report.partition("Broken contracts")[2]
    found = {each["name"]: details for each in _BROKEN.finditer(report)}
    modules = circle(_imports())
    return found | ({CIRCLE: " -> ".join(modules)} if modules else {})


@contextmanager
def _made(change: Change) -> Iterator[None]:
    before = {path: path.read_bytes() if path.exists() else None for path in map(Path, change)}
    folders = {path.parent for path in before if not path.parent.exists()}
    try:
        for path, text in zip(before, change.values(), strict=True):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes((before[path] or b"") + f"\n{text}\n".encode())
        yield
    finally:
        for path, data in before.items():
            if data is None:
                path.unlink()
            else:
                path.write_bytes(data)
        for folder in folders:
            folder.rmdir()


def _main() -> None:
    found = []
    for change in json.load(sys.stdin):
        with _made(change):
            found.append(_findings())
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    _main()
