"""Writing articles, their versions and source documents."""

from __future__ import annotations

import sqlite3
import zlib
from datetime import UTC, datetime

from index.model import CleanArticle, Rule, SourceDocument, iso_of
from index.store.line_rules import as_ruled
from index.store.reader import Reader
from index.store.records import article_json, deflated_text, digest, document_header, matches


class ArticleRows:
    """The rows of articles in the store of a connection; ``now`` is the time of all changes, ISO 8601."""

    def __init__(self, connection: sqlite3.Connection, reader: Reader) -> None:
        self._db = connection
        self._reader = reader
        self._rules: list[Rule] | None = None
        self.now = datetime.now(UTC).isoformat(timespec="seconds")

    def with_rules(self, id: str | None, document: SourceDocument, clean: CleanArticle) -> CleanArticle:
        """``clean`` with the lines hidden or shown that a reader has rules for, in the article or in its outlet's."""
        if self._rules is None:
            self._rules = self._reader.rules()
        return as_ruled(clean, self._rules, id, document) if self._rules else clean

    def forget_rules(self) -> None:
        """Read the rules again when they are next asked for: they have changed."""
        self._rules = None

    def add(self, id: str, url: str | None, seen: str, clean: CleanArticle) -> None:
        """Add an article whose fingerprint is ``seen``, without its first version."""
        data = clean.metadata
        self._db.execute(
            "INSERT INTO articles (id, version, url, fingerprint, headline, outlet, published, added)"
            " VALUES (?, 1, ?, ?, ?, ?, ?, ?)",
            (id, url, seen, data.headline, data.outlet, iso_of(data.published), self.now),
        )

    def update(self, id: str, version: int, url: str | None, seen: str, clean: CleanArticle) -> None:
        """Make ``version`` the current one; an address that the article has is kept."""
        data = clean.metadata
        self._db.execute(
            "UPDATE articles SET version = ?, url = coalesce(url, ?), fingerprint = ?, headline = ?, outlet = ?,"
            " published = ? WHERE id = ?",
            (version, url, seen, data.headline, data.outlet, iso_of(data.published), id),
        )

    def add_version(self, id: str, version: int, document: SourceDocument, clean: CleanArticle) -> None:
        """Add a version with the document that it was made from."""
        self.add_document(document)
        self.add_content(id, version, document.sha256, article_json(clean))

    def add_content(self, id: str, version: int, document: str, content: bytes) -> None:
        """Add a version of an article by the SHA-256 of its document and its clean text as JSON."""
        self._db.execute(
            "INSERT INTO versions (article, version, document, sha256, made, content) VALUES (?, ?, ?, ?, ?, ?)",
            (id, version, document, digest(content), self.now, zlib.compress(content)),
        )

    def add_document(self, document: SourceDocument) -> None:
        """Store a source document, unless its bytes are stored and sound."""
        found = self._db.execute("SELECT data FROM documents WHERE sha256 = ?", (document.sha256,)).fetchone()
        if found is None or not matches(found[0], document.sha256):
            row = (document.sha256, *document_header(document), deflated_text(document), zlib.compress(document.data))
            self._db.execute(
                "INSERT INTO documents (sha256, media_type, encoding, form, declared, flags, text, data)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (sha256)"
                " DO UPDATE SET text = excluded.text, data = excluded.data",
                row,
            )

    def is_sound(self, id: str, sha256: str) -> bool:
        """Whether the article's current text and the source document read as they were written."""
        rows = self._db.execute(
            "SELECT data, sha256 FROM documents WHERE sha256 = ? UNION ALL SELECT content, v.sha256 FROM articles"
            " JOIN versions v ON article = id AND v.version = articles.version WHERE id = ?",
            (sha256, id),
        )
        return all(matches(packed, checksum) for packed, checksum in rows)

    def mark(self, id: str) -> None:
        """Have the full-text index read the article again."""
        self._db.execute("INSERT OR IGNORE INTO pending VALUES (?)", (id,))
