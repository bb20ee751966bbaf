"""Standard streams that are closed, or take nothing: a line and an exit code, and nothing lands in another file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from index.archive import Archive

FULL = Path("/dev/full")
TEXT = "The ferry of Halvane stays in port because an engine failed, said Ulla Brandvik on Tuesday evening.\n"


def ended(tmp_path: Path, redirections: str, *arguments: str) -> tuple[int, str, str]:
    """Run a command of broadsheet with streams as a shell redirects them; its exit code, output and messages."""
    if os.name != "posix":
        pytest.skip("the shell that closes the streams is that of POSIX")
    command = ["sh", "-c", f'exec "$@" {redirections}', "sh", sys.executable, "-m", "tui", *arguments]
    environment = os.environ | {
        "BROADSHEET_HOME": str(tmp_path / "home"),
        "BROADSHEET_ARCHIVE": str(tmp_path / "archive"),
        "PYTHONPATH": str(Path(__file__).parents[3]),
    }
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, timeout=120, cwd=tmp_path, env=environment
    )
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "home" / "failure.txt").exists()
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an archive of one article."""
    (tmp_path / "ferry.md").write_text(f"---\ntitle: Ferry\n---\n{TEXT}", encoding="utf-8")
    with Archive.open(tmp_path / "archive") as archive:
        list(archive.add([tmp_path / "ferry.md"]))
    return tmp_path


@pytest.mark.parametrize("output", [">&-", ">/dev/full"])
@pytest.mark.parametrize("arguments", [("search", "ferry"), ("search", "ferry", "--json"), ("search", "(", "--json")])
def test_an_output_that_takes_nothing_is_said(folder: Path, output: str, arguments: tuple[str, ...]) -> None:
    if output.endswith("full") and not FULL.exists():
        pytest.skip("there is no device that is always full")
    code, _, said = ended(folder, output, *arguments)
    assert code == 1
    assert "broadsheet: The output cannot be written: " in said


def test_messages_without_a_place_are_dropped(folder: Path) -> None:
    assert ended(folder, "2>&-", "search", "nowhere") == (1, "", "")
    code, out, _ = ended(folder, "2>&-", "search", "ferry", "--json")
    assert code == 0
    assert '"total": 1' in out


def test_an_input_that_is_closed_is_empty(folder: Path) -> None:
    code, _, said = ended(folder, "<&-", "add", "-")
    assert code in (0, 1)
    assert said
    assert ended(folder, "<&-", "search", "ferry")[0] == 0


def test_no_line_lands_in_a_file_that_took_the_number_of_a_stream(folder: Path) -> None:
    (folder / "quay.md").write_text(f"---\ntitle: Quay\n---\n{TEXT.replace('ferry', 'crane')}", encoding="utf-8")
    assert ended(folder, "<&- >&- 2>&-", "add", "quay.md") == (0, "", "")
    with Archive.open(folder / "archive") as archive:
        assert archive.check().damaged == ()
        assert archive.search("halvane").total == 2


def test_a_reader_that_closes_the_pipe_is_no_failure(folder: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "tui", "--archive", str(folder / "archive"), "search", "ferry"],
            check=False, stdout=writing, stderr=subprocess.PIPE, text=True, timeout=120,
            env=os.environ | {"BROADSHEET_HOME": str(folder / "home"), "PYTHONPATH": str(Path(__file__).parents[3])},
        )  # fmt: skip
    finally:
        os.close(writing)
    assert done.returncode == 0
    assert "cannot" not in done.stderr
    assert "Error" not in done.stderr
