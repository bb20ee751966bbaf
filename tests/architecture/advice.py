"""What errors advise: every hint of the program, with the commands that it names."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tests.architecture.source_rules import PACKAGES, modules

_COMMAND = re.compile(r"\bbroadsheet (?:--[a-z-]+ [A-Z]+ )*([a-z][a-z-]*)")
"""A command as it is typed: options that come before its name have values in capitals."""
_BACKUP = re.compile(r"\bbackups?\b", re.IGNORECASE)


def hints(root: Path) -> list[tuple[str, str]]:
    """The hints of all errors, each with its file; what is filled in is ``{}``."""
    trees = dict(modules(root, *PACKAGES))
    constants = {name: value for tree in trees.values() for name, value in _constants(tree)}
    found = []
    for path, tree in trees.items():
        functions = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        for node in ast.walk(tree):
            if isinstance(node, ast.keyword) and node.arg == "hint":
                found += [(path, text) for text in _texts(node.value, constants, functions)]
    return found


def unknown_commands(hints: Iterable[tuple[str, str]], commands: Iterable[str]) -> list[tuple[str, str]]:
    """Hints that name what is no command."""
    known = set(commands)
    return [(path, hint) for path, hint in hints if any(name not in known for name in _COMMAND.findall(hint))]


def unsaid_backups(hints: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Hints that speak of a backup and do not name the command that makes or copies one."""
    return [(path, hint) for path, hint in hints if _BACKUP.search(hint) and "backup" not in _COMMAND.findall(hint)]


def _constants(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
            yield node.target.id, node.value
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, node.value


def _texts(node: ast.expr, constants: Mapping[str, ast.expr], functions: Mapping[str, ast.FunctionDef]) -> list[str]:
    """All texts that an expression can be."""
    match node:
        case ast.Constant(str() as text):
            return [text]
        case ast.JoinedStr(parts):
            return ["".join(_part(part, constants) for part in parts)]
        case ast.Name(name) | ast.Attribute(attr=name) if name in constants:
            return _texts(constants[name], constants, functions)
        case ast.IfExp(body=one, orelse=other):
            return _texts(one, constants, functions) + _texts(other, constants, functions)
        case ast.BinOp(left=one, right=other):
            return [
                first + second
                for first in _texts(one, constants, functions)
                for second in _texts(other, constants, functions)
            ]
        case ast.Call(func=ast.Name(name)) if name in functions:
            returned = (each.value for each in ast.walk(functions[name]) if isinstance(each, ast.Return))
            return [text for value in returned if value is not None for text in _texts(value, constants, {})]
    return []


def _part(part: ast.expr, constants: Mapping[str, ast.expr]) -> str:
    if isinstance(part, ast.FormattedValue):
        return next(iter(_texts(part.value, constants, {})), "{}")
    return str(part.value) if isinstance(part, ast.Constant) else ""
