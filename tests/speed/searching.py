"""Search beside SQLite FTS5, and beside tantivy where it is installed: the same articles, the same questions."""

from __future__ import annotations

import importlib
import importlib.util
import json
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from index.fulltext import FullText
from index.model import Article
from tests.speed.corpus import article, records
from tests.speed.table import Row, cpu, percentile, seconds_each

Query = tuple[str, Sequence[str]]
Ask = Callable[[Query], object]
Build = Callable[[Path, Sequence[Article]], Ask]
_BATCH = 1000
_SHOWN = 20
_UNABLE = {("tantivy", "prefix")}
"""What a query language cannot ask."""


def rows(bench: Path, sizes: Sequence[int]) -> list[Row]:
    """Building, and p50, p95 and the slowest of each sort of query, at each size."""
    questions = [(kind, words) for kind, *rest in _queries(bench) for words in rest]
    return [row for size in sizes for row in _at(size, [article(r) for r in records(bench, size)], questions)]


def _queries(bench: Path) -> list[tuple[str, list[str]]]:
    stored = json.loads((bench / "search" / "queries_dev.json").read_text(encoding="utf-8"))
    return [(kind, [str(word) for word in words]) for kind, words in stored]


def _at(size: int, articles: Sequence[Article], queries: Sequence[Query]) -> list[Row]:
    asks: dict[str, Ask] = {}
    speeds: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        builders: dict[str, Build] = {"broadsheet": _broadsheet, "FTS5": _fts5}
        if importlib.util.find_spec("tantivy") is not None:
            builders["tantivy"] = _tantivy
        for name, build in builders.items():
            start = cpu()
            asks[name] = build(Path(folder), articles)
            speeds[name] = size / (cpu() - start)
        asks["without snippets"] = _ranking_alone(Path(folder))
        beside = tuple((name, speed) for name, speed in speeds.items() if name != "broadsheet")
        found = [Row(f"{size:,}: index", "articles/CPU s", speeds["broadsheet"], beside)]
        by_kind: defaultdict[str, list[Query]] = defaultdict(list)
        for query in queries:
            by_kind[query[0]].append(query)
        for kind, asked in by_kind.items():
            found += _answers(f"{size:,}: {kind}", asks, asked)
    return found


def _answers(what: str, asks: Mapping[str, Ask], queries: Sequence[Query]) -> list[Row]:
    spent = {}
    for name, ask in asks.items():
        if (name, queries[0][0]) in _UNABLE:
            continue
        work = [partial(ask, query) for query in queries]
        seconds_each(work)
        spent[name] = [1000 * seconds for seconds in seconds_each(work)]
    return [
        Row(
            f"{what} {label}",
            "CPU ms",
            percentile(spent["broadsheet"], share),
            tuple((name, percentile(values, share)) for name, values in spent.items() if name != "broadsheet"),
        )
        for label, share in (("p50", 0.5), ("p95", 0.95), ("max", 1.0))
    ]


def _broadsheet(folder: Path, articles: Sequence[Article]) -> Ask:
    index = FullText.create(folder / "broadsheet")
    for start in range(0, len(articles), _BATCH):
        index.add(articles[start : start + _BATCH])
    by_id = {article.id: article for article in articles}

    def load(ids: Sequence[str]) -> Mapping[str, Article]:
        return {id: by_id[id] for id in ids}

    return lambda query: index.search(_ours(query), load, limit=_SHOWN, as_typed=query[0] == "prefix")


def _ranking_alone(folder: Path) -> Ask:
    """Ours without what the page shows: found, ranked and counted only."""
    index = FullText.open(folder / "broadsheet")
    return lambda query: index.search(_ours(query), lambda ids: {}, limit=0, as_typed=query[0] == "prefix")


def _ours(query: Query) -> str:
    kind, words = query
    if kind == "daterange":
        return f"{words[0]} date:{_iso(words[1])}..{_iso(words[2])}"
    return _put(kind, words, other=" ".join(words))


def _put(kind: str, words: Sequence[str], *, other: str, prefix: str = "") -> str:
    """The query as all three languages have it, or ``other``."""
    match kind:
        case "or":
            return " OR ".join(words)
        case "phrase":
            return f'"{" ".join(words)}"'
        case "prefix":
            return words[0] + prefix
        case _:
            return other


def _iso(day: str) -> str:
    return f"{day[:4]}-{day[4:6]}-{day[6:]}"


def _fts5(folder: Path, articles: Sequence[Article]) -> Ask:
    connection = sqlite3.connect(folder / "fts5.sqlite")
    connection.execute("CREATE VIRTUAL TABLE a USING fts5(headline, body, day UNINDEXED, tokenize='porter unicode61')")
    with connection:
        connection.executemany(
            "INSERT INTO a VALUES (?, ?, ?)", ((a.headline or "", a.text, a.published or "") for a in articles)
        )

    def ask(query: Query) -> object:
        kind, words = query
        dated = kind == "daterange"
        match = _put(kind, words, prefix="*", other=" ".join(f'"{word}"' for word in words[: 1 if dated else None]))
        days = (_iso(words[1]), _iso(words[2])) if dated else ("", "9")
        return connection.execute(
            "SELECT rowid, snippet(a, 1, '', '', '', 24), (SELECT count(*) FROM a WHERE a MATCH ?1) FROM a"
            " WHERE a MATCH ?1 AND day BETWEEN ?2 AND ?3 ORDER BY rank LIMIT ?4",
            (match, *days, _SHOWN),
        ).fetchall()

    return ask


def _tantivy(folder: Path, articles: Sequence[Article]) -> Ask:
    tantivy = importlib.import_module("tantivy")
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("headline", tokenizer_name="en_stem")
    schema.add_text_field("body", tokenizer_name="en_stem")
    schema.add_integer_field("day", indexed=True)
    (folder / "tantivy").mkdir()
    index = tantivy.Index(schema.build(), path=str(folder / "tantivy"))
    writer = index.writer(num_threads=1)
    for one in articles:
        day = int((one.published or "0")[:10].replace("-", ""))
        writer.add_document(tantivy.Document(headline=one.headline or "", body=one.text, day=day))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def ask(query: Query) -> object:
        kind, words = query
        text = _put(kind, words, prefix="*", other=" ".join(f"+{word}" for word in words))
        if kind == "daterange":
            text = f"+{words[0]} +day:[{words[1]} TO {words[2]}]"
        return searcher.search(index.parse_query(text, ["headline", "body"]), _SHOWN)

    return ask
