"""Where many texts have something to look at: ends of sentences and paragraphs, and signs within words.

All characters are looked up in one table at once. That decides nearly every stop, as ``index.text.sentence_ends``
decides it: it has an ordinary word before it and a capital after it. The others are asked for one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from index.text import sentence_end_at
from index.text.sentences import ABBREVIATIONS, CLOSING, OPENING, STOPS, WIDE_STOPS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Codes = NDArray[np.int64]
    Mask = NDArray[np.bool_]
    Kinds = NDArray[np.uint16]

_AT_ONCE: Final = 1 << 17
"""Characters that are looked up at once, unless a text is longer."""

_KNOWN: Final = 0x3100
"""Characters below are looked up; those above are letters, signs or stops for which it is asked one by one."""

_STOP, _SPACE, _LINE, _WHITE, _CAPITAL, _LETTER, _WORD, _NO_WORD, _CLOSES, _OPENS = (1 << bit for bit in range(10))
"""A stop, the space, a line end, white space; a capital, a letter of ASCII; part of words, part of none; quotes."""

_LONGEST_ABBREVIATION: Final = max(len(word) - len(word.rstrip("abcdefghijklmnopqrstuvwxyz")) for word in ABBREVIATIONS)
"""Letters that an abbreviation ends with, at most."""

_APART: Final = "\n\n\n\n"
"""Before, between and behind texts: more than is looked at beside a sign."""


class Scan(NamedTuple):
    """Places of several texts, each with the number of its text, one text after the other."""

    sentence_ends: tuple[Codes, Codes]
    paragraph_ends: tuple[Codes, Codes]
    signs: tuple[Codes, Codes]
    """Within a piece between two spaces: where ``index.text.alternatives`` may find further words."""
    across: Codes
    """The texts that may have such words across spaces."""


def scan(texts: Sequence[str]) -> Scan:
    """Scan ``texts``, as many at once as is sensible."""
    parts: list[list[tuple[Codes, Codes]]] = [[], [], []]
    across: list[Codes] = []
    for first, some in _portions(texts):
        starts = np.cumsum([len(_APART), *(len(text) + len(_APART) for text in some)])
        places, more = _scanned(some, starts)
        for part, its in zip(parts, places, strict=True):
            its = its[its >= len(_APART)]
            owners = np.searchsorted(starts, its, side="right") - 1
            inside = its < starts[owners + 1] - len(_APART)
            part.append((owners[inside] + first, its[inside] - starts[owners[inside]]))
        across.append(_distinct(np.maximum(np.searchsorted(starts, more, side="right") - 1, 0)) + first)
    none = np.zeros(0, np.int64)
    sentences, paragraphs, signs = (
        (np.concatenate([none, *(each for each, _ in part)]), np.concatenate([none, *(each for _, each in part)]))
        for part in parts
    )
    return Scan(sentences, paragraphs, signs, np.concatenate([none, *across]))


def _distinct(places: Codes) -> Codes:
    """``places`` in order, each once: faster than by a table of them."""
    places.sort()
    found: Codes = places[np.diff(places, prepend=-1) != 0]
    return found


def _portions(texts: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    first, size = 0, 0
    for at, text in enumerate(texts):
        size += len(text)
        if size > _AT_ONCE:
            yield first, texts[first : at + 1]
            first, size = at + 1, 0
    if first < len(texts):
        yield first, texts[first:]


def _scanned(texts: Sequence[str], starts: Codes) -> tuple[list[Codes], Codes]:
    """Ends of sentences, ends of paragraphs and signs; and the signs across spaces."""
    joined = f"{_APART}{_APART.join(texts)}{_APART}"
    characters = np.frombuffer(joined.encode("utf-32-le", errors="surrogatepass"), np.uint32)
    kinds = _kinds()[np.minimum(characters, _KNOWN)]
    if (characters > _KNOWN).any():
        kinds[np.isin(characters, _HIGH_STOPS)] |= _STOP
    lines = np.flatnonzero(kinds & _LINE > 0)
    # The last one is followed by others.
    lines = lines[: len(lines) - len(_APART)]
    sentences = _sentence_ends(joined, starts, characters, kinds)
    paragraphs = lines[(kinds[lines + 1] & _WHITE) > 0]
    odd = paragraphs[(kinds[paragraphs + 1] & _LINE) == 0]
    if len(odd):
        paragraphs = np.setdiff1d(paragraphs, odd[[_BLANK.match(joined, at) is None for at in odd.tolist()]])
    signs, across = _signs(characters, kinds)
    return [_distinct(np.concatenate([sentences, lines + 1])), paragraphs + 1, signs], across


_BLANK: Final = re.compile(r"\n[^\S\n]*\n")


def _sentence_ends(text: str, starts: Codes, characters: NDArray[np.uint32], kinds: Kinds) -> Codes:
    stops = np.flatnonzero(kinds & _STOP > 0)
    next_, after = kinds[stops + 1], kinds[stops + 2]
    closed = (next_ & _CLOSES) > 0
    # What follows the white space that follows.
    first = np.where(closed, kinds[stops + 3], after)
    second = np.where(closed, kinds[stops + 4], kinds[stops + 3])
    spaced = (np.where(closed, after, next_) & _SPACE) > 0
    capital = (first & _CAPITAL > 0) | ((first & _OPENS > 0) & (second & _CAPITAL > 0))
    after_letter = (kinds[stops - 1] & _LETTER) > 0
    sure = spaced & capital & after_letter
    checked = np.flatnonzero(sure & ~closed & (characters[stops] == ord(".")))
    sure[checked] = _ordinary(stops[checked], characters, kinds)
    # A line end after a stop ends the sentence by itself; what is no space, quote or stop does not let it end.
    never = (next_ & _LINE > 0) | ((next_ & (_WHITE | _CLOSES | _STOP)) == 0)
    wide = characters[stops] >= ord(WIDE_STOPS[0])
    asked = stops[(~sure & ~never) | wide]
    borders = starts[np.searchsorted(starts, asked, side="right")] - len(_APART)
    rest = zip(asked.tolist(), borders.tolist(), strict=True)
    ends = [end for at, border in rest if (end := sentence_end_at(text, at, border)) is not None]
    return np.concatenate([stops[sure & ~wide] + 1 + closed[sure & ~wide], np.array(ends, np.int64)])


def _ordinary(stops: Codes, characters: NDArray[np.uint32], kinds: Kinds) -> Mask:
    """Whether the word before each stop is one of ASCII letters after a space, and no abbreviation."""
    going = np.ones(len(stops), np.bool_)
    lengths = np.zeros(len(stops), np.int64)
    keys = np.zeros(len(stops), np.int64)
    for back in range(1, _LONGEST_ABBREVIATION + 2):
        at = np.maximum(stops - back, 0)
        going &= ((kinds[at] & _LETTER) > 0) & (stops >= back)
        lengths += going
        if back <= _LONGEST_ABBREVIATION:
            keys += np.where(going, (characters[at].astype(np.int64) | 0x20) << 8 * (back - 1), 0)
    before = kinds[np.maximum(stops - lengths - 1, 0)]
    known = (lengths > 1) & ((before & (_SPACE | _LINE)) > 0) & ~np.isin(keys, _abbreviations())
    found: Mask = (lengths > _LONGEST_ABBREVIATION) | known
    return found


def _signs(characters: NDArray[np.uint32], kinds: Kinds) -> tuple[Codes, Codes]:
    """Where a piece may have further words, and where these may go across a space; both rather too many."""
    is_sign = _sign_table()[np.minimum(characters, _KNOWN)]
    at = np.flatnonzero(is_sign > 0)
    before, after = kinds[at - 1], kinds[at + 1]
    sign = is_sign[at]
    beside = (before & _WORD > 0) & (after & _WORD > 0)
    dotted = (characters[at - 1] == ord(".")) & (after & _WORD > 0)
    initial = (sign == _DOT) & (before & _WORD > 0) & (kinds[at - 2] & _NO_WORD > 0)
    grouped = sign == _DIGIT
    for place in (2, 3, 4):
        grouped &= kinds[at + place] & _WORD > 0
    spaced = after & _SPACE > 0
    within = (
        ((sign == _JOIN) & (beside | dotted))
        | ((sign == _NAME) & ((after & _WORD > 0) | (before & _WORD > 0)))
        | (initial & (after & _WORD > 0) & (kinds[at + 2] & _NO_WORD > 0))
        | (grouped & np.isin(characters[at + 1], _GROUPERS) & ~spaced)
    )
    across = spaced & (
        (initial & (kinds[at + 2] & _WORD > 0) & (kinds[at + 3] & _NO_WORD > 0))
        | (grouped & (characters[at + 2] - ord("0") < 10))
    )
    return at[within], at[across]


_JOIN, _NAME, _DOT, _DIGIT = 1, 2, 3, 4
_GROUPERS = np.array([ord(sign) for sign in " \u00a0\u202f\u2009'\u2019"], np.uint32)
_HIGH_STOPS = np.array([ord(sign) for sign in WIDE_STOPS if ord(sign) > _KNOWN], np.uint32)


@cache
def _sign_table() -> NDArray[np.uint8]:
    table = np.zeros(_KNOWN + 1, np.uint8)
    for kind, signs in ((_JOIN, "-\u2010\u2011&\"\u05f4'\u2019"), (_NAME, "#@+"), (_DOT, "."), (_DIGIT, "0123456789")):
        table[[ord(sign) for sign in signs]] = kind
    return table


@cache
def _kinds() -> Kinds:
    table = np.zeros(_KNOWN + 1, np.uint16)
    for code in range(_KNOWN):
        character = chr(code)
        table[code] |= _WHITE * character.isspace() | (_WORD if re.match(r"\w", character) else _NO_WORD)
        if character.isascii() and character.isalpha():
            table[code] |= _LETTER | _CAPITAL * character.isupper()
    for signs, kind in (
        (STOPS + WIDE_STOPS, _STOP),
        (" ", _SPACE),
        ("\n", _LINE),
        (CLOSING, _CLOSES),
        (OPENING, _OPENS),
    ):
        table[[ord(sign) for sign in signs if ord(sign) < _KNOWN]] |= kind
    table[_KNOWN] = _WORD | _NO_WORD
    return table


@cache
def _abbreviations() -> Codes:
    words = [word for word in ABBREVIATIONS if word.isalpha() and word.isascii()]
    return np.array([sum(ord(letter) << 8 * at for at, letter in enumerate(reversed(word))) for word in words])
