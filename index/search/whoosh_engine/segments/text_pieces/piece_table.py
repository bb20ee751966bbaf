"""What is known of pieces of text in one language: their words, what else they are found as, and their signs.

A piece is one number: its words, how many of them, and the bits of ``piece_signs``. A piece of one word has the code of
that, one of several words or with further ones the number of a row.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from index.search.whoosh_engine.segments.text_pieces.piece_signs import SMALL, is_small, shape_of, signs_of
from index.text import tokens, words_as_written
from index.text.alternatives import also, also_of_piece
from index.text.compounds import has_parts, parts
from index.text.terms import LONGEST_TERM
from index.text.tokens import fold_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

CODE_BITS: Final = 32
"""Bits of the code of a word, or of the number of a row."""
COUNT_BITS: Final = 2
"""Bits of how many words there are: none, one, or those of a row."""
ROW: Final = 2
"""Instead of how many words a piece has: they are in a row."""

_LONGEST_KEPT: Final = 64
"""Bytes of the longest piece of text that is remembered; longer ones hardly come up again."""

_AROUND: Final = ".,'\"()[];:!?$%*/-\u201c\u201d\u2018\u2019\u2013\u2014\u2026"
"""Signs that are no part of a word of ASCII letters or digits between them, and make no further word of it."""

_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)+", re.ASCII)
"""A number with separators: a token, whatever of :data:`_AROUND` is around it."""


class Found(NamedTuple):
    """A further word of a text, by its code, and the place of the token it is at."""

    code: int
    at: int


class PieceTable:
    """Pieces of one language. The words of pieces that are not kept are forgotten by :meth:`forget`."""

    def __init__(self, number: int, language: str, intern: Callable[[Sequence[str]], list[int]]) -> None:
        """``intern`` gives the codes of folded words."""
        self.number = number
        self._language = language
        self._intern = intern
        self._pieces: dict[bytes, int] = {}
        self._words: dict[str, int] = {}
        self._tokens: dict[str, int] = {}
        self._shapes: dict[str, int] = {}
        self._parts: dict[int, list[int]] = {}
        self._signed: dict[str, list[Found]] = {}
        self._rows = _Rows()
        self._kept_rows = 0
        self._plain_apostrophe = not also_of_piece("Ankara's", language)
        """Whether a word with an ``'s`` is found as nothing but the word."""

    def size(self) -> int:
        """How much is remembered."""
        words = len(self._words) + len(self._tokens) + len(self._parts)
        return words + len(self._pieces) + len(self._shapes) + len(self._signed) + self._kept_rows

    def learn(self, pieces: Sequence[bytes]) -> list[int]:
        """What is to be known of ``pieces``, in their order."""
        known = self._pieces
        new = [piece for piece in dict.fromkeys(pieces) if piece not in known]
        if not new:
            return list(map(known.__getitem__, pieces))
        short = [piece for piece in new if len(piece) <= _LONGEST_KEPT]
        known.update(zip(short, self._read(short), strict=True))
        self._kept_rows = len(self._rows)
        if len(short) == len(new):
            return list(map(known.__getitem__, pieces))
        long = [piece for piece in new if len(piece) > _LONGEST_KEPT]
        others = dict(zip(long, self._read(long), strict=True))
        return [others[piece] if piece in others else known[piece] for piece in pieces]

    def forget(self) -> None:
        """Drop the rows of long pieces."""
        self._rows.cut_off(self._kept_rows)

    def rows(self) -> RowArrays:
        """The words of rows, as long as nothing is learned or forgotten."""
        return self._rows.arrays()

    def further(self, text: str) -> list[Found]:
        """The words that ``text`` has beside its tokens."""
        found = self._signed.get(text)
        if found is None:
            # Parts of words are those of :meth:`parts`.
            its = list(also(text, "" if has_parts(self._language) else self._language))
            codes = self._codes([each.word[:LONGEST_TERM] for each in its])
            found = [Found(code, each.at) for code, each in zip(codes, its, strict=True)]
            if len(text) <= _LONGEST_KEPT:
                self._signed[text] = found
        return found

    def parts(self, code: int, word: str) -> list[int]:
        """The codes of the words that are written within ``word``, which has ``code``."""
        found = self._parts.get(code)
        if found is None:
            found = self._parts[code] = self._codes([part[:LONGEST_TERM] for part in parts(word, self._language)])
        return found

    def _codes(self, words: Sequence[str]) -> list[int]:
        """The codes of folded ``words``, which are no longer than words are."""
        known = self._words
        new = [word for word in dict.fromkeys(words) if word not in known]
        if new:
            known.update(zip(new, self._intern(new), strict=True))
        return list(map(known.__getitem__, words))

    def _read(self, pieces: Sequence[bytes]) -> list[int]:
        """What is to be known of distinct ``pieces``."""
        texts = b"\n".join(pieces).decode(errors="surrogatepass").split("\n") if pieces else []
        words: list[str] = []
        bits: list[int] = []
        odd: list[str] = []
        for text in texts:
            inner = text.strip(_AROUND)
            if not inner.isascii():
                odd.append(text)
            elif inner.isalpha():
                word = inner.lower()
                words.append(word[:LONGEST_TERM])
                bits.append(SMALL if word == text and is_small(word) else self._signs(text, inner))
            elif inner.isdigit():
                words.append(inner[:LONGEST_TERM])
                bits.append(self._signs(text, inner))
            elif _NUMBER.fullmatch(inner):
                words.append(fold_text(inner)[:LONGEST_TERM])
                bits.append(self._signs(text, inner))
            elif inner.endswith("'s") and inner[:-2].isalpha() and self._plain_apostrophe:
                words.append(inner[:-2].lower()[:LONGEST_TERM])
                bits.append(self._signs(text, inner[:-2]))
            else:
                odd.append(text)
        single = iter(
            [code | (1 | its << COUNT_BITS) << CODE_BITS for code, its in zip(self._codes(words), bits, strict=True)]
        )
        others = dict(zip(odd, self._odd(odd), strict=True))
        return [others[text] if text in others else next(single) for text in texts]

    def _signs(self, text: str, inner: str) -> int:
        """The bits of a piece ``text`` with signs around a word or number: those of any piece of its shape."""
        shape = shape_of(text, inner)
        found = self._shapes.get(shape)
        if found is None:
            found = self._shapes[shape] = signs_of(shape)
        return found

    def _odd(self, texts: Sequence[str]) -> list[int]:
        """What is to be known of pieces that are no single word with signs around it."""
        cut = [words_as_written(text) for text in texts]
        long = self._fold([token for written in cut for token in written])
        further = [also_of_piece(text, self._language) for text in texts]
        others = iter(self._codes([each.word[:LONGEST_TERM] for its in further for each in its]))
        found = []
        for text, written, its in zip(texts, cut, further, strict=True):
            words = [code for token in written if (code := self._tokens[token]) >= 0]
            signs = signs_of(text) << COUNT_BITS
            if its:
                places = _places_of(text, [each.at for each in its])
                row = self._rows.add(words, list(islice(others, len(its))), places)
            elif len(words) > 1:
                row = self._rows.add(words, (), ())
            else:
                found.append((words[0] if words else 0) | (len(words) | signs) << CODE_BITS)
                continue
            found.append(row | (ROW | signs) << CODE_BITS)
        for token in long:
            del self._tokens[token]
        return found

    def _fold(self, written: Sequence[str]) -> list[str]:
        """Remember the codes of tokens as ``written``, -1 for one that is no word; those too long to be kept."""
        new = [token for token in dict.fromkeys(written) if token not in self._tokens]
        words = [fold_text(token)[:LONGEST_TERM] for token in new]
        codes = iter(self._codes([word for word in words if word]))
        self._tokens.update((token, next(codes) if word else -1) for token, word in zip(new, words, strict=True))
        return [token for token in new if len(token) > _LONGEST_KEPT]


class RowArrays(NamedTuple):
    """Rows of words as arrays: where the words and further words of each begin, and these."""

    words: Numbers
    codes: Numbers
    others: Numbers
    other_codes: Numbers
    other_places: Numbers
    """The token of its piece that each further word is at, counted from 0."""


class _Rows:
    """Words, and further words with the tokens they are at, of several pieces."""

    def __init__(self) -> None:
        self._words, self._others = array("q", [0]), array("q", [0])
        self._codes, self._other_codes, self._other_places = array("q"), array("q"), array("q")

    def __len__(self) -> int:
        return len(self._words) - 1

    def add(self, codes: Sequence[int], others: Sequence[int], places: Sequence[int]) -> int:
        """The number of a new row."""
        self._codes.extend(codes)
        self._other_codes.extend(others)
        self._other_places.extend(places)
        self._words.append(len(self._codes))
        self._others.append(len(self._other_codes))
        return len(self) - 1

    def cut_off(self, size: int) -> None:
        """Forget all rows but the first ``size``."""
        if size < len(self):
            del self._words[size + 1 :], self._others[size + 1 :]
            del self._codes[self._words[-1] :]
            del self._other_codes[self._others[-1] :], self._other_places[self._others[-1] :]

    def arrays(self) -> RowArrays:
        """Copies of all rows."""
        its = (self._words, self._codes, self._others, self._other_codes, self._other_places)
        return RowArrays(*(np.array(each, np.int64) for each in its))


def _places_of(text: str, starts: Sequence[int]) -> list[int]:
    """The numbers of the tokens of ``text`` that begin at ``starts``."""
    number = {token.start: at for at, token in enumerate(tokens(text))}
    return [number[start] for start in starts]
