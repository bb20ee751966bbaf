"""Articles grouped by event: what it costs at size, and what it keeps in memory.

In a process of its own, ``python -m tests.speed.grouping CORPUS SIZE``, which tells its figures as JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from index.comparison.background import background
from index.comparison.stories.grouping import group
from index.model import Article
from tests.speed.child import memory
from tests.speed.corpus import article
from tests.speed.table import Row, cpu


def rows(corpus: Path, size: int, _folder: Path) -> list[Row]:
    """The first ``size`` articles of a corpus by event; reading them from the file is not counted."""
    command = [sys.executable, "-m", "tests.speed.grouping", str(corpus), str(size)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"grouping {size} ended with {done.returncode}:\n{done.stderr}")
    found = json.loads(done.stdout)
    return [
        Row("stories", "articles/CPU s", size / found["seconds"], remark=f"{found['stories']:,} stories"),
        Row("stories: peak memory", "MB", found["peak"] / 1e6),
    ]


def grouped(corpus: Path, size: int) -> dict[str, float]:
    """CPU seconds, bytes of memory at the peak, and how many stories there are."""
    outside = 0.0

    def read() -> Iterator[Article]:
        nonlocal outside
        with corpus.open(encoding="utf-8") as lines:
            chosen = islice(lines, size)
            while True:
                start = cpu()
                one = next((article(json.loads(line)) for line in chosen), None)
                outside += cpu() - start
                if one is None:
                    return
                yield one

    statistics = background()
    start = cpu()
    stories = len(group(read(), statistics))
    return {"seconds": cpu() - start - outside, "peak": memory("VmHWM"), "stories": stories}


if __name__ == "__main__":
    print(json.dumps(grouped(Path(sys.argv[1]), int(sys.argv[2]))))
