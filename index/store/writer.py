"""Changes to the store, each inside one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace

from index.errors import UnknownArticle
from index.model import CleanArticle, Rule, SkippedSource
from index.store.article_rows import ArticleRows
from index.store.files import ReadFile
from index.store.imports.imports import Imports
from index.store.reader import Reader
from index.store.records import article_json, digest, fingerprint
from index.store.recurring_lines import RecurringLines
from index.store.salvage.copy import Copied
from index.store.salvage.mending import Mending
from index.store.sources import completed


class Writer:
    """Changes to the store; used inside ``Store.writing()``, which commits them all or none."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self.reader = Reader(connection)
        self._rows = ArticleRows(connection, self.reader)
        self.imports = Imports(connection, self.reader, self._rows)
        self.stories = self.reader.stories
        self.files = self.reader.files
        self.copies = self.reader.copies
        self.searches = self.reader.searches
        self.settlements = self.reader.settlements
        self.recurring_lines = RecurringLines(connection)

    # --- Another cleaning ---

    def clean_again(self, id: str, clean: CleanArticle) -> int:
        """Store another cleaning of the article's current source as its next version; returns the version's number.

        If the clean text is the same, no version is added and the current number is returned.
        """
        row = self._db.execute(
            "SELECT articles.version, document, v.sha256, v.modified FROM articles"
            " JOIN versions v ON article = id AND v.version = articles.version WHERE id = ?",
            (id,),
        ).fetchone()
        if row is None:
            message = f"The archive has no article with the id {id!r}."
            raise UnknownArticle(message, hint="Find its id with 'broadsheet search'.")
        version, document, sha256, modified = row
        clean = completed(self._rows.with_rules(id, self.reader.document(id), clean), self.reader.sources.of(id))
        content = article_json(clean)
        if digest(content) == sha256:
            return int(version)
        number = self._rows.next_version(id)
        self._rows.update(id, number, None, fingerprint(clean), clean, modified)
        self._rows.add_content(id, number, document, content, modified)
        self._rows.mark(id)
        return number

    def finish_file(self, file: ReadFile, skipped: Iterable[SkippedSource], number: int) -> None:
        """Remember that a file was read to its end in import ``number``, and what of it was skipped."""
        self.files.finish(file, skipped, number, self._rows.now)

    def break_off_file(self, file: ReadFile, skipped: Sequence[SkippedSource], number: int) -> None:
        """Remember that a file could not be read to its end; the last of ``skipped`` says why."""
        self.files.break_off(file, skipped, number, self._rows.now)

    # --- A reader's tags and rules ---

    def tag(self, id: str, add: Iterable[str], remove: Iterable[str]) -> None:
        """Add tags to an article and remove others."""
        rows = [(id, tag, 1) for tag in add] + [(id, tag, 0) for tag in remove]
        self._db.executemany(
            "INSERT INTO tags VALUES (?, ?, ?) ON CONFLICT (article, tag) DO UPDATE SET given = excluded.given", rows
        )
        self._rows.mark(id)

    def add_rule(self, rule: Rule) -> Rule:
        """Store a reader's rule; returned with the number and time that it gets."""
        self._rows.forget_rules()
        made = self._db.execute(
            "INSERT INTO rules (article, outlet, line, made, what, lines, reasons) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                *(rule.article, rule.outlet, rule.line, self._rows.now, rule.what),
                *("\n".join(rule.lines), "\n".join(rule.reasons)),
            ),
        )
        return replace(rule, number=made.lastrowid or 0, made=self._rows.now)

    def drop_rule(self, rule: Rule) -> None:
        """Delete a rule."""
        self._rows.forget_rules()
        self._db.execute("DELETE FROM rules WHERE number = ?", (rule.number,))

    def remove(self, id: str) -> None:
        """Delete an article with all its versions, and the source documents that no other article has.

        Its files are forgotten, so that importing them again brings it back.
        """
        documents = [row[0] for row in self._db.execute("SELECT document FROM versions WHERE article = ?", (id,))]
        self.files.forget([id])
        self.copies.free(id)
        self._db.execute("DELETE FROM articles WHERE id = ?", (id,))
        self._db.execute("DELETE FROM stories WHERE id NOT IN (SELECT story FROM story_articles)")
        self._db.executemany(
            "DELETE FROM documents WHERE sha256 = ?"
            " AND NOT EXISTS (SELECT 1 FROM versions WHERE document = documents.sha256)",
            [(sha256,) for sha256 in documents],
        )
        self._rows.mark(id)

    # --- Commits ---

    def count_commit(self, noted: int) -> int:
        """Count this commit, of a store of which ``noted`` commits were on the disk; returns its number."""
        lost = self.reader.lost_commits(noted)
        if lost:
            self._db.execute("INSERT OR REPLACE INTO state VALUES ('lost', ?)", (lost,))
        number = max(noted, self.reader.generation()) + 1
        self._db.execute("UPDATE state SET value = ? WHERE name = 'generation'", (number,))
        return number

    def accept_lost_commits(self, noted: int) -> None:
        """Take the store as it is, without the commits that it has lost; a check reports them no more."""
        generation = max(noted, self.reader.generation())
        self._db.execute("UPDATE state SET value = ? WHERE name = 'generation'", (generation,))
        self._db.execute("DELETE FROM state WHERE name = 'lost'")

    def mending(self, copied: Copied) -> Mending:
        """Makes a store whole into which only some rows were ``copied``; for this transaction and later ones."""
        return Mending(self._db, copied)

    # --- The index ---

    def indexed(self, ids: Iterable[str]) -> None:
        """Record that the full-text index has the current versions of these articles."""
        self._db.executemany("DELETE FROM pending WHERE article = ?", [(id,) for id in ids])

    def all_indexed(self) -> None:
        """Record that the full-text index has the current versions of all articles, and no others."""
        self._db.execute("DELETE FROM pending")

    def mark_pending(self, ids: Iterable[str]) -> None:
        """Have the full-text index read these articles again."""
        for id in ids:
            self._rows.mark(id)
