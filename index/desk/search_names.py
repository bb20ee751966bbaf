"""How a reader may call a search that is kept."""

from __future__ import annotations

from typing import Final

from index.errors import UsageError

LONGEST: Final = 80
"""Characters of a name: one line of a narrow terminal."""
MOST: Final = 500
"""Searches that are kept: each is asked after every import."""


def checked_name(text: str) -> str:
    """The name without space around it. Raises UsageError for an empty, long or unprintable one."""
    name = " ".join(text.split())
    if not name or not name.isprintable():
        raise UsageError("A search needs a name.", hint="Give it a few words, such as harbour.")
    if len(name) > LONGEST:
        raise UsageError(f"The name is longer than {LONGEST} characters: {name[:LONGEST]}…", hint="Shorten it.")
    return name
