"""Writing articles, their versions and source documents."""

from __future__ import annotations

import sqlite3
import zlib
from datetime import UTC, datetime

from index.model import CleanArticle, PartialDate, Rule, SourceDocument, iso_of
from index.store.identifiers import canonical_url
from index.store.line_rules import as_ruled
from index.store.reader import Reader
from index.store.records import (
    article_json,
    deflated_text,
    digest,
    document_header,
    fingerprint,
    matches,
    same_text,
    words_digest,
)


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

    def add(
        self, id: str, url: str | None, seen: str, clean: CleanArticle, modified: PartialDate | None = None
    ) -> None:
        """Add an article whose fingerprint is ``seen``, without its first version."""
        self._db.execute(
            "INSERT INTO articles (id, version, url, fingerprint, added, headline, outlet, published, updated,"
            " captured, same, words, modified) VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (id, url, seen, self.now, *_columns(clean), iso_of(modified)),
        )
        self._reader.searches.arrive(id)

    def update(
        self, id: str, version: int, url: str | None, seen: str, clean: CleanArticle, modified: str | None
    ) -> None:
        """Make ``version`` the current one; an address that the article has is kept."""
        self._db.execute(
            "UPDATE articles SET version = ?, url = coalesce(url, ?), fingerprint = ?, headline = ?, outlet = ?,"
            " published = ?, updated = ?, captured = ?, same = ?, words = ?, modified = ? WHERE id = ?",
            (version, url, seen, *_columns(clean), modified, id),
        )

    def complete(self, id: str, document: str, clean: CleanArticle, modified: str | None) -> None:
        """Add a version of the text that the article has, from the same document, with more metadata."""
        number = self.next_version(id)
        self.update(id, number, canonical_url(clean.metadata.url), fingerprint(clean), clean, modified)
        self.add_content(id, number, document, article_json(clean), modified)

    def next_version(self, id: str) -> int:
        """The number of a version of the article that is to be added."""
        row = self._db.execute("SELECT max(version) FROM versions WHERE article = ?", (id,)).fetchone()
        return int(row[0] or 0) + 1

    def add_version(self, id: str, version: int, document: SourceDocument, clean: CleanArticle) -> None:
        """Add a version with the document that it was made from."""
        self.add_document(document)
        self.add_content(id, version, document.sha256, article_json(clean), iso_of(document.modified))

    def add_content(self, id: str, version: int, document: str, content: bytes, modified: str | None) -> None:
        """Add a version of an article by the SHA-256 of its document and its clean text as JSON."""
        self._db.execute(
            "INSERT INTO versions (article, version, document, sha256, made, content, modified)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (id, version, document, digest(content), self.now, zlib.compress(content), modified),
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


def _columns(clean: CleanArticle) -> tuple[str | None, ...]:
    """Headline, outlet, the three dates and the fingerprints of the text, in the order of both statements."""
    data = clean.metadata
    dates = (iso_of(data.published), iso_of(data.updated), iso_of(data.captured))
    return data.headline, data.outlet, *dates, same_text(clean), words_digest(clean.text)
