"""Which tests are run for a mutant, and in which order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.mutation.mutant import Mutant
from tests.mutation.recording import Runs
from tests.mutation.source import functions_using, mentions


@dataclass(frozen=True, slots=True)
class Chosen:
    """Tests to run, in order, and how long they take when nothing is wrong."""

    tests: tuple[str, ...]
    seconds: float


class Selection:
    """Knows which tests run which lines."""

    def __init__(self, root: Path, runs: Mapping[str, Runs]) -> None:
        self._seconds: dict[str, float] = {}
        self._by_line: dict[tuple[str, int], set[str]] = defaultdict(set)
        self._by_path: dict[str, set[str]] = defaultdict(set)
        self._sources = {p.relative_to(root).as_posix(): p.read_bytes() for p in (root / "index").rglob("*.py")}
        self._tests = {name: (root / name).read_text() for name in runs}
        for run in runs.values():
            self._seconds.update(run.seconds)
            for test, paths in run.lines.items():
                for path, lines in paths.items():
                    self._by_path[path].add(test)
                    for line in lines:
                        self._by_line[path, line].add(test)

    def chosen(self, mutant: Mutant, budget: float) -> Chosen:
        """The tests that run the line, of at most ``budget`` seconds.

        Files of tests that name the module come first, and cheap ones before dear ones.
        """
        running = self._running(mutant)
        files: dict[str, list[str]] = defaultdict(list)
        for test in running:
            files[test.split("::")[0]].append(test)
        module = mutant.path.removesuffix(".py").replace("/", ".")

        def rank(name: str) -> tuple[bool, float, str]:
            cost = sum(self._seconds[test] for test in files[name])
            return not mentions(self._tests[name], module), cost, name

        tests: list[str] = []
        total = 0.0
        for name in sorted(files, key=rank):
            for test in sorted(files[name], key=lambda t: (self._seconds[t], t)):
                if tests and total + self._seconds[test] > budget:
                    continue
                tests.append(test)
                total += self._seconds[test]
        return Chosen(tuple(tests), total)

    def _running(self, mutant: Mutant) -> set[str]:
        if not mutant.name:
            return self._by_line[mutant.path, mutant.line] or self._by_line[mutant.path, mutant.statement]
        found: set[str] = set()
        for path, source in self._sources.items():
            if mutant.name.encode() in source:
                for line in functions_using(source, mutant.name):
                    found |= self._by_line[path, line]
        return found or self._by_path[mutant.path]
