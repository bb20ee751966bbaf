"""The words of texts as numbers: cut, folded and stemmed as ``index.text`` does it, each distinct word once."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final

import numpy as np

from index.search.whoosh_engine.segments.layout import BETWEEN, encoded, ragged, sums
from index.search.whoosh_engine.segments.marked_places import Marked
from index.search.whoosh_engine.segments.pieces import Pieces
from index.search.whoosh_engine.segments.text_sorting import Texts, numbering
from index.text import fold, words_as_written
from index.text.alternatives import also
from index.text.compounds import has_parts, parts
from index.text.terms import LONGEST_TERM, stem_terms

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.search.whoosh_engine.segments.layout import Array

    Codes = NDArray[np.int64]

_KEPT: Final = 500_000
"""Distinct tokens that are remembered from one batch to the next."""

_TYPOGRAPHY: Final = (("\u2019", "'"), *((mark, " ") for mark in "\u201c\u201d\u2018\u2013\u2014\u2026"))
"""Marks that are common in news and can be put as others without a change to the tokens."""

_INSIDE: Final = b".,'"
"""What beside letters and digits can be part of a token of ASCII characters."""

_NUMBER: Final = re.compile(rb"\d+(?:[.,]\d+)+")
"""A number with separators: a token, whatever of :data:`_INSIDE` is around it."""

_SEPARATED: Final = bytes(
    code if code >= 0x80 or chr(code).isalnum() or code in _INSIDE else 0x20 for code in bytes(range(256)).lower()
)
"""Small letters for capitals, and spaces for what is part of no token; bytes beyond ASCII stay."""

_MOSTLY_ASCII: Final = 1.1
"""Bytes to a character up to which a text is cut at its spaces, as words with other characters come up again."""

_LONGEST_KEPT: Final = 64
"""Bytes of the longest piece of text that is remembered; longer ones hardly come up again."""

_AT_ONCE: Final = 1 << 20
"""Bytes that are cut at once: few enough for the processor's cache."""

_NOTHING: Final = -1

_BETWEEN: Final = BETWEEN.encode()

AS_WRITTEN: Final = ""
"""In place of a language: words are not stemmed."""


class _Table(dict[str | bytes, int]):
    """The codes of pieces of text in one language.

    A piece is a token, or what is between two spaces in the bytes of a text, which no token goes across. One that
    has no word is -1; one of several words is a place in ``rows`` counted down from -2.
    """

    def __init__(self, vocabulary: Vocabulary, language: str, number: int) -> None:
        super().__init__()
        self.number = number
        self._vocabulary = vocabulary
        self._language = language
        self.rows: list[list[int]] = []
        self._further: dict[str, int] = {}
        self._parts: dict[int, list[int]] = {}
        self._signed: dict[str, list[tuple[int, int]]] = {}

    def __missing__(self, piece: str | bytes) -> int:
        tokens = [piece] if isinstance(piece, str) else _tokens(piece)
        code = self._row(self._folded(tokens))
        if len(piece) <= _LONGEST_KEPT:
            self[piece] = code
        return code

    def size(self) -> int:
        """How much is remembered."""
        return len(self) + len(self.rows) + len(self._further) + len(self._parts) + len(self._signed)

    def of_pieces(self, pieces: Sequence[bytes]) -> Codes:
        """The codes of ``pieces``, in their order."""
        self._learn([piece for piece in dict.fromkeys(pieces) if piece not in self and len(piece) <= _LONGEST_KEPT])
        return np.fromiter(map(self.__getitem__, pieces), np.int64, len(pieces))

    def of_tokens(self, tokens: Sequence[str]) -> Codes:
        """The codes of ``tokens``, in their order."""
        return np.fromiter(map(self.__getitem__, tokens), np.int64, len(tokens))

    def _learn(self, pieces: Sequence[bytes]) -> None:
        """Remember ``pieces``, whose words are stemmed all at once."""
        inners = [piece.strip(_INSIDE) for piece in pieces]
        words = dict.fromkeys(inner for inner in inners if inner.isalpha() or inner.isdigit())
        plain = [word for word in words if word not in self]
        numbers = [each for each in dict.fromkeys(inners) if each not in words and _NUMBER.fullmatch(each)]
        words.update(dict.fromkeys(numbers))
        others = [piece for piece, inner in zip(pieces, inners, strict=True) if inner not in words]
        cut_up = [_tokens(piece) for piece in others]
        folded = b" ".join(plain).decode().split()
        folded += [fold(number.decode()) for number in numbers]
        codes = self._codes(folded)
        self.update(zip([*plain, *numbers], codes, strict=True))
        self.update({piece: self[inner] for piece, inner in zip(pieces, inners, strict=True) if inner in words})
        loose = iter(self._folded([token for tokens in cut_up for token in tokens]))
        for piece, tokens in zip(others, cut_up, strict=True):
            self[piece] = self._row(list(islice(loose, len(tokens))))

    def _row(self, codes: Sequence[int]) -> int:
        """One code for a piece of these words, of which some are nothing."""
        row = [code for code in codes if code >= 0]
        if len(row) < 2:
            return row[0] if row else _NOTHING
        self.rows.append(row)
        return -1 - len(self.rows)

    def _folded(self, tokens: Sequence[str]) -> list[int]:
        """The codes of tokens, :data:`_NOTHING` for one that is no word."""
        words = [fold(token)[:LONGEST_TERM] for token in tokens]
        codes = iter(self._codes([word for word in words if word]))
        return [next(codes) if word else _NOTHING for word in words]

    def further(self, words: Sequence[str]) -> list[int]:
        """The codes of folded ``words``, which are no pieces of text."""
        known = self._further
        new = [word for word in dict.fromkeys(words) if word not in known]
        if new:
            known.update(zip(new, self._codes([word[:LONGEST_TERM] for word in new]), strict=True))
        return [known[word] for word in words]

    def of_signs(self, text: str) -> list[tuple[int, int]]:
        """The codes of the words that ``text`` has beside its tokens, with the places of the tokens they are at."""
        found = self._signed.get(text)
        if found is None:
            # Parts of words are those of :meth:`parts`.
            its = list(also(text, "" if has_parts(self._language) else self._language))
            found = list(zip(self.further([each.word for each in its]), [each.at for each in its], strict=True))
            if len(text) <= _LONGEST_KEPT:
                self._signed[text] = found
        return found

    def parts(self, code: int) -> list[int]:
        """The codes of the words that are written within the word of ``code``."""
        found = self._parts.get(code)
        if found is None:
            word = self._vocabulary.word(code).decode()
            found = self._parts[code] = self.further(parts(word, self._language))
        return found

    def _codes(self, words: Sequence[str]) -> list[int]:
        language = self._language
        return self._vocabulary.intern(words, words if language == AS_WRITTEN else stem_terms(words, language))


def _tokens(piece: bytes) -> Sequence[str]:
    return words_as_written(piece.decode(errors="surrogatepass"))


class Vocabulary:
    """Codes of words with their stems. Each distinct piece of text in a language is folded and stemmed once.

    So indexing costs little more than cutting text into pieces.
    """

    def __init__(self) -> None:
        self._tables: dict[str, _Table] = {}
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
        pairs = [encoded(f"{word}{BETWEEN}{form}") for word, form in zip(words, forms, strict=True)]
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
        return sum(map(_Table.size, self._tables.values())) > _KEPT

    def codes(self, texts: Sequence[str], languages: Sequence[str]) -> tuple[Codes, Codes]:
        """The codes of the words of all ``texts``, each in its language, and how many each text has."""
        none = np.zeros(0, np.int64)
        codes, counts, _ = self.placed(texts, languages, none, none)
        return codes, counts

    def placed(
        self, texts: Sequence[str], languages: Sequence[str], owners: Codes, marks: Codes
    ) -> tuple[Codes, Codes, Codes]:
        """What :meth:`codes` gives, and how many words of its text begin before each of the ``marks``.

        These are places in the texts with the numbers ``owners``, one text after the other.
        """
        tables = [self._table(language) for language in languages]
        many = np.zeros(len(texts), np.int64)
        marked = Marked(np.searchsorted(owners, np.arange(len(texts) + 1)), marks)
        found: list[tuple[list[int], Codes]] = []
        for language in dict.fromkeys(languages):
            places = [at for at, its in enumerate(languages) if its == language]
            found += self._of_language(self._table(language), places, texts, many, marked)
        starts = sums(many)
        codes = np.zeros(int(starts[-1]), np.int64)
        for places, its in found:
            codes[ragged(starts[places], many[places])] = its
        words = None
        if len(codes) and int(codes.min()) < 0:
            codes, many, words = _spelled_out(codes, many, tables)
        return codes, many, marked.words_before(starts, words)

    def of_signs(self, text: str, language: str) -> list[tuple[int, int]]:
        """The codes of the words that ``text`` has beside its tokens, with the places of the tokens they are at."""
        return self._table(language).of_signs(text)

    def parts(self, code: int, language: str) -> list[int]:
        """The codes of the words that are written within the word of ``code``, in ``language``."""
        return self._table(language).parts(code)

    def _of_language(
        self, table: _Table, places: Sequence[int], texts: Sequence[str], many: Codes, marked: Marked
    ) -> Iterator[tuple[list[int], Codes]]:
        """The codes of pieces, with the places of the texts that they are of; how many each has goes into ``many``."""
        together: list[int] = []
        data: list[bytes] = []
        size = 0
        for place in places:
            text = texts[place]
            pieces = cut(text)
            if not isinstance(pieces, bytes):
                codes = table.of_tokens(pieces)
                many[place] = len(codes)
                marked.in_tokens(place, text)
                yield [place], codes
                continue
            marked.in_bytes(place, pieces, size, len(text))
            together.append(place)
            data.append(pieces)
            size += len(pieces) + 1
            if size > _AT_ONCE:
                yield together, self._together(table, together, data, many, marked)
                together, data, size = [], [], 0
        if together:
            yield together, self._together(table, together, data, many, marked)

    def _together(
        self, table: _Table, places: Sequence[int], data: Sequence[bytes], many: Codes, marked: Marked
    ) -> Codes:
        separated = b" ".join(data).translate(_SEPARATED)
        codes, begins = self._pieces.codes(separated, table.of_pieces, table.number)
        ends = np.cumsum(np.fromiter(map(len, data), np.int64, len(data)) + 1)
        counts = np.diff(np.searchsorted(begins, ends), prepend=0)
        many[list(places)] = counts
        marked.in_pieces(places, separated, begins, counts)
        return codes

    def _table(self, language: str) -> _Table:
        table = self._tables.get(language)
        if table is None:
            table = self._tables[language] = _Table(self, language, len(self._tables))
        return table


def _last(numbers: dict[bytes, int], count: int) -> list[bytes]:
    """The last ``count`` texts that got a number, in the order of these."""
    return list(islice(reversed(numbers), count))[::-1]


def _spelled_out(found: Codes, many: Codes, tables: Sequence[_Table]) -> tuple[Codes, Codes, Codes]:
    """``found`` with the codes of each word in place of pieces of several words, and without those of none.

    Also how many words each text has, and where those of each piece begin.
    """
    starts = sums(many)
    odd = np.flatnonzero(found < 0)
    texts = np.searchsorted(starts, odd, side="right") - 1
    rows = [
        tables[text].rows[-2 - code] if code < _NOTHING else []
        for text, code in zip(texts.tolist(), found[odd].tolist(), strict=True)
    ]
    counts = np.ones(len(found), np.int64)
    counts[odd] = [len(row) for row in rows]
    spelled = np.repeat(found, counts)
    spelled[np.repeat(found < 0, counts)] = [code for row in rows for code in row]
    words = sums(counts)
    return spelled, np.diff(words[starts]), words


def cut(text: str) -> bytes | Sequence[str]:
    """The tokens that ``index.text.tokens`` gives, not folded; or bytes whose pieces :class:`Vocabulary` knows.

    Pieces are what is between bytes that :data:`_SEPARATED` makes spaces of.
    """
    if not text.isascii():
        for mark, other in _TYPOGRAPHY:
            text = text.replace(mark, other)
    data = text.encode(errors="surrogatepass")
    if len(data) > _MOSTLY_ASCII * len(text):
        return words_as_written(text)
    return data
