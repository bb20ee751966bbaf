"""What a user sees and what is left in the terminal, by the real command in a real pseudo-terminal."""

from __future__ import annotations

import json
import re
import signal
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
"""Starts the program on a terminal; see ``conftest.py``."""

SIZES = [(80, 24), (120, 40), (200, 50)]

_HOSTILE = """\
---
title: "[red]Quay\x1b[31m closed[/red] after\x1b]52;c;ZXZpbA==\x07 flood [@click=app.quit]at night[/]"
outlet: "Ennor \u202ePost"
date: 2021-05-04
---

The harbour quay at Ennor was closed \x1b]52;c;ZXZpbA==\x07on Tuesday after the river rose \u202eby two metres\u2066.

"We saw [/ it come over the wall," said Oda Finch \x9b31m, who \x1b[2Jkeeps a boat [bold]tied[/bold] to her bed.

The council said that [@click=app.quit]the quay[/] would open again on Friday, which \x1b]0;owned\x07 it expects.
"""


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40", "200x50"])
def test_search_read_compare_and_quit(run: Run, size: tuple[int, int]) -> None:
    terminal = run("demo", size=size)
    terminal.wait("32 articles in")
    terminal.keys("ferry")
    terminal.wait(lambda text: "/ ferry" in text and "5 articles in" in text)
    terminal.keys("\r")
    terminal.wait("enter read")
    terminal.keys("\r")
    terminal.wait(lambda text: "1 of 5 for" in text and "Brannock" in text)
    terminal.keys("C")
    terminal.wait("THE HARBOUR LIGHT")
    terminal.wait(lambda text: "n N link" in text and "only here" in text and any(sign in text for sign in "≡≈~"))
    terminal.keys("q")
    terminal.wait("1 of 5 for")
    terminal.keys("q")
    terminal.wait("/ ferry")
    terminal.keys("\x11")
    assert terminal.end() == 0
    assert terminal.left_behind() == set()
    assert b"Traceback" not in terminal.written


def test_open_imports_and_reads_hostile_text_as_text(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "quay.md").write_text(_HOSTILE, encoding="utf-8")
    terminal = run("open", str(folder), size=(100, 30))
    terminal.wait("[@click=app.quit]")
    terminal.keys("council")
    terminal.wait("/ council")
    terminal.keys("\r")
    terminal.wait("enter read")
    terminal.keys("\r")
    terminal.wait("100 %")
    terminal.wait(lambda text: "[@click=app.quit]the quay[/]" in text and "[bold]tied[/bold]" in text)
    terminal.keys("r")
    terminal.wait("as it was imported")
    terminal.keys("\x11")
    assert terminal.end() == 0
    assert terminal.left_behind() == set()
    # The shape of the mouse pointer is the application's own.
    written = re.sub(rb"\x1b\]22;[a-z]*\x07", b"", terminal.written)
    for obeyed in (b"\x1b]", b"\x1b[2J", b"\x1b[31m", b"\xc2\x9b", "\u202e".encode(), "\u2066".encode(), b"\x07"):
        assert obeyed not in written, obeyed


def test_commands_print_hostile_text_as_text(run: Run, tmp_path: Path) -> None:
    (tmp_path / "quay.md").write_text(_HOSTILE, encoding="utf-8")
    for command in (["add", "quay.md"], ["search", "quay"], ["stats"], ["stories"]):
        terminal = run(*command)
        assert terminal.end() == 0
        for obeyed in (b"\x1b]", b"\x1b[31m", b"\x1b[2J", b"\xc2\x9b", "\u202e".encode(), b"\x07"):
            assert obeyed not in terminal.written, (command, obeyed)


def test_a_window_too_small_gets_a_message(run: Run) -> None:
    terminal = run("demo", size=(40, 10))
    terminal.wait("needs")
    terminal.keys("\x11")
    assert terminal.end() == 0
    assert terminal.left_behind() == set()


def test_without_colours_nothing_is_coloured(run: Run) -> None:
    terminal = run("demo", NO_COLOR="1")
    terminal.wait("32 articles in")
    terminal.keys("\x11")
    assert terminal.end() == 0
    styles = {code for codes in re.findall(rb"\x1b\[([\d;]*)m", terminal.written) for code in codes.split(b";")}
    assert styles <= {b"", b"0", b"1", b"2", b"3", b"4", b"7", b"9", b"39", b"49"}


def test_an_empty_archive_says_how_to_fill_it(run: Run) -> None:
    terminal = run()
    terminal.wait("broadsheet open")
    terminal.keys("\x11")
    assert terminal.end() == 0


def test_ctrl_c_ends_a_command_with_a_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "quay.md").write_text(_HOSTILE, encoding="utf-8")
    terminal = run("clean", "quay.md", "-")
    terminal.wait("it expects")
    terminal.interrupt()
    assert terminal.end() == 130
    assert "Interrupted" in terminal.text()
    assert b"Traceback" not in terminal.written


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_reader_and_leaves_the_terminal_well(run: Run, tmp_path: Path, number: int) -> None:
    terminal = run()
    terminal.wait("broadsheet open")
    terminal.keys("T")
    terminal.signal(number)
    assert terminal.end() == 128 + number
    assert b"Traceback" not in terminal.written
    assert terminal.left_behind() == set()
    (settings,) = tmp_path.rglob("settings.json")
    assert stat.S_IMODE(settings.stat().st_mode) == 0o600


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_a_command_with_a_line(run: Run, tmp_path: Path, number: int) -> None:
    (tmp_path / "quay.md").write_text(_HOSTILE, encoding="utf-8")
    terminal = run("clean", "quay.md", "-")
    terminal.wait("it expects")
    terminal.signal(number)
    assert terminal.end() == 128 + number
    assert "Interrupted" in terminal.text()
    assert b"Traceback" not in terminal.written


def test_the_reader_sleeps_and_wakes(run: Run) -> None:
    terminal = run()
    terminal.wait("broadsheet open")
    terminal.signal(signal.SIGTSTP)
    terminal.sleeps()
    assert terminal.left_behind() <= {"line discipline"}
    terminal.signal(signal.SIGCONT)
    terminal.keys("?")
    terminal.wait("Keys")
    terminal.keys("q\x11")
    assert terminal.end() == 0


def test_a_fault_of_the_program_is_one_line_and_leaves_the_terminal_well(
    run: Run, interpreter: str, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.py"
    broken.write_text(
        "import sys\nfrom tui.cli.main import main\nfrom tui.screens.search import SearchScreen\n"
        "def fall(*_):\n    raise RuntimeError('fallen over')\n"
        "SearchScreen.on_mount = fall\nsys.exit(main())\n",
        encoding="utf-8",
    )
    terminal = run(instead=[interpreter, str(broken)], size=(160, 24))
    assert terminal.end() == 1
    assert "RuntimeError: fallen over" in terminal.text()
    assert b"Traceback" not in terminal.written
    assert terminal.left_behind() == set()


# --- Pipes ------------------------------------------------------------------------------------------------------------


Piped = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def piped(home: dict[str, str], program: list[str]) -> Piped:
    """Start the program without a terminal."""

    def start(*arguments: str, **environment: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*program, *arguments],
            env=home | environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    return start


def test_a_reader_who_has_had_enough_is_no_error(piped: Piped, home: dict[str, str]) -> None:
    demo = piped("demo")
    demo.communicate()
    assert demo.returncode == 0
    archive = str(Path(home["XDG_CACHE_HOME"]) / "broadsheet" / "demo")
    process = piped("search", "", "--limit", "1000", "--json", "--archive", archive)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    assert process.wait() == 0
    assert b"Error" not in process.stderr.read()
    process.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the device that is always full")
def test_output_that_cannot_be_written_is_a_line(home: dict[str, str], program: list[str], tmp_path: Path) -> None:
    (tmp_path / "quay.md").write_text(_HOSTILE, encoding="utf-8")
    with Path("/dev/full").open("wb") as full:
        command = [*program, "clean", str(tmp_path / "quay.md"), "--json"]
        done = subprocess.run(
            command, env=home, stdin=subprocess.DEVNULL, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 1
    assert done.stderr.decode().startswith("broadsheet: ")
    assert b"Traceback" not in done.stderr


def test_json_and_text_in_a_locale_without_letters(piped: Piped, tmp_path: Path) -> None:
    name = b"\xff\xc3\xa9.md".decode("utf-8", "surrogateescape")
    (tmp_path / name).write_text("---\ntitle: Fête à Ébène\n---\n\nLe pont est tombé près d’Ébène, et l’on s’étonne.\n")
    plain = {"LC_ALL": "C", "LANG": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    out, err = piped("add", str(tmp_path / name), "--json", **plain).communicate()
    assert json.loads(out)["articles"][0]["title"] == "Fête à Ébène"
    assert b"Traceback" not in err
    out, err = piped("search", "pont", **plain).communicate()
    assert out.isascii() and b"pont" in out
    assert b"Traceback" not in err
