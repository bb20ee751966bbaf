"""How much of a file is ever held in memory or unpacked, and how sizes are shown to a reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MAX_FILE: Final = 64 * 1024 * 1024
"""Bytes of one document, or of one line of a JSON Lines file, that are held in memory. Larger ones are refused."""

MAX_TEXT: Final = 16 * 1024 * 1024
"""Characters of one plain article; a longer one is refused."""

MAX_LINES: Final = 200_000
"""Lines of one plain article; one with more is refused."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much is read out of one file. What is over a bound becomes a row of the report with its reason."""

    document: int = MAX_FILE
    """Bytes of one document that is held in memory as a whole."""
    depth: int = 5
    """Containers inside each other. A member further down is skipped."""
    members: int = 200_000
    """Members of all containers of one file. The rest is skipped."""
    unpacked: int = 32 * 1024**3
    """Bytes of all members of one file. The rest is skipped."""
    ratio: int = 200
    """Unpacked bytes for each byte of the file, beyond ``small``: text packs 4 to 40 times, a bomb 1,000 times."""
    small: int = 64 * 1024 * 1024
    """Unpacked bytes that are never too many, whatever their ratio."""


def size_text(count: int) -> str:
    """A number of bytes as people read it: ``200 MB``."""
    for unit, bytes_each in (("GB", 1 << 30), ("MB", 1 << 20), ("KB", 1 << 10)):
        if count >= bytes_each:
            amount = count / bytes_each
            return f"{amount:.0f} {unit}" if amount >= 10 else f"{amount:.1f} {unit}"
    return f"{count} bytes"
