"""The articles grouped by event: stories, their articles, lead passages and sagas."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from index.errors import AmbiguousArticle, UnknownArticle
from index.model import PartialDate, Story, iso_of
from index.store import sagas
from index.store.records import dumped

_AFTER: Final = "\x7f"
"""Sorts after every character of an id."""


class Stories:
    """The stories in the store of a connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    # --- Reading ---

    def all(self) -> tuple[Story, ...]:
        """All stories, the latest first; stories without a date last."""
        articles: defaultdict[str, list[str]] = defaultdict(list)
        for story, article in self._db.execute("SELECT story, article FROM story_articles ORDER BY story, position"):
            articles[story].append(article)
        rows = self._db.execute("SELECT id, title, first, last, outlets FROM stories ORDER BY last DESC, id")
        return tuple(sagas.with_sagas(self._db, [_story(row, articles[row[0]]) for row in rows if articles[row[0]]]))

    def of(self, article: str) -> Story | None:
        """The story of the article with that full id; None if the article is not grouped yet."""
        row = self._db.execute(
            "SELECT id, title, first, last, outlets FROM stories"
            " WHERE id = (SELECT story FROM story_articles WHERE article = ?)",
            (article,),
        ).fetchone()
        if row is None:
            return None
        return sagas.with_sagas(self._db, [_story(row, self.members(row[0]))])[0]

    def get(self, id: str) -> Story | None:
        """The story with the full ``id``."""
        article = self._db.execute("SELECT article FROM story_articles WHERE story = ? LIMIT 1", (id,)).fetchone()
        return self.of(article[0]) if article else None

    def find(self, prefix: str, find_id: Callable[[str], str]) -> Story:
        """The story whose id begins with ``prefix``, or the story of such an article, which ``find_id`` finds.

        Raises UnknownArticle or AmbiguousArticle.
        """
        wanted = prefix.strip().lower()
        found = "SELECT id FROM stories WHERE id >= ? AND id < ? ORDER BY id LIMIT 2"
        rows = self._db.execute(found, (wanted, wanted + _AFTER)).fetchall() if wanted else []
        if len(rows) > 1 and rows[0][0] != wanted:
            message = f"Several stories have ids that begin with {prefix!r}."
            raise AmbiguousArticle(message, hint="Write more characters of it.")
        story = self.get(rows[0][0]) if rows else self.of(find_id(prefix))
        if story is None:
            raise UnknownArticle(f"No story has the id {prefix!r}.", hint="'broadsheet stories' shows the ids.")
        return story

    def members(self, story: str) -> list[str]:
        """The ids of the articles of a story, in order of time."""
        rows = self._db.execute("SELECT article FROM story_articles WHERE story = ? ORDER BY position", (story,))
        return [row[0] for row in rows]

    def by_article(self) -> dict[str, str]:
        """The id of the story of each article that has one."""
        return dict(self._db.execute("SELECT article, story FROM story_articles"))

    def ungrouped(self) -> int:
        """How many articles are in no story yet."""
        # Every row of story_articles is of an existing article, so that counting is enough.
        found = "SELECT (SELECT count(*) FROM articles) - (SELECT count(*) FROM story_articles)"
        return int(self._db.execute(found).fetchone()[0])

    def joined(self) -> int:
        """How many articles joined stories since the whole archive was last grouped."""
        row = self._db.execute("SELECT value FROM state WHERE name = 'joined'").fetchone()
        return row[0] if row else 0

    # --- Changing ---

    def replace(self, gone: Iterable[str], stories: Iterable[Story]) -> None:
        """Delete the stories with the ids ``gone``, with their sagas, and add ``stories``."""
        self._db.executemany("DELETE FROM stories WHERE id = ?", [(id,) for id in gone])
        for story in stories:
            row = (story.id, story.title, iso_of(story.first), iso_of(story.last), dumped(story.outlets))
            self._db.execute("INSERT INTO stories (id, title, first, last, outlets) VALUES (?, ?, ?, ?, ?)", row)
            members = [(article, story.id, position) for position, article in enumerate(story.articles)]
            self._db.executemany("INSERT OR REPLACE INTO story_articles VALUES (?, ?, ?)", members)
            sagas.store_lead(self._db, story)

    def sagas_of(self, stories: Iterable[str]) -> list[tuple[str, str, float, str]]:
        """The pairs of a saga that have any of ``stories``, perhaps from either side: two ids, similarity, reason."""
        return sagas.pairs_of(self._db, stories)

    def link(self, related: Iterable[tuple[str, str, float, str]]) -> None:
        """Store pairs of stories of one saga, each from one side: two ids, similarity, reason."""
        sagas.link(self._db, related)

    def unlink(self) -> None:
        """Delete all sagas."""
        self._db.execute("DELETE FROM sagas")

    def note_joined(self, articles: int) -> None:
        """Store how many articles joined stories since the whole archive was last grouped."""
        self._db.execute(
            "INSERT INTO state VALUES ('joined', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (articles,),
        )


def stories_json(stories: Sequence[Story]) -> bytes:
    """Stories without their sagas, serialized."""
    return dumped(stories).encode("utf-8", "surrogatepass")


def stories_from(data: bytes) -> list[Story]:
    """The stories that :func:`stories_json` serialized."""
    return [
        replace(
            _story((each["id"], each["title"], each["first"], each["last"], dumped(each["outlets"])), each["articles"]),
            lead=None if each["lead"] is None else tuple(map(sagas.lead_from, each["lead"])),
        )
        for each in json.loads(data.decode("utf-8", "surrogatepass"))
    ]


def _story(row: tuple[Any, ...], articles: list[str]) -> Story:
    id, title, first, last, outlets = row
    return Story(id, title, _day(first), _day(last), tuple(json.loads(outlets)), tuple(articles))


def _day(published: str | None) -> PartialDate | None:
    found = PartialDate.parse(published)
    return found.at_most("day") if found else None
