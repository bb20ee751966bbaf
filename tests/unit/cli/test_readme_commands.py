"""The README and the help name every command that there is, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from index.archive import programs
from tests.make_readme_tables import with_tables
from tui.cli.commands import commands
from tui.cli.main import main
from tui.export.formats import FORMATS

README = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
NAMES = [command.name for command in commands()]


def test_a_command_is_a_module_of_its_own() -> None:
    assert len(NAMES) == len(set(NAMES))
    folder = Path(__file__).parents[3] / "tui" / "cli" / "commands"
    assert sorted(NAMES) == sorted(path.stem for path in folder.glob("*.py") if path.stem != "__init__")


@pytest.mark.parametrize("name", NAMES)
def test_the_readme_names_the_command(name: str) -> None:
    assert re.search(rf"broadsheet {name}\b", README)


def test_the_readme_names_no_other_command() -> None:
    code = "\n".join(re.findall(r"```sh\n(.*?)```", README, re.DOTALL))
    named = set(re.findall(r"^(?:\S*/)?broadsheet ([a-z]+)", code, re.MULTILINE))
    assert named <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_help_explains_the_command(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--help"]) == 0
    (command,) = (command for command in commands() if command.name == name)
    text = " ".join(capsys.readouterr().out.split())
    assert command.help[1:] in text
    assert ("--json" in text) == command.json


def test_the_readme_names_every_format_of_a_comparison() -> None:
    assert all(format in README for format in FORMATS)


def test_the_readme_has_the_tables_of_formats_and_programs() -> None:
    assert with_tables(README) == README, "run python -m tests.make_readme_tables"


def test_a_program_is_found_by_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["formats", "zotero"]) == 0
    assert "Zotero/storage" in capsys.readouterr().out
    assert main(["formats", "markdown", "--json"]) == 0
    assert '".md"' in capsys.readouterr().out
    assert main(["formats", "nothing like it"]) == 1


def test_programs_are_in_the_order_of_their_names() -> None:
    names = [program.name.casefold() for program in programs()]
    assert names == sorted(set(names))
    assert all(ending.startswith(".") for program in programs() for ending in program.endings)
