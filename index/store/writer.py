"""What changes the store, inside one transaction each."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from index.errors import UnknownArticle
from index.model import CleanArticle, Rule, RuleKind, Story, iso_of
from index.store import sagas
from index.store.intake import Intake
from index.store.records import article_json, digest, dumped, fingerprint
from index.store.recurring_lines import Recurrence


class Writer(Intake):
    """Changes to the store; used inside ``Store.writing()``, which commits them all or none."""

    # --- Another cleaning ---

    def clean_again(self, id: str, clean: CleanArticle) -> int:
        """Keep another cleaning of the article's current source as its next version; the number of that version.

        The current number where nothing changed.
        """
        row = self._db.execute(
            "SELECT articles.version, document, v.sha256 FROM articles"
            " JOIN versions v ON article = id AND v.version = articles.version WHERE id = ?",
            (id,),
        ).fetchone()
        if row is None:
            raise UnknownArticle(f"The archive has no article with the id {id!r}.", hint="Search shows what there is.")
        version, document, sha256 = row
        clean = self._as_wished(id, self.document(id), clean)
        content = article_json(clean)
        if digest(content) == sha256:
            return int(version)
        self._set_version(id, version + 1, None, fingerprint(clean), clean)
        self._db.execute(
            "INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?)",
            (id, version + 1, document, digest(content), self._now, zlib.compress(content)),
        )
        self._mark(id)
        return int(version) + 1

    @property
    def recurrence(self) -> Recurrence:
        """What is known of the lines of outlets."""
        return Recurrence(self._db)

    # --- What a reader makes ---

    def tag(self, id: str, add: Iterable[str], remove: Iterable[str]) -> None:
        """Put tags on an article and take others off."""
        rows = [(id, tag, 1) for tag in add] + [(id, tag, 0) for tag in remove]
        self._db.executemany(
            "INSERT INTO tags VALUES (?, ?, ?) ON CONFLICT (article, tag) DO UPDATE SET given = excluded.given", rows
        )
        self._mark(id)

    def add_rule(self, article: str, outlet: str | None, line: str, what: RuleKind = "hide") -> Rule:
        """Remember a reader's word on a line."""
        self._rules = None
        made = self._db.execute(
            "INSERT INTO rules (article, outlet, line, made, what) VALUES (?, ?, ?, ?, ?)",
            (article, outlet, line, self._now, what),
        )
        return Rule(made.lastrowid or 0, article, outlet, line, what, self._now)

    def drop_rule(self, rule: Rule) -> None:
        """Forget a rule."""
        self._rules = None
        self._db.execute("DELETE FROM rules WHERE number = ?", (rule.number,))

    def remove(self, id: str) -> None:
        """Take an article out, with all its versions and the sources that no other article has.

        Its files are forgotten, so that importing them again brings it back.
        """
        documents = [row[0] for row in self._db.execute("SELECT document FROM versions WHERE article = ?", (id,))]
        self.forget_files([id])
        self.copies.free(id)
        self._db.execute("DELETE FROM articles WHERE id = ?", (id,))
        self._db.execute("DELETE FROM stories WHERE id NOT IN (SELECT story FROM story_articles)")
        self._db.executemany(
            "DELETE FROM documents WHERE sha256 = ?"
            " AND NOT EXISTS (SELECT 1 FROM versions WHERE document = documents.sha256)",
            [(sha256,) for sha256 in documents],
        )
        self._mark(id)

    # --- Stories ---

    def replace_stories(self, gone: Iterable[str], stories: Iterable[Story]) -> None:
        """Put ``stories`` in the place of those with the ids ``gone``, which are of no saga then."""
        self._db.executemany("DELETE FROM stories WHERE id = ?", [(id,) for id in gone])
        for story in stories:
            row = (story.id, story.title, iso_of(story.first), iso_of(story.last), dumped(story.outlets))
            self._db.execute("INSERT INTO stories VALUES (?, ?, ?, ?, ?)", row)
            members = [(article, story.id, position) for position, article in enumerate(story.articles)]
            self._db.executemany("INSERT OR REPLACE INTO story_articles VALUES (?, ?, ?)", members)
            sagas.keep_lead(self._db, story)

    def sagas_of(self, stories: Iterable[str]) -> list[tuple[str, str, float, str]]:
        """The pairs of one saga that any of ``stories`` is in, maybe from either side: ids, how alike, and why."""
        return sagas.kept(self._db, stories)

    def link_stories(self, kin: Iterable[tuple[str, str, float, str]]) -> None:
        """Say which stories are of one saga: pairs of ids, each from one side, how alike they are, and why."""
        sagas.link(self._db, kin)

    def unlink_stories(self) -> None:
        """Have no story be of a saga."""
        self._db.execute("DELETE FROM sagas")

    def note_joined(self, articles: int) -> None:
        """Remember how many articles joined stories since the archive was grouped as a whole."""
        self._db.execute(
            "INSERT INTO state VALUES ('joined', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (articles,),
        )

    # --- The index ---

    def indexed(self, ids: Iterable[str]) -> None:
        """The full-text index has caught up with these articles."""
        self._db.executemany("DELETE FROM pending WHERE article = ?", [(id,) for id in ids])

    def mark_pending(self, ids: Iterable[str] | None = None) -> None:
        """The full-text index has to see these articles again; all where none are given."""
        if ids is None:
            self._db.execute("INSERT OR IGNORE INTO pending SELECT id FROM articles")
            return
        for id in ids:
            self._mark(id)
