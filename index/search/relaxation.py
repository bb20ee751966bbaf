"""Which parts of a query leave it without results."""

from __future__ import annotations

from index.model import Dropped
from index.query.limits import Budget
from index.query.parser import ParsedQuery
from index.query.syntax import And, Query
from index.search.engine import SearchEngine

_MOST = 24
"""Parts of a query of which each is left out in turn; a longer query is not relaxed."""


def dropped(engine: SearchEngine, parsed: ParsedQuery, query: str, budget: Budget) -> tuple[Dropped, ...]:
    """The parts of ``query`` without which it finds something, the one that leaves most first.

    A part that finds nothing by itself comes before all others, even if another such part prevents any results: it is
    what is wrong with the query.
    """
    parts = parsed.parts
    if not 1 < len(parts) <= _MOST:
        return ()
    queries: list[Query] = []
    for part in parts:
        others = tuple(other.query for other in parts if other is not part)
        queries += [And(others) if len(others) > 1 else others[0], part.query]
    counts = engine.counts(queries, budget)
    found = []
    for at, part in enumerate(parts):
        total, alone = counts[2 * at], counts[2 * at + 1]
        if total or not alone:
            found.append((alone > 0, -total, at, Dropped(query[part.start : part.end], part.start, part.end, total)))
    return tuple(each for *_, each in sorted(found, key=lambda item: item[:3]))
