"""The quotations of a sentence, also those that run on from the sentence before, and its text without them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from index.model import Span

_CLOSERS = {"\u201c": "\u201d", "\u201e": "\u201c\u201d", "\u00ab": "\u00bb", "\u00bb": "\u00ab", '"': '"\u201d'}
"""The marks that end a quotation, by the mark that begins it; German uses some the other way round."""
HIDDEN = "\u00b7"
"""Replaces each character of a text that is not searched for words: quotations, brackets, points in names."""
_ENDS = '"\u201d'
"""Marks that can only end a quotation where none is open."""
_PAUSES = (",", ".", "?", "!", "\u2026")
_BEFORE = "([\u2013\u2014-"
"""What may be between a space and the straight mark that begins a quotation."""
_BRACKETS = re.compile(r"[(\[][^()\[\]]{0,120}[)\]]")
_UNSEARCHED = re.compile(
    r"\.(?=\s*[^\s\u201c\u201d])"  # A sentence has one full stop, at its end; other points belong to names.
    r"|,(?=\d{3}\b)|,(?=\s(?:Inc|Jr|Sr|Ltd|LLC|Corp|Co)\b)"
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sentence prepared for reading: of equal length, its quotations hidden."""

    text: str
    """``HIDDEN`` for what is quoted or in brackets; \u201c and \u201d for all quotation marks."""
    quoted: tuple[Span, ...]
    """The text between quotation marks."""
    ends_open: str
    """The marks that end the quotation which runs on after the sentence; empty if none does."""


@lru_cache(maxsize=4096)
def sheet(text: str, open_until: str = "") -> Sheet:
    """Hides the quotations of ``text``; ``open_until`` are the marks that end one begun in a sentence before it."""
    row, quoted = list(text), []
    begun = 0
    for at, mark in enumerate(text):
        if open_until:
            if mark in open_until and not _begins(text, at):
                quoted.append((begun, at))
                row[at], open_until = "\u201d", ""
            else:
                row[at] = "\u201c" if mark in _CLOSERS else HIDDEN
                begun = at + 1 if mark in _CLOSERS and begun == at else begun
        elif mark in _CLOSERS and _may_begin(text, at):
            row[at], open_until, begun = "\u201c", _CLOSERS[mark], at + 1
        elif mark in _ENDS and not quoted and text[:at].rstrip().endswith(_PAUSES):
            # Where it began is not known: the sentence before may have lost its mark.
            row[: at + 1] = [*(HIDDEN * at), "\u201d"]
            quoted.append((0, at))
    if open_until:
        quoted.append((begun, len(text)))
    hidden = _BRACKETS.sub(lambda m: HIDDEN * len(m[0]), "".join(row))
    return Sheet(_UNSEARCHED.sub(HIDDEN, hidden), tuple(quoted), open_until)


def ends_within(sentences: Iterable[str], open_until: str) -> bool:
    """Whether a quotation that runs on ends in one of the next ``sentences``, before another one begins."""
    for text in sentences:
        for at, mark in enumerate(text):
            if mark in open_until and not _begins(text, at):
                return True
            if at and mark in _CLOSERS and mark not in open_until:
                return False
            if at and mark == '"' and _begins(text, at):
                return False
    return False


def _begins(text: str, at: int) -> bool:
    """Whether a straight mark can only begin a quotation: space before it, a letter and another mark after it."""
    if text[at] != '"' or not text[at + 1 : at + 2].isalpha():
        return False
    return not at or (text[at - 1].isspace() and '"' in text[at + 1 :])


def _may_begin(text: str, at: int) -> bool:
    """Whether a mark outside a quotation begins one: a straight mark after a word and before a space does not."""
    if text[at] != '"' or not at or text[at - 1].isspace() or text[at - 1] in _BEFORE:
        return True
    return text[at + 1 : at + 2].isalnum()
