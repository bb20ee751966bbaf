"""Reading the store: articles with their sources and tags, rules, what the index lacks, and what is damaged."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, islice
from operator import itemgetter
from textwrap import shorten
from typing import Any, Final

from index.disk.failures import RESTORE
from index.errors import AmbiguousArticle, ArchiveDamaged, UnknownArticle
from index.model import (
    Address,
    Article,
    Damage,
    Facet,
    PartialDate,
    Rule,
    SourceDocument,
)
from index.store.copies import Copies
from index.store.desk.saved_searches import StoredSearches
from index.store.files import Files
from index.store.identifiers import SHOWN
from index.store.records import article_from_json, document_from, inflated
from index.store.settlements import Settlements
from index.store.sources import Sources, article_sources
from index.store.stories import Stories
from index.store.whole.contents import StoredContents
from index.store.whole.damages import damages

_FIND: Final = "Find its id with 'broadsheet search'."
_MANY: Final = 200
"""Articles that are read by one query."""
_TOLD: Final = 60
"""Characters of a headline in an error that lists several articles."""
_LISTED: Final = 5
"""Articles that such an error lists."""
_AFTER: Final = "\x7f"
"""Sorts after every character of an id."""


class Reader:
    """Queries to the store on one connection; used inside ``Store.reading()`` or by a writer."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    # --- Articles ---

    def find_id(self, prefix: str) -> str:
        """The full id that begins with ``prefix``; raises UnknownArticle or AmbiguousArticle."""
        wanted = prefix.strip().lower()
        rows = self._db.execute(
            "SELECT id, headline FROM articles WHERE id >= ? AND id < ? ORDER BY id LIMIT ?",
            (wanted, wanted + _AFTER, _LISTED + 1),
        ).fetchall()
        if not wanted or not rows:
            raise UnknownArticle(f"No article has the id {prefix!r}.", hint=_FIND)
        if len(rows) > 1 and rows[0][0] != wanted:
            shown = ", ".join(
                f"{self.short_id(id)} ({shorten(headline or 'no headline', _TOLD, placeholder=' …')})"
                for id, headline in rows[:_LISTED]
            )
            raise AmbiguousArticle(
                f"Several articles have ids that begin with {prefix!r}.",
                hint=f"Write more characters of it: {shown}{', ...' if len(rows) > _LISTED else '.'}",
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
            raise UnknownArticle(f"The archive has no article with {which}.", hint=_FIND)
        return found[id]

    def articles(self, ids: Iterable[str], version: int | None = None) -> dict[str, Article]:
        """The articles with these full ids, in the order given; unknown ids are left out."""
        found: dict[str, Article] = {}
        wanted = iter(dict.fromkeys(ids))
        while some := list(islice(wanted, _MANY)):
            loaded = self._some_articles(some, version)
            found.update((id, loaded[id]) for id in some if id in loaded)
        return found

    def ids(self) -> list[str]:
        """The ids of all articles, in order."""
        return [row[0] for row in self._db.execute("SELECT id FROM articles ORDER BY id")]

    def latest(self) -> Iterator[str]:
        """The ids of all articles, the latest published first, those without a date last."""
        for (id,) in self._db.execute("SELECT id FROM articles ORDER BY published DESC, id"):
            yield id

    def current_versions(self) -> dict[str, int]:
        """The number of the current version of each article."""
        return dict(self._db.execute("SELECT id, version FROM articles"))

    def history(self, id: str) -> list[tuple[int, str, PartialDate | None]]:
        """The versions of an article, one per state of its source: number, when it was stored, and its file's time.

        Of several cleanings of one state, the last one is taken.
        """
        rows = self._db.execute(
            "SELECT version, made, document, modified FROM versions WHERE article = ? ORDER BY version", (id,)
        )
        runs = groupby(rows, key=itemgetter(2))
        last = (list(run)[-1] for _, run in runs)
        return [(number, made, PartialDate.parse(modified)) for number, made, _, modified in last]

    def versions_of(self, ids: Iterable[str]) -> dict[str, int]:
        """The numbers of the current versions of these articles; unknown ids are left out."""
        asked = "SELECT id, version FROM articles WHERE id IN (SELECT value FROM json_each(?))"
        return dict(self._db.execute(asked, (json.dumps(list(ids)),)))

    def ids_of_outlet(self, outlet: str) -> list[str]:
        """The articles of an outlet."""
        return [row[0] for row in self._db.execute("SELECT id FROM articles WHERE outlet = ? ORDER BY id", (outlet,))]

    def _some_articles(self, ids: list[str], version: int | None) -> dict[str, Article]:
        marks = ",".join("?" * len(ids))
        places: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
        captures = f"SELECT article, path, record, format, document FROM captures WHERE article IN ({marks})"
        for id, path, record, format, document in self._db.execute(f"{captures} ORDER BY number", ids):
            places[id].append((str(Address(path, record or None)), format, document))
        decisions: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for id, tag, given in self._db.execute(f"SELECT article, tag, given FROM tags WHERE article IN ({marks})", ids):
            decisions[id][tag] = given
        rows = self._db.execute(
            "SELECT id, v.version, v.sha256, v.content, v.document FROM articles JOIN versions v ON v.article = id"
            f" AND v.version = coalesce(?, articles.version) WHERE id IN ({marks})",
            (version, *ids),
        )
        return {row[0]: self._made(row, places[row[0]], decisions[row[0]]) for row in rows}

    def _made(self, row: tuple[Any, ...], places: list[tuple[str, str, str]], decisions: Mapping[str, int]) -> Article:
        id, version, sha256, packed, document = row
        try:
            content = article_from_json(inflated(packed))
        except (zlib.error, ValueError, KeyError, TypeError, RecursionError) as error:
            raise ArchiveDamaged(
                f"Article {id} does not match its checksum or cannot be read.",
                hint="Run 'broadsheet check --repair', then import its file again: broadsheet add PATH.",
            ) from error
        declared = [tag for tag in content.metadata.tags if decisions.get(tag, 1)]
        tags = dict.fromkeys([*declared, *sorted(tag for tag, given in decisions.items() if given)])
        paths = tuple(path for path, _, _ in places)
        owns = self.sources.of(id) if len(places) > 1 else {}
        sources = article_sources(content.metadata, document, owns, places)
        return Article(id, version, self.short_id(id), sha256, paths, content, tuple(tags), sources)

    # --- Source documents ---

    def document(self, id: str) -> SourceDocument:
        """The source document of the current version of article ``id``; raises UnknownArticle."""
        row = self._db.execute(
            "SELECT v.document, media_type, encoding, form, declared, flags, text, data FROM articles"
            " JOIN versions v ON v.article = id AND v.version = articles.version"
            " JOIN documents d ON d.sha256 = v.document WHERE id = ?",
            (id,),
        ).fetchone()
        if row is None:
            raise UnknownArticle(f"The archive has no article with the id {id!r}.", hint=_FIND)
        place = self._db.execute(
            "SELECT path, record FROM captures WHERE article = ? ORDER BY document = ? DESC, number LIMIT 1",
            (id, row[0]),
        ).fetchone()
        try:
            return document_from(place or ("", 0), row[0], tuple(row[1:6]), row[6], row[7])
        except (zlib.error, ValueError, KeyError, TypeError, RecursionError) as error:
            raise ArchiveDamaged(
                f"The source of article {id} does not match its checksum or cannot be read.",
                hint="Run 'broadsheet check --repair', then import its file again: broadsheet add PATH.",
            ) from error

    def held(self, path: str, record: int) -> tuple[str, str] | None:
        """The article at an address, and the SHA-256 of the record that was last found there."""
        row: tuple[str, str] | None = self._db.execute(
            "SELECT article, document FROM captures WHERE path = ? AND record = ?"
            " ORDER BY import DESC, number DESC LIMIT 1",
            (path, record),
        ).fetchone()
        return row

    def has_document(self, sha256: str) -> bool:
        """Whether an article was made from a record with these bytes."""
        return self._db.execute("SELECT 1 FROM versions WHERE document = ? LIMIT 1", (sha256,)).fetchone() is not None

    # --- A reader's rules ---

    def rules(self) -> list[Rule]:
        """A reader's rules, the oldest first."""
        rows = self._db.execute(
            "SELECT number, article, outlet, line, what, made, lines, reasons FROM rules ORDER BY number"
        )
        return [Rule(*row[:6], *map(_lines, row[6:])) for row in rows]

    @property
    def copies(self) -> Copies:
        """Which articles share text."""
        return Copies(self._db)

    @property
    def settlements(self) -> Settlements:
        """How differences were settled."""
        return Settlements(self._db)

    @property
    def searches(self) -> StoredSearches:
        """The searches that a reader keeps."""
        return StoredSearches(self._db)

    @property
    def sources(self) -> Sources:
        """What the documents of articles say."""
        return Sources(self._db)

    @property
    def stories(self) -> Stories:
        """The articles by event."""
        return Stories(self._db)

    @property
    def contents(self) -> StoredContents:
        """All that the store holds, to be written elsewhere."""
        return StoredContents(self._db)

    @property
    def files(self) -> Files:
        """The files that were imported."""
        return Files(self._db)

    # --- The index and the whole ---

    def pending(self, limit: int = -1) -> list[str]:
        """Ids of articles of which the full-text index lacks the current version, removed ones included."""
        return [row[0] for row in self._db.execute("SELECT article FROM pending ORDER BY article LIMIT ?", (limit,))]

    def not_indexed(self) -> int:
        """Articles of which the full-text index lacks the current version; removed ones do not count."""
        return int(self._db.execute("SELECT count(*) FROM pending JOIN articles ON id = article").fetchone()[0])

    def damages(self) -> Iterator[Damage]:
        """Everything that does not match its checksum, and what SQLite's own check reports."""
        return damages(self._db)

    def generation(self) -> int:
        """A number that grows with every commit to the store, of any process. Raises ArchiveDamaged."""
        row = self._db.execute("SELECT value FROM state WHERE name = 'generation'").fetchone()
        if row is None or not isinstance(row[0], int):
            raise ArchiveDamaged("The store has lost count of its commits.", hint=RESTORE)
        return row[0]

    def lost_commits(self, noted: int) -> int:
        """How many commits of those up to number ``noted`` are not in the store, with those lost before."""
        row = self._db.execute("SELECT value FROM state WHERE name = 'lost'").fetchone()
        return max(0, noted - self.generation()) + (row[0] if row else 0)

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


def _day(published: str | None) -> PartialDate | None:
    found = PartialDate.parse(published)
    return found.at_most("day") if found else None


def _lines(text: str) -> tuple[str, ...]:
    """The lines of a column; empty where it has none."""
    return tuple(text.split("\n")) if text else ()
