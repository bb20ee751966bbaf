"""Changes between two texts as JSON: what ``changes`` and ``reuse`` have in common."""

from __future__ import annotations

from collections.abc import Sequence

from index.model import Change
from tui.export.json_text import Json


def change_records(changes: Sequence[Change], old: str, new: str) -> list[Json]:
    """Each change with its spans and with what went and what came."""
    return [
        {
            "old": list(change.old),
            "new": list(change.new),
            "deleted": old[slice(*change.old)],
            "inserted": new[slice(*change.new)],
        }
        for change in changes
    ]
