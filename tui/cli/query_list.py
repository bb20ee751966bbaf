"""Lists of queries in files: one a line."""

from __future__ import annotations

import sys
from pathlib import Path

from index.errors import UsageError

MOST_BYTES = 4_000_000
"""Bytes of a list: a thousand of the longest queries that are read, and many more of usual ones."""
_REMARK = "# "
"""Begins a line that is no query. Without the space it would be a tag of a social network, which can be searched."""


def queries_of(name: str) -> list[str]:
    """The queries of a file, or of standard input for ``-``, in order; empty lines and remarks are skipped.

    Raises UsageError for what is too large or not UTF-8; OSError where the file cannot be read.
    """
    if name == "-":
        data = sys.stdin.buffer.read(MOST_BYTES + 1)
    else:
        with Path(name).open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise UsageError(f"{name} is larger than {MOST_BYTES // 1_000_000} MB.", hint="Split the list of queries.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise UsageError(f"{name} is not UTF-8 in line {line}.", hint="Save the list of queries as UTF-8.") from None
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith(_REMARK) and line != _REMARK.strip()]
