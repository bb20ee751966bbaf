"""How much of a file is ever held in memory, and how sizes are told to a reader."""

from __future__ import annotations

from typing import Final

MAX_FILE: Final = 64 * 1024 * 1024
"""Bytes of one file, or of one line of a JSON Lines file; whatever is larger is refused by its size."""

MAX_TEXT: Final = 16 * 1024 * 1024
"""Characters of one plain article; whatever is longer is refused with its size."""

MAX_LINES: Final = 200_000
"""Lines of one plain article."""


def size_text(count: int) -> str:
    """A number of bytes as people read it: ``200 MB``."""
    for unit, bytes_each in (("GB", 1 << 30), ("MB", 1 << 20), ("KB", 1 << 10)):
        if count >= bytes_each:
            amount = count / bytes_each
            return f"{amount:.0f} {unit}" if amount >= 10 else f"{amount:.1f} {unit}"
    return f"{count} bytes"
