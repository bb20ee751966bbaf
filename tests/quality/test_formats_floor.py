"""Files that programs and databases of news export: how many of the benchmark's entries are imported as they should."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.quality.measures import bench

FLOORS = {"made": 98, "public": 18}
"""Entries of which number, fields, beginnings and ends of the articles are all right: of 99 made and 19 public ones."""


@pytest.mark.slow
@pytest.mark.parametrize("part", FLOORS)
def test_exports_are_split_into_their_articles(part: str) -> None:
    folder = bench()
    if folder is None or not (folder / "formats" / part).is_dir():
        pytest.skip("no benchmark of formats: set BROADSHEET_BENCH")
    scorer = folder / "formats" / "score_formats.py"
    command = [sys.executable, str(scorer), str(folder / "formats" / part / "dev"), sys.executable, "-m", "tui"]
    printed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    passed = re.search(r"^(\d+) of \d+ pass", printed, re.MULTILINE)
    assert passed is not None, printed
    assert int(passed[1]) >= FLOORS[part], "\n".join(line for line in printed.split("\n") if line.startswith("FAIL"))
