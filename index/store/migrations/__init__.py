"""Steps from one version of the store to the next, one module each; ``user_version`` in the file counts them.

A new step is a module with ``migrate`` and ``show``, at the end of :data:`STEPS`. What a step does never changes once
a release has it: stores that were made by it are not migrated again.
"""

from __future__ import annotations

import sqlite3
from typing import Final, Protocol

from index.store.migrations import (
    m0001_articles,
    m0002_recurring_lines,
    m0003_sagas,
    m0004_copies,
    m0005_kept_lines,
    m0006_capture_times,
    m0007_settlements,
    m0008_skip_kinds,
    m0009_sources,
    m0010_field_names,
    m0011_saved_searches,
    m0012_kept_groups,
)


class Step(Protocol):
    """From the version before to that of the module's number."""

    def migrate(self, connection: sqlite3.Connection) -> None:
        """Change the store, inside the transaction of the caller."""

    def show(self, connection: sqlite3.Connection) -> None:
        """Show a store that cannot be written to as if it had been migrated, by temporary tables and views."""


STEPS: Final[tuple[Step, ...]] = (
    m0002_recurring_lines,
    m0003_sagas,
    m0004_copies,
    m0005_kept_lines,
    m0006_capture_times,
    m0007_settlements,
    m0008_skip_kinds,
    m0009_sources,
    m0010_field_names,
    m0011_saved_searches,
    m0012_kept_groups,
)
"""From version 1 on."""

VERSION: Final = 1 + len(STEPS)
"""The version of a store that this program writes. A store with a higher one was written by a later broadsheet."""


def version_of(connection: sqlite3.Connection) -> int:
    """The version of the store; 0 for an empty file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def create(connection: sqlite3.Connection, version: int = VERSION) -> None:
    """Create the tables of ``version`` in an empty file, inside the transaction of the caller."""
    m0001_articles.migrate(connection)
    for step in STEPS[: version - 1]:
        step.migrate(connection)
    connection.execute(f"PRAGMA user_version = {version}")


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a store to the newest version, each step in a transaction of its own.

    A process that is killed leaves the store at the last complete step; the next one continues from there.
    """
    while (version := version_of(connection)) < VERSION:
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Another process may have been faster.
            if version_of(connection) == version:
                STEPS[version - 1].migrate(connection)
                connection.execute(f"PRAGMA user_version = {version + 1}")
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


def show(connection: sqlite3.Connection) -> None:
    """Show an older store that cannot be written to as one of the newest version, to this connection alone."""
    for step in STEPS[version_of(connection) - 1 :]:
        step.show(connection)
