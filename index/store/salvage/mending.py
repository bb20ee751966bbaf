"""Makes a store whole of which only some rows were saved: every article has its row, its text and its source.

What can be had from the rest is made from it; what nothing else says is lost, and named.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final, NamedTuple, get_args

from index.model import CleanArticle, DeclaredMetadata, Form, Loss, PartialDate, SourceDocument, iso_of
from index.store.article_rows import ArticleRows
from index.store.identifiers import SHOWN, article_id, canonical_url
from index.store.imports.imports import Imports
from index.store.imports.known_articles import KnownArticles
from index.store.reader import Reader
from index.store.records import (
    article_from_json,
    article_json,
    declared_from,
    digest,
    document_from,
    dumped,
    fingerprint,
    inflated,
)
from index.store.salvage.copy import Copied
from index.store.salvage.losses import Losses
from index.store.sources import completed

FROM_THE_TEXT: Final = "the original is lost: this is made from the clean text"
"""The flag of a source document in the place of one that is lost."""
_NOTHING_DECLARED: Final = dumped(DeclaredMetadata())
_UNREADABLE = (zlib.error, ValueError, KeyError, TypeError, RecursionError, AttributeError)
_OF_ARTICLES: Final = ("versions", "captures", "sources", "tags", "arrivals")
"""Tables with a column ``article``."""


class Due(NamedTuple):
    """An original that is to be cleaned again."""

    article: str | None
    """The article whose text is gone; None where it is not known whose original it is."""
    document: SourceDocument


class Mending:
    """Works on the store of a connection, inside a transaction of the caller."""

    def __init__(self, connection: sqlite3.Connection, copied: Copied) -> None:
        self._db = connection
        self._reader = Reader(connection)
        self._rows = ArticleRows(connection, self._reader)
        self._copied = copied
        self.again: dict[str, str] = {}
        """The names of articles whose text was cleaned again, by id."""
        self._losses = Losses(connection, copied)

    @property
    def losses(self) -> tuple[Loss, ...]:
        """What is lost, by name; complete after :meth:`finish`."""
        return tuple(self._losses.all)

    def begin(self) -> None:
        """Make what follows from the texts that there are: rows of articles, and documents."""
        self._check_headers()
        self._articles_of_texts()
        self._note_originals()

    # --- Documents and articles ---

    def _check_headers(self) -> None:
        """Have every document say of itself what can be read, and drop a decoded text that cannot."""
        changed: list[tuple[str, str, str, str]] = []
        for sha256, *header, text, data in self._db.execute(
            "SELECT sha256, media_type, encoding, form, declared, flags, text, data FROM documents"
        ):
            media_type, encoding, form, declared, flags = header
            try:
                document_from(("", 0), sha256, (media_type, encoding, form, declared, flags), text, data)
                is_known = form in get_args(Form)
            except (*_UNREADABLE, LookupError):
                is_known = False
            if not is_known:
                declared = declared if _reads(declared, declared_from) else _NOTHING_DECLARED
                flags = flags if _reads(flags, tuple) else "[]"
                changed.append((form if form in get_args(Form) else "plain", declared, flags, sha256))
        self._db.executemany(
            "UPDATE documents SET form = ?, declared = ?, flags = ?, text = NULL, encoding = 'utf-8' WHERE sha256 = ?",
            changed,
        )
        for row in changed:
            self._losses.add(
                "original", self._losses.name_of_document(row[-1]), "what its file says of it; its bytes are there"
            )

    def _articles_of_texts(self) -> None:
        """Make the rows of articles of which only versions are there, by the last one."""
        rows = self._db.execute(
            "SELECT article, max(version), min(made) FROM versions"
            " WHERE article NOT IN (SELECT id FROM articles) GROUP BY article"
        ).fetchall()
        for id, version, made in rows:
            content, modified = self._content(id, version)
            if content is not None:
                self._add(id, version, made, content, modified)
                if version > 1:
                    self._losses.add(
                        "version", self._losses.name(id), f"which is the current one; version {version} is taken"
                    )

    def _content(self, id: str, version: int) -> tuple[CleanArticle | None, str | None]:
        row = self._db.execute(
            "SELECT content, modified FROM versions WHERE article = ? AND version = ?", (id, version)
        ).fetchone()
        try:
            return article_from_json(inflated(row[0])), row[1]
        except _UNREADABLE:
            return None, None

    def _add(self, id: str, version: int, made: str, content: CleanArticle, modified: str | None) -> None:
        known = self._db.execute("SELECT 1 FROM arrivals WHERE article = ?", (id,)).fetchone()
        url, seen = canonical_url(content.metadata.url), fingerprint(content)
        self._rows.add(id, url, seen, content, PartialDate.parse(modified))
        if known is None:
            # It is not new to a saved search.
            self._db.execute("DELETE FROM arrivals WHERE article = ?", (id,))
        self._db.execute("UPDATE articles SET version = ?, added = ? WHERE id = ?", (version, made, id))

    def _note_originals(self) -> None:
        """Make a source document out of the text where the one of a version is lost."""
        rows = self._db.execute(
            "SELECT article, version, document FROM versions WHERE document NOT IN (SELECT sha256 FROM documents)"
        ).fetchall()
        for id, version, _ in rows:
            content, modified = self._content(id, version)
            if content is None:
                self._db.execute("DELETE FROM versions WHERE article = ? AND version = ?", (id, version))
                continue
            self._losses.add_of("original", id, f"of version {version}; its clean text is there")
            document = _from_text(content, PartialDate.parse(modified))
            self._rows.add_document(document)
            self._db.execute(
                "UPDATE versions SET document = ? WHERE article = ? AND version = ?", (document.sha256, id, version)
            )

    # --- Texts to be cleaned again ---

    def due(self) -> Iterator[Due]:
        """The originals of articles without a current text, the last one of each that is there."""
        rows = self._db.execute(
            "SELECT article, d.sha256, path, record, format FROM captures JOIN documents d ON d.sha256 = document"
            " WHERE NOT EXISTS (SELECT 1 FROM articles JOIN versions v ON v.article = id"
            " AND v.version = articles.version WHERE id = captures.article) ORDER BY article, import DESC, number DESC"
        ).fetchall()
        last = None
        for id, sha256, path, record, format in rows:
            if id != last:
                last = id
                yield Due(id, self._document(sha256, path, record, format))

    def strays(self) -> Iterator[Due]:
        """The originals that no version is made of: of articles, or versions, of which nothing else is there."""
        rows = self._db.execute(
            "SELECT sha256, coalesce((SELECT article FROM sources WHERE document = sha256), article), path, record,"
            " format FROM documents LEFT JOIN captures ON document = sha256"
            " WHERE NOT EXISTS (SELECT 1 FROM versions WHERE document = documents.sha256) GROUP BY sha256"
        ).fetchall()
        for sha256, id, path, record, format in rows:
            yield Due(id, self._document(sha256, path or f"salvaged:{sha256}", record or 0, format or ""))

    def _document(self, sha256: str, path: str, record: int, format: str) -> SourceDocument:
        row = self._db.execute(
            "SELECT media_type, encoding, form, declared, flags, text, data FROM documents WHERE sha256 = ?", (sha256,)
        ).fetchone()
        found = document_from((path, record), sha256, tuple(row[:5]), row[5], row[6])
        return replace(found, format=format)

    def put(self, due: Due, clean: CleanArticle) -> None:
        """Store a text that was cleaned again, with a number of its own: it may differ from the one that is lost."""
        document = due.document
        id = due.article or self._match(document, clean)
        if id is None:
            number = int(self._db.execute("SELECT value FROM state WHERE name = 'imports'").fetchone()[0])
            put = Imports(self._db, self._reader, self._rows).put(document, clean, number)
            self.again[put.id] = self._losses.name(put.id)
            return
        clean = completed(self._rows.with_rules(id, document, clean), self._reader.sources.of(id))
        content, seen = article_json(clean), fingerprint(clean)
        row = self._db.execute("SELECT version FROM articles WHERE id = ?", (id,)).fetchone()
        number = max(self._rows.next_version(id), 1 + (row[0] if row else 0))
        has_text = row is not None and self._content_is_there(id, row[0])
        if row is None:
            self._add(id, number, self._rows.now, clean, iso_of(document.modified))
        elif not has_text:
            self._rows.update(id, number, canonical_url(clean.metadata.url), seen, clean, iso_of(document.modified))
        self._rows.add_content(id, number, document.sha256, content, iso_of(document.modified))
        if not has_text:
            self.again[id] = self._losses.name(id)

    def _match(self, document: SourceDocument, clean: CleanArticle) -> str | None:
        """The article of a record: the one whose id was made of it, else the one that an import would join it to."""
        url = canonical_url(clean.metadata.url)
        id = article_id(url, document.sha256)
        if self._reader.versions_of([id]):
            return id
        found = KnownArticles(self._db).match(document, clean, url, fingerprint(clean))
        return None if found is None else found.id

    def _content_is_there(self, id: str, version: int) -> bool:
        asked = "SELECT 1 FROM versions WHERE article = ? AND version = ?"
        return self._db.execute(asked, (id, version)).fetchone() is not None

    # --- What is lost ---

    def finish(self) -> None:
        """Take the last text of an article without a current one; delete what belongs to nothing; name what is lost."""
        self._earlier_texts()
        self._gone_articles()
        self._losses.note_rows()
        self._db.execute("DELETE FROM skips WHERE file NOT IN (SELECT path FROM files)")
        spare = "FROM documents WHERE NOT EXISTS (SELECT 1 FROM versions WHERE document = documents.sha256)"
        for (sha256,) in self._db.execute(f"SELECT sha256 {spare}").fetchall():
            self._losses.add("original", sha256[:SHOWN], "it can no longer be cleaned")
        self._db.execute(f"DELETE {spare}")
        if self.losses or self._copied.pages.total():
            # So that the next import reads all files again, and finds what is lost.
            self._db.execute("DELETE FROM files")
        self._db.execute("DELETE FROM pending")
        self._db.execute("INSERT INTO pending SELECT id FROM articles")

    def _earlier_texts(self) -> None:
        rows = self._db.execute(
            "SELECT id, version, (SELECT max(version) FROM versions WHERE article = id) FROM articles WHERE NOT EXISTS"
            " (SELECT 1 FROM versions v WHERE article = id AND v.version = articles.version)"
        ).fetchall()
        for id, version, last in rows:
            content, modified = (None, None) if last is None else self._content(id, last)
            if content is not None:
                self._losses.add(
                    "text", self._losses.name(id), f"version {version}; version {last} is the last that is there"
                )
                self._rows.update(id, last, None, fingerprint(content), content, modified)

    def _gone_articles(self) -> None:
        """Delete articles without a text, and what belongs to articles that are gone."""
        known = "SELECT article FROM versions"
        gone = {id for (id,) in self._db.execute(f"SELECT id FROM articles WHERE id NOT IN ({known})")}
        for table in _OF_ARTICLES[1:]:
            gone |= {id for (id,) in self._db.execute(f"SELECT article FROM {table} WHERE article NOT IN ({known})")}
        gone |= {
            id
            for table, row in self._copied.lost
            if table in ("articles", *_OF_ARTICLES)
            and isinstance(id := row.get("article", row.get("id")), str)
            and not self._reader.versions_of([id])
        }
        for id in sorted(gone):
            tags = self._db.execute("SELECT tag FROM tags WHERE article = ? AND given = 1 ORDER BY tag", (id,))
            had = ", ".join(tag for (tag,) in tags)
            self._losses.add_of("article", id, f"with the tags {had}" if had else "")
            self._db.execute("DELETE FROM articles WHERE id = ?", (id,))
            for table in _OF_ARTICLES:
                self._db.execute(f"DELETE FROM {table} WHERE article = ?", (id,))
        known = "SELECT id FROM articles"
        settled = self._db.execute(f"DELETE FROM settlements WHERE one NOT IN ({known}) OR other NOT IN ({known})")
        if settled.rowcount:
            self._losses.add("settlements", "", f"{settled.rowcount} between articles that are lost")
        missing = self._db.execute(
            "SELECT article, version FROM versions v WHERE version > 1 AND NOT EXISTS"
            " (SELECT 1 FROM versions WHERE article = v.article AND version = v.version - 1)"
        )
        for id, version in missing.fetchall():
            if id not in self.again:
                self._losses.add_of("version", id, f"before version {version}")


def _reads(text: str, made: Callable[[Any], object]) -> bool:
    """Whether something can be made of a value in JSON."""
    try:
        made(json.loads(text))
    except _UNREADABLE:
        return False
    return True


def _from_text(content: CleanArticle, modified: PartialDate | None) -> SourceDocument:
    """A source document that says what a clean text says."""
    about, data = content.metadata, content.text.encode("utf-8", "surrogatepass")
    declared = DeclaredMetadata(
        about.headline, about.deck, about.authors, about.outlet, iso_of(about.published), about.url, about.language,
        about.tags, iso_of(about.updated), about.section, iso_of(about.captured),
    )  # fmt: skip
    return SourceDocument(
        "",
        None,
        "text/plain",
        data,
        digest(data),
        "utf-8",
        "article",
        content.text,
        declared,
        (FROM_THE_TEXT,),
        modified,
    )
