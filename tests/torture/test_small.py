"""A small torture with a fixed seed; README names the large one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.torture.__main__ import NO_COMPILER

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_a_few_of_each_harm_lose_nothing() -> None:
    amounts = (
        "--kills",
        "15",
        "--faults",
        "15",
        "--power",
        "10",
        "--corruptions",
        "20",
        "--queries",
        "100",
        "--seed",
        "1",
    )
    done = subprocess.run(
        [sys.executable, "-m", "tests.torture", *amounts], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if NO_COMPILER in done.stdout:
        pytest.skip(NO_COMPILER)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "seed 1" in done.stdout
