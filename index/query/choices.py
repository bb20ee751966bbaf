"""What of a query is a choice among the values of one field, as ``outlet:"The Bell"`` is."""

from __future__ import annotations

from dataclasses import replace

from index.query.parser import ParsedQuery
from index.query.syntax import And, Everything, is_choice


def without_choice(parsed: ParsedQuery, column: str) -> ParsedQuery | None:
    """``parsed`` without the values that it asks for in a field; None where it asks for none.

    What is left says what other values would add to the result. Values that are excluded stay so.
    """
    left = tuple(part for part in parsed.parts if not is_choice(part.query, column))
    if len(left) == len(parsed.parts):
        return None
    queries = tuple(part.query for part in left)
    tree = And(queries) if len(queries) > 1 else queries[0] if queries else Everything()
    filters = tuple(each for each in parsed.filters if not is_choice(each, column))
    return replace(parsed, tree=tree, filters=filters, parts=left)
