"""Which engine an archive has: the only place that names one.

Engines are imported when they are needed: loading one takes longer than opening an archive.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from index.model import Article
from index.search.engine import SearchEngine

FOLDER: Final = "fulltext"
"""The folder of an archive in which its engine may keep files."""


def engine_of(archive: Path) -> SearchEngine:
    """The engine of the archive in the folder ``archive``. Its index is opened by the first question."""
    from index.search.whoosh_engine import WhooshEngine

    return WhooshEngine(archive / FOLDER)


def build(workspace: str, articles: Sequence[Article]) -> list[str]:
    """Index ``articles`` in a :meth:`SearchEngine.workspace` of another process; what it returns is to be adopted."""
    from index.search.whoosh_engine import build

    return build(workspace, articles)
