"""Gives memory that was freed back to the operating system.

The C library keeps what lies between pieces in use, which after large arrays is more than all that is in use.
"""

from __future__ import annotations

import ctypes
from contextlib import suppress


def give_back() -> None:
    """Return free pages of this process, where the C library can do that; takes milliseconds."""
    # No C library by that name (Windows), or one without the function (macOS, musl): these keep or return pages by
    # their own rules.
    with suppress(OSError, TypeError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
