"""Version 1: files, source documents, articles with versions and captures, tags, rules that hide lines, stories."""

from __future__ import annotations

import sqlite3
from typing import Final

from index.store.migrations.statements import run

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
    number INTEGER PRIMARY KEY, article TEXT NOT NULL, outlet TEXT, line TEXT NOT NULL, made TEXT NOT NULL
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


def migrate(connection: sqlite3.Connection) -> None:
    """Create the first tables in an empty file."""
    run(connection, _TABLES)
