"""Speed, in CPU time: ``python -m tests.speed [PART…] [--bench DIR] [--size N | --growth N,N…] [--json FILE]``.

Parts: paint, formats, search, cleaning, import, passages, compare, differ, group; all when none is named. Everything
but ``paint`` and ``formats`` needs the benchmark folder, by default that of ``BROADSHEET_BENCH``. Other work on the
machine hardly changes CPU time, and wall time is not shown. With several sizes the costs of searching, importing and
grouping are told with the exponent by which they grow.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.quality.measures import bench as bench_folder
from tests.speed import corpus, formats, grouping, growth, importing, paint, searching, working
from tests.speed.table import Row

_SIZE = 10_000
_IMPORTED = 2000


def main() -> None:
    """Measure the parts that were asked for, and print a line for each figure."""
    parser = argparse.ArgumentParser(prog="python -m tests.speed", description="Speed of broadsheet, in CPU time.")
    parser.add_argument(
        "parts",
        nargs="*",
        metavar="PART",
        help="paint, formats, search, cleaning, import, passages, compare, differ, group",
    )
    parser.add_argument("--bench", type=Path, default=bench_folder(), help="the benchmark folder")
    parser.add_argument("--size", type=int, help=f"articles to work on (default {_SIZE:,}; import {_IMPORTED:,})")
    parser.add_argument("--growth", type=_sizes, help="several sizes, as 10000,100000: how cost grows")
    parser.add_argument("--corpus", type=Path, help="JSON Lines of at least so many articles (else they are grown)")
    parser.add_argument("--archive", type=Path, help="an archive for passages (else one of so many articles is made)")
    parser.add_argument("--json", type=Path, help="write the figures there, too")
    asked = parser.parse_args()
    if asked.bench is None and not (asked.parts and {*asked.parts} <= {"paint", "formats"}):
        parser.error("no benchmark folder: give --bench, or set BROADSHEET_BENCH")
    sizes = asked.growth or ([asked.size] if asked.size else [])
    told: dict[str, list[dict[str, object]]] = {}
    parts: Mapping[str, Callable[[], list[Row]]] = {
        "paint": paint.rows,
        "formats": formats.rows,
        "cleaning": lambda: working.cleaning(asked.bench),
        "import": lambda: working.importing(asked.bench),
        "passages": lambda: working.passages(asked.bench, asked.size or _SIZE, asked.archive),
        "compare": lambda: working.comparing(asked.bench),
        "differ": lambda: working.differing(asked.bench),
        "group": lambda: working.grouping(asked.bench),
    }
    by_size: Mapping[str, tuple[int, Callable[[Path, int, Path], list[Row]]]] = {
        "search": (_SIZE, lambda stored, size, folder: searching.rows(asked.bench, stored, size, folder)),
        "import": (_IMPORTED, importing.rows),
        "group": (_SIZE, grouping.rows),
    }
    for unknown in set(asked.parts) - {*parts, *by_size}:
        parser.error(f"no part is called {unknown}")
    for name in asked.parts or ("search", *parts):
        if name in parts:
            told[name] = _shown(parts[name]())
        if name in by_size:
            default, measure = by_size[name]
            told |= _growing(name, asked.bench, asked.corpus, sizes or [default], measure)
    if asked.json is not None:
        asked.json.write_text(json.dumps(told, indent=1), encoding="utf-8")


def _sizes(text: str) -> list[int]:
    return sorted(int(size) for size in text.split(","))


def _growing(
    name: str,
    bench: Path,
    stored: Path | None,
    sizes: Sequence[int],
    measure: Callable[[Path, int, Path], list[Row]],
) -> dict[str, list[dict[str, object]]]:
    """A part measured at each of ``sizes``; ``measure`` gets a corpus, a size and a folder to work in."""
    by_size: dict[int, list[Row]] = {}
    told = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            articles = stored or corpus.written(bench, size, Path(folder))
            print(f"--- {name}: {size:,} articles", flush=True)
            by_size[size] = measure(articles, size, Path(folder))
            told[f"{name} {size}"] = _shown(by_size[size])
    if len(sizes) > 1:
        print(f"--- {name}: how broadsheet's cost grows", *growth.lines(by_size), sep="\n")
        told["growth" if name == "search" else f"{name} growth"] = [
            {"what": row.what, "exponent": growth.exponent(row.what, by_size)} for row in by_size[sizes[0]]
        ]
    return told


def _shown(rows: Sequence[Row]) -> list[dict[str, object]]:
    for row in rows:
        print(row.line(), flush=True)
    return [row.record() for row in rows]


if __name__ == "__main__":
    main()
