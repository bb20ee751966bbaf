"""Letters with a sign that may be written as two: ``aarhus`` for ``Århus``, ``Joerg`` for ``Jörg``."""

from __future__ import annotations

import re
from typing import Final

NO_DIGRAPHS: Final = frozenset({"az", "crh", "et", "fi", "hu", "is", "sk", "tk", "tr", "uz"})
"""Languages with such letters as :data:`_DIGRAPHS` has, none of which they write as two in place of one."""

_DIGRAPHS: Final = str.maketrans(
    {"\u00e5": "aa", "\u00e4": "ae", "\u00f6": "oe", "\u00fc": "ue", "\u00f8": "oe"}
    | {"\u00c5": "aa", "\u00c4": "ae", "\u00d6": "oe", "\u00dc": "ue", "\u00d8": "oe"}
)
"""Letters that German and the Nordic languages write as two where a keyboard or a telex does not have them."""

_TWO_LETTERS: Final = frozenset(_DIGRAPHS.values())
SIGNED_LETTER: Final = re.compile(f"[{''.join(map(chr, _DIGRAPHS))}]")
"""A letter that may be written as two."""


def has_digraphs(text: str) -> bool:
    """Whether ``text`` has a letter that may be written as two."""
    return not text.isascii() and SIGNED_LETTER.search(text) is not None


def in_two_letters(text: str) -> str:
    """``text`` with two letters for each that may be written so: ``Joerg`` for ``Jörg``."""
    return text.translate(_DIGRAPHS)


def may_be_digraphs(word: str) -> bool:
    """Whether a folded ``word`` may have two letters for one."""
    return any(two in word for two in _TWO_LETTERS)
