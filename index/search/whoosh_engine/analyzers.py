"""How text becomes terms: the tokens of ``index.text``, stemmed or as written. No stop words, no shortest word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from whoosh.analysis import Analyzer, Token

from index.text import stem, tokens
from index.text.stemming import ALGORITHMS, stemmed

if TYPE_CHECKING:
    from index.model import Metadata

LONGEST_TERM = 100
"""Code points of a word that are indexed and looked for; longer ones are data, not words."""

DEFAULT_LANGUAGE = "en"
"""The language of an article that names none."""

_TAG = "\x1f"
"""Between a stem and its language. It sorts before all that is part of a word."""


def words_of(text: str) -> list[str]:
    """The folded words of ``text``, in order, not stemmed."""
    return [token.word[:LONGEST_TERM] for token in tokens(text)]


def stem_term(word: str, language: str) -> str:
    """The term of a folded word in an article of ``language``: its stem there, and which language that is.

    So that stems of one language are not taken for those of another: the English ``rate`` and ``rat`` are both
    ``rat`` in French. English stems stand by themselves; languages without stems are as one.
    """
    if language == DEFAULT_LANGUAGE:
        return stem(word)
    return f"{stem(word, language)}{_TAG}{stemmed_as(language)}"


def stem_terms(words: Sequence[str], language: str) -> list[str]:
    """What :func:`stem_term` gives for each of ``words``, in less time."""
    found = stemmed(words, language)
    if language == DEFAULT_LANGUAGE:
        return found
    end = _TAG + stemmed_as(language)
    return [each + end for each in found]


def spoken(metadata: Metadata) -> str:
    """The language that an article's words are stemmed in."""
    return metadata.language or DEFAULT_LANGUAGE


def stemmed_as(language: str) -> str:
    """What tells stems of ``language`` from others: its code; empty for one whose words are not stemmed."""
    return language if language in ALGORITHMS else ""


def bare(term: str) -> str:
    """The stem alone of what :func:`stem_term` gave."""
    return term.partition(_TAG)[0]


def tagged(term: str) -> str:
    """How the terms begin that are ``term`` in the languages that are told."""
    return bare(term) + _TAG


def stems_of(text: str) -> list[str]:
    """The terms of ``text``, in order, if it is in the language of those that name none."""
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
