"""What each engine has to do, in its own query language, for the same articles and questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from index.model import Article

SHOWN = 20
"""Articles of an answer, beside its count."""

NEAR = 8
"""Places that two words of an unordered row may be apart."""

SNIPPETS = 10
"""Articles of a page while a query is typed, each with a snippet."""


@dataclass(frozen=True, slots=True)
class Question:
    """``words`` asked together as ``kind`` says: common, rare, and, or, phrase, prefix (the last word), fuzzy, exact
    (as written), pattern (one with a star), unordered (at most ``NEAR`` places apart).

    Of a ``daterange`` the words are one to search for, the first day and the last, as ``YYYYMMDD``.
    """

    kind: str
    words: tuple[str, ...]

    def days(self) -> tuple[str, str]:
        """The first day and the last, in ISO form."""
        first, last = (f"{day[:4]}-{day[4:6]}-{day[6:]}" for day in self.words[1:])
        return first, last


class Reader(Protocol):
    """An index that is open."""

    def ask(self, question: Question) -> int | None:
        """Find the best ``SHOWN`` and count all; the count, or None for what the engine has no query for."""

    def typed(self, text: str, *, facets: bool) -> int | None:
        """Answer a query being typed with ``SNIPPETS`` snippets; the count, or None as above."""

    def close(self) -> None:
        """Let go of the files."""


class Engine(Protocol):
    """A kind of index, by default of an empty folder of its own."""

    name: str

    def add(self, folder: Path, batches: Iterable[Sequence[Article]]) -> None:
        """Index articles, all batches in one go, and have them searchable; makes the index where there is none."""

    def store(self, folder: Path, articles: Sequence[Article]) -> None:
        """Keep what the engine does not keep itself; not measured."""

    def open(self, folder: Path) -> Reader:
        """Open an index that was made."""

    def size(self, folder: Path) -> int:
        """Bytes of the index, stored articles not counted."""
