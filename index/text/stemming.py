"""Stems words in many languages by the Snowball algorithms (https://snowballstem.org/algorithms/).

Words come without their accents, so that a word has one stem however it was written or typed. Where an algorithm tells
endings by their accents, those are put back first: ``eleicoes`` is stemmed as ``eleições``. The endings are in
``endings.json``, learned from lists of frequent words by ``tests/quality/fit_endings.py``.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, cast

from index.text.languages import LANGUAGES

if TYPE_CHECKING:
    from typing import Protocol

    class _Stemmer(Protocol):
        def stemWord(self, word: str) -> str: ...  # noqa: N802 - PyStemmer's name
        def stemWords(self, words: Sequence[str]) -> list[str]: ...  # noqa: N802 - PyStemmer's name


ALGORITHMS: Final[Mapping[str, str]] = {each.code: each.stemmer for each in LANGUAGES if each.stemmer}
"""Snowball's names of languages, by code."""

LONGEST_ENDING: Final = 6
"""Characters of an ending; longer ones are not in ``endings.json``."""

_stemmers = threading.local()


@lru_cache(maxsize=1 << 18)
def stem(word: str, language: str = "en") -> str:
    """The stem of a folded word in ``language``, an ISO 639 code; the word itself where that has no algorithm."""
    stemmer = _stemmer(language)
    if stemmer is None:
        return word
    endings, plain = _endings(language)
    if not endings:
        return stemmer.stemWord(word)
    return stemmer.stemWord(accented(word, endings)).translate(plain)


def stemmed(words: Sequence[str], language: str) -> list[str]:
    """What :func:`stem` gives for each of ``words``, all at once and without a cache."""
    stemmer = _stemmer(language)
    if stemmer is None:
        return list(words)
    endings, plain = _endings(language)
    if not endings:
        return stemmer.stemWords(words)
    return [form.translate(plain) for form in stemmer.stemWords([accented(word, endings) for word in words])]


def stems(word: str, languages: Iterable[str]) -> tuple[str, ...]:
    """The distinct stems of a folded word in ``languages``, in their order."""
    return tuple(dict.fromkeys(stem(word, language) for language in languages))


def accented(word: str, endings: Mapping[str, str]) -> str:
    """``word`` with the accents of the longest of ``endings`` that it has after its first letter."""
    for size in range(min(LONGEST_ENDING, len(word) - 1), 0, -1):
        ending = endings.get(word[-size:])
        if ending is not None:
            return word[:-size] + ending
    return word


def _stemmer(language: str) -> _Stemmer | None:
    """The stemmer of this thread: one stemmer cannot serve two threads."""
    made: dict[str, _Stemmer | None] | None = getattr(_stemmers, "made", None)
    if made is None:
        made = _stemmers.made = {}
    if language not in made:
        made[language] = _made(language)
    return made[language]


def _made(language: str) -> _Stemmer | None:
    name = ALGORITHMS.get(language)
    if name is None:
        return None
    import Stemmer

    # An older PyStemmer has fewer languages.
    return cast("_Stemmer", Stemmer.Stemmer(name, 0)) if name in Stemmer.algorithms() else None


@cache
def _endings(language: str) -> tuple[Mapping[str, str], Mapping[int, str]]:
    """Endings as they are folded, with their accents; and accented characters as they are folded."""
    found = _tables().get(language, {})
    plain = {ord(accented): folded for ending in found.items() for folded, accented in zip(*ending, strict=True)}
    return found, plain


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    import json
    from importlib import resources

    text = resources.files(__package__).joinpath("endings.json").read_text(encoding="utf-8")
    return cast("Mapping[str, Mapping[str, str]]", json.loads(text))
