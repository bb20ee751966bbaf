"""How records come into the store: which article each one is, and what of it is kept."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, NamedTuple

from index.model import Address, CleanArticle, Rule, SkippedSource, SourceDocument, iso_of
from index.model.addresses import possible_files
from index.store.identifiers import article_id, canonical_url
from index.store.line_rules import as_ruled
from index.store.reader import Reader, inside
from index.store.records import article_json, deflated_text, digest, document_header, fingerprint, matches

Outcome = Literal["added", "updated", "unchanged"]


class Put(NamedTuple):
    """Which article a record became, and what that changed."""

    id: str
    outcome: Outcome
    headline: str | None


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read to its end."""

    path: str
    size: int
    modified_ns: int
    sha256: str


class _Home(NamedTuple):
    """The article that a record belongs to."""

    id: str
    version: int
    fingerprint: str


class Intake(Reader):
    """The part of a writer that an import uses."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self._rules: list[Rule] | None = None
        self._now = datetime.now(UTC).isoformat(timespec="seconds")

    def begin_import(self) -> int:
        """The number of an import that begins."""
        self._db.execute("UPDATE state SET value = value + 1 WHERE name = 'imports'")
        return int(self._db.execute("SELECT value FROM state WHERE name = 'imports'").fetchone()[0])

    def put(self, document: SourceDocument, clean: CleanArticle, number: int) -> Put:
        """Keep a record and its clean text: as a new article, a new version, or one more place of what is known.

        The record belongs to the article with its canonical address; else to the one at its place; else to the one
        that reads the same. ``number`` is the import's.
        """
        url = canonical_url(clean.metadata.url)
        home = self._home(document, clean, url)
        clean = self._as_wished(home and home.id, document, clean)
        seen = fingerprint(clean)
        if home is None:
            id = self._free_id(url, document.sha256)
            self._add_article(id, url, seen, clean)
            self._add_version(id, 1, document, clean)
            outcome: Outcome = "added"
        elif home.fingerprint != seen or not self._mended(home, document, clean):
            id = home.id
            self._set_version(id, home.version + 1, url, seen, clean)
            self._add_version(id, home.version + 1, document, clean)
            outcome = "updated"
        else:
            id, outcome = home.id, "unchanged"
        if self._capture(id, document, number) or outcome != "unchanged":
            self._mark(id)
        return Put(id, outcome, clean.metadata.headline)

    def put_known(self, path: str, record: int, sha256: str, number: int) -> Put | None:
        """Note that a place holds a record whose bytes the store has; None where it has to be cleaned after all.

        That is so when the place held something else: going back to an earlier text is a change like others.
        """
        row = self._db.execute(
            "SELECT id, headline, articles.version = v.version FROM versions v JOIN articles ON id = article"
            " WHERE document = ? ORDER BY 3 DESC, id LIMIT 1",
            (sha256,),
        ).fetchone()
        if row is None or not (row[2] or self._held(path, record) in ((row[0], sha256), None)):
            return None
        if not self._is_sound(row[0], sha256):
            return None
        if self._place(row[0], path, record, sha256, number):
            self._mark(row[0])
        return Put(row[0], "unchanged", row[1])

    def finish_file(self, file: ReadFile, skipped: Iterable[SkippedSource], number: int) -> None:
        """Remember that a file was read to its end and what of it was skipped, and forget what it holds no more."""
        self._db.execute("DELETE FROM skips WHERE file = ?", (file.path,))
        self._db.execute(
            "INSERT INTO files VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (path) DO UPDATE SET size = excluded.size,"
            " modified = excluded.modified, sha256 = excluded.sha256, imported = excluded.imported,"
            " import = excluded.import",
            (file.path, file.size, file.modified_ns, file.sha256, self._now, number),
        )
        self._db.executemany(
            "INSERT INTO skips (file, path, reason) VALUES (?, ?, ?)",
            [(file.path, row.path, row.reason) for row in skipped],
        )
        here, values = inside(file.path, "captures.path")
        there, _ = inside(file.path, "other.path")
        self._db.execute(
            f"DELETE FROM captures WHERE {here} AND import < ? AND EXISTS (SELECT 1 FROM captures other"
            " WHERE other.article = captures.article AND other.number <> captures.number"
            f" AND (NOT {there} OR other.import >= ?))",
            (*values, number, *values, number),
        )

    def _as_wished(self, id: str | None, document: SourceDocument, clean: CleanArticle) -> CleanArticle:
        """The clean text with the lines hidden and kept as a reader said for the article or for all of its outlet's."""
        if self._rules is None:
            self._rules = self.rules()
        return as_ruled(clean, self._rules, id, document) if self._rules else clean

    def _home(self, document: SourceDocument, clean: CleanArticle, url: str | None) -> _Home | None:
        found = "SELECT id, articles.version, fingerprint, articles.url, headline FROM articles"
        if url is not None:
            row = self._db.execute(f"{found} WHERE url = ?", (url,)).fetchone()
            if row is not None:
                return _Home(*row[:3])
        place = self._db.execute(
            f"{found} JOIN captures ON article = id WHERE path = ? AND record = ?"
            " ORDER BY import DESC, number DESC LIMIT 1",
            (document.path, document.record or 0),
        ).fetchone()
        if place is not None and _goes_on(place, url, clean, document.address):
            return _Home(*place[:3])
        if not clean.text:
            return None
        row = self._db.execute(f"{found} WHERE fingerprint = ? ORDER BY id LIMIT 1", (fingerprint(clean),)).fetchone()
        return None if row is None else _Home(*row[:3])

    def _free_id(self, url: str | None, sha256: str) -> str:
        id = article_id(url, sha256)
        turn = 0
        while self._db.execute("SELECT 1 FROM articles WHERE id = ?", (id,)).fetchone() is not None:
            turn += 1
            id = article_id(None, digest(f"{sha256}:{turn}".encode()))
        return id

    def _add_article(self, id: str, url: str | None, seen: str, clean: CleanArticle) -> None:
        data = clean.metadata
        self._db.execute(
            "INSERT INTO articles VALUES (?, 1, ?, ?, ?, ?, ?, ?)",
            (id, url, seen, data.headline, data.outlet, iso_of(data.published), self._now),
        )

    def _set_version(self, id: str, version: int, url: str | None, seen: str, clean: CleanArticle) -> None:
        data = clean.metadata
        self._db.execute(
            "UPDATE articles SET version = ?, url = coalesce(url, ?), fingerprint = ?, headline = ?, outlet = ?,"
            " published = ? WHERE id = ?",
            (version, url, seen, data.headline, data.outlet, iso_of(data.published), id),
        )

    def _add_version(self, id: str, version: int, document: SourceDocument, clean: CleanArticle) -> None:
        self._add_document(document)
        content = article_json(clean)
        self._db.execute(
            "INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?)",
            (id, version, document.sha256, digest(content), self._now, zlib.compress(content)),
        )

    def _add_document(self, document: SourceDocument) -> None:
        found = self._db.execute("SELECT data FROM documents WHERE sha256 = ?", (document.sha256,)).fetchone()
        if found is None or not matches(found[0], document.sha256):
            row = (document.sha256, *document_header(document), deflated_text(document), zlib.compress(document.data))
            self._db.execute(
                "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (sha256)"
                " DO UPDATE SET text = excluded.text, data = excluded.data",
                row,
            )

    # --- Mending what was damaged ---

    def forget_files(self, ids: Iterable[str]) -> None:
        """Have the files of these articles read again by the next import, which mends what is damaged."""
        for id in list(ids):
            places = self._db.execute("SELECT path FROM captures WHERE article = ?", (id,)).fetchall()
            files = {(file,) for (place,) in places for file in possible_files(place)}
            self._db.executemany("DELETE FROM files WHERE path = ?", list(files))

    def _is_sound(self, id: str, sha256: str) -> bool:
        """Whether the article's current text and the source document read as they were written."""
        rows = self._db.execute(
            "SELECT data, sha256 FROM documents WHERE sha256 = ? UNION ALL SELECT content, v.sha256 FROM articles"
            " JOIN versions v ON article = id AND v.version = articles.version WHERE id = ?",
            (sha256, id),
        )
        return all(matches(packed, checksum) for packed, checksum in rows)

    def _mended(self, home: _Home, document: SourceDocument, clean: CleanArticle) -> bool:
        """Whether the current version reads as it was written, if need be because it was written again."""
        content, sha256, source = self._db.execute(
            "SELECT content, sha256, document FROM versions WHERE article = ? AND version = ?", home[:2]
        ).fetchone()
        if source == document.sha256:
            self._add_document(document)
        if matches(content, sha256):
            return True
        again = article_json(clean)
        if digest(again) != sha256:
            return False
        self._db.execute(
            "UPDATE versions SET content = ? WHERE article = ? AND version = ?", (zlib.compress(again), *home[:2])
        )
        self._mark(home.id)
        return True

    # --- Places ---

    def _capture(self, id: str, document: SourceDocument, number: int) -> bool:
        return self._place(id, document.path, document.record or 0, document.sha256, number)

    def _place(self, id: str, path: str, record: int, sha256: str, number: int) -> bool:
        """Note what a place holds; True where the article was not known to stand there."""
        touched = self._db.execute(
            "UPDATE captures SET document = ?, import = ? WHERE path = ? AND record = ? AND article = ?",
            (sha256, number, path, record, id),
        )
        if touched.rowcount:
            return False
        self._db.execute(
            "INSERT INTO captures (article, path, record, document, import) VALUES (?, ?, ?, ?, ?)",
            (id, path, record, sha256, number),
        )
        return True

    def _mark(self, id: str) -> None:
        self._db.execute("INSERT OR IGNORE INTO pending VALUES (?)", (id,))


def _goes_on(
    place: tuple[str, int, str, str | None, str | None], url: str | None, clean: CleanArticle, address: Address
) -> bool:
    """Whether what stands at a place is a change of the article that stood there, and not another article.

    Other URLs make other articles. Numbered records move when one is put in, so there the headline has to be the same.
    """
    _, _, _, old_url, old_headline = place
    if url is not None and old_url is not None and url != old_url:
        return False
    return not address.is_numbered or (clean.metadata.headline is not None and clean.metadata.headline == old_headline)
