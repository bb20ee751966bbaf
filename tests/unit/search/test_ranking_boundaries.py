"""Ranking at its boundaries: which words propose articles, and what nearness gives at most."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from whoosh import query as trees

from index.query.limits import UNLIMITED
from index.search.snippets import snippet
from index.search.sought_words import Mark
from index.search.whoosh_engine.evaluation.evaluator import Evaluator, Found
from index.search.whoosh_engine.ranking import ranking
from index.search.whoosh_engine.ranking.exactness import as_written
from index.search.whoosh_engine.ranking.nearest import nearest, nearest_among, nearest_passages
from index.search.whoosh_engine.ranking.passages import MOST_TERMS, PASSAGE
from index.search.whoosh_engine.ranking.proximity import Nearness
from index.text.stemming import base_stem
from tests.indexing import Shelf, article

RARE = tuple("anchor brig cutter dinghi elver galley islet jetti".split())


# --- Articles that may report a passage -------------------------------------------------------------------------------


@pytest.mark.parametrize(("weight", "found"), [(1.5, []), (1.51, ["one"])])
def test_beyond_eight_words_only_rarer_ones_are_looked_for(tmp_path: Path, weight: float, found: list[str]) -> None:
    snapshot = Shelf(tmp_path / "index", [article("one", "The harbour froze.")]).engine.latest()
    assert nearest_passages(snapshot, {**dict.fromkeys(RARE, 2.0), "harbor": weight}, 9) == found
    assert nearest_passages(snapshot, {**dict.fromkeys(RARE[:7], 2.0), "harbor": 0.1}, 9) == ["one"]


def test_articles_with_more_of_the_words_come_first_and_else_in_their_order(tmp_path: Path) -> None:
    shelf = Shelf(
        tmp_path / "index",
        [
            article("a", "The harbour froze."),
            article("b", "A brig sank in the harbour."),
            article("c", "Harbour."),
            article("d", "A choir sang.", headline="Brig"),
        ],
    )
    snapshot, weights = shelf.engine.latest(), {"harbor": 1.0, "brig": 1.5}
    assert nearest(snapshot, weights, 9) == ["b", "d", "a", "c"]
    assert nearest(snapshot, weights, 2) == ["b", "d"] and nearest(snapshot, weights, 0) == []
    assert nearest(snapshot, weights, -1) == [] and nearest(snapshot, {}, 9) == []
    # Only bodies, and articles with none of the words come last.
    assert nearest_among(snapshot, ["d", "a", "b"], weights, 9) == ["b", "a", "d"]
    assert nearest_among(snapshot, ["d", "x"], weights, 9) == ["d"] and nearest_among(snapshot, [], weights, 9) == []


def reporting(folder: Path, *texts: str, **weights: float) -> list[str]:
    """The articles x0, x1 … that may report a passage with the weighted stems, best first."""
    shelf = Shelf(folder / "index", [article(f"x{number}", text) for number, text in enumerate(texts)])
    return nearest_passages(shelf.engine.latest(), weights, 9)


@pytest.mark.parametrize(("between", "best"), [(38, "x0"), (39, "x1")])
def test_words_in_a_window_of_forty_are_close_together(tmp_path: Path, between: int, best: str) -> None:
    """Where the window holds both they count 2.6, where it holds one 1.6; the other article has 1.3 * 1.6."""
    text = f"anchor {'so ' * between}brig"
    assert reporting(tmp_path, text, "cutter", anchor=1.0, brig=1.0, cutter=1.6)[0] == best


@pytest.mark.parametrize(("before", "best"), [(49_980, "x0"), (49_979, "x1")])
def test_words_after_the_first_fifty_thousand_of_an_article_are_taken_for_close(
    tmp_path: Path, before: int, best: str
) -> None:
    text = f"{'so ' * before}anchor {'so ' * (52_000 - before)}brig"
    assert reporting(tmp_path, text, "cutter", anchor=1.0, brig=1.0, cutter=1.6)[0] == best


@pytest.mark.parametrize(("weight", "best"), [(1.22, "x0"), (1.24, "x1")])
def test_a_word_of_an_article_that_is_not_near_the_others_counts_three_tenths(
    tmp_path: Path, weight: float, best: str
) -> None:
    """The one word counts 1.0 + 0.3 and the other 0.3; the word of the other article 1.3 times its weight."""
    text = f"anchor {'so ' * 99}brig"
    assert reporting(tmp_path, text, "cutter", anchor=1.0, brig=1.0, cutter=weight)[0] == best


# --- What a word counts -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "boost", "by_length"), [("headline", 1.2, 0.5), ("deck", 1.1, 0.5), ("body", 1.0, 0.75)]
)
def test_a_word_counts_by_the_field_it_is_in_and_the_length_of_that(
    tmp_path: Path, field: str, boost: float, by_length: float
) -> None:
    """BM25 written out for fields of four, one and one words: the average is two. A third more is for its very form."""
    texts = ("Brig lost near here", "Rain", "Snow")
    rows = [
        article(
            f"x{number}",
            text if field == "body" else "So",
            headline=text if field == "headline" else "",
            deck=text if field == "deck" else "",
        )
        for number, text in enumerate(texts)
    ]
    idf = math.log1p(2.5 / 1.5)
    norm = 2.0 * (1 - by_length + by_length * 4 / 2)
    shelf = Shelf(tmp_path / "index", rows)
    (hit,) = shelf.index.search("brig", shelf.load).hits
    assert hit.score == pytest.approx(1.35 * boost * idf * (2.0 + 1) / (1 + norm))


def test_a_common_word_counts_a_quarter_where_nothing_has_all(tmp_path: Path) -> None:
    """Of two words alike in rarity, ``what`` has a fifth of all worth: a quarter beside one.

    The other has a third more for its very form.
    """
    rows = [article("x0", "what rain"), article("x1", "brig rain"), article("x2", "rain rain")]
    shelf = Shelf(tmp_path / "index", rows)
    found = {hit.id: hit.score for hit in shelf.index.search("what brig zebra", shelf.load).hits}
    whole = math.log1p(2.5 / 1.5)
    assert found["x0"] == pytest.approx(0.25 * whole * math.sqrt(0.2))
    assert found["x1"] == pytest.approx(whole * math.sqrt(0.8) + 0.35 * whole)


# --- Words near each other --------------------------------------------------------------------------------------------


def nearness(shelf: Shelf, *words: str) -> tuple[list[float], list[float]]:
    """What each article gets at most for the words, and what it gets."""
    snapshot = shelf.engine.latest()
    asked = [trees.Or([trees.Term("body", base_stem(word))]) for word in words]
    documents = np.arange(snapshot.size)
    found = Nearness(snapshot, asked, documents, UNLIMITED)
    return found.most.tolist(), found.of(documents, UNLIMITED).tolist()


def test_no_article_gets_more_for_near_words_than_was_said(tmp_path: Path) -> None:
    far = " ".join(["so"] * PASSAGE)
    shelf = Shelf(
        tmp_path / "index",
        [
            article("a", "brig sank"),
            article("b", "sank brig"),
            article("c", f"brig {far} sank"),
            article("d", "brig brig"),
            article("e", "brig sank and brig sank"),
            *(article(f"x{number}", "a choir sang") for number in range(20)),
        ],
    )
    most, given = nearness(shelf, "brig", "sank")
    assert all(had <= highest for had, highest in zip(given, most, strict=True))
    assert given[:5] == pytest.approx([most[0], given[1], 0.0, 0.0, most[4]]) and given[0] > 0
    assert 0 < given[1] < given[0], "in the order of the query they count twice"
    assert most[2] > 0 and most[3] == 0 and not any(most[5:])


def as_they_are_written(shelf: Shelf, *words: str) -> float:
    """What the first article gets for having ``words`` in their very form."""
    none = Found(np.array([0]), np.zeros(1))
    return float(as_written(shelf.engine.latest(), none, words, UNLIMITED).scores[0])


@pytest.mark.parametrize(("between", "near"), [(7, True), (8, False)])
def test_words_within_eight_of_each_other_add_three_tenths_of_the_commoner_one(
    tmp_path: Path, between: int, near: bool
) -> None:
    filler = " so" * between
    shelf = Shelf(tmp_path / "index", [article("a", f"brig{filler} sank"), article("b", f"sank{filler} so")])
    given = shelf.index.explain("brig sank", "a").near
    given -= as_they_are_written(shelf, "brig", "sank")
    assert given == pytest.approx((0.15 + 0.3 * near) * math.log1p(0.5 / 2.5), abs=1e-9)


@pytest.mark.parametrize(("between", "together"), [(38, True), (39, False)])
def test_words_of_one_passage_of_forty_words_add_a_seventh_of_all_but_the_rarest(
    tmp_path: Path, between: int, together: bool
) -> None:
    filler = " so" * between
    texts = [f"brig{filler} sank", f"sank{filler} so", "so brig", "so sank", "so", "so"]
    shelf = Shelf(tmp_path / "index", [article(f"x{number}", text) for number, text in enumerate(texts)])
    _, given = nearness(shelf, "brig", "sank")
    commoner = math.log1p((6 - 3 + 0.5) / 3.5)
    assert given == pytest.approx([0.15 * commoner if together else 0.0, 0, 0, 0, 0, 0])


def test_passages_are_looked_for_in_queries_of_twelve_words_and_not_of_thirteen(tmp_path: Path) -> None:
    words = [f"w{chr(97 + number)}" for number in range(MOST_TERMS + 1)]
    rows = [
        article("a", " so so so so so so so so so ".join(words[:2])),
        *(article(f"c{n}", words[0]) for n in range(3)),
    ]
    shelf = Shelf(tmp_path / "index", [*rows, *(article(f"x{n}", f"{word} so") for n, word in enumerate(words[1:]))])
    assert nearness(shelf, *words[:-1])[1][0] > 0
    assert nearness(shelf, *words)[1][0] == 0, "this is a sentence"


def test_one_passage_comes_before_scattered_words(tmp_path: Path) -> None:
    """Two texts of one length with the same words: in one the three words are in one paragraph."""
    filler = [" ".join(f"the council spoke about matter {a}{n} of the year" for n in range(9)) for a in "abc"]
    one = f"{filler[0]}\n\nThe ferry had left when over the wide river came the first storm; a bridge swayed.\n\n"
    shelf = Shelf(
        tmp_path / "index",
        [
            article("one", f"{one}{filler[1]}\n\n{filler[2]}", published="2019-01-01"),
            article(
                "scattered",
                f"The ferry had left when over the wide river it was dark.\n\n{filler[0]}\n\nThe first storm came."
                f"\n\n{filler[1]}\n\nA bridge swayed.\n\n{filler[2]}",
                published="2019-02-01",
            ),
            *(article(f"x{number}", "A choir sang of the sea.") for number in range(8)),
        ],
    )
    assert shelf.ids("ferry storm bridge")[:2] == ["one", "scattered"]


def test_the_five_hundred_best_are_raised_and_of_those_that_tie_for_the_last_all_or_none() -> None:
    assert ranking._best(np.arange(500.0)).tolist() == list(range(500))
    assert ranking._best(np.arange(501.0)).tolist() == list(range(1, 501))
    assert len(ranking._best(np.ones(1000))) == 1000 and len(ranking._best(np.ones(1001))) == 0
    assert ranking._best(np.array([2.0, *[1.0] * 1000])).tolist() == [0]


def test_articles_without_a_date_come_after_the_latest_of_all_even_when_the_oldest_are_first(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "index", [article("a", "A brig."), article("b", "A brig.", published="9999-12-31")])
    found = shelf.index.search("brig", shelf.load, sort="oldest").hits
    assert [hit.id for hit in found] == ["b", "a"]


def test_an_open_range_of_dates_has_the_latest_but_not_what_has_no_date(tmp_path: Path) -> None:
    rows = [article("a"), article("b", published="0001-01-01"), article("c", published="9999-12-31")]
    snapshot = Shelf(tmp_path / "index", rows).engine.latest()

    def within(first: int | None, last: int | None) -> list[int]:
        found = Evaluator(snapshot, UNLIMITED).evaluate(trees.NumericRange("published", first, last))
        return [int(number) for number in found.documents]

    assert within(None, 0) == [1] and within(0, None) == [2]


def test_a_page_has_twenty_hits_unless_asked_for_more(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "index", [article(f"x{number:02}", "A brig.") for number in range(21)])
    assert [hit.id for hit in shelf.index.search("brig", shelf.load).hits] == [f"x{number:02}" for number in range(20)]


# --- Parts that empty a result ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("count", "named"), [(24, ["zebra"]), (25, [])])
def test_of_a_query_of_up_to_twenty_four_parts_it_is_said_which_empties_it(
    tmp_path: Path, count: int, named: list[str]
) -> None:
    shelf = Shelf(tmp_path / "index", [article("a", "A brig sank.")])
    found = shelf.index.search("brig " * (count - 1) + "zebra", shelf.load)
    assert [part.text for part in found.dropped] == named


# --- Snippets ---------------------------------------------------------------------------------------------------------


def test_the_line_with_the_heaviest_matches_gives_the_snippet() -> None:
    text = "A ferry sank.\nThe brig and the ferry sank.\nA brig.\nThe cutter."
    marks = [
        Mark(at, at + len(word), word)
        for word in ("ferry", "brig", "cutter")
        for at in range(len(text))
        if text.startswith(word, at)
    ]
    marks.sort(key=lambda mark: mark.start)

    def best(**weights: float) -> str:
        start, end = snippet(text, marks, lambda word: weights[word])
        return text[start:end]

    assert best(ferry=1.0, brig=1.0, cutter=1.5) == "The brig and the ferry sank."
    assert best(ferry=1.0, brig=1.0, cutter=2.1) == "The cutter."
    assert best(ferry=1.0, brig=0.0, cutter=1.0) == "A ferry sank."
    assert best(ferry=0.0, brig=1.0, cutter=0.5) == "The brig and the ferry sank."
