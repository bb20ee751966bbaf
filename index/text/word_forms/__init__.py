"""What no algorithm knows about the forms of words: a file for each language, from general knowledge.

``forms`` are irregular forms by their base: ``"mouse": "mice"``. ``apart`` are words that the algorithm would give the
stem of an unlike word: those of one line share a stem that no other word has. ``before`` are endings that are put as
others before a word is stemmed, ``after`` are ends of stems that are put as others. ``beginnings`` are short words that
are written together with a form after them. ``shared`` are forms that have the stem of another word, by the base that a
reader may mean: ``leaves`` of ``leaf``. ``suffixes`` are the endings of a language without an algorithm. ``no_begin``
and ``no_end`` are words that no compound begins or ends with: prefixes, endings, and words that others end in by
chance. ``weak`` are verbs without irregular forms, ``participles`` those of other verbs that are unlike words without a
prefix, ``separable`` and ``inseparable`` prefixes of verbs, and ``no_verbs`` words that only look like forms of a weak
verb. All is written with its accents, and folded as it is read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any, Final, NamedTuple, cast

from index.text.tokens import fold

KEPT: Final = 3
"""Letters of the shortest word that is left when an ending is cut off or put as another."""

APART: Final = "_"
"""At the end of a stem that only listed words have. No token has it, so no algorithm makes such a stem."""


class Endings:
    """Endings that are put as others, the longest that a word has."""

    def __init__(self, others: Mapping[str, str]) -> None:
        self.others = others
        self._sizes = sorted({len(ending) for ending in others}, reverse=True)
        self._last = frozenset(ending[-1] for ending in others)

    def put(self, word: str) -> str:
        """``word`` with its ending put as another; ``word`` itself where it has none that is listed."""
        if word[-1:] not in self._last:
            return word
        for size in self._sizes:
            if len(word) >= size + KEPT and (other := self.others.get(word[-size:])) is not None:
                return word[:-size] + other
        return word


class WordForms(NamedTuple):
    """What is known about one language, all of it folded."""

    bases: Mapping[str, str]
    """The base of each irregular form."""
    apart: Mapping[str, str]
    """Words with a stem of their own, and that stem."""
    shared: Mapping[str, tuple[str, ...]]
    """By base, its forms that have the stem of another word."""
    before: Endings
    after: Endings
    suffixes: Endings
    no_begin: frozenset[str]
    no_end: frozenset[str]
    weak: tuple[str, ...]
    participles: Mapping[str, str]
    """The infinitive of each participle that is another word unless it has a prefix."""
    separable: frozenset[str]
    inseparable: frozenset[str]
    no_verbs: frozenset[str]


@cache
def word_forms(language: str) -> WordForms:
    """What the file of ``language`` says; empty where there is none."""
    data = _read(language)
    forms: Mapping[str, str] = data.get("forms", {})
    apart: Sequence[str] = data.get("apart", ())
    suffixes: str = data.get("suffixes", "")
    beginnings: str = data.get("beginnings", "")
    return WordForms(
        {
            fold(beginning + form): fold(base)
            for base, others in forms.items()
            for form in others.split()
            for beginning in ("", *beginnings.split())
        },
        {word: end for line in apart for word, end in _with_stem([fold(word) for word in line.split()])},
        {fold(base): tuple(map(fold, others.split())) for base, others in data.get("shared", {}).items()},
        _endings(data.get("before", {})),
        _endings(data.get("after", {})),
        Endings({fold(suffix): "" for suffix in suffixes.split()}),
        _folded(data.get("no_begin", "")),
        _folded(data.get("no_end", "")),
        tuple(map(fold, data.get("weak", "").split())),
        {fold(form): fold(base) for base, form in data.get("participles", {}).items()},
        _folded(data.get("separable", "")),
        _folded(data.get("inseparable", "")),
        _folded(data.get("no_verbs", "")),
    )


class Suffixes:
    """A stemmer that cuts off the longest known ending, as PyStemmer's have it."""

    def __init__(self, language: str) -> None:
        self._suffixes = word_forms(language).suffixes

    def stemWord(self, word: str) -> str:  # noqa: N802 - PyStemmer's name
        """What is left of ``word`` without the longest ending that is known."""
        return self._suffixes.put(word)

    def stemWords(self, words: Sequence[str]) -> list[str]:  # noqa: N802 - PyStemmer's name
        """What is left of each of ``words``."""
        return [self._suffixes.put(word) for word in words]


def _folded(words: str) -> frozenset[str]:
    return frozenset(map(fold, words.split()))


def _endings(others: Mapping[str, str]) -> Endings:
    return Endings({fold(ending): fold(other) for ending, other in others.items()})


def _with_stem(words: Sequence[str]) -> Iterable[tuple[str, str]]:
    first, last = min(words), max(words)
    same = next((at for at, letter in enumerate(first) if last[at] != letter), len(first))
    end = first[:same] + APART
    return ((word, end) for word in words)


def _read(language: str) -> dict[str, Any]:
    path = resources.files(__package__).joinpath(f"{language}.json")
    if not language.isalpha() or not path.is_file():
        return {}
    return cast("dict[str, Any]", json.loads(path.read_text(encoding="utf-8")))
