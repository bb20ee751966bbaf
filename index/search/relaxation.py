"""Which part of a query empties its result."""

from __future__ import annotations

from whoosh import query as trees

from index.model import Dropped
from index.query.parser import ParsedQuery
from index.search.whoosh_engine.evaluator import Evaluator

_MOST = 24
"""Parts of a query of which each is left out in turn."""


def dropped(evaluator: Evaluator, parsed: ParsedQuery, query: str) -> tuple[Dropped, ...]:
    """The parts of ``query`` without which it finds something, that which leaves most first.

    A part that finds nothing by itself comes before all others, even if another one stays in the way: it is what is
    wrong with the query.
    """
    parts = parsed.parts
    if not 1 < len(parts) <= _MOST:
        return ()
    found = []
    for at, part in enumerate(parts):
        total = evaluator.count(trees.And([other.tree for other in parts if other is not part]))
        empty = not evaluator.count(part.tree)
        if total or empty:
            found.append((not empty, -total, at, Dropped(query[part.start : part.end], part.start, part.end, total)))
    return tuple(each for *_, each in sorted(found, key=lambda item: item[:3]))
