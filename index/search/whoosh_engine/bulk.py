"""Segments built by other processes, in a folder beside the published ones."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path

from index.model import Article
from index.search.whoosh_engine.segments.contents import Entry, entry
from index.search.whoosh_engine.writer import Maker


def build(workspace: str, articles: Sequence[Article]) -> list[str]:
    """Segments of ``articles`` in the folder ``workspace``: the entries of the table of contents, as JSON."""
    return [json.dumps(asdict(made)) for made in _maker().made(Path(workspace), articles)]


def entries(built: Sequence[str]) -> list[Entry]:
    """What :func:`build` returned, as entries."""
    return [entry(json.loads(each)) for each in built]


@cache
def _maker() -> Maker:
    """One a process: it remembers the words of the articles before."""
    return Maker()
