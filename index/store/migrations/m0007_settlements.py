"""Version 7: how differences between articles were settled."""

from __future__ import annotations

import sqlite3
from typing import Final

from index.store.migrations.statements import as_temporary, run

_TABLES: Final = """
CREATE TABLE settlements (
    kind TEXT NOT NULL,
    one TEXT NOT NULL REFERENCES articles ON DELETE CASCADE, one_version INTEGER NOT NULL,
    one_field TEXT NOT NULL, one_start INTEGER NOT NULL, one_end INTEGER NOT NULL,
    other TEXT NOT NULL REFERENCES articles ON DELETE CASCADE, other_version INTEGER NOT NULL,
    other_field TEXT NOT NULL, other_start INTEGER NOT NULL, other_end INTEGER NOT NULL,
    settled_by TEXT NOT NULL, verdict TEXT NOT NULL, reason TEXT NOT NULL, made TEXT NOT NULL,
    PRIMARY KEY (
        one, other, kind, one_version, one_field, one_start, one_end,
        other_version, other_field, other_start, other_end, settled_by
    )
) WITHOUT ROWID;
CREATE INDEX settlements_other ON settlements (other);
"""


def migrate(connection: sqlite3.Connection) -> None:
    """Create the table."""
    run(connection, _TABLES)


def show(connection: sqlite3.Connection) -> None:
    """Show an empty table to this connection alone."""
    run(connection, as_temporary(_TABLES))
