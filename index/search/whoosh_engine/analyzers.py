"""The terms of ``index.text.terms`` as Whoosh analyzers. No stop words, no shortest word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoosh.analysis import Analyzer, Token

from index.text.terms import stems_of, whole_term, words_of


class WordAnalyzer(Analyzer):
    """Words as written, folded."""

    def terms(self, text: str) -> list[str]:
        """The terms of ``text``, in order."""
        return words_of(text)

    def __call__(self, value: str, positions: bool = False, start_pos: int = 0, **kwargs: Any) -> Iterator[Token]:
        """Yield the same token object again and again, as Whoosh expects."""
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
