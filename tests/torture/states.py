"""What an archive holds, and what it answers: as plain values that can be compared."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, Final

from index.archive import Archive
from index.errors import NotAnArchive
from index.store import Store

State = dict[str, str]
"""By a key such as ``article/…``, one value for each thing that an archive holds."""
Answers = dict[str, list[str]]
"""By query, the ids of the articles that it finds."""

QUERIES: Final = ("", "ferry", '"the ferry"', "bridg*", "-ferry", "outlet:tribune", "tag:checked", "council OR harbour")
TOTAL: Final = "total "
"""Begins the first entry of an answer whose total is not the number of its rows."""
_MOST: Final = 1000


def state(root: Path) -> State:
    """All that is kept of the archive in ``root``, and the digest of its backup where there is one.

    Reads every text and every original. Raises what the archive raises, but for one that is not there.
    """
    held = _of_store(root / "archive")
    copy = _of_store(root / "backup")
    if copy:
        held["backup"] = hashlib.sha256(json.dumps(copy, sort_keys=True).encode()).hexdigest()
    return held


def _of_store(folder: Path) -> State:
    if not folder.exists():
        return {}
    try:
        store = Store.open(folder, create=False)
    except NotAnArchive:
        return {}
    held: State = {}
    try:
        with store.reading() as reader:
            for id in reader.ids():
                article = reader.article(id)
                earlier = [reader.article(id, number).text for number in range(1, article.version)]
                original = hashlib.sha256(reader.document(id).data).hexdigest()
                held[f"article/{id}"] = json.dumps([article.text, article.headline, article.outlet, earlier, original])
                held[f"tags/{id}"] = json.dumps(sorted(article.tags))
            for rule in reader.rules():
                held[f"rule/{rule.what}/{rule.article}/{rule.line}"] = str(rule.outlet)
            for search in reader.searches.all():
                held[f"search/{search.name}"] = search.query
    finally:
        store.close()
    return held


def answers(folder: Path) -> Answers:
    """The answers of the archive in ``folder`` to :data:`QUERIES`."""
    with Archive.open(folder, create=False) as archive:
        return answers_of(archive)


def answers_of(archive: Archive) -> Answers:
    """The answers of an open archive."""
    found = {}
    for query in QUERIES:
        page = archive.search(query, limit=_MOST)
        found[query] = sorted(hit.id for hit in page.hits)
        if page.total != len(found[query]):
            found[query] = [f"{TOTAL}{page.total}", *found[query]]
    return found


def stories(folder: Path) -> list[list[str]]:
    """The articles of each story."""
    with Archive.open(folder, create=False) as archive:
        return sorted(sorted(story.articles) for story in archive.stories())


def check(folder: Path) -> list[str]:
    """What the archive's own check says is wrong."""
    with Archive.open(folder, create=False) as archive:
        report = archive.check()
    return [f"{damage.id} {damage.what}" for damage in report.damaged] + [report.index] * (report.index != "sound")


def not_between(found: State, before: State, after: State) -> list[str]:
    """The keys that have neither the value of before nor that of after a command."""
    keys = sorted(found.keys() | before.keys() | after.keys())
    return [key for key in keys if found.get(key) not in (before.get(key), after.get(key))]


def wrong(found: dict[str, Any], before: Answers, after: Answers) -> list[str]:
    """The queries whose answer lacks an article that it has before and after, or has one that it has in neither."""
    bad = []
    for query, ids in found.items():
        one, two = set(before.get(query, ())), set(after.get(query, ()))
        if not (one & two <= set(ids) <= one | two):
            bad.append(query)
    return bad
