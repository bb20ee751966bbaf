"""Values that broadsheet never writes: of another type than their column's, or JSON of another kind.

SQLite stores any value in any column. What reads rows trusts their types, so that this is what to look for when it
fails over one that another program, or a broken disk, has put there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Final

from index.model import Damage
from index.store.whole.tables import Column, Table, tables

MOST: Final = 20
"""Values that are named of each table."""
_JSON: Final = {
    ("documents", "declared"): "json_type({0}) = 'object'",
    ("documents", "flags"): "json_type({0}) = 'array'",
    ("sources", "metadata"): "json_type({0}) = 'object'",
    ("stories", "outlets"): "json_type({0}) = 'array'"
    " AND NOT EXISTS (SELECT 1 FROM json_each({0}) WHERE type <> 'text')",
    ("story_leads", "lead"): "json_type({0}) = 'array'",
}
"""What is true of the JSON in these columns."""
_PACKED: Final = {("fingerprints", "run"): "length({0}) % 8 = 0", ("traces", "sketch"): "length({0}) % 4 = 0"}
"""What is true of the integers in these."""
_LONGEST: Final = 60
"""Characters of a key that are named."""


def odd_values(connection: sqlite3.Connection) -> Iterator[Damage]:
    """The values that broadsheet never writes, some of each table, each with the article that it is of, if any."""
    for table in tables():
        # A store of an earlier version that cannot be written to lacks what was added since.
        there = {row[1] for row in connection.execute(f"PRAGMA main.table_info({table.name})")}
        conditions = [(column.name, _is_odd(table, column)) for column in table.columns if column.name in there]
        if not conditions:
            continue
        which = " ".join(f"WHEN {odd} THEN '{name}'" for name, odd in conditions)
        article = "id" if table.name == "articles" else "article" if "article" in table.names else "''"
        key = " || ' ' || ".join(f"substr(CAST({name} AS TEXT), 1, {_LONGEST})" for name in table.key)
        rows = connection.execute(
            f"SELECT CAST({article} AS BLOB), CAST({key} AS BLOB), CASE {which} END FROM main.{table.name}"
            f" WHERE {' OR '.join(odd for _, odd in conditions)} LIMIT {MOST}"
        )
        for id, place, column in rows:
            yield Damage(_words(id), f"{table.name}.{column} of {_words(place)} is no value that broadsheet writes")


def _is_odd(table: Table, column: Column) -> str:
    """A condition that is true where ``column`` has what is never written there."""
    types = {column.type.lower(), *(("integer",) if column.type == "REAL" else ())}
    if not column.required:
        types.add("null")
    allowed = ", ".join(f"'{each}'" for each in sorted(types))
    odd = f"typeof({column.name}) NOT IN ({allowed})"
    place = (table.name, column.name)
    if place in _PACKED:
        odd += f" OR NOT ({_PACKED[place].format(column.name)})"
    if place in _JSON:
        # CASE, since json_type fails for what is no JSON.
        odd += f" OR NOT CASE WHEN json_valid({column.name}) THEN {_JSON[place].format(column.name)} ELSE 0 END"
    return odd


def _words(value: bytes | None) -> str:
    return (value or b"").decode("utf-8", "replace")
