"""What a piece of text between spaces says beside its words: whether a sentence ends, and what is written as one word.

A stop ends a sentence or not by its own piece and by how the next one begins. There are only :data:`FOLLOWERS` kinds of
beginnings, so a piece is asked once for each and the answers are bits. Where the next piece is of no such kind, or more
than spaces is between them, the text itself is asked.
"""

from __future__ import annotations

import re
from typing import Final

from index.text import sentence_end_at
from index.text.sentences import (
    ABBREVIATIONS,
    CLOSING,
    COUNTED_OFF,
    ENDS_SOMETIMES,
    OPENING,
    STARTERS,
    STOPS,
    WIDE_STOPS,
)

VISIBLE: Final = 1
"""A piece that has more than white space."""
ENDS_INITIAL, ENDS_DIGIT = 1 << 1, 1 << 2
"""A piece to which the next one may belong: ``U. S.``, ``1 500``."""
BEGINS: Final = 2
"""How much higher the bits of pieces are that may belong to the one before."""
_BEGINS_INITIAL, _BEGINS_GROUP = ENDS_INITIAL << BEGINS, ENDS_DIGIT << BEGINS
FOLLOWER: Final = 5
"""Where the number of the kind begins of which a piece is after a stop, and how many bits it has."""
FOLLOWER_BITS: Final = 3
ENDS: Final = FOLLOWER + FOLLOWER_BITS
"""Where the bits begin that say before which kinds the stop at the end of a piece ends a sentence."""

FOLLOWERS: Final = ("a", "Xx", "The", "Mai", "1", "\u2014The")
"""A piece of each kind: a small letter; a capital, also of a starter and of what is counted off; others, also before
a starter."""
_LOWER, _CAPITAL, _STARTER, _COUNTED, _OTHER, _OTHER_STARTER = range(len(FOLLOWERS))
UNLIKE: Final = len(FOLLOWERS)
"""The kind of pieces before which the text itself is asked."""

ASKED: Final = 1 << (ENDS + len(FOLLOWERS))
"""A piece with a stop before whose end a sentence may end."""
STOPPED: Final = ASKED << 1
"""A piece with a stop at its end."""

SMALL: Final = VISIBLE | _LOWER << FOLLOWER
"""The bits of a word of small letters by itself."""

LONGEST_FOLLOWER: Final = 30
"""Characters of the longest piece by which it is decided before a stop: fewer than are looked at there."""
MOST_SPACES: Final = 8
"""Spaces after a stop, at most, that leave room for such a piece."""

_ANY_STOP: Final = re.compile(f"[{STOPS}{WIDE_STOPS}]")
_LAST_STOPS: Final = re.compile(f"(?<![{STOPS}])[{STOPS}]+[{re.escape(CLOSING)}]*\\Z")
_STOP_WITHIN: Final = re.compile(f"[{WIDE_STOPS}]|[{STOPS}][{STOPS}{re.escape(CLOSING)}]*\\s|\\A[{STOPS}]")
_WORD: Final = re.compile(r"\W*(\w+)")
_ENDS_INITIAL: Final = re.compile(r"\b[^\W\d_]\.\Z")
_BELONGS_BEFORE: Final = re.compile(r"[^\W\d_]\b|(\d{3})(?!\d)")

_KNOWN: Final = ABBREVIATIONS | ENDS_SOMETIMES | STARTERS


_DIGITS: Final = str.maketrans("023456789", "111111111")


def is_small(piece: str) -> bool:
    """Whether :data:`SMALL` are the bits of ``piece``, which has small letters of ASCII and nothing else."""
    return 1 < len(piece) <= LONGEST_FOLLOWER


def shape_of(piece: str, inner: str) -> str:
    """A piece with the same bits; ``inner`` is a word of ASCII letters or a number within other signs."""
    if len(piece) > LONGEST_FOLLOWER:
        return piece
    if inner[0].isdigit():
        return piece.translate(_DIGITS)
    if len(inner) == 1 or inner.lower() in _KNOWN or COUNTED_OFF.match(inner):
        return piece
    return piece.replace(inner, "Xx" if inner[0].isupper() else "xx")


def stops_of(text: str, start: int, end: int) -> list[int]:
    """The places of all stops of ``text[start:end]``."""
    return [found.start() for found in _ANY_STOP.finditer(text, start, end)]


def signs_of(piece: str) -> int:
    """The bits of ``piece``, which has no space and no line end."""
    found = 0 if piece.isspace() else VISIBLE
    found |= _follower(piece) << FOLLOWER
    if _ANY_STOP.search(piece):
        found |= _ends(piece)
    if piece[-1].isdecimal():
        found |= ENDS_DIGIT
    elif _ENDS_INITIAL.search(piece, max(len(piece) - 3, 0)):
        found |= ENDS_INITIAL
    if belongs := _BELONGS_BEFORE.match(piece):
        found |= _BEGINS_GROUP if belongs[1] else _BEGINS_INITIAL
    return found


def _follower(piece: str) -> int:
    """Of which kind a piece after a stop is."""
    if piece[0] in STOPS or piece[0].isspace() or len(piece) > LONGEST_FOLLOWER:
        return UNLIKE
    first = piece.lstrip(OPENING)[:1]
    if first.islower():
        return _LOWER
    word = _WORD.match(piece)
    if word is None:
        return UNLIKE
    if first.isupper() and COUNTED_OFF.match(piece):
        return _COUNTED
    is_starter = word[1].lower() in STARTERS
    if first.isupper():
        return _STARTER if is_starter else _CAPITAL
    return _OTHER_STARTER if is_starter else _OTHER


def _ends(piece: str) -> int:
    """Before which kinds of pieces the stop at the end of ``piece`` ends a sentence."""
    if _STOP_WITHIN.search(piece):
        return ASKED
    last = _LAST_STOPS.search(piece)
    if last is None:
        return 0
    found = STOPPED
    for kind, follower in enumerate(FOLLOWERS):
        text = f"{piece} {follower}"
        if sentence_end_at(text, last.start(), len(text)) is not None:
            found |= 1 << (ENDS + kind)
    return found
