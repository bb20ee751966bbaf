"""Segments at their boundaries: which are merged, how their texts are searched, which words are spelled alike."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from index.errors import ArchiveDamaged
from index.model import PartialDate
from index.query.dates import EVER, minutes
from index.query.limits import UNLIMITED
from index.search.whoosh_engine.evaluation import lexicon
from index.search.whoosh_engine.evaluation.lexicon import Lexicon, distance
from index.search.whoosh_engine.generation_watch import GenerationWatch
from index.search.whoosh_engine.ranking import nearest
from index.search.whoosh_engine.segments import contents
from index.search.whoosh_engine.segments.layout import MAX_ARTICLES, narrowed
from index.search.whoosh_engine.segments.merge_policy import _MOST_BYTES, Size, is_worn, plan, tier
from index.search.whoosh_engine.segments.string_table import Strings
from index.search.whoosh_engine.segments.text_pieces.pieces import Pieces
from index.search.whoosh_engine.snapshot.snapshot import Snapshot
from tests.indexing import Shelf, article

# --- Which segments are merged ----------------------------------------------------------------------------------------


def whole(*articles: int) -> list[Size]:
    return [Size(each, each) for each in articles]


def test_segments_of_over_half_of_the_most_articles_are_not_merged_and_do_not_fill_a_tier() -> None:
    large = MAX_ARTICLES // 2 + 1
    apart = [[at] for at in range(8)]
    assert plan(whole(*[large] * 8), MAX_ARTICLES) == apart
    assert plan(whole(*[large] * 6, 10_000, 10_000), MAX_ARTICLES) == apart
    assert plan(whole(*[MAX_ARTICLES // 2] * 8), MAX_ARTICLES)[0] == [0, 1]


@pytest.mark.parametrize(
    ("articles", "number"),
    [(0, 0), (63, 0), (64, 1), (255, 1), (256, 2), (1023, 2), (1024, 3), (8191, 3), (8192, 4), (MAX_ARTICLES, 4)],
)
def test_the_tiers_of_segments(articles: int, number: int) -> None:
    assert tier(articles) == number


def test_four_small_segments_or_eight_large_ones_are_merged() -> None:
    assert plan(whole(5, 5, 5), 1) == [[0], [1], [2]]
    assert plan(whole(5, 5, 5, 5), 1) == [[0, 1, 2, 3]]
    assert len(plan(whole(*[1023] * 3), 1000)) == 3 and len(plan(whole(*[1023] * 4), 1000)) == 1
    assert len(plan(whole(*[1024] * 7), 1000)) == 7 and len(plan(whole(*[1024] * 8), 1000)) == 1


def test_a_full_tier_is_merged_with_the_smaller_segments() -> None:
    assert plan(whole(100, 100, 7, 100, 100), 1) == [[0, 1, 2, 3, 4]]
    assert plan(whole(100, 100, 300, 100, 100), 1) == [[0, 1, 3, 4], [2]]


def test_a_commit_rewrites_no_more_than_it_may() -> None:
    assert plan(whole(*[900] * 4), 1) == [[0, 1], [2], [3]]
    assert plan(whole(*[900] * 4), 42) == [[0, 1], [2], [3]]
    assert plan(whole(*[900] * 4), 43) == [[0, 1, 2], [3]]
    assert plan(whole(*[900] * 4), 57) == [[0, 1, 2, 3]]


def test_empty_segments_are_dropped_and_worn_ones_rewritten() -> None:
    assert plan([Size(9, 0), Size(9, 9), Size(9, 0)], 1) == [[1]]


def test_segments_of_more_bytes_than_a_merge_may_have_in_memory_stay_apart() -> None:
    quarter = _MOST_BYTES // 4
    assert plan([Size(9, 9, quarter)] * 4, 9) == [[0, 1, 2, 3]]
    assert plan([Size(9, 9, quarter + 1)] * 4, 9) == [[0, 1, 2], [3]]
    assert plan([Size(9, 9, _MOST_BYTES // 2 + 1)] * 8, 9) == [[at] for at in range(8)]


def test_worn_segments_are_rewritten() -> None:
    assert not is_worn(Size(10, 5)) and is_worn(Size(10, 4)) and not is_worn(Size(0, 0))


# --- Lists of texts ---------------------------------------------------------------------------------------------------


def table(texts: list[bytes]) -> Strings:
    return Strings(np.frombuffer(b"".join(texts), np.uint8), np.cumsum([len(text) for text in texts]).astype(np.uint32))


@pytest.mark.parametrize("count", [1, 63, 64, 65, 128, 129, 600])
def test_a_text_is_found_wherever_it_is_in_a_list(count: int) -> None:
    texts = [f"{number:04}".encode() for number in range(0, 2 * count, 2)]
    found = table(texts)
    assert len(found) == count and list(found) == texts and found[1:3] == texts[1:3]
    assert [found.find(text) for text in texts] == list(range(count))
    for at in range(count):
        between = f"{2 * at + 1:04}".encode()
        assert found.find(between) == -1 and found.at(between) == at + 1
    assert found.at(b"") == 0 and found.find(b"") == -1
    assert found.between(1, 1) == [] and found.between(0, 1) == texts[:1]


def test_texts_with_a_beginning_are_a_run_and_those_asked_for_are_picked() -> None:
    found = table([b"a", b"ab", b"abc", b"\xc3\xa9", b"\xc3\xa9t"])
    assert found.beginning(b"ab") == (1, 3) and found.beginning("é".encode()) == (3, 5)
    assert found.beginning(b"b") == (3, 3) and found.beginning(b"") == (0, 5)
    assert found.among([b"abc", b"ab", b"abb", b"z", b"A"]) == {b"ab", b"abc"}
    many = table([f"{number:04}".encode() for number in range(700)])
    assert many.among([b"0000", b"0699", b"0700", b"0350x", b"0350"]) == {b"0000", b"0699", b"0350"}


# --- Words that are spelled alike -------------------------------------------------------------------------------------


def test_the_bits_of_numbers_are_counted() -> None:
    numbers = [
        0,
        1,
        2,
        3,
        7,
        8,
        0x10,
        0x11,
        0xF0,
        0xFF,
        0x1F1,
        0x8000_0000,
        0xFFFF_FFFF,
        0xFFFF,
        0xAAAA_AAAA,
        0x1234_5678,
    ]
    assert lexicon._bits(np.array(numbers, np.uint32)).tolist() == [number.bit_count() for number in numbers]


@pytest.mark.parametrize(
    ("left", "right", "apart"),
    [
        ("ferry", "ferry", 0),
        ("ferry", "fery", 1),
        ("ferry", "feerry", 1),
        ("ferry", "fetry", 1),
        ("ferry", "efrry", 1),
        ("ferry", "feryr", 1),
        ("ferry", "feryrs", 2),
        ("ferry", "yrref", 3),
        ("", "ab", 2),
        ("abcd", "", 3),
        ("", "", 0),
    ],
)
def test_the_distance_between_words(left: str, right: str, apart: int) -> None:
    assert distance(left, right, 2) == apart == distance(right, left, 2)


WORDS = sorted(
    "a ab ba abc acb bac cab ferry fery feerry ferris berry efrry feryr ferr cherry été ete étés tée".split()
)


@pytest.mark.parametrize("limit", [1, 2])
@pytest.mark.parametrize("word", [*WORDS, "b", "ferries", "erry", "xferry", "ferrx", "fxrry", "éte", "東"])
def test_the_words_near_a_word_are_those_at_its_distance(word: str, limit: int) -> None:
    stored = sorted(each.encode() for each in WORDS)
    ends = np.cumsum([len(each) for each in stored]).astype(np.uint32)
    found = Lexicon(np.frombuffer(b"".join(stored), np.uint8), ends).near(word, limit)
    assert sorted(found) == [each for each in WORDS if distance(word, each, limit) <= limit]


def test_a_letter_of_four_bytes_may_be_missing_or_added_at_the_beginning() -> None:
    """The second half alone finds these, among words of up to four bytes more or less."""
    word = "\U00010429\U0001042a\U0001042b\U0001042c"
    stored = sorted(each.encode() for each in (word[1:], "\U00010428" + word))
    ends = np.cumsum([len(each) for each in stored]).astype(np.uint32)
    assert len(Lexicon(np.frombuffer(b"".join(stored), np.uint8), ends).near(word, 1)) == 2


# --- Tables of contents -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("age", "read_again"), [(3_000_000_001, False), (3_000_000_000, True), (0, True), (-1, True), (2**62, True)]
)
def test_a_table_is_read_again_until_it_is_older_than_three_seconds(
    monkeypatch: pytest.MonkeyPatch, age: int, read_again: bool
) -> None:
    """Nor is one kept whose file says that it was written in 1970, as where a file system has no times."""
    now = 2**62
    numbers = iter((1, 2))
    monkeypatch.setattr(time, "time_ns", lambda: now)
    monkeypatch.setattr(contents, "generation", lambda folder: next(numbers))
    monkeypatch.setattr(GenerationWatch, "_stamp", lambda _: (1, 2, 3, now - age))
    watch = GenerationWatch(Path("nowhere"))
    assert [watch.generation(), watch.generation()] == [1, 2 if read_again else 1]


@pytest.mark.parametrize(("size", "said"), [(64 << 20, "cannot be read"), ((64 << 20) + 1, "is too large")])
def test_a_table_of_contents_of_over_sixty_four_megabytes_is_not_read(tmp_path: Path, size: int, said: str) -> None:
    folder = tmp_path / "fulltext"
    Shelf(folder, [article("a", "One.")])
    os.truncate(folder / contents.TABLE, size)
    with pytest.raises(ArchiveDamaged, match=said):
        contents.read(folder)


def test_no_generation_of_a_folder_has_the_number_of_one_before_it_was_rebuilt() -> None:
    assert contents.Contents(1, 2**24 - 1).number < contents.Contents(2, 0).number


# --- Numbers of a segment ---------------------------------------------------------------------------------------------


def test_the_last_article_of_the_largest_segment_has_a_number_of_two_bytes() -> None:
    assert np.iinfo(np.uint16).max == MAX_ARTICLES - 1


@pytest.mark.parametrize(("name", "most"), [("body.often", 255), ("body.places", 65_535)])
def test_numbers_that_need_more_than_a_byte_or_two_are_kept_apart(name: str, most: int) -> None:
    made = narrowed(name, np.array([most, most + 1, 0]))
    assert made[name].tolist() == [most, 0, 0] and made[f"{name}.at"].tolist() == [1]
    assert made[f"{name}.more"].tolist() == [most + 1]


@pytest.mark.parametrize(("piece", "again"), [("x" * 13 + "\u00e9", 0), ("x" * 14 + "\u00e9", 1)])
def test_a_piece_of_up_to_fifteen_bytes_is_known_again_in_each_language(piece: str, again: int) -> None:
    """A longer one is looked up each time. The last byte is not taken for a part of the language, nor the reverse."""
    looked_up: list[int] = []
    pieces = Pieces()

    def code(language: int) -> int:
        def learn(missing: Sequence[bytes]) -> list[int]:
            looked_up.append(language)
            return [7 + language] * len(missing)

        (found,) = pieces.find(piece.encode(), learn, language).known
        return int(found)

    assert [code(language) for language in (0, 1, 2, 254)] == [7, 8, 9, 261]
    assert [code(language) for language in (0, 1, 2, 254)] == [7, 8, 9, 261]
    assert looked_up == [0, 1, 2, 254] * (1 + again)


def test_a_table_of_pieces_grows_with_them_and_knows_each_again() -> None:
    pieces, looked_up = Pieces(), []

    def learn(missing: Sequence[bytes]) -> list[int]:
        looked_up.append(len(missing))
        return [int(piece[1:]) for piece in missing]

    text = " ".join(f"w{number}" for number in range(9_000)).encode()
    for _ in range(3):
        assert pieces.find(text, learn, 0).known.tolist() == list(range(9_000))
    assert looked_up[0] == 9_000 and max(looked_up[1:]) < 2_000


def test_minutes_of_dates_fit_in_a_column_of_thirty_two_bits() -> None:
    bounds = np.iinfo(np.int32)
    assert minutes(None) == (bounds.min, bounds.min) and (bounds.min + 1, bounds.max) == EVER
    assert minutes(PartialDate("9999")) == (bounds.max, bounds.max)


# --- Articles that have the most of some words ------------------------------------------------------------------------


class _Postings:
    def __init__(self, documents: np.ndarray[tuple[int], np.dtype[np.int64]]) -> None:
        self.documents = documents


class _Lists:
    """A snapshot whose words each have so many articles, one word's after the other's."""

    def __init__(self, **counts: int) -> None:
        borders = [0, *np.cumsum(list(counts.values())).tolist()]
        self._lists = {word: np.arange(*span) for word, span in zip(counts, pairwise(borders), strict=True)}
        self.size = borders[-1]

    def postings(self, field: str, term: str, budget: object) -> _Postings:
        return _Postings(self._lists[term])


def proposed(words: dict[str, float], **counts: int) -> list[int]:
    terms = [([word], weight) for word, weight in words.items()]
    found: list[int] = nearest._proposed(cast(Snapshot, _Lists(**counts)), terms, UNLIMITED).tolist()
    return found


def test_commoner_words_propose_articles_until_the_rarer_ones_have_over_sixty_thousand() -> None:
    assert proposed({"rare": 1.0, "common": 2.0}, rare=60_000, common=1)[-1] == 60_000
    assert 60_001 not in proposed({"rare": 1.0, "common": 2.0}, rare=60_001, common=1)


def test_the_two_hundred_articles_with_the_most_are_considered_and_the_first_of_those_alike() -> None:
    assert proposed({"rare": 1.0}, rare=200) == list(range(200))
    assert proposed({"rare": 1.0, "common": 2.0}, rare=200, common=2) == [*range(198), 200, 201]
