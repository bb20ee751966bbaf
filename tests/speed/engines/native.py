"""tantivy, a native engine after Lucene, by its Python package; it keeps no texts here, so it cuts no snippets."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from index.model import Article, iso_of
from tests.speed.engines.kind import SHOWN, Question

_FIELDS = ("headline", "body")


class Tantivy:
    """tantivy, one thread."""

    name = "tantivy"

    def add(self, folder: Path, batches: Iterable[Sequence[Article]]) -> None:
        """One commit for all batches, merges waited for."""
        tantivy = importlib.import_module("tantivy")
        writer = _index(folder).writer(num_threads=1)
        for batch in batches:
            for each in batch:
                day = int((iso_of(each.published) or "0")[:10].replace("-", ""))
                writer.add_document(tantivy.Document(id=each.id, headline=each.headline or "", body=each.text, day=day))
        writer.commit()
        writer.wait_merging_threads()

    def store(self, folder: Path, articles: Sequence[Article]) -> None:
        """Nothing: no snippets are asked for."""

    def open(self, folder: Path) -> TantivyReader:
        """As it was at the last commit."""
        return TantivyReader(_index(folder))

    def size(self, folder: Path) -> int:
        """All files of the index."""
        return sum(path.stat().st_size for path in (folder / "tantivy").iterdir())


def _index(folder: Path) -> Any:
    tantivy = importlib.import_module("tantivy")
    schema = tantivy.SchemaBuilder()
    for field in _FIELDS:
        schema.add_text_field(field, tokenizer_name="en_stem")
    schema.add_text_field("id", stored=True, tokenizer_name="raw")
    schema.add_integer_field("day", indexed=True)
    (folder / "tantivy").mkdir(exist_ok=True)
    return tantivy.Index(schema.build(), path=str(folder / "tantivy"))


class TantivyReader:
    """The index, asked in tantivy's query language, or by its query classes where that has no form."""

    def __init__(self, index: Any) -> None:
        self._index = index
        self._queries = importlib.import_module("tantivy").Query
        self._must, self._should = (
            getattr(importlib.import_module("tantivy").Occur, name) for name in ("Must", "Should")
        )
        index.reload()
        self._searcher = index.searcher()

    def ask(self, question: Question) -> int | None:
        """The best with their ids, counted as they are found; patterns are those of stems, which it has instead."""
        if question.kind in ("exact", "unordered"):
            return None
        found = self._searcher.search(self._query(question), SHOWN)
        for _, place in found.hits:
            self._searcher.doc(place)["id"]
        count: int = found.count
        return count

    def typed(self, text: str, *, facets: bool) -> int | None:
        """Not measured."""
        return None

    def close(self) -> None:
        """Nothing to do."""

    def _query(self, question: Question) -> Any:
        words = question.words
        match question.kind:
            case "or":
                return self._read(" OR ".join(words))
            case "phrase":
                return self._read(f'"{" ".join(words)}"')
            case "pattern":
                pattern = words[0].replace("*", ".*")
                return self._any([self._queries.regex_query(self._index.schema, field, pattern) for field in _FIELDS])
            case "fuzzy":
                return self._all([self._fuzzy(word) for word in words])
            case "prefix":
                return self._all([*(self._read(word) for word in words[:-1]), self._beginning(words[-1])])
            case "daterange":
                return self._read(f"+{words[0]} +day:[{words[1]} TO {words[2]}]")
            case _:
                return self._read(" ".join(f"+{word}" for word in words))

    def _read(self, text: str) -> Any:
        return self._index.parse_query(text, list(_FIELDS))

    def _all(self, parts: Sequence[Any]) -> Any:
        return parts[0] if len(parts) == 1 else self._queries.boolean_query([(self._must, part) for part in parts])

    def _fuzzy(self, word: str) -> Any:
        return self._any([self._queries.fuzzy_term_query(self._index.schema, field, word) for field in _FIELDS])

    def _beginning(self, word: str) -> Any:
        return self._any([self._queries.regex_query(self._index.schema, field, f"{word}.*") for field in _FIELDS])

    def _any(self, parts: Sequence[Any]) -> Any:
        return self._queries.boolean_query([(self._should, part) for part in parts])
