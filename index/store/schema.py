"""The store of record: one SQLite file, ``archive.sqlite``.

state        one row a counter. ``generation`` grows with every commit; ``imports`` counts the imports begun;
             ``joined`` the articles that joined stories since all was grouped as a whole: none where it is missing.
files        every file that was read to its end: size, modification time in nanoseconds, SHA-256, when, and by which
             import. A file whose SHA-256 stands here is not read again.
skips        what of such a file could not become an article, and why, so that a later import can say so again.
documents    the source documents: their bytes deflated, their SHA-256, and what their reader made of them. ``text``
             is the decoded body, deflated with the bytes as dictionary; it is null where decoding ``data`` by
             ``encoding`` gives it.
articles     one row an article: its number of the current version, the canonical address that identifies it (null
             where it has none), a fingerprint of what a reader sees of it, and the columns that lists need.
versions     the clean texts: a CleanArticle as JSON, deflated; the SHA-256 is taken over the JSON. Never changed and
             never overwritten: cleaning again adds a row.
captures     which places hold an article: a path and, in a JSON Lines file, the line from 1 (0: the whole file).
             ``import`` is the last import that saw it there; the row with the highest says what a place holds. A row
             that is out of date stays only where it is all that tells where its article came from.
tags         a reader's decisions on tags: given (1) or taken off (0). What sources declare is in the versions.
rules        a reader's word on lines, in one article or in all of an outlet's: ``what`` is ``hide`` or ``keep``. Of
             several on one line that for the article counts before that for the outlet, then the newest.
traces       what tells the articles of known outlets apart: hashes of outlet and headline, and of words of the text.
recurrences  by the hash of an outlet's name and a line: the traces of some articles in which it stands; ``shown`` is
             whether it was still shown there. Rows of traces that are gone say nothing.
recleaning   articles in which a line is shown that other stories of the outlet have too.
copies       pairs of articles that share text; with sketches and fingerprints, by which they are found, derived.
stories      the articles grouped by event. The id of a story stays with the articles; its article rows are in order
             of time.
pending      articles that changed since the full-text index last saw them, removed ones included. Written in the
             transaction of the change, emptied after the index has committed.

Dates and times are ISO 8601; ids are lower-case base 32 of a SHA-256, 26 characters.
"""

from __future__ import annotations

import sqlite3
from typing import Final

APPLICATION_ID: Final = 0x62736874
"""``bsht`` in the file's header: what tells the store from every other SQLite file."""

VERSION: Final = 1
"""``user_version`` in the header. A store with a higher one was written by a later broadsheet."""

_TABLES: Final = """
CREATE TABLE state (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO state VALUES ('generation', 0), ('imports', 0);

CREATE TABLE files (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL, sha256 TEXT NOT NULL,
    imported TEXT NOT NULL, import INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE skips (
    number INTEGER PRIMARY KEY, file TEXT NOT NULL REFERENCES files ON DELETE CASCADE,
    path TEXT NOT NULL, reason TEXT NOT NULL
);
CREATE INDEX skips_file ON skips (file);

CREATE TABLE documents (
    sha256 TEXT PRIMARY KEY, media_type TEXT NOT NULL, encoding TEXT NOT NULL, form TEXT NOT NULL,
    declared TEXT NOT NULL, flags TEXT NOT NULL, text BLOB, data BLOB NOT NULL
);

CREATE TABLE articles (
    id TEXT PRIMARY KEY, version INTEGER NOT NULL, url TEXT, fingerprint TEXT NOT NULL,
    headline TEXT, outlet TEXT, published TEXT, added TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX articles_url ON articles (url) WHERE url IS NOT NULL;
CREATE INDEX articles_fingerprint ON articles (fingerprint);
CREATE INDEX articles_outlet ON articles (outlet);

CREATE TABLE versions (
    article TEXT NOT NULL REFERENCES articles ON DELETE CASCADE, version INTEGER NOT NULL,
    document TEXT NOT NULL REFERENCES documents, sha256 TEXT NOT NULL, made TEXT NOT NULL, content BLOB NOT NULL,
    PRIMARY KEY (article, version)
);
CREATE INDEX versions_document ON versions (document);

CREATE TABLE captures (
    number INTEGER PRIMARY KEY, article TEXT NOT NULL REFERENCES articles ON DELETE CASCADE,
    path TEXT NOT NULL, record INTEGER NOT NULL, document TEXT NOT NULL, import INTEGER NOT NULL,
    UNIQUE (path, record, article)
);
CREATE INDEX captures_article ON captures (article);

CREATE TABLE tags (
    article TEXT NOT NULL REFERENCES articles ON DELETE CASCADE, tag TEXT NOT NULL, given INTEGER NOT NULL,
    PRIMARY KEY (article, tag)
) WITHOUT ROWID;

CREATE TABLE rules (
    number INTEGER PRIMARY KEY, article TEXT NOT NULL, outlet TEXT, line TEXT NOT NULL, made TEXT NOT NULL,
    what TEXT NOT NULL DEFAULT 'hide'
);

CREATE TABLE stories (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, first TEXT, last TEXT, outlets TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE story_articles (
    article TEXT PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    story TEXT NOT NULL REFERENCES stories ON DELETE CASCADE, position INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX story_articles_story ON story_articles (story, position);

CREATE TABLE pending (article TEXT PRIMARY KEY) WITHOUT ROWID;
"""


def create(connection: sqlite3.Connection) -> None:
    """Make the tables of an empty store, all or none."""
    header = f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION};"
    connection.executescript(f"BEGIN IMMEDIATE; {_TABLES} {header} COMMIT;")


def complete(connection: sqlite3.Connection) -> None:
    """Give a store of this version the columns that its first ones lack.

    One that cannot be written to is completed for this connection alone.
    """
    if _has_what(connection):
        return
    try:
        connection.execute("BEGIN IMMEDIATE")
        # Another process may have been faster.
        if not _has_what(connection):
            connection.execute("ALTER TABLE rules ADD COLUMN what TEXT NOT NULL DEFAULT 'hide'")
        connection.execute("COMMIT")
    except sqlite3.OperationalError as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY:
            raise
        connection.execute("CREATE TEMP VIEW rules AS SELECT *, 'hide' AS what FROM main.rules")


def _has_what(connection: sqlite3.Connection) -> bool:
    return any(row[1] == "what" for row in connection.execute("PRAGMA table_info(rules)"))
