"""The full ids of hits, one a line: for other commands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tui.export.hits.fields import FoundHit


def lines(found: Iterable[FoundHit]) -> Iterator[str]:
    """The id of each hit."""
    for hit, _ in found:
        yield f"{hit.id}\n"
