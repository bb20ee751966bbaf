"""Names of members as addresses have them: readable, each once, and nothing that is done to the disk.

Members are read from memory, so a name with ``..`` or a leading ``/`` leads nowhere.
"""

from __future__ import annotations

from collections import Counter


class MemberNames:
    """Gives each member of one container a name of its own."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def __bool__(self) -> bool:
        return bool(self._seen)

    def distinct(self, name: str) -> str:
        """``name``; with its number where members before had the same."""
        self._seen[name] += 1
        count = self._seen[name]
        return name if count == 1 else f"{name} ({count})"


def is_hidden(name: str) -> bool:
    """Whether a part of the path begins with a dot, or is what macOS keeps beside files: skipped, as in folders."""
    parts = name.split("/")
    return any(part.startswith(".") and part not in (".", "..") for part in parts) or "__MACOSX" in parts
