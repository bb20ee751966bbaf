"""Torture of an archive: ``python -m tests.torture [--kills N] [--faults N] [--seed S]``.

Each command that changes an archive is killed, or has a call fail, at one of the changes that it makes to files. Then
the archive must open with all that was stored, answer right, reach the same end when the command is run again, and pass
its own check. Prints what was found, and a table of figures with the seed; ctrl+c ends it with the table so far.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tests.torture.control import VARIABLE, Control, compiled, compiler, make_file
from tests.torture.tally import Tally

NO_COMPILER: Final = "skipped: there is no C compiler for the shim"
INTERRUPTED: Final = 130


def main() -> int:
    """Run the campaigns that are asked for: 0 if nothing was found, 1 if something was."""
    asked = _asked()
    if VARIABLE not in os.environ:
        return _with_shim()
    folder = Path(os.environ[VARIABLE]).parent
    try:
        return _run(asked, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _with_shim() -> int:
    """Start again with the shim loaded: it can only be loaded by a new process."""
    with_compiler = compiler()
    if with_compiler is None:
        print(NO_COMPILER)
        return 0
    folder = Path(tempfile.mkdtemp(prefix="broadsheet-torture-")).resolve()
    library = compiled(folder, with_compiler)
    make_file(folder / "control")
    env = os.environ | {
        "LD_PRELOAD": " ".join(filter(None, [str(library), os.environ.get("LD_PRELOAD")])),
        VARIABLE: str(folder / "control"),
        "TMPDIR": str(folder),
        "BROADSHEET_HOME": str(folder / "home"),
        # A process with threads cannot be forked safely.
        "OPENBLAS_NUM_THREADS": "1",
    }
    os.execve(sys.executable, [sys.executable, "-m", "tests.torture", *sys.argv[1:]], env)


def _run(asked: argparse.Namespace, folder: Path) -> int:
    from tests.torture import corruption, injection, power
    from tests.torture.bench import Bench

    campaigns: dict[str, Callable[[Bench, int, int, Tally], None]] = {
        "kills": injection.kills,
        "faults": injection.faults,
        "power": power.power,
        "queries": injection.queries,
        "corruptions": corruption.corruptions,
    }
    # Also where a shell that started this in the background, or a time limit, would have it end without a table.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    tally = Tally()
    begun = time.monotonic()
    stopped = False
    try:
        bench = Bench(folder / "bench", Control(folder / "control"))
        for name, run in campaigns.items():
            if getattr(asked, name):
                run(bench, getattr(asked, name), asked.seed, tally)
    except KeyboardInterrupt:
        stopped = True
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(tally.table())
    print(
        f"seed {asked.seed}, {time.monotonic() - begun:.0f} s, {spent.ru_utime + spent.ru_stime:.0f} s CPU"
        f"{', stopped before its end' if stopped else ''}"
    )
    if stopped:
        return INTERRUPTED
    return 1 if tally.findings else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description="Torture of an archive.")
    parser.add_argument("--kills", type=int, default=0, help="commands killed at a change, some in the middle of it")
    parser.add_argument(
        "--faults", type=int, default=0, help="commands of which a call fails: ENOSPC, EIO, short writes"
    )
    parser.add_argument(
        "--power", type=int, default=0, help="power cuts: what was not flushed lost, in part, reordered"
    )
    parser.add_argument("--corruptions", type=int, default=0, help="files with other bytes, cut off, or with zeros")
    parser.add_argument(
        "--queries", type=int, default=0, help="questions during rebuilds and imports, at least so many"
    )
    parser.add_argument("--seed", type=int, default=1, help="of all that is drawn (default %(default)s)")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
