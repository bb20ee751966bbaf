"""What an import costs by itself, and with what follows it: stories, and copied text.

The gutter costs nothing here: it is worked out for an article when that is opened. Each import is run in a process of
its own, ``python -m tests.speed.importing FOLDER CORPUS SIZE alone|whole``, which tells its figures as JSON.
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any
from unittest.mock import patch

from index.archive import Archive
from index.services.imports import importer
from tests.speed.child import memory
from tests.speed.table import Row, cpu

_FOLLOWING = {"stories": "group_stories", "copied text": "trace_copies"}
"""What follows an import, by the names that the import calls it by."""


def rows(corpus: Path, size: int, folder: Path) -> list[Row]:
    """The first ``size`` articles of a corpus imported without and with what follows, into archives in ``folder``."""
    alone = _run(folder / f"alone-{size}", corpus, size, "alone")
    whole = _run(folder / f"whole-{size}", corpus, size, "whole")
    ratio = whole["seconds"] / alone["seconds"]
    return [
        Row("import alone", "articles/CPU s", size / alone["seconds"]),
        Row(
            "import with stories, reuse, gutter",
            "articles/CPU s",
            size / whole["seconds"],
            remark=f"costs {ratio:.2f} times as much",
        ),
        *(Row(f"import: of it {what}", "CPU s", whole[what]) for what in _FOLLOWING),
        Row("import: peak memory", "MB", whole["peak"] / 1e6),
    ]


def _run(folder: Path, corpus: Path, size: int, what: str) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.speed.importing", str(folder), str(corpus), str(size), what]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"importing {size} {what} ended with {done.returncode}:\n{done.stderr}")
    found: dict[str, float] = json.loads(done.stdout)
    return found


def imported(folder: Path, corpus: Path, size: int, *, whole: bool) -> dict[str, float]:
    """CPU seconds of an import and of what follows it, workers included, and the peak of this process in bytes."""
    folder.mkdir(parents=True)
    lines = folder / "articles.jsonl"
    with corpus.open(encoding="utf-8") as stored, lines.open("w", encoding="utf-8") as out:
        out.writelines(islice(stored, size))
    spent = dict.fromkeys(_FOLLOWING, 0.0)
    outside = 0.0

    def timed(what: str, work: Callable[..., Any]) -> Callable[..., list[Any]]:
        def replaced(*arguments: Any) -> list[Any]:
            nonlocal outside
            before = cpu()
            # What was left by the step before is not this one's.
            gc.collect()
            start = cpu()
            outside += start - before
            # Whether it does its work at once or step by step.
            steps = list(work(*arguments) or ()) if whole else []
            spent[what] += cpu() - start
            return steps

        return replaced

    measured: dict[str, Any] = {name: timed(what, getattr(importer, name)) for what, name in _FOLLOWING.items()}
    start = cpu()
    with patch.multiple(importer, **measured), Archive.open(folder / "archive") as archive:
        for _ in archive.add([lines]):
            pass
    return {"seconds": cpu() - start - outside, "peak": memory("VmHWM"), **spent}


if __name__ == "__main__":
    _folder, _corpus, _size, _what = sys.argv[1:]
    print(json.dumps(imported(Path(_folder), Path(_corpus), int(_size), whole=_what == "whole")))
