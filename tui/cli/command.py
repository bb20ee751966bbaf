"""What a command is: one record of its name, its arguments and what runs it."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NoReturn, TypeVar, get_args

from index.errors import UsageError
from tui.cli.output import Streams

Group = Literal["read", "import", "compare", "maintain"]
GROUPS: tuple[Group, ...] = get_args(Group)
"""In the order of the help."""

_PLAIN = (
    (re.compile(r"the following arguments are required: (.+)"), r"missing: \1"),
    (re.compile(r"argument (\S+): expected one argument"), r"\1 needs a value"),
    (re.compile(r"argument (\S+): invalid choice: '(.*)' \(choose from (.+)\)"), r"\1 cannot be \2; choose from \3"),
    (re.compile(r"argument (\S+): "), r"\1: "),
    (re.compile(r"unrecognized arguments: (.+)"), r"not understood: \1"),
)
"""What argparse says, and how a reader of the command line says it."""
_Action = TypeVar("_Action", bound=argparse.Action)


class Parser(argparse.ArgumentParser):
    """A parser that raises :class:`UsageError` instead of leaving the program, and knows its options."""

    def __init__(self, prog: str, description: str, epilog: str | None = None) -> None:
        self.options: dict[str, int] = {}
        """How many values follow each option: 0 or 1."""
        self.note: Callable[[], str] | None = None
        """Makes the last lines of the help, when that is printed."""
        super().__init__(
            prog=prog,
            description=description,
            epilog=epilog,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )

    def _add_action(self, action: _Action) -> _Action:
        self.options.update(dict.fromkeys(action.option_strings, 0 if action.nargs == 0 else 1))
        return super()._add_action(action)

    def format_help(self) -> str:
        """The help, with the note at its end."""
        if self.note is not None:
            self.epilog = self.note()
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        """Raise what argparse found wrong as a :class:`UsageError`, in plain words."""
        for pattern, plain in _PLAIN:
            message = pattern.sub(plain, message)
        raise UsageError(f"{message[:1].upper()}{message[1:].rstrip('.')}.", hint=f"See {self.prog} --help.")


def no_arguments(parser: argparse.ArgumentParser) -> None:
    """For a command that takes none of its own."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command of ``broadsheet``."""

    name: str
    group: Group
    help: str
    """One line in the list of commands, without a full stop."""
    run: Callable[[argparse.Namespace, Streams], int]
    """Does the work and returns the exit code."""
    arguments: Callable[[argparse.ArgumentParser], None] = no_arguments
    """Adds the command's own arguments; ``--archive`` and ``--json`` are added for it."""
    json: bool = True
    """Whether it takes ``--json``."""
    note: Callable[[], str] | None = None
    """Makes the last lines of its help, when that is printed."""
    free_words: bool = False
    """Whether its words may begin with ``-``: they go into ``words``, and argparse never sees them."""


def count(text: str) -> int:
    """An argument that is a whole number from 0."""
    if not text.isdecimal() or len(text) > 9:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0")
    return int(text)
