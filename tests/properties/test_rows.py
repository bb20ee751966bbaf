"""Words as written, patterns, misspelled words and rows over random archives, against reading every word.

The archives have one or many segments, with deletions, new versions, and merges, in two languages.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from index.model import Article
from index.query.fields import LEAST_BEGINNING, TEXT_FIELDS
from index.query.limits import Budget
from index.query.syntax import Fuzzy, Member, Or, Prefix, Row, Wildcard, Words
from index.search.highlighting import Marker
from index.search.whoosh_engine.evaluation.evaluator import Evaluator
from index.search.whoosh_engine.evaluation.members import member
from index.search.whoosh_engine.evaluation.rows import in_row
from index.search.whoosh_engine.query_nodes import InRow
from index.search.whoosh_engine.scoring import FIELD_B, K1
from index.search.whoosh_engine.segments.open_segments import OpenSegments
from index.search.whoosh_engine.snapshot.snapshot import Snapshot
from index.search.whoosh_engine.translation import translate
from index.text import tokens
from index.text.terms import language_of
from tests.indexing import Shelf, article
from tests.memory_rows import Place, chains, choices, count, fitting, passages, places_of, spelling

WORDS = ("ferry", "ferries", "ferried", "bridge", "bridges", "quay", "quays", "a", "an", "am", "alte", "alten", "1917")
ENDS = ("", "", "", ".", ".\n", ".\n\n", "\n\n")
Asked = Row | Words | Prefix | Wildcard | Fuzzy

# --- Archives ---------------------------------------------------------------------------------------------------------

pieces = st.tuples(st.sampled_from(WORDS), st.sampled_from(ENDS)).map("".join)
texts = st.lists(pieces, max_size=14).map(lambda some: " ".join(each.capitalize() for each in some))
new = st.tuples(
    st.integers(0, 20), texts, texts, st.sampled_from((None, None, "en", "de", "xx")), st.sampled_from(WORDS)
)
steps = st.lists(
    st.one_of(st.lists(new, min_size=1, max_size=10), st.sets(st.integers(0, 20), max_size=4)), min_size=1, max_size=5
)


def made(number: int, headline: str, body: str, language: str | None, outlet: str) -> Article:
    about = {"headline": headline.replace("\n", " "), "outlet": f"The {outlet}"}
    if language:
        about["language"] = language
    return article(f"{number:02}", body, version=1, tags=(), **about)


def grown(folder: Path, steps: Sequence[object]) -> tuple[Snapshot, Shelf]:
    """An archive after commits of each kind."""
    shelf = Shelf(folder)
    for step in steps:
        if isinstance(step, set):
            gone = [f"{number:02}" for number in step]
            shelf.engine.drop(gone)
            for id in gone:
                shelf.articles.pop(id, None)
        elif isinstance(step, list):
            shelf.add(*{each[0]: made(*each) for each in step}.values())
    snapshot = Snapshot.open(OpenSegments(shelf.engine.folder))
    event(f"{len(snapshot.segments)} segments, {'some' if snapshot.count < snapshot.size else 'none'} deleted")
    return snapshot, shelf


def read(each: Article, field: str) -> tuple[list[Place], str | None]:
    """The words of a field, and the language in which they have other forms."""
    about = each.content.metadata
    text = {"headline": about.headline, "deck": about.deck, "body": each.text, "outlet": about.outlet}[field] or ""
    language = language_of(about) if field in TEXT_FIELDS else None
    return places_of(text, language), language


# --- Queries ----------------------------------------------------------------------------------------------------------


def changed(word: str, at: int, letter: str, how: int) -> str:
    """``word`` with one letter changed, added, missing, or swapped with the next."""
    at %= len(word)
    middle = (letter, letter + word[at], "", word[at : at + 2][::-1])[how]
    return (word[:at] + middle + word[at + (2 if how == 3 else 1) :]) or word


words = st.sampled_from(WORDS)
patterns = st.tuples(words, st.integers(0, 7), st.integers(0, 7), st.sampled_from("*?"), st.sampled_from("*?")).map(
    lambda given: "".join(
        given[3] if at == given[1] else given[4] if at == given[2] + 2 else letter for at, letter in enumerate(given[0])
    )
)
misspelled = st.builds(changed, words, st.integers(0, 7), st.sampled_from("aery"), st.integers(0, 3))
prefixes = st.builds(lambda word, size: word[:size], words, st.integers(1, 8))
one_word = st.one_of(
    st.builds(lambda word, exact: Words((word,), exact=exact), words, st.booleans()),
    st.builds(lambda word, typed: Prefix(word, typed=typed), prefixes, st.booleans()),
    st.builds(Wildcard, patterns),
    st.builds(Fuzzy, misspelled, st.integers(1, 2)),
)
members: st.SearchStrategy[Member] = st.one_of(
    one_word, one_word, st.lists(one_word, min_size=2, max_size=3).map(lambda some: Or(tuple(some)))
)
rows = st.builds(
    Row,
    st.lists(members, min_size=2, max_size=4).map(tuple),
    st.sampled_from((*TEXT_FIELDS, "body", "body", "outlet")),
    st.integers(1, 5),
    st.booleans(),
    st.sampled_from(("text", "text", "sentence", "paragraph")),
)


@given(steps=steps, asked=st.lists(rows, min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_rows_are_where_reading_every_word_finds_them(steps: list[object], asked: list[Row]) -> None:
    with TemporaryDirectory() as home:
        snapshot, shelf = grown(Path(home) / "f", steps)
        for row in asked:
            expected = counted(row, shelf.articles.values())
            tree = translate(row, snapshot.languages_of)
            assert isinstance(tree, InRow)
            each = [member(snapshot, part, Budget()) for part in tree.members]
            found = in_row(snapshot, tree, each, Budget())
            ids = snapshot.columns.ids.of(found.documents.tolist())
            event("found" if expected else "nothing found")
            assert dict(zip(ids, found.weights.tolist(), strict=True)) == expected, row


def counted(asked: Asked, articles: Iterable[Article]) -> dict[str, int]:
    """How often each article that has it has what is asked for in its field."""
    counts = {each.id: count(asked, *read(each, asked.field or "body")) for each in articles}
    return {id: many for id, many in counts.items() if many}


leaves = st.one_of(
    one_word,
    st.builds(lambda some, slop, exact: Words(tuple(some), None, slop, exact), st.lists(words, min_size=2, max_size=3),
              st.integers(1, 3), st.booleans()),
    st.builds(Row, st.lists(members, min_size=2, max_size=3).map(tuple), st.none(), st.integers(1, 4), st.booleans()),
)  # fmt: skip


@given(steps=steps, asked=st.lists(leaves, min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_in_any_text_field_nothing_is_missing_and_nothing_is_more(steps: list[object], asked: list[Asked]) -> None:
    with TemporaryDirectory() as home:
        snapshot, shelf = grown(Path(home) / "f", steps)
        for query in asked:
            expected = {
                id
                for id, each in shelf.articles.items()
                if any(count(query, *read(each, field)) for field in searched(query))
            }
            found = Evaluator(snapshot, Budget()).evaluate(translate(query, snapshot.languages_of))
            assert set(snapshot.columns.ids.of(found.documents.tolist())) == expected, query
            in_names = found.scores[found.scores <= 0]
            assert not len(in_names) or "outlet" in searched(query)


def searched(query: Asked) -> tuple[str, ...]:
    """The fields in which a query without a field looks: bare words are found in names too, without a score."""
    is_bare = (isinstance(query, Words) and not query.exact) or (
        isinstance(query, Prefix) and query.typed and len(query.word) >= LEAST_BEGINNING
    )
    return (*TEXT_FIELDS, "outlet") if is_bare else TEXT_FIELDS


@given(steps=steps, row=rows)
@settings(max_examples=60, deadline=None)
def test_a_row_scores_as_a_word_as_rare_as_all_its_members_together(steps: list[object], row: Row) -> None:
    with TemporaryDirectory() as home:
        snapshot, shelf = grown(Path(home) / "f", steps)
        tree = translate(row, snapshot.languages_of)
        found = Evaluator(snapshot, Budget()).evaluate(tree)
        scores = dict(zip(snapshot.columns.ids.of(found.documents.tolist()), found.scores.tolist(), strict=True))
        expected = dict.fromkeys(counted(row, shelf.articles.values()), 0.0)
        if row.field in TEXT_FIELDS:
            assert row.field is not None
            weight = sum(idf(shelf, each) for each in distinct_members(snapshot, row))
            lengths = {id: len(read(each, row.field)[0]) for id, each in shelf.articles.items()}
            average = sum(lengths.values()) / (len(lengths) or 1) or 1.0
            b = FIELD_B[row.field]
            for id, many in counted(row, shelf.articles.values()).items():
                norm = K1 * (1 - b + b * lengths[id] / average)
                expected[id] = weight * many * (K1 + 1) / (many + norm)
        assert scores == pytest.approx(expected, abs=1e-9)


def distinct_members(snapshot: Snapshot, row: Row) -> list[Member]:
    """The members of a row that do not look for the same words as another."""
    tree = translate(row, snapshot.languages_of)
    assert isinstance(tree, InRow)
    by_words = {member(snapshot, part, Budget()): each for part, each in zip(tree.members, row.members, strict=True)}
    return list(by_words.values())


def idf(shelf: Shelf, asked: Member) -> float:
    """The inverse document frequency of a member in any text field."""
    articles = shelf.articles.values()
    having = 0
    for each in articles:
        texts = [read(each, field) for field in TEXT_FIELDS]
        having += any(any(map(fitting(asked, language), text)) for text, language in texts)
    return math.log1p(max(len(articles) - having + 0.5, 0.5) / (having + 0.5))


# --- Marks ------------------------------------------------------------------------------------------------------------


class Archive:
    """The words of a text as those of an archive, for highlighting."""

    def __init__(self, text: str) -> None:
        self._words = {token.word for token in tokens(text)}

    def matching(self, pattern: Wildcard | Fuzzy) -> set[str]:
        """Those that match."""
        return set(filter(spelling(pattern), self._words))


@given(text=texts, row=rows, language=st.sampled_from(("en", "de", "xx")))
@settings(max_examples=400, deadline=None)
def test_the_words_of_a_row_are_marked_and_no_others(text: str, row: Row, language: str) -> None:
    row = Row(row.members, "body", row.slop, row.ordered, row.within)
    marks = Marker(row, Archive(text)).marks("body", text, language)
    found = [at for at, token in enumerate(tokens(text)) if any(m.start <= token.start < m.end for m in marks)]
    places = places_of(text, language)
    fits = [fitting(each, language) for each in row.members]
    look = chains if row.ordered else choices
    texts = passages(places, row.within)
    slop = row.slop if row.within == "text" else len(places)
    rows = [chosen for part in texts for chosen in look(part, fits, slop)]
    if row.ordered and row.slop == 1 and row.within == "text":
        # Of runs that overlap, the first is marked.
        past, runs = -1, []
        for chosen in sorted(rows):
            if chosen[0] > past:
                runs.append(chosen)
                past = chosen[-1]
        rows = runs
    assert found == sorted({at for chosen in rows for at in chosen})


@given(text=texts, asked=st.one_of(leaves, rows), language=st.sampled_from(("en", "de", "xx")))
@settings(max_examples=400, deadline=None)
def test_what_is_marked_quickly_is_what_reading_every_word_marks(text: str, asked: Asked, language: str) -> None:
    marker = Marker(asked, Archive(text))
    assert marker.quick_marks("body", text, language) == marker.marks("body", text, language)
