"""How differences between articles were settled: the table ``settlements``, described in :mod:`index.store.schema`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple, cast, get_args

from index.model import READER, VERDICTS, Difference, DifferenceKind, Field, Place, Settlement

_SAME_SPANS: Final = (
    "kind = ? AND one = ? AND one_field = ? AND one_start = ? AND one_end = ?"
    " AND other = ? AND other_field = ? AND other_start = ? AND other_end = ? AND settled_by = ?"
)


class SettledPlaces(NamedTuple):
    """A decision with the kind of the difference and its two places, in order."""

    kind: DifferenceKind
    one: Place
    other: Place
    settlement: Settlement


class Settlements:
    """The decisions in the store of a connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def among(self, ids: Iterable[str]) -> Iterator[SettledPlaces]:
        """Those on differences between any two of some articles, the earliest first; invalid rows are skipped."""
        asked = json.dumps(list(ids))
        rows = self._db.execute(
            "SELECT * FROM settlements WHERE one IN (SELECT value FROM json_each(?))"
            " AND other IN (SELECT value FROM json_each(?)) ORDER BY made",
            (asked, asked),
        )
        for kind, *values in rows:
            one, other, (by, verdict, reason, made) = Place(*values[:5]), Place(*values[5:10]), values[10:]
            known = get_args(Field)
            if kind in get_args(DifferenceKind) and verdict in VERDICTS and {one.field, other.field} <= set(known):
                yield SettledPlaces(cast(DifferenceKind, kind), one, other, Settlement(verdict, by, reason, made))

    def settle(self, difference: Difference, settlement: Settlement) -> None:
        """Store a decision, replacing an earlier one by the same."""
        one, other = difference.places
        about = settlement.by, settlement.verdict, settlement.reason, settlement.made
        row = (difference.kind, *one, *other, *about)
        self._db.execute(f"INSERT OR REPLACE INTO settlements VALUES ({','.join('?' * len(row))})", row)

    def unsettle(self, difference: Difference) -> None:
        """Delete the reader's decision, also one that was made on another version with these spans."""
        one, other = difference.places
        sides = (*(value for place in (one, other) for value in (place.article, *place[2:])),)
        self._db.execute(f"DELETE FROM settlements WHERE {_SAME_SPANS}", (difference.kind, *sides, READER))
