"""What is asked of the store: articles, their sources, files, tags, rules and stories."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, groupby, islice
from operator import itemgetter
from textwrap import shorten
from typing import Any, Final

from index.errors import AmbiguousArticle, ArchiveDamaged, UnknownArticle
from index.model import (
    Address,
    Article,
    Damage,
    Facet,
    ImportedArticle,
    PartialDate,
    Rule,
    SkippedSource,
    SourceDocument,
    Story,
)
from index.model.addresses import ranges_inside
from index.store import sagas
from index.store.copies import Copies
from index.store.identifiers import SHOWN
from index.store.records import article_from_json, document_from, inflated, matches

_MANY: Final = 200
_TOLD: Final = 60
"""Characters of a headline that tell an article from others."""
_AFTER: Final = "\x7f"
"""Sorts behind every character of an id."""


class Reader:
    """Questions to the store, answered out of one connection; used inside ``Store.reading()``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    # --- Articles ---

    def find_id(self, prefix: str) -> str:
        """The full id that begins with ``prefix``; raises UnknownArticle or AmbiguousArticle."""
        wanted = prefix.strip().lower()
        rows = self._db.execute(
            "SELECT id, headline FROM articles WHERE id >= ? AND id < ? ORDER BY id LIMIT 6", (wanted, wanted + _AFTER)
        ).fetchall()
        if not wanted or not rows:
            raise UnknownArticle(f"No article has the id {prefix!r}.", hint="Search shows the ids of what it finds.")
        if len(rows) > 1 and rows[0][0] != wanted:
            shown = ", ".join(
                f"{self.short_id(id)} ({shorten(headline or 'no headline', _TOLD, placeholder=' …')})"
                for id, headline in rows[:5]
            )
            raise AmbiguousArticle(
                f"Several articles have ids that begin with {prefix!r}.",
                hint=f"Give more of it: {shown}{', ...' if len(rows) > 5 else '.'}",
            )
        return str(rows[0][0])

    def short_id(self, id: str) -> str:
        """The first characters of ``id``: eight, or as many as no other article shares."""
        for length in range(SHOWN, len(id)):
            start = id[:length]
            rows = self._db.execute("SELECT 1 FROM articles WHERE id >= ? AND id < ? LIMIT 2", (start, start + _AFTER))
            if len(rows.fetchall()) < 2:
                return start
        return id

    def article(self, id: str, version: int | None = None) -> Article:
        """The article with the full ``id``, in its current or a given version; raises UnknownArticle."""
        found = self.articles([id], version)
        if id not in found:
            which = f"version {version} of {id!r}" if version is not None else f"id {id!r}"
            raise UnknownArticle(f"The archive has no article with {which}.", hint="Search shows what there is.")
        return found[id]

    def articles(self, ids: Iterable[str], version: int | None = None) -> dict[str, Article]:
        """The articles with these full ids, in the order given; ids that are not there are left out."""
        found: dict[str, Article] = {}
        wanted = iter(dict.fromkeys(ids))
        while some := list(islice(wanted, _MANY)):
            loaded = self._some_articles(some, version)
            found.update((id, loaded[id]) for id in some if id in loaded)
        return found

    def ids(self) -> list[str]:
        """The ids of all articles, in order."""
        return [row[0] for row in self._db.execute("SELECT id FROM articles ORDER BY id")]

    def current_versions(self) -> dict[str, int]:
        """The number of the current version of each article."""
        return dict(self._db.execute("SELECT id, version FROM articles"))

    def history(self, id: str) -> list[tuple[int, str]]:
        """The versions of an article that its source had one after the other: their numbers, and when they were made.

        Of the cleanings of one state of the source only the last one counts.
        """
        rows = self._db.execute(
            "SELECT version, made, document FROM versions WHERE article = ? ORDER BY version", (id,)
        )
        runs = groupby(rows, key=itemgetter(2))
        return [(number, made) for number, made, _ in (list(run)[-1] for _, run in runs)]

    def versions_of(self, ids: Iterable[str]) -> dict[str, int]:
        """The numbers of the current versions of these articles; what is not there is left out."""
        asked = "SELECT id, version FROM articles WHERE id IN (SELECT value FROM json_each(?))"
        return dict(self._db.execute(asked, (json.dumps(list(ids)),)))

    def ids_of_outlet(self, outlet: str) -> list[str]:
        """The articles of an outlet."""
        return [row[0] for row in self._db.execute("SELECT id FROM articles WHERE outlet = ? ORDER BY id", (outlet,))]

    def _some_articles(self, ids: list[str], version: int | None) -> dict[str, Article]:
        marks = ",".join("?" * len(ids))
        paths: defaultdict[str, list[str]] = defaultdict(list)
        captures = f"SELECT article, path, record FROM captures WHERE article IN ({marks}) ORDER BY number"
        for id, path, record in self._db.execute(captures, ids):
            paths[id].append(str(Address(path, record or None)))
        decisions: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for id, tag, given in self._db.execute(f"SELECT article, tag, given FROM tags WHERE article IN ({marks})", ids):
            decisions[id][tag] = given
        rows = self._db.execute(
            "SELECT id, v.version, v.sha256, v.content FROM articles JOIN versions v ON v.article = id"
            f" AND v.version = coalesce(?, articles.version) WHERE id IN ({marks})",
            (version, *ids),
        )
        return {row[0]: self._made(row, tuple(paths[row[0]]), decisions[row[0]]) for row in rows}

    def _made(self, row: tuple[Any, ...], paths: tuple[str, ...], decisions: Mapping[str, int]) -> Article:
        id, version, sha256, packed = row
        try:
            content = article_from_json(inflated(packed))
        except (zlib.error, ValueError, KeyError, TypeError, RecursionError) as error:
            raise ArchiveDamaged(
                f"Article {id} does not read as it was written.",
                hint="Run 'broadsheet check --repair', then import its file again.",
            ) from error
        declared = [tag for tag in content.metadata.tags if decisions.get(tag, 1)]
        tags = dict.fromkeys([*declared, *sorted(tag for tag, given in decisions.items() if given)])
        return Article(id, version, self.short_id(id), sha256, paths, content, tuple(tags))

    # --- Source documents ---

    def document(self, id: str) -> SourceDocument:
        """What the current version of article ``id`` was made from; raises UnknownArticle."""
        row = self._db.execute(
            "SELECT v.document, media_type, encoding, form, declared, flags, text, data FROM articles"
            " JOIN versions v ON v.article = id AND v.version = articles.version"
            " JOIN documents d ON d.sha256 = v.document WHERE id = ?",
            (id,),
        ).fetchone()
        if row is None:
            raise UnknownArticle(f"The archive has no article with the id {id!r}.", hint="Search shows what there is.")
        place = self._db.execute(
            "SELECT path, record FROM captures WHERE article = ? ORDER BY document = ? DESC, number LIMIT 1",
            (id, row[0]),
        ).fetchone()
        try:
            return document_from(place or ("", 0), row[0], tuple(row[1:6]), row[6], row[7])
        except (zlib.error, ValueError, KeyError, TypeError, RecursionError) as error:
            raise ArchiveDamaged(
                f"The source of article {id} does not read as it was written.",
                hint="Run 'broadsheet check --repair', then import its file again.",
            ) from error

    def is_known(self, path: str, record: int, sha256: str) -> bool:
        """Whether that place was last seen to hold that very record."""
        held = self._held(path, record)
        return held is not None and held[1] == sha256

    def _held(self, path: str, record: int) -> tuple[str, str] | None:
        """The article that a place holds, and the SHA-256 of the record there."""
        row: tuple[str, str] | None = self._db.execute(
            "SELECT article, document FROM captures WHERE path = ? AND record = ?"
            " ORDER BY import DESC, number DESC LIMIT 1",
            (path, record),
        ).fetchone()
        return row

    def has_document(self, sha256: str) -> bool:
        """Whether an article was made from a record with these bytes."""
        return self._db.execute("SELECT 1 FROM versions WHERE document = ? LIMIT 1", (sha256,)).fetchone() is not None

    # --- Files ---

    def file_sha256(self, path: str) -> str | None:
        """The SHA-256 of a file when it was last read to its end, or None."""
        row = self._db.execute("SELECT sha256 FROM files WHERE path = ?", (path,)).fetchone()
        return None if row is None else str(row[0])

    def articles_of_file(self, path: str) -> list[ImportedArticle]:
        """The articles that a file holds, members of containers in it included, in its order."""
        where, values = inside(path)
        rows = self._db.execute(
            "SELECT id, path, record, headline FROM captures JOIN articles ON id = article"
            f" WHERE {where} AND import >= (SELECT import FROM files WHERE path = ?) ORDER BY record, number",
            (*values, path),
        )
        return [
            ImportedArticle(id, str(Address(place, record or None)), headline) for id, place, record, headline in rows
        ]

    def skips_of_file(self, path: str) -> list[SkippedSource]:
        """What of a file could not become an article."""
        rows = self._db.execute("SELECT path, reason FROM skips WHERE file = ? ORDER BY number", (path,))
        return [SkippedSource(*row) for row in rows]

    # --- A reader's rules ---

    def rules(self) -> list[Rule]:
        """A reader's rules, the oldest first."""
        rows = self._db.execute("SELECT number, article, outlet, line, what, made FROM rules ORDER BY number")
        return [Rule(*row) for row in rows]

    # --- Stories ---

    def stories(self) -> tuple[Story, ...]:
        """All stories, the latest first; those without a date at the end."""
        articles: defaultdict[str, list[str]] = defaultdict(list)
        for story, article in self._db.execute("SELECT story, article FROM story_articles ORDER BY story, position"):
            articles[story].append(article)
        rows = self._db.execute("SELECT id, title, first, last, outlets FROM stories ORDER BY last DESC, id")
        return tuple(sagas.told(self._db, [_story(row, articles[row[0]]) for row in rows if articles[row[0]]]))

    def story_of(self, article: str) -> Story | None:
        """The story of an article, by its full id; None before stories were grouped."""
        row = self._db.execute(
            "SELECT id, title, first, last, outlets FROM stories"
            " WHERE id = (SELECT story FROM story_articles WHERE article = ?)",
            (article,),
        ).fetchone()
        if row is None:
            return None
        return sagas.told(self._db, [_story(row, self.members(row[0]))])[0]

    def story(self, id: str) -> Story | None:
        """The story with the full ``id``."""
        article = self._db.execute("SELECT article FROM story_articles WHERE story = ? LIMIT 1", (id,)).fetchone()
        return self.story_of(article[0]) if article else None

    def find_story(self, prefix: str) -> Story:
        """The story or that of the article whose id begins with ``prefix``; raises UnknownArticle, AmbiguousArticle."""
        wanted = prefix.strip().lower()
        found = "SELECT id FROM stories WHERE id >= ? AND id < ? ORDER BY id LIMIT 2"
        rows = self._db.execute(found, (wanted, wanted + _AFTER)).fetchall() if wanted else []
        if len(rows) > 1 and rows[0][0] != wanted:
            raise AmbiguousArticle(f"Several stories have ids that begin with {prefix!r}.", hint="Give more of it.")
        story = self.story(rows[0][0]) if rows else self.story_of(self.find_id(prefix))
        if story is None:
            raise UnknownArticle(f"No story has the id {prefix!r}.", hint="'broadsheet stories' shows the ids.")
        return story

    def members(self, story: str) -> list[str]:
        """The ids of the articles of a story, in order of time."""
        rows = self._db.execute("SELECT article FROM story_articles WHERE story = ? ORDER BY position", (story,))
        return [row[0] for row in rows]

    def grouped(self) -> dict[str, str]:
        """The id of the story of each article that has one."""
        return dict(self._db.execute("SELECT article, story FROM story_articles"))

    def has_ungrouped(self) -> bool:
        """Whether some article is in no story yet."""
        # Every row of story_articles is of an article that there is, so that counting tells.
        found = "SELECT (SELECT count(*) FROM articles) > (SELECT count(*) FROM story_articles)"
        return bool(self._db.execute(found).fetchone()[0])

    def joined(self) -> int:
        """How many articles joined stories since the archive was grouped as a whole."""
        row = self._db.execute("SELECT value FROM state WHERE name = 'joined'").fetchone()
        return row[0] if row else 0

    @property
    def copies(self) -> Copies:
        """What is known of copied text."""
        return Copies(self._db)

    # --- The index and the whole ---

    def pending(self, limit: int = -1) -> list[str]:
        """Ids of articles that the full-text index has not caught up with, removed ones included."""
        return [row[0] for row in self._db.execute("SELECT article FROM pending ORDER BY article LIMIT ?", (limit,))]

    def damages(self) -> Iterator[Damage]:
        """Everything that does not match its checksum, and what SQLite itself finds wrong."""
        for (line,) in self._db.execute("PRAGMA quick_check(20)"):
            if line != "ok":
                yield Damage("", f"store: {line}")
        for id, version, sha256, packed in self._db.execute("SELECT article, version, sha256, content FROM versions"):
            if not matches(packed, sha256):
                yield Damage(id, f"clean text, version {version}")
        rows = self._db.execute(
            "SELECT sha256, data, (SELECT min(article) FROM versions WHERE document = documents.sha256) FROM documents"
        )
        for sha256, packed, id in rows:
            if not matches(packed, sha256):
                yield Damage(id or "", "source document")

    def generation(self) -> int:
        """Grows with every commit to the store, also another process's."""
        return int(self._db.execute("SELECT value FROM state WHERE name = 'generation'").fetchone()[0])

    def count(self, table: str) -> int:
        """Rows of ``articles``, ``documents``, ``stories`` or ``pending``."""
        if table not in ("articles", "documents", "stories", "pending"):
            raise ValueError(table)
        return int(self._db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

    def days(self) -> tuple[PartialDate | None, PartialDate | None]:
        """The earliest and the latest date of publication, at most a day."""
        first, last = self._db.execute("SELECT min(published), max(published) FROM articles").fetchone()
        return _day(first), _day(last)

    def outlets(self) -> tuple[Facet, ...]:
        """The known outlets with their numbers of articles, the largest first."""
        rows = self._db.execute(
            "SELECT outlet, count(*) FROM articles WHERE outlet IS NOT NULL GROUP BY outlet ORDER BY 2 DESC, 1"
        )
        return tuple(Facet(*row) for row in rows)


def inside(file: str, path: str = "path") -> tuple[str, tuple[str, ...]]:
    """A condition on the column ``path`` of captures, and its values: the place is ``file``, or is inside it.

    A path that has been read as a file of its own is not inside another, whatever it looks like.
    """
    ranges = ranges_inside(file)
    within = " OR ".join([f"{path} >= ? AND {path} < ?"] * len(ranges))
    values = (file, *chain.from_iterable(ranges))
    return f"({path} = ? OR ({within}) AND {path} NOT IN (SELECT path FROM files))", values


def _story(row: tuple[Any, ...], articles: list[str]) -> Story:
    id, title, first, last, outlets = row
    return Story(id, title, _day(first), _day(last), tuple(json.loads(outlets)), tuple(articles))


def _day(published: str | None) -> PartialDate | None:
    found = PartialDate.parse(published)
    return found.at_most("day") if found else None
