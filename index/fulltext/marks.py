"""Where the words of a query stand in a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from whoosh import query as trees

from index.fulltext.analysis import LONGEST_TERM
from index.fulltext.dictionary import Words
from index.fulltext.schema import TEXT_FIELDS, WRITTEN
from index.model import Span
from index.text import Token, stem, tokens

_KEPT = 20_000
"""Code points of the longest text whose words are kept."""

_PART = 100_000
"""Code points of a long text that are searched for finds at once."""


class Mark(NamedTuple):
    """A find: its span, and what of the query it answers."""

    start: int
    end: int
    sought: str


@dataclass(slots=True)
class _Sought:
    """What is looked for in one field."""

    stems: set[str] = field(default_factory=set)
    prefixes: list[tuple[str, set[str]]] = field(default_factory=list)
    """Beginnings of words as written, with the stems that also answer them beside those that begin so."""
    phrases: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    """Stems in a row, by the first of them."""


class Marker:
    """Finds what a query looks for in the headline, deck or body of an article. Negated parts are not looked for."""

    def __init__(self, tree: trees.Query, words: Words) -> None:
        self._words = words
        self._sought = {name: _Sought() for name in TEXT_FIELDS}
        self._answers: dict[tuple[str, str], str] = {}
        self._collect(tree)

    def _collect(self, tree: trees.Query) -> None:
        match tree:
            case trees.And() | trees.Or():
                for part in tree.subqueries:
                    self._collect(part)
            case trees.Prefix(fieldname=name, text=text):
                stems = self._words.stems(text)
                for target in TEXT_FIELDS if name == WRITTEN else (name,):
                    if target in self._sought:
                        self._sought[target].prefixes.append((text, stems))
            case trees.Phrase(fieldname=name, words=terms) if name in self._sought:
                self._sought[name].phrases.setdefault(terms[0], []).append(tuple(terms))
            case trees.Term(fieldname=name, text=text) if name in self._sought:
                self._sought[name].stems.add(text)

    def marks(self, field: str, text: str) -> list[Mark]:
        """The finds in ``text`` taken as ``field``, in order; they do not overlap, and a longer one goes before."""
        return self._marks(field, _places(text)) if self._seeks(field) else []

    def first_marks(self, field: str, text: str) -> list[Mark]:
        """The finds in the first part of ``text`` that has any: all of them, unless the text is very long."""
        if not self._seeks(field):
            return []
        if len(text) <= _PART:
            return self.marks(field, text)
        parts = ((start, min(start + _PART, len(text))) for start in range(0, len(text), _PART))
        found = (self._marks(field, list(tokens(text, start, end))) for start, end in parts)
        return next((marks for marks in found if marks), [])

    def _seeks(self, field: str) -> bool:
        sought = self._sought[field]
        return bool(sought.stems or sought.prefixes or sought.phrases)

    def _marks(self, field: str, places: Sequence[Token]) -> list[Mark]:
        sought = self._sought[field]
        found: list[Mark] = []
        past = 0
        for at, (word, start, end) in enumerate(places):
            if at < past:
                continue
            length = self._phrase(sought, places, at) if sought.phrases else 0
            if length:
                past = at + length
                phrase = " ".join(place.word for place in places[at:past])
                found.append(Mark(start, places[past - 1].end, phrase))
            elif what := self._answer(field, word):
                found.append(Mark(start, end, what))
        return found

    def _answer(self, field: str, word: str) -> str:
        """What of the query ``word`` answers by itself; empty for none."""
        key = (field, word)
        what = self._answers.get(key)
        if what is None:
            what = self._answers[key] = _answered(self._sought[field], word)
        return what

    def _phrase(self, sought: _Sought, places: Sequence[Token], at: int) -> int:
        """How many words the longest phrase has that begins at ``at``."""
        longest = 0
        for phrase in sought.phrases.get(stem(places[at].word[:LONGEST_TERM]), ()):
            here = places[at : at + len(phrase)]
            if len(phrase) > longest and tuple(stem(place.word[:LONGEST_TERM]) for place in here) == phrase:
                longest = len(phrase)
        return longest

    def spans(self, field: str, text: str) -> tuple[Span, ...]:
        """The spans of :meth:`marks`."""
        return tuple((mark.start, mark.end) for mark in self.marks(field, text))


def _places(text: str) -> Sequence[Token]:
    return _kept_places(text) if len(text) <= _KEPT else list(tokens(text))


@lru_cache(maxsize=256)
def _kept_places(text: str) -> Sequence[Token]:
    """The words of a text, kept: while a query is typed, the same articles come up again and again."""
    return tuple(tokens(text))


def _answered(sought: _Sought, word: str) -> str:
    form = stem(word[:LONGEST_TERM])
    if form in sought.stems:
        return form
    for prefix, expansions in sought.prefixes:
        if word.startswith(prefix) or form.startswith(prefix) or form in expansions:
            return prefix
    return ""


def distinct(marks: Iterable[Mark]) -> set[str]:
    """What of the query the finds answer."""
    return {mark.sought for mark in marks}
