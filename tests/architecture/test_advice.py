"""Every advice of an error can be followed: what it names is a command."""

from pathlib import Path

from tests.architecture.advice import hints, unknown_commands, unsaid_backups
from tui.cli.commands import commands

ROOT = Path(__file__).parents[2]
COMMANDS = {command.name for command in commands()}


def test_every_command_that_a_hint_names_is_there() -> None:
    found = hints(ROOT)
    assert len(found) > 120
    assert sum("broadsheet salvage ARCHIVE DEST" in hint for _, hint in found) >= 4
    assert unknown_commands(found, COMMANDS) == []


def test_no_hint_speaks_of_a_backup_without_the_command() -> None:
    assert unsaid_backups(hints(ROOT)) == []


def test_both_are_found() -> None:
    path = "index/store/store.py"
    wrong = [(path, "Restore it from a backup."), (path, "Run 'broadsheet mend FOLDER'."), (path, "broadsheet show ID")]
    assert unknown_commands(wrong, COMMANDS) == wrong[1:2]
    assert unsaid_backups(wrong) == wrong[:1]
    assert unknown_commands([(path, "broadsheet --archive OLD backup NEW")], COMMANDS) == []
