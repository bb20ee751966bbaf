"""Mutation testing of ``index/``: ``python -m tests.mutation [--sample N] [--seed S] [MODULE_OR_FOLDER…]``.

Draws mutants of the named modules or folders, runs the tests that run the changed line on each, in a copy of the
project, and prints those that no test notices, with the share of them by folder.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.mutation.knobs import KNOBS
from tests.mutation.mutant import Mutant, Result, Skipped
from tests.mutation.recording import recorded
from tests.mutation.report import shown, table
from tests.mutation.running import results
from tests.mutation.sandbox import Sandbox
from tests.mutation.selection import Selection
from tests.mutation.source import mutants

ROOT = Path(__file__).parents[2]
_DEFAULT = ("index/comparison", "index/cleaning", "index/search", "index/query", "index/services")
_TESTS = ("tests/unit", "tests/contract", "tests/properties")
_SAMPLE = 50
_BUDGET = 30.0


def main() -> int:
    """Run a sample of mutants; 0 if not more than ``--most`` percent survive, else 1."""
    asked = _asked()
    found, skipped = _all_mutants(asked.where or [name for name in _DEFAULT if (ROOT / name).exists()])
    if asked.skipped:
        print(*(f"{s.path}:{s.line}: {s.what}: {s.reason}" for s in skipped), sep="\n")
        return 0
    drawn = found if not asked.sample else random.Random(asked.seed).sample(found, min(asked.sample, len(found)))
    print(f"{len(drawn)} of {len(found)} mutants, seed {asked.seed}; {len(skipped)} constants or functions left alone")
    started = time.monotonic()
    done: list[Result] = []
    with tempfile.TemporaryDirectory(prefix="broadsheet-mutation-") as folder:
        boxes = [Sandbox(ROOT, Path(folder).resolve() / str(n)) for n in range(asked.processes)]
        selection = Selection(boxes[0].folder, recorded(boxes[0], files_of_tests(ROOT), asked.records))
        for result in results(drawn, boxes, selection, asked.budget):
            done.append(result)
            if result.survived or asked.verbose:
                print(f"[{len(done)}/{len(drawn)}] {shown(result)}", flush=True)
    print()
    print(table(done))
    print(f"{time.monotonic() - started:.0f} seconds")
    share = sum(result.survived for result in done) / (len(done) or 1)
    return 0 if share * 100 <= asked.most else 1


def files_of_tests(root: Path) -> list[str]:
    """The files of tests that may notice a mutant, at any depth below their folders; relative to ``root``."""
    return [path.relative_to(root).as_posix() for where in _TESTS for path in sorted((root / where).rglob("test_*.py"))]


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description="Mutation testing of index/.")
    parser.add_argument("where", nargs="*", metavar="MODULE_OR_FOLDER", help="files, folders or modules of index")
    parser.add_argument("--sample", type=int, default=_SAMPLE, help="mutants to draw (default %(default)s; 0: all)")
    parser.add_argument("--seed", type=int, default=1, help="of the draw (default %(default)s)")
    parser.add_argument("--processes", type=int, default=1, choices=(1, 2), help="how many at once (default 1)")
    parser.add_argument("--budget", type=float, default=_BUDGET, help="CPU seconds of tests for a mutant (default 30)")
    parser.add_argument("--most", type=float, default=30.0, help="percent that may survive (default 30)")
    parser.add_argument("--skipped", action="store_true", help="list what is not mutated, and why")
    parser.add_argument("--verbose", action="store_true", help="print killed mutants, too, and the tests that noticed")
    records = Path(tempfile.gettempdir()) / "broadsheet-mutation-records"
    parser.add_argument("--records", type=Path, default=records, help="folder that keeps which tests run which lines")
    return parser.parse_args()


def _all_mutants(places: Sequence[str]) -> tuple[list[Mutant], list[Skipped]]:
    """The mutants of files, folders or modules, in the order of the paths."""
    files: set[Path] = set()
    for place in places:
        path = ROOT / place if (ROOT / place).exists() else ROOT / (place.replace(".", "/") + ".py")
        path = path if path.exists() else path.with_suffix("")
        if not path.exists() or not path.is_relative_to(ROOT / "index"):
            sys.exit(f"{place} is no module or folder of index/")
        files.update(path.rglob("*.py") if path.is_dir() else [path])
    found: list[Mutant] = []
    skipped: list[Skipped] = []
    for file in sorted(files):
        name = file.relative_to(ROOT).as_posix()
        module = name.removesuffix(".py").replace("/", ".")
        of_file, left = mutants(name, file.read_bytes(), KNOBS.get(module, {}))
        found += of_file
        skipped += left
    return found, skipped


if __name__ == "__main__":
    sys.exit(main())
