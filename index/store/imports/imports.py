"""Putting records into the store: which article each one is, and whether that changes it."""

from __future__ import annotations

import sqlite3
import zlib
from dataclasses import replace
from typing import NamedTuple

from index.errors import ArchiveDamaged
from index.model import (
    ArticleOutcome,
    CleanArticle,
    Form,
    Moments,
    PartialDate,
    SourceDocument,
    iso_of,
    later_by,
)
from index.store.article_rows import ArticleRows
from index.store.identifiers import article_id, canonical_url
from index.store.imports.known_articles import KnownArticles, Match
from index.store.reader import Reader
from index.store.records import article_json, digest, fingerprint, matches
from index.store.sources import Own, completed, ranked


class Put(NamedTuple):
    """The article that a record became, and whether the article is new or changed."""

    id: str
    outcome: ArticleOutcome
    headline: str | None


class _Base(NamedTuple):
    """The current version of an article that a record is joined to."""

    document: str
    """The SHA-256 of the document that it was made of."""
    modified: str | None
    form: Form
    content: CleanArticle


class Imports:
    """Puts records into the store of a connection."""

    def __init__(self, connection: sqlite3.Connection, reader: Reader, rows: ArticleRows) -> None:
        self._db = connection
        self._reader = reader
        self._rows = rows
        self._sources = reader.sources
        self._known = KnownArticles(connection)

    def begin(self) -> int:
        """Count an import that begins; returns its number."""
        self._db.execute("UPDATE state SET value = value + 1 WHERE name = 'imports'")
        return int(self._db.execute("SELECT value FROM state WHERE name = 'imports'").fetchone()[0])

    def put(self, document: SourceDocument, clean: CleanArticle, number: int) -> Put:
        """Store a record and its clean text: as a new article, a new version, or another source of a known article.

        The record belongs to the article with its canonical address; else to the one at its place; else to the one
        that has the same text and metadata; else to the one of its outlet that has the same text. Of several sources
        with one text the article has that of the one that says most, and fields that it lacks from the others, in
        whatever order they come. A version that is known to be earlier than the current one does not become the
        current one. ``number`` is the import's.
        """
        url = canonical_url(clean.metadata.url)
        match = self._known.match(document, clean, url, fingerprint(clean))
        clean = self._rows.with_rules(match and match.id, document, clean)
        if match is None:
            id = self._free_id(url, document.sha256)
            self._rows.add(id, url, fingerprint(clean), clean, document.modified)
            self._rows.add_version(id, 1, document, clean)
            outcome: ArticleOutcome = "added"
        else:
            id, outcome = match.id, self._join(match, document, clean, number)
        if self._place(id, document, number) or outcome != "unchanged":
            self._rows.mark(id)
        return Put(id, self._or_same(id, document, number, outcome), clean.metadata.headline)

    def _join(self, match: Match, document: SourceDocument, clean: CleanArticle, number: int) -> ArticleOutcome:
        """Make a record a source of an article that is known: what this changes of the article."""
        base = self._base(match)
        sources = self._held_sources(match, base, document)
        if base is None or base.document not in sources or base.document == document.sha256:
            # The only source, or one that comes in the place of the one that the text is of.
            kept = {sha256: own for sha256, own in sources.items() if sha256 != document.sha256}
            if kept:
                self._sources.keep(match.id, {document.sha256: Own.of(clean, document.form)})
            whole = completed(clean, kept)
            return self._replace(match, document, whole, is_current=not self._is_earlier(match, document, clean))
        sources[document.sha256] = own = Own.of(clean, document.form)
        self._sources.keep(match.id, sources)
        known = sources[base.document]
        is_one_text = base.content.text == clean.text or (own.words is not None and own.words == known.words)
        first = known
        if is_one_text:
            # All that have this text are ranked: the one that the text is of need not be the first of the others.
            having = {sha256: one for sha256, one in sources.items() if one.words and one.words == known.words}
            best, first = ranked({**having, document.sha256: own, base.document: known})[0]
            is_first = best == document.sha256
        else:
            is_first = self._comes_first(match, document, clean, own, known, base)
        whole = completed(clean, sources)
        if is_first and (not is_one_text or own.form != known.form or whole.metadata != base.content.metadata):
            return self._replace(match, document, whole, is_current=True, has_more=is_one_text)
        if is_first:
            return "unchanged"
        found: ArticleOutcome = "unchanged"
        if not is_one_text and not self._reader.has_document(document.sha256):
            self._rows.add_version(match.id, self._rows.next_version(match.id), document, clean)
            found = "updated"
        whole = completed(replace(base.content, metadata=first.metadata, origins=first.origins), sources)
        if whole.metadata == base.content.metadata:
            return found
        self._rows.complete(match.id, base.document, whole, base.modified)
        return "updated"

    def _replace(
        self, match: Match, document: SourceDocument, clean: CleanArticle, *, is_current: bool, has_more: bool = False
    ) -> ArticleOutcome:
        """Add a record as a version, unless the article is that, and the metadata of it have no more (``has_more``)."""
        seen = fingerprint(clean)
        if match.fingerprint == seen and not has_more and self._is_sound_or_repaired(match, document, clean):
            return "unchanged"
        number = self._rows.next_version(match.id)
        if is_current:
            url = canonical_url(clean.metadata.url)
            self._rows.update(match.id, number, url, seen, clean, iso_of(document.modified))
        self._rows.add_version(match.id, number, document, clean)
        return "updated"

    def _base(self, match: Match) -> _Base | None:
        """The current version of an article; None where it is damaged."""
        document, modified, form = self._db.execute(
            "SELECT v.document, v.modified, form FROM versions v JOIN documents d ON d.sha256 = v.document"
            " WHERE article = ? AND version = ?",
            match[:2],
        ).fetchone()
        try:
            content = self._reader.article(match.id).content
        except ArchiveDamaged:
            return None
        return _Base(document, modified, form, content)

    def _held_sources(self, match: Match, base: _Base | None, document: SourceDocument) -> dict[str, Own]:
        """What the documents say that are held elsewhere than in the place of ``document``, by their SHA-256."""
        held = {
            row[0]
            for row in self._db.execute(
                "SELECT document FROM captures WHERE article = ? AND NOT (path = ? AND record = ?)",
                (match.id, document.path, document.record or 0),
            )
        }
        found = {sha256: own for sha256, own in self._sources.of(match.id).items() if sha256 in held}
        if base is not None and base.document in held and base.document not in found:
            found[base.document] = Own.of(base.content, base.form)
        return found

    def _comes_first(
        self, match: Match, document: SourceDocument, clean: CleanArticle, own: Own, known: Own, base: _Base
    ) -> bool:
        """Whether of two texts of one article the record's is the current one: the later, else the one that says more.

        What comes in the place of another text of the article is the later one.
        """
        held = self._reader.held(document.path, document.record or 0)
        if held is not None and held[0] == match.id:
            return not self._is_earlier(match, document, clean)
        about = known.metadata
        one = Moments(about.published, about.updated, about.captured, PartialDate.parse(base.modified))
        other = self._own_moments(document, clean)
        if later_by(one, other) is not None or later_by(other, one) is not None:
            return later_by(other, one) is None
        mine, theirs = (len(clean.text), document.sha256), (len(base.content.text), base.document)
        return (own.rank, mine) > (known.rank, theirs)

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

    def _is_earlier(self, match: Match, document: SourceDocument, clean: CleanArticle) -> bool:
        """Whether the record is of an earlier state than the article's current version.

        What replaced a file in its place is not earlier for the time of the file alone.
        """
        found = later_by(self._own_moments(document, clean), self._moments_of(match))
        if found == "file time":
            held = self._reader.held(document.path, document.record or 0)
            return held is None or held[0] != match.id
        return found is not None

    def _moments_of(self, match: Match) -> Moments:
        row = self._db.execute(
            "SELECT published, updated, captured, modified FROM articles WHERE id = ?", (match.id,)
        ).fetchone()
        return Moments(*map(PartialDate.parse, row))

    def _own_moments(self, document: SourceDocument, clean: CleanArticle) -> Moments:
        about = clean.metadata
        return Moments(about.published, about.updated, about.captured, document.modified)

    def _free_id(self, url: str | None, sha256: str) -> str:
        id = article_id(url, sha256)
        turn = 0
        while self._db.execute("SELECT 1 FROM articles WHERE id = ?", (id,)).fetchone() is not None:
            turn += 1
            id = article_id(None, digest(f"{sha256}:{turn}".encode()))
        return id

    def _is_sound_or_repaired(self, match: Match, document: SourceDocument, clean: CleanArticle) -> bool:
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
