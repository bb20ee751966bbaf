"""One module a command: its name, its arguments, its run function, what it prints and its JSON.

A module defines ``COMMAND``; a new command is a new module here, and nothing else. The shapes of the JSON are a
contract with scripts: a key may be added, none changes its name or meaning.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from tui.cli.command import GROUPS, Command


@cache
def commands() -> tuple[Command, ...]:
    """Every command, by group and name: the order of the help."""
    modules = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    found = [command for module in modules if isinstance(command := getattr(module, "COMMAND", None), Command)]
    return tuple(sorted(found, key=lambda command: (GROUPS.index(command.group), command.name)))
