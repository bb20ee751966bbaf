"""Posting values that hold positions as plain numbers."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from whoosh.fields import TEXT
from whoosh.formats import Positions

from index.fulltext.analysis import WordAnalyzer

_NUMBER = array("I").itemsize


class ArrayPositions(Positions):
    """Whoosh's positions as an array of unsigned numbers: smaller than its pickled lists, and only read."""

    def word_values(self, value: Any, analyzer: Any, **kwargs: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Each term of ``value``, a text or the list of its terms, with frequency, weight and encoded positions."""
        terms = value if isinstance(value, list) else analyzer.terms(value)
        places: defaultdict[Any, list[int]] = defaultdict(list)
        for position, term in enumerate(terms):
            places[term].append(position)
        for term, positions in places.items():
            yield term, len(positions), float(len(positions)), self.encode(positions)

    def encode(self, poslist: Iterable[int]) -> bytes:
        """Positions as bytes, in the order and size of numbers of this machine."""
        return array("I", poslist).tobytes()

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """The positions in a value that :meth:`encode` made."""
        return array("I", valuestring).tolist()

    def decode_frequency(self, valuestring: bytes) -> int:
        """How many positions a value has."""
        return len(valuestring) // _NUMBER


class WordsField(TEXT):
    """A field of terms with positions; it takes a text, or the list of its terms."""

    def __init__(self, analyzer: WordAnalyzer) -> None:
        super().__init__(analyzer=analyzer)
        self.format = ArrayPositions()
