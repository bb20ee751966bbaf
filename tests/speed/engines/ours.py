"""broadsheet's full-text index, its articles in a SQLite table as in an archive."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from index.errors import QueryTooCostly
from index.model import Article, CleanArticle, Metadata, PartialDate, iso_of
from index.search.full_text import FullText
from index.search.whoosh_engine import WhooshEngine
from tests.indexing import made_empty
from tests.speed.engines.kind import NEAR, SHOWN, SNIPPETS, Question

_TEXTS = "texts.sqlite"


class Ours:
    """broadsheet."""

    name = "broadsheet"

    def add(self, folder: Path, batches: Iterable[Sequence[Article]]) -> None:
        """One commit a batch."""
        engine = WhooshEngine(folder / "index")
        if engine.state() == "missing":
            made_empty(engine)
        for batch in batches:
            engine.put(batch)
        engine.close()

    def store(self, folder: Path, articles: Sequence[Article]) -> None:
        """What snippets are cut from."""
        with sqlite3.connect(folder / _TEXTS) as texts:
            texts.execute("CREATE TABLE IF NOT EXISTS a (id TEXT PRIMARY KEY, headline, outlet, published, body)")
            texts.executemany(
                "INSERT OR REPLACE INTO a VALUES (?, ?, ?, ?, ?)",
                ((each.id, each.headline, each.outlet, iso_of(each.published), each.text) for each in articles),
            )
        texts.close()

    def open(self, folder: Path) -> OurReader:
        """As an archive opens it."""
        return OurReader(folder)

    def size(self, folder: Path) -> int:
        """All files of the index."""
        return sum(path.stat().st_size for path in (folder / "index").iterdir())


class OurReader:
    """The index, asked in broadsheet's query language."""

    def __init__(self, folder: Path) -> None:
        self._engine = WhooshEngine(folder / "index")
        self._engine.open()
        self._index = FullText(self._engine)
        self._texts = sqlite3.connect(folder / _TEXTS)

    def ask(self, question: Question) -> int | None:
        """The best articles by number and score, as the other engines tell them: none is loaded.

        A pattern that matches too many words is refused, which is an answer too.
        """
        query, as_typed = written(question), question.kind == "prefix"
        with suppress(QueryTooCostly):
            return self._index.search(
                query, lambda ids: {}, limit=SHOWN, as_typed=as_typed, facets=False, suggestions=False
            ).total
        return 0

    def typed(self, text: str, *, facets: bool) -> int | None:
        """A page as it is shown."""
        return self._index.search(
            text, self._load, limit=SNIPPETS, as_typed=True, facets=facets, suggestions=False
        ).total

    def close(self) -> None:
        """Index and texts."""
        self._engine.close()
        self._texts.close()

    def _load(self, ids: Sequence[str]) -> Mapping[str, Article]:
        marks = ", ".join("?" * len(ids))
        rows = self._texts.execute(f"SELECT id, headline, outlet, published, body FROM a WHERE id IN ({marks})", ids)
        return {id: _article(id, headline, outlet, published, body) for id, headline, outlet, published, body in rows}


def _article(id: str, headline: str | None, outlet: str | None, published: str | None, body: str) -> Article:
    metadata = Metadata(headline=headline, outlet=outlet, published=PartialDate.parse(published))
    return Article(id, 1, id, "", (id,), CleanArticle(metadata, body, ()))


def written(question: Question) -> str:
    """The question in broadsheet's query language."""
    match question.kind:
        case "or":
            return " OR ".join(question.words)
        case "phrase":
            return f'"{" ".join(question.words)}"'
        case "fuzzy":
            return " ".join(f"{word}~" for word in question.words)
        case "exact":
            return f"={question.words[0]}"
        case "unordered":
            return f'"{" ".join(question.words)}"~~{NEAR}'
        case "daterange":
            return f"{question.words[0]} date:{'..'.join(question.days())}"
        case _:
            return " ".join(question.words)
