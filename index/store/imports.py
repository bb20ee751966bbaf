"""Putting records into the store: which article each one is, and whether that changes it."""

from __future__ import annotations

import sqlite3
import zlib
from typing import Final, NamedTuple

from index.model import Address, ArticleOutcome, CleanArticle, Moments, PartialDate, SourceDocument, iso_of, later_by
from index.store.article_rows import ArticleRows
from index.store.identifiers import article_id, canonical_url
from index.store.reader import Reader
from index.store.records import article_json, digest, fingerprint, matches, same_text
from index.text import fold

_TELLING: Final = ("headline", "deck", "authors", "published", "url", "updated", "section", "tags")
"""Fields of metadata by which one record of an article says more than another."""


class Put(NamedTuple):
    """The article that a record became, and whether the article is new or changed."""

    id: str
    outcome: ArticleOutcome
    headline: str | None


class _Match(NamedTuple):
    """The article that a record is matched to."""

    id: str
    version: int
    fingerprint: str
    is_other_format: bool = False
    """Whether only outlet and text show that they are one."""


class Imports:
    """Puts records into the store of a connection."""

    def __init__(self, connection: sqlite3.Connection, reader: Reader, rows: ArticleRows) -> None:
        self._db = connection
        self._reader = reader
        self._rows = rows

    def begin(self) -> int:
        """Count an import that begins; returns its number."""
        self._db.execute("UPDATE state SET value = value + 1 WHERE name = 'imports'")
        return int(self._db.execute("SELECT value FROM state WHERE name = 'imports'").fetchone()[0])

    def put(self, document: SourceDocument, clean: CleanArticle, number: int) -> Put:
        """Store a record and its clean text: as a new article, a new version, or another address of a known article.

        The record belongs to the article with its canonical address; else to the one at its place; else to the one
        that has the same text and metadata; else to the one of its outlet that has the same text, which the record
        only replaces if it says more of it. A version that is known to be earlier than the current one does not become
        the current one. ``number`` is the import's.
        """
        url = canonical_url(clean.metadata.url)
        seen = fingerprint(clean)
        match = self._match(document, clean, url, seen)
        ruled = self._rows.with_rules(match and match.id, document, clean)
        if ruled is not clean:
            clean, seen = ruled, fingerprint(ruled)
        if match is None:
            id = self._free_id(url, document.sha256)
            self._rows.add(id, url, seen, clean, document.modified)
            self._rows.add_version(id, 1, document, clean)
            outcome: ArticleOutcome = "added"
        elif match.is_other_format and not self._says_more(match, clean):
            id, outcome = match.id, "unchanged"
        elif match.fingerprint != seen or not self._is_sound_or_repaired(match, document, clean):
            id, version = match.id, self._rows.next_version(match.id)
            if not self._is_earlier(match, document, clean):
                self._rows.update(id, version, url, seen, clean, iso_of(document.modified))
            self._rows.add_version(id, version, document, clean)
            outcome = "updated"
        else:
            id, outcome = match.id, "unchanged"
        if self._place(id, document, number) or outcome != "unchanged":
            self._rows.mark(id)
        return Put(id, self._or_same(id, document, number, outcome), clean.metadata.headline)

    def put_known(self, document: SourceDocument, number: int) -> Put | None:
        """Record that an address holds a record whose bytes are stored; None if the record has to be cleaned after all.

        It has to be if the address held something else: going back to an earlier text is a change like any other.
        """
        row = self._db.execute(
            "SELECT id, headline, articles.version = v.version FROM versions v JOIN articles ON id = article"
            " WHERE document = ? ORDER BY 3 DESC, id LIMIT 1",
            (document.sha256,),
        ).fetchone()
        if row is None:
            return None
        id, headline, is_current = row
        held = self._reader.held(document.path, document.record or 0)
        if not (is_current or held in ((id, document.sha256), None)) or not self._rows.is_sound(id, document.sha256):
            return None
        if self._place(id, document, number):
            self._rows.mark(id)
        return Put(id, self._or_same(id, document, number, "unchanged"), headline)

    def _match(self, document: SourceDocument, clean: CleanArticle, url: str | None, seen: str) -> _Match | None:
        found = "SELECT id, articles.version, fingerprint, articles.url, headline FROM articles"
        if url is not None:
            row = self._db.execute(f"{found} WHERE url = ?", (url,)).fetchone()
            if row is not None:
                return _Match(*row[:3])
        place = self._db.execute(
            f"{found} JOIN captures ON article = id WHERE path = ? AND record = ?"
            " ORDER BY import DESC, number DESC LIMIT 1",
            (document.path, document.record or 0),
        ).fetchone()
        if place is not None and document.address.lasts and _is_new_version(place, url, clean, document.address):
            return _Match(*place[:3])
        if not clean.text:
            return None
        row = self._db.execute(f"{found} WHERE fingerprint = ? ORDER BY id LIMIT 1", (seen,)).fetchone()
        return self._in_other_format(clean, url) if row is None else _Match(*row[:3])

    def _in_other_format(self, clean: CleanArticle, url: str | None) -> _Match | None:
        """The article of the same outlet with the same words, unless headline, day or address are others."""
        same = same_text(clean)
        if same is None:
            return None
        rows = self._db.execute(
            "SELECT id, version, fingerprint, url, headline, published FROM articles WHERE same = ? ORDER BY id",
            (same,),
        )
        for id, version, seen, other_url, headline, published in rows:
            if url is not None and other_url is not None and url != other_url:
                continue
            if _agree(headline, clean.metadata.headline) and _one_day(
                PartialDate.parse(published), clean.metadata.published
            ):
                return _Match(id, version, seen, is_other_format=True)
        return None

    def _says_more(self, match: _Match, clean: CleanArticle) -> bool:
        """Whether the record knows all fields that the current version of the article knows, and others."""
        current = self._reader.article(match.id).content
        mine, known = ({name for name in _TELLING if getattr(one.metadata, name)} for one in (clean, current))
        return mine > known

    def _is_earlier(self, match: _Match, document: SourceDocument, clean: CleanArticle) -> bool:
        """Whether the record is of an earlier state than the article's current version.

        What replaced a file in its place is not earlier for the time of the file alone.
        """
        row = self._db.execute(
            "SELECT published, updated, captured, modified FROM articles WHERE id = ?", (match.id,)
        ).fetchone()
        about = clean.metadata
        own = Moments(about.published, about.updated, about.captured, document.modified)
        found = later_by(own, Moments(*map(PartialDate.parse, row)))
        if found == "file time":
            held = self._reader.held(document.path, document.record or 0)
            return held is None or held[0] != match.id
        return found is not None

    def _free_id(self, url: str | None, sha256: str) -> str:
        id = article_id(url, sha256)
        turn = 0
        while self._db.execute("SELECT 1 FROM articles WHERE id = ?", (id,)).fetchone() is not None:
            turn += 1
            id = article_id(None, digest(f"{sha256}:{turn}".encode()))
        return id

    def _is_sound_or_repaired(self, match: _Match, document: SourceDocument, clean: CleanArticle) -> bool:
        """Whether the current version matches its checksum, if need be after writing it again from the same record."""
        content, sha256, source = self._db.execute(
            "SELECT content, sha256, document FROM versions WHERE article = ? AND version = ?", match[:2]
        ).fetchone()
        if source == document.sha256:
            self._rows.add_document(document)
        if matches(content, sha256):
            return True
        again = article_json(clean)
        if digest(again) != sha256:
            return False
        self._db.execute(
            "UPDATE versions SET content = ? WHERE article = ? AND version = ?", (zlib.compress(again), *match[:2])
        )
        self._rows.mark(match.id)
        return True

    # --- Places ---

    def _place(self, id: str, document: SourceDocument, number: int) -> bool:
        """Record what an address holds; True if the article was not known to be there."""
        place = (document.path, document.record or 0)
        touched = self._db.execute(
            "UPDATE captures SET document = ?, import = ?, format = ? WHERE path = ? AND record = ? AND article = ?",
            (document.sha256, number, document.format, *place, id),
        )
        if touched.rowcount:
            return False
        self._db.execute(
            "INSERT INTO captures (article, path, record, document, import, format) VALUES (?, ?, ?, ?, ?, ?)",
            (id, *place, document.sha256, number, document.format),
        )
        return True

    def _or_same(self, id: str, document: SourceDocument, number: int, outcome: ArticleOutcome) -> ArticleOutcome:
        """``outcome``, or that the unchanged article is at another place, too, where it was found before.

        A record that moved in its file is not the same as another: this import has not found it at its former place.
        """
        if outcome != "unchanged":
            return outcome
        path, record = document.path, document.record or 0
        found = self._db.execute(
            "SELECT 1 FROM captures other JOIN captures mine ON mine.article = other.article"
            " AND mine.number > other.number WHERE mine.article = ? AND mine.path = ? AND mine.record = ?"
            " AND (other.path <> mine.path OR other.import = ?) LIMIT 1",
            (id, path, record, number),
        ).fetchone()
        return outcome if found is None else "same as another"


def _is_new_version(
    place: tuple[str, int, str, str | None, str | None], url: str | None, clean: CleanArticle, address: Address
) -> bool:
    """Whether the record at an address is a new version of the article that was there, and not another article.

    Other URLs make other articles. Numbered records move when one is put in, so there the headline has to be the same.
    """
    _, _, _, old_url, old_headline = place
    if url is not None and old_url is not None and url != old_url:
        return False
    return not address.is_numbered or (clean.metadata.headline is not None and clean.metadata.headline == old_headline)


def _agree(one: str | None, other: str | None) -> bool:
    """Whether two headlines have the same words, or one is not known."""
    return not one or not other or fold(one).split() == fold(other).split()


def _one_day(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Whether two dates can be one day, also where one of them is less precise or not known."""
    if one is None or other is None:
        return True
    one, other = one.at_most("day"), other.at_most("day")
    return one.covers(other) or other.covers(one)
