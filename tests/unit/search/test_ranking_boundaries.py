"""Ranking at its boundaries: which words propose articles, and what nearness gives at most."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from whoosh import query as trees

from index.query.limits import UNLIMITED
from index.search.highlighting import Mark
from index.search.snippets import snippet
from index.search.whoosh_engine.ranking.nearest import nearest, nearest_among, nearest_passages
from index.search.whoosh_engine.ranking.proximity import WINDOW, Nearness
from tests.indexing import Shelf, article

RARE = tuple("anchor brig cutter dinghi elver galley islet jetti".split())


# --- Articles that may report a passage -------------------------------------------------------------------------------


@pytest.mark.parametrize(("weight", "found"), [(1.5, []), (1.51, ["one"])])
def test_beyond_eight_words_only_rarer_ones_are_looked_for(tmp_path: Path, weight: float, found: list[str]) -> None:
    snapshot = Shelf(tmp_path / "index", [article("one", "The harbour froze.")]).engine.latest()
    assert nearest_passages(snapshot, {**dict.fromkeys(RARE, 2.0), "harbour": weight}, 9) == found
    assert nearest_passages(snapshot, {**dict.fromkeys(RARE[:7], 2.0), "harbour": 0.1}, 9) == ["one"]


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
    snapshot, weights = shelf.engine.latest(), {"harbour": 1.0, "brig": 1.5}
    assert nearest(snapshot, weights, 9) == ["b", "d", "a", "c"]
    assert nearest(snapshot, weights, 2) == ["b", "d"] and nearest(snapshot, weights, 0) == []
    assert nearest(snapshot, weights, -1) == [] and nearest(snapshot, {}, 9) == []
    # Only bodies, and articles with none of the words come last.
    assert nearest_among(snapshot, ["d", "a", "b"], weights, 9) == ["b", "a", "d"]
    assert nearest_among(snapshot, ["d", "x"], weights, 9) == ["d"] and nearest_among(snapshot, [], weights, 9) == []


# --- Words near each other --------------------------------------------------------------------------------------------


def nearness(shelf: Shelf, *words: str) -> tuple[list[float], list[float]]:
    """What each article gets at most for the words, and what it gets."""
    snapshot = shelf.engine.latest()
    asked = [trees.Or([trees.Term("body", word)]) for word in words]
    documents = np.arange(snapshot.size)
    found = Nearness(snapshot, asked, documents, UNLIMITED)
    return found.most.tolist(), found.of(documents, UNLIMITED).tolist()


def test_no_article_gets_more_for_near_words_than_was_said(tmp_path: Path) -> None:
    far = " ".join(["so"] * WINDOW)
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
    assert given[:5] == pytest.approx([most[0], most[1], 0.0, 0.0, most[4]]) and given[0] > 0
    assert most[2] > 0 and most[3] == 0 and not any(most[5:])


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
