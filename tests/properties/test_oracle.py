"""The index against a few lines of plain Python that read every article: the same articles, scores and order."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.model import PartialDate
from index.text.stemming import base_stem as stem
from tests.indexing import Shelf, article

WORDS = ("ferry", "ferries", "fery", "bridge", "bridges", "brig", "old", "older", "a", "ban")
FIELDS = {"headline": (1.2, 0.5), "body": (1.0, 0.75)}
"""Boost and length normalisation."""
K1 = 2.0
EXACT = 0.35
"""What a word as it is written counts more than one of its other forms."""

Query = tuple[str, *tuple[object, ...]]


class Text(NamedTuple):
    """An article as the oracle reads it."""

    headline: list[str]
    body: list[str]
    published: str


class Oracle:
    """Answers queries given as nested tuples."""

    def __init__(self, texts: dict[str, Text]) -> None:
        self.texts = texts
        self.stems = {
            (id, field): [stem(word) for word in getattr(text, field)] for id, text in texts.items() for field in FIELDS
        }

    def scores(self, query: Query) -> dict[str, float]:
        """The score of each article that matches."""
        kind, *rest = query
        if kind == "not":
            return dict.fromkeys(set(self.texts) - set(self.scores(_query(rest[0]))), 0.0)
        if kind in ("and", "or"):
            parts = [self.scores(_query(part)) for part in rest]
            ids = set(self.texts)
            kept = ids.intersection(*parts) if kind == "and" else set[str]().union(*parts)
            return {id: sum(part.get(id, 0.0) for part in parts) for id in kept}
        if kind == "date":
            return {id: 0.0 for id, text in self.texts.items() if text.published.startswith(str(rest[0]))}
        if kind in ("prefix", "wildcard", "fuzzy"):
            asked = str(rest[0])
            return {
                id: math.nan
                for id, text in self.texts.items()
                if any(_stands_for(kind, asked, word) for word in (*text.headline, *text.body))
            }
        row, slop = (rest[0], rest[1]) if kind == "phrase" else ([rest[0]], 1)
        assert isinstance(row, list)
        assert isinstance(slop, int)
        return self._row([stem(word) for word in row], slop)

    def with_exact_form(self, word: str) -> dict[str, float]:
        """The scores of a word asked for by itself: articles that have it as it is written get more."""
        found = self.scores(("word", word))
        written = {(id, field): getattr(text, field).count(word) for id, text in self.texts.items() for field in FIELDS}
        having = max(sum(often > 0 for (_, name), often in written.items() if name == field) for field in FIELDS)
        for (id, field), often in written.items():
            if often:
                found[id] += EXACT * self._counted(id, field, often, self._idf_of(having))
        return found

    def _row(self, row: list[str], slop: int) -> dict[str, float]:
        idf = sum(self._idf(form) for form in set(row))
        found: dict[str, float] = {}
        for (id, field), stems in self.stems.items():
            if often := _ends(stems, row, slop):
                found[id] = found.get(id, 0.0) + self._counted(id, field, often, idf)
        return found

    def _counted(self, id: str, field: str, often: int, idf: float) -> float:
        boost, b = FIELDS[field]
        average = sum(len(each) for (_, name), each in self.stems.items() if name == field) / len(self.texts)
        norm = K1 * (1 - b + b * len(self.stems[id, field]) / average)
        return boost * idf * often * (K1 + 1) / (often + norm)

    def _idf(self, form: str) -> float:
        return self._idf_of(len({id for (id, _), stems in self.stems.items() if form in stems}))

    def _idf_of(self, having: int) -> float:
        return math.log(1 + (len(self.texts) - having + 0.5) / (having + 0.5))


def _query(part: object) -> Query:
    assert isinstance(part, tuple)
    return part


def _ends(stems: Sequence[str], row: Sequence[str], slop: int) -> int:
    """In how many places a row ends, each of its words at most ``slop`` after the one before."""
    reached = {at for at, form in enumerate(stems) if form == row[0]}
    for each in row[1:]:
        reached = {
            at for at, form in enumerate(stems) if form == each and any(at - slop <= before < at for before in reached)
        }
    return len(reached)


def _stands_for(kind: str, asked: str, word: str) -> bool:
    if kind == "prefix":
        return word.startswith(asked)
    if kind == "wildcard":
        return fnmatchcase(word, asked)
    return _one_mistake(word, asked)


def _one_mistake(word: str, asked: str) -> bool:
    letters = "abcdefghijklmnopqrstuvwxyz"
    near = {word}
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        near |= {head + tail[1:], head + tail[1:2] + tail[:1] + tail[2:]}
        near |= {head + letter + rest for letter in letters for rest in (tail, tail[1:])}
    return asked in near


def written(query: Query) -> str:
    """A query as it is typed."""
    kind, *rest = query
    match kind:
        case "word":
            return str(rest[0])
        case "phrase":
            row, slop = rest
            assert isinstance(row, list)
            return f'"{" ".join(row)}"~{slop}'
        case "prefix":
            return f"{rest[0]}*"
        case "wildcard":
            return str(rest[0])
        case "fuzzy":
            return f"{rest[0]}~"
        case "date":
            return f"date:{rest[0]}"
        case "not":
            return f"NOT ({written(_query(rest[0]))})"
    return f" {kind.upper()} ".join(f"({written(_query(part))})" for part in rest)


words = st.sampled_from(WORDS)
leaves = st.one_of(
    words.map(lambda word: ("word", word)),
    st.tuples(st.just("phrase"), st.lists(words, min_size=2, max_size=3), st.sampled_from((1, 1, 2, 4))),
    st.sampled_from(("2017", "2017-02", "2018")).map(lambda date: ("date", date)),
)
inexact = st.one_of(
    st.sampled_from(("f", "fer", "bridg", "o", "ferrie")).map(lambda text: ("prefix", text)),
    st.sampled_from(("f*y", "br?dge", "*es", "*ri*", "?ld", "b*")).map(
        lambda text: ("wildcard", text) if text != "b*" else ("prefix", "b")
    ),
    st.sampled_from(("ferry", "fary", "bridge", "bra", "odl")).map(lambda text: ("fuzzy", text)),
)


def trees(leaf: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            inner.map(lambda part: ("not", part)),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: ("and", *parts)),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: ("or", *parts)),
        ),
        max_leaves=6,
    )


texts = st.builds(
    Text,
    st.lists(words, max_size=3),
    st.lists(words, max_size=12),
    st.sampled_from(("2017-01-05", "2017-02-01", "2018-03-01T10:00", "")),
)
corpora = st.lists(st.lists(texts, max_size=6), min_size=1, max_size=5)


def shelve(folder: Path, batches: list[list[Text]], gone: set[int]) -> tuple[Shelf, Oracle]:
    """An index of ``batches`` committed one by one, without the articles of the numbers ``gone``."""
    shelf, kept = Shelf(folder), dict[str, Text]()
    number = 0
    for batch in batches:
        made = []
        for text in batch:
            id = f"x{number:03}"
            number += 1
            kept[id] = text
            body, headline = " ".join(text.body), " ".join(text.headline)
            if text.published:
                made.append(article(id, body, headline=headline, published=text.published))
            else:
                made.append(article(id, body, headline=headline))
        shelf.add(*made)
    removed = [id for id in kept if int(id[1:]) in gone]
    shelf.engine.drop(removed)
    for id in removed:
        del kept[id], shelf.articles[id]
    return shelf, Oracle(kept)


@given(batches=corpora, gone=st.sets(st.integers(0, 20), max_size=6), queries=st.lists(trees(leaves), max_size=5))
@settings(max_examples=60, deadline=None)
def test_articles_scores_and_order_are_those_of_plain_python(
    batches: list[list[Text]], gone: set[int], queries: list[Query]
) -> None:
    with TemporaryDirectory() as home:
        shelf, oracle = shelve(Path(home) / "f", batches, gone)
        for query in queries:
            kind, *rest = query
            expected = oracle.with_exact_form(str(rest[0])) if kind == "word" else oracle.scores(query)
            page = shelf.index.search(written(query), shelf.load, limit=100)
            if expected or not page.relaxed:
                assert {hit.id: hit.score for hit in page.hits} == pytest.approx(expected)
            keys = [(-hit.score, _late_first(hit.published), hit.id) for hit in page.hits]
            assert keys == sorted(keys)
            some = shelf.index.search(written(query), shelf.load, limit=3, offset=1)
            assert (some.hits, some.total) == (page.hits[1:4], page.total)
        shelf.engine.close()


def _late_first(published: PartialDate | None) -> list[int]:
    return [-ord(letter) for letter in str(published or "")] or [1]


@given(
    batches=corpora,
    gone=st.sets(st.integers(0, 20), max_size=6),
    queries=st.lists(trees(st.one_of(leaves, inexact, inexact)), max_size=5),
)
@settings(max_examples=60, deadline=None)
def test_what_stands_for_many_words_finds_what_reading_every_article_finds(
    batches: list[list[Text]], gone: set[int], queries: list[Query]
) -> None:
    with TemporaryDirectory() as home:
        shelf, oracle = shelve(Path(home) / "f", batches, gone)
        for query in queries:
            page = shelf.index.search(written(query), shelf.load, limit=100)
            if not page.relaxed:
                assert {hit.id for hit in page.hits} == set(oracle.scores(query))
        shelf.engine.close()
