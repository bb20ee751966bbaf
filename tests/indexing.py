"""Articles and indexes for the tests of the full-text index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from whoosh import query as trees
from whoosh.searching import Searcher

from index.model import Article, CleanArticle, Metadata, PartialDate
from index.query.parser import parse
from index.query.syntax import Fuzzy, Wildcard
from index.search.engine import SearchEngine
from index.search.full_text import FullText
from index.search.whoosh_engine import WhooshEngine
from index.search.whoosh_engine.snapshot.snapshot import Snapshot
from index.search.whoosh_engine.translation import translate
from index.services.index_sync import index_of
from index.store import Store


def article(id: str, text: str = "", *, version: int = 1, tags: tuple[str, ...] = (), **about: str) -> Article:
    """An article; ``about`` are fields of its metadata, ``author`` its only author."""
    author = about.pop("author", None)
    metadata = Metadata(
        headline=about.get("headline"),
        deck=about.get("deck"),
        outlet=about.get("outlet"),
        published=PartialDate.parse(about.get("published")),
        language=about.get("language"),
        section=about.get("section"),
        url=about.get("url"),
        authors=(author,) if author else (),
    )
    return Article(id, version, id[:7], "", (f"{id}.txt",), CleanArticle(metadata, text, ()), tags)


class Words:
    """The words of an archive, for highlighting; ``expanded`` are those that every wildcard or fuzzy word matches."""

    def __init__(self, *, expanded: Sequence[str] = ()) -> None:
        self._expanded = expanded

    def matching(self, pattern: Wildcard | Fuzzy) -> Sequence[str]:
        """The same for each pattern."""
        return self._expanded


def opened(folder: Path) -> WhooshEngine:
    """The engine of an index that exists."""
    engine = WhooshEngine(folder)
    engine.open()
    return engine


def made_empty(engine: SearchEngine) -> None:
    """Have an engine a new index without articles."""
    with engine.rebuilding():
        pass


def emptied(store: Store) -> FullText:
    """A new empty index of a store, all of whose articles wait for it."""
    index = index_of(store)
    made_empty(index.engine)
    with store.writing() as writer:
        writer.mark_pending(writer.reader.ids())
    return index


def tree_of(query: str, snapshot: Snapshot) -> trees.Query:
    """Whoosh's tree of a query."""
    return translate(parse(query).tree, snapshot.languages_of)


class Shelf:
    """Some articles and an index of them."""

    def __init__(self, folder: Path, *batches: Sequence[Article]) -> None:
        self.engine = WhooshEngine(folder)
        made_empty(self.engine)
        self.index = FullText(self.engine)
        self.articles: dict[str, Article] = {}
        for batch in batches:
            self.add(*batch)

    def add(self, *articles: Article) -> None:
        self.articles.update({each.id: each for each in articles})
        self.engine.put(articles)

    def load(self, ids: Sequence[str]) -> Mapping[str, Article]:
        return {id: self.articles[id] for id in ids}

    def ids(self, query: str, *, as_typed: bool = False, limit: int = 100) -> list[str]:
        """The ids of the hits, in order."""
        page = self.index.search(query, self.load, limit=limit, as_typed=as_typed)
        return [hit.id for hit in page.hits]


class LiveSearcher(Searcher):
    """Whoosh's own searcher, its average lengths those of the articles that are there."""

    def avg_field_length(self, fieldname: str, default: float | None = None) -> float:
        """Words of the field in an article."""
        reader = self.reader()
        lengths = [reader.doc_field_length(number, fieldname) for number in reader.all_doc_ids()]
        return sum(lengths) / (len(lengths) or 1)
