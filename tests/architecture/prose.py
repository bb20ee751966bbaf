"""The prose of a tree: docstrings, comments and texts in Python, README and change log; and what it does not say.

The words are those that readers of this code stumbled over. Each has a plainer one that everybody knows.
"""

from __future__ import annotations

import ast
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.architecture.source_rules import PACKAGES, modules

PAGES = ("README.md", "CHANGELOG.md")

PHRASES = {
    r"anew": "rebuilt, again",
    r"furniture": "boilerplate",
    r"narration": "messages",
    r"galley|(?<!site )chrome": "layout, frame",
    r"told": "printed, reported, shown; or name who is informed of what",
    r"stands|stand there|stood": "is, are; or name what it means",
    r"(?:is|are|was|were) (?:not )?said": "says, states; or name the message",
    r"for want of": "without, because there is no",
    r"one is at": "the current",
    r"pass(?:es|ed)? over": "skip",
    r"never over another": "never overwrites",
    r"goes? on where": "resumes",
    r"gives? another place": "choose another folder",
    r"nothing is left of it": "the file was not written",
    r"worked out": "computed",
    r"taken apart|takes? apart": "parsed, split",
    r"whoever": "name who",
    r"made good": "completed",
    r"bears? witness": "name the evidence",
    r"lets? go of": "close, release, drop",
}
"""Expressions, and what to write in their place."""

_REFUSED = re.compile(rf"\b(?:{'|'.join(PHRASES)})\b", re.IGNORECASE)
_CODE = re.compile(r"```.*?```|``.*?``|`[^`]*`", re.DOTALL)
_WORD = re.compile(r"[A-Za-z]+")
_EMPTY = {"the", "a", "an", "of", "its", "this", "their", "one", "and"}
"""Words with which a docstring says nothing that a name does not."""


class Prose(NamedTuple):
    """A text of a file, and the line where it begins."""

    path: str
    line: int
    text: str


def prose(root: Path) -> Iterator[Prose]:
    """Every text for people below ``root``: of a string in Python only if it has a space, which keywords have not."""
    for page in PAGES:
        if (root / page).exists():
            yield Prose(page, 1, (root / page).read_text(encoding="utf-8"))
    for path, tree in modules(root, *PACKAGES):
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
                yield Prose(path, node.lineno, node.value)
        with (root / path).open(encoding="utf-8") as file:
            for token in tokenize.generate_tokens(file.readline):
                if token.type == tokenize.COMMENT:
                    yield Prose(path, token.start[0], token.string)


def refused(text: str) -> list[tuple[int, str]]:
    """The expressions of a text that have a plainer word, each with the number of lines before it; code is left out."""
    plain = _CODE.sub(lambda found: "\n" * found.group().count("\n"), text)
    return [(plain[: found.start()].count("\n"), found.group().lower()) for found in _REFUSED.finditer(plain)]


def phrases(root: Path) -> list[str]:
    """Where the prose below ``root`` says what has a plainer word, as ``path:line: expression``."""
    found = {
        f"{path}:{line + below}: {expression}"
        for path, line, text in prose(root)
        for below, expression in refused(text)
    }
    return sorted(found)


def restating(root: Path) -> list[str]:
    """Where a docstring has no word that the name has not, as ``path:line: name``."""
    return [
        f"{path}:{node.lineno}: {node.name}"
        for path, tree in modules(root, *PACKAGES)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        if restates(node.name, ast.get_docstring(node) or "")
    ]


def restates(name: str, docstring: str) -> bool:
    """Whether a docstring only repeats the words of a name."""
    said = {_singular(word) for word in _WORD.findall(docstring.lower())} - _EMPTY
    named = re.sub(r"([a-z])([A-Z])", r"\1_\2", name).lower()
    return bool(docstring) and said <= {_singular(word) for word in _WORD.findall(named.replace("_", " "))}


def _singular(word: str) -> str:
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")
