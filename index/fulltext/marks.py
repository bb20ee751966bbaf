"""Where the words of a query stand in a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from whoosh import query as trees

from index.fulltext.analysis import EDGE, LONGEST_TERM
from index.fulltext.dictionary import Dictionary
from index.fulltext.schema import TEXT_FIELDS, WRITTEN
from index.model import Span
from index.text import stem, tokens


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
    """Beginnings of words as written, with the stems that also answer them."""
    phrases: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    """Stems in a row, by the first of them."""


class Marker:
    """Finds what a query looks for in the headline, deck or body of an article. Negated parts are not looked for."""

    def __init__(self, tree: trees.Query, words: Dictionary) -> None:
        self._words = words
        self._sought = {name: _Sought() for name in TEXT_FIELDS}
        self._collect(tree)

    def _collect(self, tree: trees.Query) -> None:
        match tree:
            case trees.And() | trees.Or():
                for part in tree.subqueries:
                    self._collect(part)
            case trees.Prefix(fieldname=name, text=text):
                stems = {stem(text)} if len(text) <= EDGE else self._words.stems(text)
                for target in TEXT_FIELDS if name == WRITTEN else (name,):
                    if target in self._sought:
                        self._sought[target].prefixes.append((text, stems))
            case trees.Phrase(fieldname=name, words=terms) if name in self._sought:
                self._sought[name].phrases.setdefault(terms[0], []).append(tuple(terms))
            case trees.Term(fieldname=name, text=text) if name in self._sought:
                self._sought[name].stems.add(text)

    def marks(self, field: str, text: str) -> list[Mark]:
        """The finds in ``text`` taken as ``field``, in order; they do not overlap, and a longer one goes before."""
        sought = self._sought[field]
        if not text or not (sought.stems or sought.prefixes or sought.phrases):
            return []
        places = list(tokens(text))
        stems = [stem(place.word[:LONGEST_TERM]) for place in places]
        found: list[Mark] = []
        at = 0
        while at < len(places):
            length, what = _at(sought, stems, at, places[at].word)
            if length:
                found.append(Mark(places[at].start, places[at + length - 1].end, what))
            at += length or 1
        return found

    def spans(self, field: str, text: str) -> tuple[Span, ...]:
        """The spans of :meth:`marks`."""
        return tuple((mark.start, mark.end) for mark in self.marks(field, text))


def _at(sought: _Sought, stems: Sequence[str], at: int, word: str) -> tuple[int, str]:
    """How many words from ``at`` on are a find, and of what."""
    length, what = 0, ""
    for phrase in sought.phrases.get(stems[at], ()):
        if len(phrase) > length and tuple(stems[at : at + len(phrase)]) == phrase:
            length, what = len(phrase), " ".join(phrase)
    if length:
        return length, what
    if stems[at] in sought.stems:
        return 1, stems[at]
    for prefix, expansions in sought.prefixes:
        if word.startswith(prefix) or stems[at] in expansions:
            return 1, prefix
    return 0, ""


def distinct(marks: Iterable[Mark]) -> set[str]:
    """What of the query the finds answer."""
    return {mark.sought for mark in marks}
