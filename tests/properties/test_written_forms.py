"""Words as they are written, found in the postings of their stems, against plain Python."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.model import Article
from index.query.limits import UNLIMITED
from index.search.whoosh_engine.snapshot.snapshot import Postings, Snapshot
from index.text import fold, paragraphs, sentences, tokens
from index.text.alternatives import also
from index.text.terms import language_of, stem_term, words_of
from tests.indexing import Shelf, article

if TYPE_CHECKING:
    from numpy.typing import NDArray

WORDS = (
    "gate gates gated gating Gäte delegate run runs running Runner the thes 1,500 U.S. us fliegen fliegens été".split()
)
ROWS = ("O'Neill", "well-known", "F-16", "Ankara'ya", "U. S.", "1 500", "C++", "#gate", "Bundestagswahl", "gate-gates")
LANGUAGES = ("en", "de", "fr", "tr", "")
rows = st.lists(
    st.tuples(
        st.lists(st.sampled_from((*WORDS, *ROWS)), max_size=12).map(" ".join),
        st.lists(st.sampled_from((*WORDS, *ROWS)), max_size=3).map(" ".join),
        st.sampled_from(LANGUAGES),
        st.sampled_from(("", "Gate Runner", "running gates", "Ann O'Neill")),
    ),
    max_size=16,
)
batches = st.lists(rows, min_size=1, max_size=6)
gone = st.sets(st.sampled_from([f"{at}{row}" for at in range(4) for row in range(4)]))
FURTHER = {each.word for text in ROWS for language in LANGUAGES for each in also(text, language)}
asked = st.sets(
    st.sampled_from(sorted({word for text in (*WORDS, *ROWS) for word in words_of(text)} | FURTHER | {"absent"})),
    max_size=16,
)


def shelf_of(home: str, batches: Sequence[Sequence[tuple[str, str, str, str]]], gone: set[str]) -> Shelf:
    """Articles added batch by batch, merged as the engine merges them; some are taken out in the end."""
    shelf = Shelf(Path(home) / "f")
    for at, batch in enumerate(batches):
        shelf.add(
            *(
                article(f"{at}{row}", body, headline=headline, language=language or None, author=author)  # type: ignore[arg-type]
                for row, (body, headline, language, author) in enumerate(batch)
            )
        )
    shelf.engine.drop(gone)
    for id in gone:
        shelf.articles.pop(id, None)
    return shelf


def words_in(each: Article, field: str) -> set[tuple[int, str]]:
    """Each word of a field, tokens and what is found at them, with its position."""
    about = each.content.metadata
    text = {"body": each.text, "headline": about.headline or "", "author": "\n".join(about.authors)}[field]
    language = "" if field == "author" else language_of(about)
    found = list(tokens(text))
    places = {token.start: place for place, token in enumerate(found)}
    further = {(places[more.at], more.word) for more in also(text, language)}
    return further | {(place, token.word) for place, token in enumerate(found)}


def told(snapshot: Snapshot, found: Postings) -> dict[str, float]:
    assert found.documents.tolist() == sorted(set(found.documents.tolist()))
    ids = [snapshot.columns.ids[number] for number in found.documents.tolist()]
    return dict(zip(ids, found.weights.tolist(), strict=True))


def expected(shelf: Shelf, field: str, words: set[str]) -> dict[str, float]:
    counts = {id: sum(word in words for _, word in words_in(each, field)) for id, each in shelf.articles.items()}
    return {id: count for id, count in counts.items() if count}


@given(
    batches=batches, gone=st.sets(st.sampled_from([f"{at}{row}" for at in range(4) for row in range(4)])), words=asked
)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_words_as_written_are_found_where_they_are_written(
    batches: list[list[tuple[str, str, str, str]]], gone: set[str], words: set[str]
) -> None:
    with TemporaryDirectory() as home:
        shelf = shelf_of(home, batches, gone)
        snapshot = shelf.engine.latest()
        for field in ("body", "headline", "author"):
            for word in words:
                found = snapshot.written(field, word, UNLIMITED)
                assert told(snapshot, found) == expected(shelf, field, {word})
                if not len(found.documents):
                    continue
                counts, places = snapshot.places(field, stem_term(word, "en"), found.documents, UNLIMITED, written=word)
                assert split(counts, places) == places_of(shelf, snapshot, field, {word}, found)
            every = snapshot.spelled(field, words, UNLIMITED)
            assert told(snapshot, every) == expected(shelf, field, words)
            counts, places = snapshot.spelled_places(field, words, every.documents, UNLIMITED)
            assert split(counts, places) == places_of(shelf, snapshot, field, words, every)


def places_of(shelf: Shelf, snapshot: Snapshot, field: str, words: set[str], found: Postings) -> list[list[int]]:
    return [
        sorted(
            {place for place, word in words_in(shelf.articles[snapshot.columns.ids[number]], field) if word in words}
        )
        for number in found.documents.tolist()
    ]


def split(counts: NDArray[np.int64], places: NDArray[np.int64]) -> list[list[int]]:
    """Places of one article after the other."""
    assert counts.sum() == len(places)
    return [each.tolist() for each in np.split(places, np.cumsum(counts)[:-1])] if len(counts) else []


@given(
    batches=batches,
    gone=gone,
    prefix=st.sampled_from(("g", "gat", "gate", "gates", "ru", "run", "runn", "t", "15", "absent", "fliegen")),
)
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_prefix_finds_the_words_that_begin_so_and_none_of_their_relatives(
    batches: list[list[tuple[str, str, str, str]]], gone: set[str], prefix: str
) -> None:
    with TemporaryDirectory() as home:
        shelf = shelf_of(home, batches, gone)
        snapshot = shelf.engine.latest()
        for field in ("body", "headline", "author"):
            every = {word for each in shelf.articles.values() for _, word in words_in(each, field)}
            words = {word for word in every if word.startswith(prefix)}
            assert told(snapshot, snapshot.beginning(field, prefix, UNLIMITED)) == expected(shelf, field, words)


@given(
    batches=batches, gone=gone, word=st.sampled_from(sorted({*WORDS, *FURTHER})), language=st.sampled_from(LANGUAGES)
)
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_stem_has_each_of_its_positions_once(
    batches: list[list[tuple[str, str, str, str]]], gone: set[str], word: str, language: str
) -> None:
    stem = stem_term(fold(word), language)
    with TemporaryDirectory() as home:
        shelf = shelf_of(home, batches, gone)
        snapshot = shelf.engine.latest()
        among = np.flatnonzero(snapshot.columns.live)
        for field in ("body", "headline"):
            expected = []
            for number in among.tolist():
                each = shelf.articles[snapshot.columns.ids[number]]
                its = language_of(each.content.metadata)
                expected.append(sorted({at for at, each in words_in(each, field) if stem_term(each, its) == stem}))
            assert split(*snapshot.places(field, stem, among, UNLIMITED)) == expected
            found = snapshot.postings(field, stem, UNLIMITED).documents.tolist()
            assert found == [number for number, places in zip(among.tolist(), expected, strict=True) if places]


def test_of_articles_that_lack_the_word_no_place_is_given(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "f", [article("a", "gates"), article("b", "gate the gates"), article("c", "the gate")])
    snapshot = shelf.engine.latest()
    counts, places = snapshot.spelled_places("body", ["gates"], np.arange(3), UNLIMITED)
    assert (counts.tolist(), places.tolist()) == ([1, 1, 0], [0, 2])


@given(
    batches=st.lists(
        st.lists(
            st.lists(
                st.sampled_from(("one ", "Two ", "l'été ", ". ", ".", "? ", "\n", "東京。", "é’s ", "'", "-")),
                max_size=25,
            ).map("".join),
            max_size=4,
        ),
        min_size=1,
        max_size=5,
    ),
    gone=gone,
)
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_sentences_and_paragraphs_begin_at_their_first_words(batches: list[list[str]], gone: set[str]) -> None:
    with TemporaryDirectory() as home:
        shelf = shelf_of(home, [[(text, "", "", "") for text in batch] for batch in batches], gone)
        snapshot = shelf.engine.latest()
        among = np.flatnonzero(snapshot.columns.live)
        for kind, spans in (("sentence", sentences), ("paragraph", paragraphs)):
            counts, places = snapshot.passages("body", kind, among, UNLIMITED)  # type: ignore[arg-type]
            begins = np.split(places, np.cumsum(counts)[:-1])
            for number, found in zip(among.tolist(), begins, strict=False):
                text = shelf.articles[snapshot.columns.ids[number]].text
                starts = [token.start for token in tokens(text)]
                expected = {bisect_left(starts, start) for start, _ in spans(text)} - {0, len(starts)}
                assert found.tolist() == [0, *sorted(expected)]
