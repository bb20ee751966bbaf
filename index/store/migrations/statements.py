"""Several SQL statements in the transaction of the caller."""

from __future__ import annotations

import re
import sqlite3


def run(connection: sqlite3.Connection, sql: str) -> None:
    """Execute statements that each end with ``;``. ``executescript`` would commit the transaction before them."""
    for statement in sql.split(";")[:-1]:
        connection.execute(statement)


def as_temporary(sql: str) -> str:
    """The statements that create the same tables for one connection, without indexes and references."""
    tables = [statement for statement in sql.split(";")[:-1] if "CREATE TABLE" in statement]
    temporary = ";".join(tables).replace("CREATE TABLE", "CREATE TEMP TABLE") + ";"
    return re.sub(r" REFERENCES \w+ ON DELETE CASCADE", "", temporary)
