"""``completions``: what lets a shell complete commands, options and paths."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Final

from tui.cli.command import Command
from tui.cli.output import DONE, Streams

FILES: Final = {"bash": "broadsheet.bash", "zsh": "_broadsheet"}
"""By shell, the file in ``tui/cli/shell``; ``tests/make_shell_files.py`` makes them."""


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("shell", metavar="SHELL", choices=tuple(FILES), help="bash or zsh")


def run(options: Namespace, streams: Streams) -> int:
    """Print the completions of a shell, to be put where it looks for them."""
    path = Path(__file__).parents[1] / "shell" / FILES[options.shell]
    streams.print_document(path.read_text(encoding="utf-8"))
    return DONE


COMMAND = Command(
    "completions", "maintain", "print the completions of a shell: bash or zsh", run, _arguments, json=False
)
"""``broadsheet completions bash > ~/.local/share/bash-completion/completions/broadsheet``."""
