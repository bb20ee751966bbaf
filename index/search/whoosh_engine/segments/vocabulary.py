"""The words of texts as numbers: cut, folded and stemmed as ``index.text`` does it, each distinct word once."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final
from weakref import ref

import numpy as np

from index.search.whoosh_engine.segments.layout import BETWEEN, encoded
from index.search.whoosh_engine.segments.text_pieces.piece_table import PieceTable
from index.search.whoosh_engine.segments.text_pieces.pieces import Pieces
from index.search.whoosh_engine.segments.text_pieces.text_reading import Reading, read
from index.search.whoosh_engine.segments.text_sorting import Texts, numbering
from index.text.terms import stem_terms

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.search.whoosh_engine.segments.layout import Array

    Codes = NDArray[np.int64]

_KEPT: Final = 400_000
"""Distinct pieces, words and parts of texts that are remembered from one batch to the next: some 190 bytes each."""

_BETWEEN: Final = BETWEEN.encode()

AS_WRITTEN: Final = ""
"""In place of a language: words are not stemmed."""


class Vocabulary:
    """Codes of words with their stems. Each distinct piece of text in a language is folded and stemmed once.

    So indexing costs little more than cutting text into pieces.
    """

    def __init__(self) -> None:
        self._tables: dict[str, PieceTable] = {}
        self._codes = numbering()
        self._stem_codes = numbering()
        self.pairs = Texts()
        """The word and the stem of each code, in the order of which codes are put."""
        self.stems = Texts()
        self._stem_of = array("q")
        self._lengths = array("q")
        self._first = bytearray()
        self._pieces = Pieces()

    def intern(self, words: Sequence[str], forms: Sequence[str]) -> list[int]:
        """The codes of words, each with its stem."""
        if not words:
            return []
        pairs = encoded("\n".join(map(BETWEEN.join, zip(words, forms, strict=True)))).split(b"\n")
        codes = list(map(self._codes.__getitem__, pairs))
        added = _last(self._codes, len(self._codes) - len(self))
        if added:
            self.pairs.extend(added)
            lengths = [pair.index(_BETWEEN) for pair in added]
            self._lengths.extend(lengths)
            self._first.extend([pair[0] for pair in added])
            ends = [pair[length + 1 :] for pair, length in zip(added, lengths, strict=True)]
            self._stem_of.extend(map(self._stem_codes.__getitem__, ends))
            self.stems.extend(_last(self._stem_codes, len(self._stem_codes) - len(self.stems)))
        return codes

    def word(self, code: int) -> bytes:
        """The word of a code."""
        return self.pairs[code][: self._lengths[code]]

    def __len__(self) -> int:
        return len(self._lengths)

    def stem_of(self) -> Codes:
        """The place of its stem in ``stems`` for each code."""
        return np.array(self._stem_of, np.int64)

    def first(self) -> Array:
        """The first byte of the word of each code."""
        return np.array(self._first, np.uint8)

    def packed(self, name: str, codes: Codes) -> dict[str, Array]:
        """The words of ``codes`` as strings called ``name``."""
        return self.pairs.packed(name, codes, np.array(self._lengths, np.int64)[codes])

    @property
    def is_large(self) -> bool:
        """Whether it is time to begin a new one."""
        return sum(table.size() for table in self._tables.values()) > _KEPT

    def readings(self, texts: Sequence[str], languages: Sequence[str]) -> Iterator[tuple[str, Reading]]:
        """All ``texts``, each in its language, some of one language at a time."""
        places: dict[str, list[int]] = {}
        for at, language in enumerate(languages):
            places.setdefault(language, []).append(at)
        for language, its in places.items():
            for reading in read(self._pieces, self._table(language), its, texts):
                yield language, reading

    def parts(self, code: int, language: str) -> list[int]:
        """The codes of the words that are written within the word of ``code``, in ``language``."""
        return self._table(language).parts(code, self.word(code).decode())

    def _table(self, language: str) -> PieceTable:
        table = self._tables.get(language)
        if table is None:
            # Not itself: what refers to itself stays in memory until the next collection of cycles.
            own = ref(self)

            def coded(words: Sequence[str]) -> list[int]:
                vocabulary = own()
                assert vocabulary is not None
                return vocabulary.intern(words, words if language == AS_WRITTEN else stem_terms(words, language))

            table = self._tables[language] = PieceTable(len(self._tables), language, coded)
        return table


def _last(numbers: dict[bytes, int], count: int) -> list[bytes]:
    """The last ``count`` texts that got a number, in the order of these."""
    return list(islice(reversed(numbers), count))[::-1]
