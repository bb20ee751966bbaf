"""The completions and the man page, which are made from the parser, have all that it has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tui.cli.commands.completions import FILES
from tui.cli.main import main
from tui.cli.options import command_parser

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "tui" / "cli" / "shell"
PARSERS = {name: own for name, (_, own) in command_parser()[1].items()}


def options(name: str) -> set[str]:
    """The long options of a command that its help lists."""
    return {option for option in PARSERS[name].options if option.startswith("--") and option != "--help"}


@pytest.mark.parametrize("name", PARSERS)
def test_the_man_page_has_each_option_of_the_command(name: str) -> None:
    page = (FOLDER / "broadsheet.1").read_text(encoding="utf-8").replace("\\-", "-")
    found = re.search(rf"^\.SS \\fBbroadsheet {name}\\fR\n(.*?)(?=^\.S[SH]|\Z)", page, re.MULTILINE | re.DOTALL)
    assert found is not None, "run python -m tests.make_shell_files"
    assert set(re.findall(r"\\fB(--[\w-]+)\\fR", found[1])) == options(name)


@pytest.mark.parametrize("name", PARSERS)
def test_bash_completes_each_option_of_the_command(name: str) -> None:
    text = (FOLDER / "broadsheet.bash").read_text(encoding="utf-8")
    found = re.search(rf"^_\w*_{name}_option_strings=\((.*?)\)$", text, re.MULTILINE)
    assert found is not None, "run python -m tests.make_shell_files"
    assert set(re.findall(r"--[\w-]+", found[1])) - {"--help"} == options(name)


@pytest.mark.parametrize("shell", FILES)
def test_the_completions_of_a_shell_are_printed_and_name_each_command(
    shell: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["completions", shell]) == 0
    printed = capsys.readouterr().out
    assert all(re.search(rf"\b{name}\b", printed) for name in PARSERS)


def test_the_wheel_puts_them_where_shells_and_man_look() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    placed = dict(re.findall(r'^"tui/cli/shell/(\S+)" = "share/(\S+)"$', project, re.MULTILINE))
    assert placed.keys() == {path.name for path in FOLDER.iterdir()}
    assert placed["broadsheet.1"] == "man/man1/broadsheet.1"
