"""How text becomes terms: the tokens of ``index.text``, stemmed or as written. No stop words, no shortest word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoosh.analysis import Analyzer, Token

from index.text import stem, tokens

LONGEST_TERM = 100
"""Code points of a word that are indexed and looked for; longer ones are data, not words."""

DEFAULT_LANGUAGE = "en"
"""The language that words are stemmed in."""


def words_of(text: str) -> list[str]:
    """The folded words of ``text``, in order, not stemmed."""
    return [token.word[:LONGEST_TERM] for token in tokens(text)]


def stems_of(text: str) -> list[str]:
    """The stems of ``text``, in order."""
    return [stem(token.word[:LONGEST_TERM]) for token in tokens(text)]


class WordAnalyzer(Analyzer):
    """Words as written, folded."""

    def terms(self, text: str) -> list[str]:
        """The terms of ``text``, in order."""
        return words_of(text)

    def __call__(self, value: str, positions: bool = False, start_pos: int = 0, **kwargs: Any) -> Iterator[Token]:
        """Yield one token object again and again, as Whoosh wants it."""
        token = Token(positions=positions, **kwargs)
        token.boost = 1.0
        for position, term in enumerate(self.terms(value), start_pos):
            token.text = term
            if positions:
                token.pos = position
            yield token


class StemAnalyzer(WordAnalyzer):
    """Stems, for text that is searched in any of its word forms."""

    def terms(self, text: str) -> list[str]:
        """The terms of ``text``, in order."""
        return stems_of(text)


class WholeAnalyzer(WordAnalyzer):
    """Values separated by line ends, each one term: its folded words joined by spaces."""

    def terms(self, text: str) -> list[str]:
        """One term for each line of ``text`` that has a word."""
        return [term for line in text.split("\n") if (term := whole_term(line))]


def whole_term(value: str) -> str:
    """The term under which :class:`WholeAnalyzer` files ``value``; empty where it has no word."""
    return " ".join(words_of(value))[:LONGEST_TERM]
