"""How words become index terms: folded and cut to length, stemmed by the language of their article, or as whole values.

Every engine, highlighting and completion use the same terms, so that a hit found by one is marked by the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.text.stemming import ALGORITHMS, base_stem, base_stems, other_stems
from index.text.tokens import tokens

if TYPE_CHECKING:
    from index.model import Metadata

LONGEST_TERM = 100
"""Code points of a word that are indexed and looked for; longer ones are data, not words."""

DEFAULT_LANGUAGE = "en"
"""The language of an article that names none."""

_TAG = "\x1f"
"""Between a stem and its language. It sorts before every character that is part of a word."""


def words_of(text: str) -> list[str]:
    """The folded words of ``text``, in order, not stemmed."""
    return [token.word[:LONGEST_TERM] for token in tokens(text)]


def stem_term(word: str, language: str) -> str:
    """The term of a folded word in an article of ``language``: its stem, tagged with the language.

    Stems of one language are not taken for those of another: the English ``rate`` and ``rat`` are both ``rat`` in
    French. English stems have no tag; languages without a stemmer share the empty tag.
    """
    if language == DEFAULT_LANGUAGE:
        return base_stem(word)
    return f"{base_stem(word, language)}{_TAG}{stemmed_as(language)}"


def stem_terms(words: Sequence[str], language: str) -> list[str]:
    """What :func:`stem_term` gives for each of ``words``, in less time."""
    found = base_stems(words, language)
    if language == DEFAULT_LANGUAGE:
        return found
    end = _TAG + stemmed_as(language)
    return [each + end for each in found]


def language_of(metadata: Metadata) -> str:
    """The language whose stemmer is used for an article."""
    return metadata.language or DEFAULT_LANGUAGE


def stemmed_as(language: str) -> str:
    """The tag of stems of ``language``: its code; empty for a language without a stemmer."""
    return language if language in ALGORITHMS else ""


def bare(term: str) -> str:
    """The stem of a term made by :func:`stem_term`, without its language tag."""
    return term.partition(_TAG)[0]


def tagged(term: str) -> str:
    """The prefix of all terms that are the stem of ``term`` in a language other than the default one."""
    return bare(term) + _TAG


def terms_of_stem(form: str) -> tuple[str, ...]:
    """The terms in the default language of words of which :func:`index.text.stem` says ``form``."""
    return tuple(dict.fromkeys((form, *other_stems(form))))


def stems_of(text: str) -> list[str]:
    """The terms of ``text``, in order, in the default language."""
    return [base_stem(token.word[:LONGEST_TERM]) for token in tokens(text)]


def whole_term(value: str) -> str:
    """The term of a value that is indexed as a whole: its folded words joined by spaces; empty where it has no word."""
    return " ".join(words_of(value))[:LONGEST_TERM]
