"""Speed, in CPU time: ``python -m tests.speed [PART…] [--bench DIR] [--size N…]``.

Parts: paint, search, cleaning, import, compare, group; all when none is named. Everything but ``paint`` needs the
benchmark folder, by default that of ``BROADSHEET_BENCH``. Other work on the machine hardly changes CPU time, and wall
time is not shown.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.quality.measures import bench as bench_folder
from tests.speed import paint, searching, working
from tests.speed.table import Row


def main() -> None:
    """Measure the parts that were asked for, and print a line for each figure as it comes."""
    parser = argparse.ArgumentParser(prog="python -m tests.speed", description="Speed of broadsheet, in CPU time.")
    parser.add_argument("parts", nargs="*", metavar="PART", help="paint, search, cleaning, import, compare, group")
    parser.add_argument("--bench", type=Path, default=bench_folder(), help="the benchmark folder")
    parser.add_argument("--size", type=int, action="append", help="articles to search in (default 10,000)")
    asked = parser.parse_args()
    if asked.bench is None and asked.parts != ["paint"]:
        parser.error("no benchmark folder: give --bench, or set BROADSHEET_BENCH")
    parts: Mapping[str, Callable[[], list[Row]]] = {
        "paint": paint.rows,
        "search": lambda: searching.rows(asked.bench, asked.size or [10_000]),
        "cleaning": lambda: working.cleaning(asked.bench),
        "import": lambda: working.importing(asked.bench),
        "compare": lambda: working.comparing(asked.bench),
        "group": lambda: working.grouping(asked.bench),
    }
    for unknown in set(asked.parts) - set(parts):
        parser.error(f"no part is called {unknown}")
    for name in asked.parts or parts:
        for row in parts[name]():
            print(row.line(), flush=True)


if __name__ == "__main__":
    main()
