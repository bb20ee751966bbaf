"""What can be typed on the command line: the parser of all commands, and words that argparse would misread.

A query may begin with ``-`` and a tag is taken off with ``-TAG``. Both look like options to :mod:`argparse`, so the
free words of these commands are set aside before it runs.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from index.errors import UsageError
from tui.cli.command import Command, Parser
from tui.cli.commands import commands

EXAMPLES = """\
examples:
  broadsheet demo                             read the sample articles
  broadsheet open ~/scrapes                   import a folder and read it
  broadsheet search 'ferry strike outlet:courier -pay'
  broadsheet search '"river police" date:2019-03' --json
  broadsheet compare k3xa 7qmd                two articles side by side
  broadsheet show k3xa --json                 one article for a script

An ID is what search and the reader show; its first characters are enough.
Run `broadsheet COMMAND --help` for one command.
"""


class _Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        sys.stdout.write(f"broadsheet {program_version()}\n")
        parser.exit()


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of one run; ``command`` is its :class:`Command`, None for the reader.

    ``words`` holds the free words of a command that takes some. Raises :class:`UsageError`; ``--help`` and
    ``--version`` print and raise :class:`SystemExit`.
    """
    parser, known = command_parser()
    at = _command_at(arguments)
    if at is not None and arguments[at] not in known:
        raise UsageError(f"There is no command {arguments[at]}.", hint=_meant(arguments[at], list(known)))
    command, own = known[arguments[at]] if at is not None else (None, parser)
    kept, words = list(arguments), list[str]()
    if command is not None and at is not None and command.free_words:
        kept, words = _free_words(arguments, at, own.options)
    options, unread = parser.parse_known_args(kept)
    if unread:
        own.error(f"unrecognized arguments: {' '.join(unread)}")
    options.command = command
    if command is not None and command.free_words:
        options.words = words
    return options


def wants_json(arguments: Sequence[str]) -> bool:
    """Whether ``--json`` is among the options, also where the rest cannot be read."""
    return "--json" in arguments[: arguments.index("--") if "--" in arguments else len(arguments)]


def program_version() -> str:
    """The version of the installed distribution."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("broadsheet")
    except PackageNotFoundError:
        return "(not installed)"


def _free_words(arguments: Sequence[str], at: int, options: Mapping[str, int]) -> tuple[list[str], list[str]]:
    """What argparse is to read, and the words of the command at ``at``. ``options``: how many values follow each."""
    name = arguments[at]
    kept, words = list(arguments[: at + 1]), list[str]()
    rest = list(arguments[at + 1 :])
    while rest:
        word = rest.pop(0)
        if word == "--":
            return kept, words + rest
        option, given, _ = word.partition("=")
        if option in options and (not given or options[option]):
            kept.append(word)
            if options[option] and not given and rest:
                kept.append(rest.pop(0))
        elif word.startswith("--") and word[2:3].isalpha():
            raise UsageError(
                f"{name} has no option {option}.",
                hint=f"To search for the word, put -- before it: broadsheet {name} -- {word}",
            )
        else:
            words.append(word)
    return kept, words


def _command_at(arguments: Sequence[str]) -> int | None:
    """Which argument is the command; None where there is none."""
    at = 0
    while at < len(arguments) and arguments[at].startswith("-"):
        at += 2 if arguments[at] == "--archive" else 1
    return at if at < len(arguments) else None


def _meant(word: str, names: Sequence[str]) -> str:
    if Path(word).exists():
        return f"To import it and read it: broadsheet open {word}"
    from difflib import get_close_matches

    near = get_close_matches(word, names, 1)
    return f"Did you mean {near[0]}?" if near else "See broadsheet --help."


def command_parser() -> tuple[Parser, Mapping[str, tuple[Command, Parser]]]:
    """The parser, and each command with its own by name."""
    parser = Parser(
        "broadsheet",
        "Search, read and compare archives of news articles, offline.\n"
        "Without a command it opens the reader on your archive.",
        EXAMPLES,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show the program's version and exit")
    parser.add_argument("--archive", metavar="DIR", help="the archive to use (or BROADSHEET_ARCHIVE)")
    # A script may give --json before the command.
    parser.add_argument("--json", action="store_true", help=argparse.SUPPRESS)
    added = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    known: dict[str, tuple[Command, Parser]] = {}
    for command in commands():
        description = f"{command.help[:1].upper()}{command.help[1:]}."
        own = added.add_parser(command.name, help=command.help, description=description)
        own.add_argument("--archive", metavar="DIR", default=argparse.SUPPRESS, help="the archive to use")
        if command.json:
            own.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="machine-readable output")
        own.note = command.note
        command.arguments(own)
        known[command.name] = command, own
    return parser, known
