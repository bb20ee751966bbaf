from __future__ import annotations

import contextlib
import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from whoosh import query as trees
from whoosh.searching import Searcher

from index.errors import ArchiveDamaged, ArchiveTooNew
from index.model import Article
from index.query.limits import Budget
from index.search.full_text import FullText
from index.search.whoosh_engine import WhooshEngine
from index.search.whoosh_engine.evaluation.phrases import phrase
from index.search.whoosh_engine.segments.builder import build
from index.search.whoosh_engine.segments.file_writer import write
from index.search.whoosh_engine.segments.layout import FIELDS, PARAGRAPH, SENTENCE, TEXTS, encoded
from index.search.whoosh_engine.segments.merge_policy import FACTOR, Size, plan, tier
from index.search.whoosh_engine.segments.merger import merge
from index.search.whoosh_engine.segments.occurrences import occurrences
from index.search.whoosh_engine.segments.postings_merger import Source
from index.search.whoosh_engine.segments.reader import Segment
from index.search.whoosh_engine.segments.string_table import Strings
from index.search.whoosh_engine.segments.text_pieces import pieces, text_reading
from index.search.whoosh_engine.segments.text_sorting import Texts
from index.search.whoosh_engine.segments.vocabulary import Vocabulary
from index.search.whoosh_engine.snapshot.snapshot import Snapshot
from index.text import fold, paragraph_ends, sentence_ends, tokens
from index.text.alternatives import also, also_of_piece
from index.text.stemming import base_stem as stem
from index.text.terms import LONGEST_TERM, stem_term, words_of
from tests.indexing import Shelf, article, opened

if TYPE_CHECKING:
    from numpy.typing import NDArray

WORDS = ("ferry", "ferries", "skies", "sky", "bridge", "Bridges", "the", "20,000", "U.S.", "café", "l'été", "東京", "a")
texts = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)
letters = st.text(st.sampled_from("aZé9.,'\u2019\u201c\u2014\u00a0 _qu東n\u0301\u00ad\ud800İß"), max_size=30)


def read_words(
    vocabulary: Vocabulary, read: Sequence[str], languages: Sequence[str]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The codes of the words of all texts, and how many each has."""
    found = [np.zeros(0, np.int64)] * len(read)
    for _, reading in vocabulary.readings(read, languages):
        ends = np.cumsum(reading.lengths)[:-1]
        for number, codes in zip(reading.texts.tolist(), np.split(reading.codes, ends), strict=True):
            found[number] = codes
    return np.concatenate([*found, np.zeros(0, np.int64)]), np.array([len(codes) for codes in found])


@given(st.one_of(st.text(max_size=60), letters), st.sampled_from(("", " and so on" * 30, "x" * 300)))
@example("l'homme d'accord don't o'brien's qu'il 3rd 1,000.5 u.s.a. a1.b. x\u2019s \u00b2 ½ l\u2019été", "")
@settings(max_examples=600)
def test_words_are_those_of_the_slow_way(text: str, padding: str) -> None:
    vocabulary = Vocabulary()
    text += padding
    codes, counts = read_words(vocabulary, [text, "", text], ["en"] * 3)
    words = [vocabulary.word(code).decode() for code in codes.tolist()]
    slow = [word.encode(errors="replace").decode() for word in words_of(text)]
    assert words == slow * 2
    assert counts.tolist() == [len(slow), 0, len(slow)]
    stems = [vocabulary.stems[vocabulary.stem_of()[code]].decode() for code in codes.tolist()]
    assert stems == [stem(word) for word in slow] * 2 or "\ud800" in text


passages = st.one_of(
    letters,
    st.lists(
        st.sampled_from((*WORDS, "Fliegen", "flies.", "a.b", "x" * 14, "x" * 15, "x" * 16, "\0", "-")), max_size=30
    ).map(" ".join),
)


@given(
    batches=st.lists(st.lists(st.tuples(passages, st.sampled_from(("en", "de", "ja", ""))), max_size=6), max_size=4),
    bits=st.sampled_from((1, 4, 20)),
    at_once=st.sampled_from((1, 40, 1 << 20)),
    languages=st.sampled_from((1, 255)),
)
@settings(max_examples=300, deadline=None)
def test_words_are_known_again_and_never_taken_for_others(
    batches: list[list[tuple[str, str]]], bits: int, at_once: int, languages: int
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pieces, "_BITS", bits)
        patched.setattr(pieces, "_LANGUAGES", languages)
        patched.setattr(text_reading, "_AT_ONCE", at_once)
        vocabulary = Vocabulary()
        for batch in [*batches, *batches]:
            codes, counts = read_words(vocabulary, [text for text, _ in batch], [language for _, language in batch])
            slow = [(word, language) for text, language in batch for word in words_of(text)]
            assert counts.tolist() == [len(words_of(text)) for text, _ in batch]
            stems = vocabulary.stem_of()
            told = [(vocabulary.word(code), vocabulary.stems[stems[code]]) for code in codes.tolist()]
            assert told == [
                (encoded(word), encoded(stem_term(word, language) if language else word)) for word, language in slow
            ]


def test_very_long_words_are_cut() -> None:
    vocabulary = Vocabulary()
    codes, _ = read_words(vocabulary, ["x" * 500], ["en"])
    assert [len(vocabulary.word(code)) for code in codes.tolist()] == [LONGEST_TERM]


def test_each_language_has_its_own_stems() -> None:
    vocabulary = Vocabulary()
    codes, _ = read_words(vocabulary, ["fliegen"] * 3, ["en", "de", "en"])
    words = [vocabulary.word(code) for code in codes.tolist()]
    stems = [vocabulary.stems[vocabulary.stem_of()[code]].decode() for code in codes.tolist()]
    assert words == [b"fliegen"] * 3
    assert stems == [stem_term("fliegen", language) for language in ("en", "de", "en")]
    assert stems[0] != stems[1]


@given(st.lists(st.text("ab\u00e9", max_size=40).map(str.encode), unique=True, max_size=40), st.randoms())
def test_texts_are_ordered_by_their_bytes(texts: list[bytes], random: Random) -> None:
    made = Texts()
    chosen = [at for at in range(len(texts)) if random.random() < 0.7]
    for half in (texts[:9], texts[9:]):
        made.extend(half)
        places = np.array([at for at in chosen if at < len(made)], np.int64)
        ordered = made.ordered(places)
        assert [made[at] for at in ordered.tolist()] == sorted(texts[at] for at in places.tolist())
        packed = made.packed("x", ordered)
        assert Strings(packed["x.bytes"], packed["x.ends"])[:] == sorted(texts[at] for at in places.tolist())


# --- Segments against plain Python ----------------------------------------------------------------------------------

articles = st.lists(
    st.tuples(
        texts, texts, texts, st.sampled_from(("", "Post", "The Coast")), st.sampled_from(((), ("x",), ("x", "y")))
    ),
    max_size=8,
).map(
    lambda rows: [
        article(f"{at:03}", body, headline=headline, deck=deck, outlet=outlet, tags=tags, version=at + 1)
        for at, (body, headline, deck, outlet, tags) in enumerate(rows)
    ]
)


def segment_of(folder: Path, batch: Sequence[Article]) -> Segment:
    return Segment(folder, write(folder, build(batch, Vocabulary())))


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with TemporaryDirectory() as made:
        Path(made).chmod(0o700)
        yield Path(made)


@given(batch=articles)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_segment_holds_where_every_word_stands(folder: Path, batch: list[Article]) -> None:
    segment = segment_of(folder, batch)
    for field in TEXTS:
        rows = [
            [stem(word) for word in words_of(text)]
            for each in batch
            for text in [
                {"headline": each.headline, "deck": each.content.metadata.deck, "body": each.text}[field] or ""
            ]
        ]
        assert segment.array(f"{field}.length").tolist() == [len(row) for row in rows]
        for term in {word for row in rows for word in row}:
            at = segment.terms(field).find(term.encode())
            expected = [[place for place, word in enumerate(row) if word == term] for row in rows]
            having = [number for number, places in enumerate(expected) if places]
            assert segment.documents(field, at, at + 1).tolist() == having
            assert segment.often(field, at, at + 1).tolist() == [len(expected[number]) for number in having]
            assert segment.places(field, at).tolist() == [place for number in having for place in expected[number]]
    assert [segment.array("id")[at].decode() for at in range(len(batch))] == [each.id for each in batch]


@given(batch=articles, cuts=st.lists(st.integers(0, 8), max_size=3), gone=st.sets(st.integers(0, 7)))
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_merged_segments_are_as_if_built_at_once(
    folder: Path, batch: list[Article], cuts: list[int], gone: set[int]
) -> None:
    borders = [0, *sorted(min(cut, len(batch)) for cut in cuts), len(batch)]
    parts = list(itertools.pairwise(borders))
    sources = []
    for start, end in parts:
        mask = np.array([number in gone for number in range(start, end)], np.bool_)
        sources.append(Source(segment_of(folder, batch[start:end]), mask if mask.any() else None))
    merged = merge(sources)
    whole = build([each for number, each in enumerate(batch) if number not in gone], Vocabulary())
    assert merged.keys() == whole.keys()
    for name, values in whole.items():
        assert merged[name].tolist() == values.tolist(), name
        assert merged[name].dtype.kind == values.dtype.kind


def test_long_articles_are_counted_to_the_end(folder: Path) -> None:
    long = article("a", "often " * 70_000 + "rarely")
    parts = [[article("0", "rarely often")], [long], [article("z", "often")]]
    merged = Segment(folder, write(folder, merge([Source(segment_of(folder, part)) for part in parts])))
    for segment, number in ((segment_of(folder, [long]), 0), (merged, 1)):
        terms = segment.terms("body")
        often, rarely = terms.find(b"often"), terms.find(stem("rarely").encode())
        assert segment.often("body", often, often + 1)[number] == 70_000
        assert segment.places("body", rarely)[-1] == 70_000
        start = 0 if number == 0 else 1
        assert segment.places("body", often)[start : start + 70_000].tolist() == list(range(number * 0, 70_000))
        assert segment.array("body.length")[number] == 70_001
    without = merge([Source(merged, np.array([True, False, False]))])
    again = Segment(folder, write(folder, without))
    assert again.places("body", again.terms("body").find(b"often"))[69_999] == 69_999


# --- Damage ---------------------------------------------------------------------------------------------------------


@given(at=st.floats(0, 1, exclude_max=True), change=st.integers(1, 255), which=st.integers(0, 2))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_changed_byte_is_seen_before_it_answers(damageable: Shelf, at: float, change: int, which: int) -> None:
    folder = damageable.engine.folder
    paths = sorted(path for path in folder.iterdir() if path.suffix != ".lock")
    path = paths[which % len(paths)]
    sound = path.read_bytes()
    data = bytearray(sound)
    data[int(at * len(data))] ^= change
    path.write_bytes(data)
    try:
        outcome = None
        with contextlib.suppress(ArchiveDamaged, ArchiveTooNew):
            engine = opened(folder)
            index = FullText(engine)
            outcome = [
                [hit.id for hit in index.search(query, damageable.load, as_typed=True).hits]
                for query in ("", "ferries", '"the ferry"', "f", "skie", "outlet:post", "tag:x")
            ]
            for field in FIELDS:
                assert engine.latest().lengths(field) is not None
        if outcome is not None:
            assert outcome == expected_of(damageable)
        with contextlib.suppress(ArchiveTooNew):
            assert WhooshEngine(folder).verify() or WhooshEngine(folder).state() == "outdated"
    finally:
        path.write_bytes(sound)


def expected_of(shelf: Shelf) -> list[list[str]]:
    return [
        [hit.id for hit in shelf.index.search(query, shelf.load, as_typed=True).hits]
        for query in ("", "ferries", '"the ferry"', "f", "skie", "outlet:post", "tag:x")
    ]


@pytest.fixture(scope="module")
def damageable() -> Iterator[Shelf]:
    with TemporaryDirectory() as home:
        shelf = Shelf(Path(home) / "f")
        shelf.add(*(article(f"x{at}", "The ferry and the sky.", outlet="Post", tags=("x",)) for at in range(9)))
        shelf.add(*(article(f"y{at}", "Skies, the ferry. " * 40, headline="Ferries") for at in range(9)))
        expected_of(shelf)
        yield shelf


# --- Generations ------------------------------------------------------------------------------------------------------

steps = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.lists(st.tuples(st.integers(0, 15), texts), min_size=1, max_size=5)),
        st.tuples(st.just("remove"), st.lists(st.integers(0, 15), min_size=1, max_size=4)),
    ),
    max_size=9,
)


@given(steps=steps, prefix=st.sampled_from(("s", "sk", "sky", "ski", "skie", "fer", "ferri", "b", "東")))
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_an_archive_answers_as_one_made_at_once(steps: list[tuple[str, list[object]]], prefix: str) -> None:
    with TemporaryDirectory() as home:
        grown = Shelf(Path(home) / "grown")
        present: dict[str, Article] = {}
        for what, values in steps:
            if what == "add":
                rows = [article(f"{number:02}", text, version=1) for number, text in values]  # type: ignore[misc, has-type]  # by kind of step
                grown.add(*rows)
                present |= {each.id: each for each in rows}
            else:
                grown.engine.drop([f"{number:02}" for number in values])
                for number in values:
                    present.pop(f"{number:02}", None)
        at_once = Shelf(Path(home) / "once", list(present.values()))
        assert grown.engine.contents() == at_once.engine.contents()
        for query in ("ferry", "the sky", '"the ferry"', "cafe OR bridge", "-the", "東京", ""):
            hits = [
                [(hit.id, hit.score) for hit in each.index.search(query, at_once.load, limit=99).hits]
                for each in (grown, at_once)
            ]
            assert [id for id, _ in hits[0]] == [id for id, _ in hits[1]]
            assert [score for _, score in hits[0]] == pytest.approx([score for _, score in hits[1]])
        begun = {
            id for id, each in present.items() if any(word.startswith(fold(prefix)) for word in words_of(each.text))
        }
        assert set(grown.ids(f"{prefix}*")) == set(at_once.ids(f"{prefix}*")) == begun


@given(batches=st.lists(articles, min_size=1, max_size=3), row=st.lists(st.sampled_from(WORDS), min_size=1, max_size=3))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_phrases_are_found_where_they_stand(batches: list[list[Article]], row: list[str]) -> None:
    terms = [stem(word) for word in words_of(" ".join(row))]
    with TemporaryDirectory() as home:
        shelf = Shelf(Path(home) / "f")
        for at, batch in enumerate(batches):
            shelf.engine.put([article(f"{at}{each.id}", each.text) for each in batch])
        snapshot = Snapshot.open(shelf.engine._segments)
        found = phrase(snapshot, "body", terms, Budget())
        told = {
            snapshot.columns.ids[number]: count for number, count in zip(*map(np.ndarray.tolist, found), strict=True)
        }
    expected = {}
    for at, batch in enumerate(batches):
        for each in batch:
            stems = [stem(word) for word in words_of(each.text)]
            count = sum(stems[place : place + len(terms)] == terms for place in range(len(stems)))
            if count:
                expected[f"{at}{each.id}"] = count
    assert told == expected


@given(
    batches=st.lists(articles, min_size=1, max_size=3),
    gone=st.sets(st.sampled_from([f"{at}00{row}" for at in range(3) for row in range(4)])),
    first=st.sampled_from(WORDS),
    second=st.sampled_from(WORDS),
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whooshs_own_matchers_read_the_segments(
    batches: list[list[Article]], gone: set[str], first: str, second: str
) -> None:
    one, two = (stem(words_of(word)[0]) for word in (first, second))
    with TemporaryDirectory() as home:
        shelf = Shelf(Path(home) / "f")
        present: dict[str, list[str]] = {}
        for at, batch in enumerate(batches):
            shelf.engine.put([article(f"{at}{each.id}", each.text, tags=each.tags) for each in batch])
            present |= {f"{at}{each.id}": [stem(word) for word in words_of(each.text)] for each in batch}
        shelf.engine.drop(gone)
        present = {id: stems for id, stems in present.items() if id not in gone}
        snapshot = Snapshot.open(shelf.engine._segments)

        def ids(tree: trees.Query) -> set[str]:
            with Searcher(snapshot.reader()) as searcher:
                return {snapshot.columns.ids[number] for number in searcher.docs_for_query(tree)}

        a, b = trees.Term("body", one), trees.Term("body", two)
        assert ids(a) == {id for id, stems in present.items() if one in stems}
        # Not AndNot: Whoosh's matcher for it passes the first article of ``a`` where one of ``b`` comes before it.
        assert ids(trees.And([a, trees.Not(b)])) == {
            id for id, stems in present.items() if one in stems and two not in stems
        }
        assert ids(trees.Phrase("body", [one, two])) == {
            id for id, stems in present.items() if (one, two) in pairwise(stems)
        }
        assert ids(trees.Prefix("body", one[:2])) == {
            id for id, stems in present.items() if any(each.startswith(one[:2]) for each in stems)
        }
        assert ids(trees.FuzzyTerm("body", f"{one}x")) >= ids(a)
        assert ids(trees.Wildcard("body", f"*{one[1:]}")) >= ids(a)
        assert ids(trees.Every()) == present.keys()


@given(added=st.lists(st.integers(1, 3000), min_size=1, max_size=200))
@settings(max_examples=60, deadline=None)
def test_segments_stay_few_and_are_rewritten_seldom(added: list[int]) -> None:
    sizes: list[int] = []
    rewritten = 0
    for articles in added:
        sizes.append(articles)
        groups = plan([Size(size, size) for size in sizes], articles)
        assert sorted(at for group in groups for at in group) == list(range(len(sizes)))
        rewritten += sum(sizes[at] for group in groups if len(group) > 1 for at in group)
        sizes = [sum(sizes[at] for at in group) for group in groups]
        assert max(sizes) <= 1 << 16
    total = sum(sizes)
    assert len(sizes) <= 33 + total // (1 << 15)
    assert rewritten <= total * (tier(total) + 2) * FACTOR


def test_segments_as_large_as_they_become_do_not_have_the_others_merged_each_time() -> None:
    large = [Size(64_000, 64_000)] * 8
    others = [Size(32_000, 32_000), Size(4000, 4000), Size(900, 900), Size(5, 5)]
    assert plan([*large, *others], 4000) == [[at] for at in range(12)]


def test_what_is_built_thousands_at_a_time_is_merged_once() -> None:
    sizes: list[int] = []
    rewritten = 0
    for _ in range(25):
        sizes.append(4000)
        groups = plan([Size(size, size) for size in sizes], 4000)
        rewritten += sum(sizes[at] for group in groups if len(group) > 1 for at in group)
        sizes = [sum(sizes[at] for at in group) for group in groups]
    assert len(sizes) < 5
    assert rewritten <= sum(sizes)


# --- Texts scanned at once --------------------------------------------------------------------------------------------

signs = st.lists(
    st.sampled_from(
        (
            *"!?…\n\u00a0\"'”“AaB1。！」)-&#@+,0é東\t",
            *("Mr", "etc", "a.m", "wordy", "Inc", " ", ".", ". ", ". The ", "U. S. ", "1 500", "O'Ne", "brigadier"),
        )
    ),
    max_size=25,
).map("".join)


@given(
    rows=st.lists(st.tuples(signs, st.sampled_from(("en", "de", "tr", "he"))), max_size=5),
    at_once=st.sampled_from((1, 20, 1 << 20)),
    bits=st.sampled_from((1, 20)),
)
@example([("Mr. . The 500. U. S. \u00a0a.m 3. Mai. 12 500. X. Y", "en"), ("Ankara'X. Y", "tr")], 1 << 20, 20)
@example([("end. \u00a0And", "en"), ("a.m. The U.S. is. a.m. noon No. 5 (Jan.) The I. The", "en")], 1 << 20, 20)
@settings(max_examples=600, deadline=None)
def test_texts_read_at_once_are_read_as_each_by_itself(rows: list[tuple[str, str]], at_once: int, bits: int) -> None:
    """Twice: the second time most pieces are known."""
    texts, languages = [text for text, _ in rows], [language for _, language in rows]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(text_reading, "_AT_ONCE", at_once)
        patched.setattr(pieces, "_BITS", bits)
        vocabulary = Vocabulary()
        for _ in range(2):
            found, passages = occurrences(vocabulary, texts, languages)
            words = Counter(
                (document, place, vocabulary.word(code).decode())
                for document, place, code in zip(*map(list, (found.documents, found.places, found.codes)), strict=True)
            )
            slow: Counter[tuple[int, int, str]] = Counter()
            for number, (text, language) in enumerate(rows):
                starts = {token.start: at for at, token in enumerate(tokens(text))}
                slow.update((number, at, token.word) for at, token in enumerate(tokens(text)))
                slow.update((number, starts[each.at], each.word) for each in also(text, language))
                for kind, ends in ((SENTENCE, sentence_ends(text)), (PARAGRAPH, paragraph_ends(text))):
                    its = passages[kind].places[passages[kind].starts[number] : passages[kind].starts[number + 1]]
                    before = {sum(start < end for start in starts) for end in ends}
                    assert its.tolist() == sorted(before - {0, len(starts)})
            assert words == slow


@given(signs.filter(lambda text: not {" ", "\n"} & set(text)), st.sampled_from(("en", "tr")))
@example("(pre-tax),", "en")
@example("74-month", "en")
@example("state-of-the-art-ship", "en")
@settings(max_examples=600)
def test_a_piece_by_itself_has_the_further_words_of_a_text(piece: str, language: str) -> None:
    assert list(also_of_piece(piece, language)) == list(also(piece, language))


def test_hyphenated_words_are_joined_as_any_others() -> None:
    """There is a faster way for those of ASCII letters."""
    for word in ("pre-tax", "(pre-tax)", "all-singing,", "74-month", "state-of-the-art", "a-of-the-art-ship"):
        accented = word.translate(str.maketrans("aeou", "\u00e1\u00eb\u00f3\u00fa"))
        assert list(also_of_piece(word, "en")) == list(also_of_piece(accented, "en"))
