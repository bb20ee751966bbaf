"""How the words of a stem begin, and where in a text words begin so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from index.text import fold

_MOST = 64
"""Beginnings that are looked for one by one; if there are more, the whole text is read."""

_SPELLED = 4
"""Letters of the longest word that may be written with stops between them (``U.S.``)."""

_JOINTS = frozenset("'\u2019.,\u00a0")
"""What may stand inside a word or number."""

MOST = 3_000
"""Positions of a text that are looked at for its snippet."""

_LONGEST_WORD = 64
"""Characters that are looked back for the beginning of a word."""
_UNEVEN = re.compile(
    "[\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0e01-\u1d00\u200b-\u200f]"
)
"""Characters that are folded together with others, or not cut at spaces."""
_OTHER = re.compile(r"[^\x00-\x7f\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u00a0\u2022]")


def beginnings_of(stems: Iterable[str], ending: int = 1) -> frozenset[str] | None:
    """Beginnings that all words of ``stems`` have; None for too many of them, or a script without word boundaries.

    ``ending`` is by how many of its last letters a stem may differ from its words.
    """
    found: set[str] = set()
    for each in stems:
        if not each or not each[0].isalnum() or each > "\u0e00":
            return None
        if each[0].isdigit():
            # Digits may be grouped as they like: 20,000.
            found.add(each[0])
        else:
            irregular = len(each) == 3 and (each.endswith("ie") or each == "sky")
            found.add(each[0] if irregular else each[: max(2, len(each) - ending)])
            if 1 < len(each) <= _SPELLED and each.isalpha():
                found.add(".".join(each[:2]) + ".")
    return frozenset(found) if len(found) <= _MOST else None


def flat(text: str) -> str | None:
    """``text`` with small letters and without accents, as many code points as before; None if that is not possible."""
    low = text.lower()
    if low.isascii():
        return low
    if len(low) != len(text) or _UNEVEN.search(low):
        return None
    for character in set(_OTHER.findall(low)):
        if character.isalnum():
            folded = fold(character)
            if len(folded) != 1:
                return None
            if folded != character:
                low = low.replace(character, folded)
    return low


def places_of(plain: str, beginning: str, *, inside: bool) -> Iterator[int]:
    """Where a word of ``plain``, which is a text folded, begins with ``beginning``, or goes on so; :data:`MOST` places.

    With ``inside`` also within words.
    """
    # A word may follow digits: that of ``3D`` does.
    is_number = beginning[0].isdigit()
    count = 0
    at = plain.find(beginning)
    while at >= 0 and count < MOST:
        if inside or not at or not (before := plain[at - 1]).isalnum() or (before.isdigit() and not is_number):
            count += 1
            yield at
        at = plain.find(beginning, at + 1)


def word_start(plain: str, at: int) -> int:
    """A place at or before ``at`` from which a text can be split into the same words as from its beginning."""
    start = at
    while start and at - start < _LONGEST_WORD and (plain[start - 1].isalnum() or plain[start - 1] in _JOINTS):
        start -= 1
    return start
