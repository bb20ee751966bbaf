"""Lead passages of stories, and which stories are of the same saga: the tables ``story_leads`` and ``sagas``."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from index.model import Lead, Passage, RelatedStory, Story
from index.store.records import dumped, report_from

_CLOSEST: Final = 8
"""Related stories that are read for one story, the closest."""


def store_lead(connection: sqlite3.Connection, story: Story) -> None:
    """Store the lead passages of a story, where somebody has looked for them."""
    if story.lead is not None and len(story.articles) > 1:
        row = story.id, dumped(story.lead)
        connection.execute("INSERT OR REPLACE INTO story_leads VALUES (?, ?)", row)


def pairs_of(connection: sqlite3.Connection, stories: Iterable[str]) -> list[tuple[str, str, float, str]]:
    """The pairs that have any of these stories, from either side."""
    found: dict[tuple[str, str], tuple[str, str, float, str]] = {}
    for id in stories:
        for row in connection.execute("SELECT * FROM sagas WHERE story = ? OR other = ?", (id, id)):
            found[row[:2]] = row
    return list(found.values())


def link(connection: sqlite3.Connection, rows: Iterable[tuple[str, str, float, str]]) -> None:
    """Store pairs of stories of one saga, from either side; pairs of which a story is missing are ignored."""
    for story, other, likeness, why in rows:
        for one, two in ((story, other), (other, story)):
            connection.execute(
                "INSERT OR REPLACE INTO sagas SELECT ?, ?, ?, ?"
                " WHERE (SELECT count(*) FROM stories WHERE id IN (?, ?)) = 2",
                (one, two, likeness, why, one, two),
            )


def with_sagas(connection: sqlite3.Connection, stories: Sequence[Story]) -> list[Story]:
    """The stories with their lead passages and sagas."""
    return [replace(story, lead=_lead(connection, story), saga=_saga(connection, story.id)) for story in stories]


def _lead(connection: sqlite3.Connection, story: Story) -> tuple[Lead, ...] | None:
    if len(story.articles) < 2:
        return ()
    row = connection.execute("SELECT lead FROM story_leads WHERE story = ?", (story.id,)).fetchone()
    try:
        return tuple(map(lead_from, json.loads(row[0]))) if row else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        # Damaged ones are looked for again.
        return None


def lead_from(found: Mapping[str, Any]) -> Lead:
    """A lead passage from its object."""
    outlets, articles, others = tuple(found["outlets"]), tuple(found.get("articles", ())), found.get("others")
    passage = Passage(**found["passage"])
    if others is None:
        # Stored when outlets with other words were listed too: the own one is the first.
        return Lead(passage, outlets[:1], articles)
    return Lead(passage, outlets, articles, others=tuple(map(report_from, others)))


def _saga(connection: sqlite3.Connection, story: str) -> tuple[RelatedStory, ...]:
    rows = connection.execute(
        "SELECT other, title, why, likeness FROM sagas JOIN stories ON id = other"
        " WHERE story = ? ORDER BY likeness DESC, other LIMIT ?",
        (story, _CLOSEST),
    )
    return tuple(RelatedStory(*row) for row in rows)
