from __future__ import annotations

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import QueryError
from index.query.limits import Budget
from index.query.parser import parse
from index.query.syntax import Nothing
from index.search.highlighting import Marker
from index.search.snippets import LONGEST, snippet
from index.search.whoosh_engine.evaluation import patterns
from index.search.whoosh_engine.evaluation.evaluator import Evaluator
from index.search.whoosh_engine.evaluation.fallback import Weighting
from index.search.whoosh_engine.evaluation.lexicon import Lexicon, distance
from index.search.whoosh_engine.segments.open_segments import OpenSegments as Segments
from index.search.whoosh_engine.snapshot.snapshot import Snapshot
from index.text import tokens
from index.text.stemming import base_stem as stem
from index.text.terms import stem_term
from tests.indexing import LiveSearcher, Shelf, Words, article, tree_of

WORDS = ("ferry", "ferries", "bridge", "harbour", "old", "new", "a", "May")
PIECES = (
    *WORDS,
    "AND",
    "OR",
    "NOT",
    "(",
    ")",
    '"',
    "-",
    "*",
    "title:",
    "date:",
    "2017",
    "..",
    "x:y",
    " ",
    "\u201c",
    "é",
    "=",
    "~",
    "~~3",
    "/",
    "?",
    "outlet:/",
    "tag:",
    "march",
    "\u00ab",
    "\u00bb",
    "&",
    "^2",
)

texts = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
queries = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=14).map("".join))


@given(queries, st.booleans())
@settings(max_examples=500)
def test_reading_a_query_raises_nothing_but_its_own_error(query: str, as_typed: bool) -> None:
    try:
        parsed = parse(query, as_typed=as_typed)
    except QueryError as error:
        assert error.message
        assert error.column is None or 1 <= error.column <= len(query)
        return
    assert all(0 <= each.start < each.end <= len(query) for each in parsed.spelled)


@given(queries)
@settings(max_examples=300)
def test_while_typing_nothing_is_an_error_and_marks_alone_find_nothing(query: str) -> None:
    parsed = parse(query, as_typed=True)
    if query.strip() and not any(map(str.isalnum, query)) and "*" not in query:
        assert parsed.tree == Nothing()


@given(
    st.lists(
        st.sampled_from((*WORDS, '"', "(", ")", "\u201c", "\u201d", ":", "!", "\U0001f389", "\n", "5")), max_size=12
    )
)
@settings(max_examples=300)
def test_what_is_pasted_is_a_query(pieces: list[str]) -> None:
    text = " ".join(pieces)
    try:
        parsed = parse(text)
    except QueryError as error:
        assert "empty" in error.message and not any(map(str.isalnum, text))
        return
    assert {each.word for each in parsed.spelled} <= {piece.lower() for piece in pieces}


@given(
    st.text(alphabet='fery bidg.\n?!"é', max_size=900),
    st.lists(st.sampled_from(("f", "e", "fe", "ery", "é")), max_size=4),
)
@settings(max_examples=200)
def test_snippets_and_marks_are_spans_of_the_text(text: str, words: list[str]) -> None:
    marks = Marker(parse(" OR ".join(words)).tree, Words()).marks("body", text)
    assert all(0 <= mark.start < mark.end <= len(text) for mark in marks)
    assert all(one.end <= two.start for one, two in pairwise(marks))
    start, end = snippet(text, marks, lambda what: 1.0)
    assert 0 <= start <= end <= len(text)
    assert end - start <= LONGEST
    if marks:
        assert any(start <= mark.start and mark.end <= end for mark in marks)


@given(
    st.text(alphabet="fery bidg.,'\u2019\n\u00e9", max_size=200),
    st.lists(st.sampled_from(("f", "e", "fe", "ery", "ferr*", '"fe re"', '"f e"~3', "rrr")), max_size=4),
)
@settings(max_examples=300)
def test_quick_marks_are_those_of_reading_every_word(text: str, words: list[str]) -> None:
    marker = Marker(parse(" OR ".join(words)).tree, Words())
    assert marker.quick_marks("body", text) == marker.marks("body", text)


def weight(what: str) -> float:
    """Of a part of a query, different for most of them."""
    return 0.5 + sum(map(ord, what)) % 5


@given(
    st.text(alphabet="fery s1-.'\n\u00e9F", max_size=300),
    st.lists(st.sampled_from(("f", "e", "fe", "ery", "ferr*", "rrr", "fe1", "1", "11", "f.e.", "e-r")), max_size=4),
    st.booleans(),
)
@settings(max_examples=400)
def test_a_snippet_of_the_best_lines_is_that_of_all_matches(text: str, words: list[str], typed: bool) -> None:
    marker = Marker(parse(" ".join(words), as_typed=typed).tree, Words())
    marks = marker.quick_marks("body", text)
    start, end = snippet(text, marks, weight)
    found = marker.passage(text, "en", weight)
    assert found.span == (start, end)
    assert [mark for mark in found.marks if start <= mark.start < mark.end <= end] == [
        mark for mark in marks if start <= mark.start < mark.end <= end
    ]


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_distance_is_symmetric_and_bounded_by_the_longer_word(left: str, right: str) -> None:
    assert distance(left, right, 9) == distance(right, left, 9) <= max(len(left), len(right))
    assert (distance(left, right, 9) == 0) == (left == right)
    assert distance(left, right, 1) == min(distance(left, right, 9), 2)


@given(st.sets(st.text("abcé東", min_size=1, max_size=6), max_size=30), st.text("abcé", min_size=1, max_size=6))
def test_a_lexicon_finds_the_words_that_are_near(words: set[str], word: str) -> None:
    stored = [each.encode() for each in sorted(words)]
    ends = np.cumsum([len(each) for each in stored], dtype=np.int64)
    lexicon = Lexicon(np.frombuffer(b"".join(stored), np.uint8), ends.astype(np.uint32))
    for limit in (1, 2):
        assert set(lexicon.near(word, limit)) == {each for each in words if distance(word, each, limit) <= limit}


@given(query=queries, as_typed=st.booleans())
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_searching_raises_nothing_but_a_query_error(shelf: Shelf, query: str, as_typed: bool) -> None:
    try:
        page = shelf.index.search(query, shelf.load, limit=50, as_typed=as_typed)
    except QueryError:
        return
    for hit in page.hits:
        found = shelf.articles[hit.id]
        assert hit.snippet == found.text[hit.start : hit.end]
        assert all(0 <= start < end <= len(hit.snippet) for start, end in hit.matches)
        whole = shelf.index.matches(query, found, as_typed=as_typed)
        inside = {(start + hit.start, end + hit.start) for start, end in hit.matches}
        assert inside <= set(whole.text)
        assert hit.headline_matches == whole.headline


# --- An index of many segments and deletions against plain Python -----------------------------------------------------

CORPUS = [
    (" ".join(WORDS[(i * step + step) % len(WORDS)] for step in range(1, 1 + i % 7)), WORDS[i % len(WORDS)])
    for i in range(40)
]


@pytest.fixture(scope="module")
def shelf() -> Iterator[Shelf]:
    articles = [
        article(f"x{i:02}", text, headline=headline, published=f"2017-0{1 + i % 9}-01")
        for i, (text, headline) in enumerate(CORPUS)
    ]
    with TemporaryDirectory() as home:
        made = Shelf(Path(home) / "f", articles[:7], articles[7:19], articles[19:])
        gone = [each.id for each in articles[::6]]
        made.engine.drop(gone)
        for id in gone:
            del made.articles[id]
        yield made


class Oracle:
    """Queries as nested tuples, answered by reading every text."""

    def __init__(self, shelf: Shelf) -> None:
        self._words = {
            id: [[token.word for token in tokens(text)] for text in (each.headline or "", each.text)]
            for id, each in shelf.articles.items()
        }
        self._stems = {id: [list(map(stem, each)) for each in fields] for id, fields in self._words.items()}

    def answers(self, query: tuple[object, ...]) -> set[str]:
        kind, *rest = query
        if kind == "word":
            return {
                id for id, fields in self._stems.items() if any(stem(str(rest[0]).lower()) in each for each in fields)
            }
        if kind == "phrase":
            wanted = [str(word).lower() for word in rest]
            return {id for id, fields in self._words.items() if any(_has(each, wanted) for each in fields)}
        if kind == "near":
            wanted = [stem(str(word).lower()) for word in rest]
            return {id for id, fields in self._stems.items() if any(_has(each, wanted) for each in fields)}
        parts = [self.answers(part) for part in rest if isinstance(part, tuple)]
        if kind == "not":
            return set(self._stems) - parts[0]
        return set.union(*parts) if kind == "or" else set.intersection(*parts)


def _has(stems: Sequence[str], wanted: Sequence[str]) -> bool:
    return any(list(stems[at : at + len(wanted)]) == list(wanted) for at in range(len(stems)))


def written(query: tuple[object, ...]) -> str:
    kind, *rest = query
    if kind == "word":
        return str(rest[0])
    if kind == "phrase":
        return '"' + " ".join(map(str, rest)) + '"'
    if kind == "near":
        return '"' + " ".join(map(str, rest)) + '"~1'
    parts = [f"({written(part)})" for part in rest if isinstance(part, tuple)]
    return f"NOT {parts[0]}" if kind == "not" else f" {str(kind).upper()} ".join(parts)


words = st.sampled_from(WORDS)
trees = st.recursive(
    st.one_of(
        words.map(lambda word: ("word", word)),
        st.lists(words, min_size=2, max_size=3).map(lambda row: ("phrase", *row)),
        st.lists(words, min_size=2, max_size=3).map(lambda row: ("near", *row)),
    ),
    lambda inner: st.one_of(
        inner.map(lambda part: ("not", part)),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: ("and", *parts)),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: ("or", *parts)),
    ),
    max_leaves=6,
)


@given(query=trees)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_search_finds_what_reading_every_article_finds(shelf: Shelf, query: tuple[object, ...]) -> None:
    assert set(shelf.ids(written(query))) == Oracle(shelf).answers(query)


@given(query=trees, limit=st.integers(1, 40), offset=st.integers(0, 40))
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_page_is_a_part_of_the_whole(shelf: Shelf, query: tuple[object, ...], limit: int, offset: int) -> None:
    whole = shelf.index.search(written(query), shelf.load, limit=100)
    page = shelf.index.search(written(query), shelf.load, limit=limit, offset=offset)
    assert page.hits == whole.hits[offset : offset + limit]
    keys = [(-hit.score, hit.published, hit.id) for hit in whole.hits]
    newest_first = sorted(keys, key=lambda key: key[2])
    newest_first.sort(key=lambda key: str(key[1]), reverse=True)
    newest_first.sort(key=lambda key: key[0])
    assert keys == newest_first


@given(parts=st.lists(words, min_size=1, max_size=4), either=st.booleans())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_scores_are_those_of_whooshs_own_loop(shelf: Shelf, parts: list[str], either: bool) -> None:
    snapshot = Snapshot.open(Segments(shelf.engine.folder))
    tree = tree_of((" OR " if either else " AND ").join(parts), snapshot)
    found = Evaluator(snapshot, Budget()).evaluate(tree)
    with LiveSearcher(snapshot.reader(), weighting=Weighting()) as searcher:
        expected = {hit.docnum: hit.score for hit in searcher.search(tree, limit=None)}
    assert dict(zip(found.documents.tolist(), found.scores.tolist(), strict=True)) == pytest.approx(expected)


@given(word=words, length=st.integers(1, 8), field=st.sampled_from(("", "title:")))
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_prefix_finds_the_words_that_begin_so_and_of_a_typed_word_its_forms(
    shelf: Shelf, word: str, length: int, field: str
) -> None:
    prefix = word.lower()[:length]
    texts = {
        id: (each.headline or "") if field else f"{each.headline}\n{each.text}" for id, each in shelf.articles.items()
    }
    written = {id: {token.word for token in tokens(text)} for id, text in texts.items()}
    beginning = {id for id, its in written.items() if any(each.startswith(prefix) for each in its)}
    forms = {id for id, its in written.items() if stem_term(prefix, "en") in {stem_term(each, "en") for each in its}}
    assert set(shelf.ids(f"{field}{prefix}*")) == beginning
    assert set(shelf.ids(f"{field}{prefix}", as_typed=True)) == beginning | forms


@given(pattern=st.text("ab*?", min_size=1, max_size=7), lines=st.lists(st.text("ab", max_size=7), max_size=20))
def test_wildcards_match_as_shell_patterns_do(pattern: str, lines: list[str]) -> None:
    expected = [line for line in lines if fnmatchcase(line, pattern)] if lines else []
    assert patterns.matching("\n".join(lines), pattern) == expected or not lines


def test_a_wildcard_of_many_stars_reads_no_word_over_and_over() -> None:
    assert patterns.matching("\n".join(["a" * 100] * 2_000), "*a" * 40 + "*b") == []
