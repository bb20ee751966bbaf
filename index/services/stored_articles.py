"""Articles of the store for work on many of them, which a damaged one must not stop."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from index.errors import ArchiveDamaged
from index.model import Article
from index.store import Reader


def readable(reader: Reader, ids: Sequence[str]) -> dict[str, Article]:
    """The articles with these ids, by id; damaged ones are left out instead of failing all."""
    try:
        return reader.articles(ids)
    except ArchiveDamaged:
        found: dict[str, Article] = {}
        for id in ids:
            with suppress(ArchiveDamaged):
                found |= reader.articles([id])
        return found
