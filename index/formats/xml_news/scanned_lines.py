"""Lines of scanned print become paragraphs: a word that a line end cuts is one word again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from index.text import normalise

SCANNED: Final = "text of a scan"
"""The flag of a document whose words a program has recognised in a picture: some may be wrong."""

_CUT: Final = "-\u2010\u00ad\u00ac\u2e17"
"""Characters that end a line within a word: hyphens, and what recognition programs write for one."""
_ALWAYS_CUT: Final = "\u00ad\u00ac\u2e17"
"""Those that are nothing else."""
_LETTER_BEFORE = re.compile(r"[^\W\d_]\Z")


def joined(lines: Sequence[str]) -> str:
    """The lines as running text on one line.

    A hyphen at the end of a line goes when a small letter follows: it divides a word. A compound that was divided at
    its own hyphen loses it too, which the lines cannot show.
    """
    pieces: list[str] = []
    for line in map(str.strip, lines):
        if not line:
            continue
        before = pieces[-1] if pieces else ""
        sign = before[-1:]
        if sign and sign in _CUT and (
            sign in _ALWAYS_CUT or (line[0].islower() and _LETTER_BEFORE.search(before[:-1]))
        ):  # fmt: skip
            pieces[-1] = before[:-1]
        elif pieces:
            pieces.append(" ")
        pieces.append(line)
    return normalise("".join(pieces))
