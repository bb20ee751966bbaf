"""The search engines that are measured side by side: broadsheet's index, SQLite FTS5, and tantivy where it is there."""

from __future__ import annotations

import importlib.util

from tests.speed.engines import fts5, native, ours
from tests.speed.engines.kind import Engine


def installed() -> list[Engine]:
    """The engines that can be measured here, broadsheet's first."""
    engines: list[Engine] = [ours.Ours(), fts5.Fts5()]
    if importlib.util.find_spec("tantivy") is not None:
        engines.append(native.Tantivy())
    return engines


def named(name: str) -> Engine:
    """The engine of this name."""
    return next(engine for engine in installed() if engine.name == name)
