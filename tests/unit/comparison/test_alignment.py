"""The thresholds of links: from which similarity, support and words in common two sentences are linked, and how."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from index.comparison.background import TermWeights
from index.comparison.links import alignment
from index.comparison.links import candidates as finding
from index.comparison.links.alignment import Aligned, align, aligned
from index.comparison.links.candidates import Pair, pairs
from index.comparison.links.similarity import Similarities, terms


class Counts:
    """Statistics of an archive of a thousand articles, in which each word is in ten."""

    def document_count(self) -> int:
        return 1000

    def document_frequencies(self, terms: Iterable[str]) -> Mapping[str, int]:
        return dict.fromkeys(terms, 10)


def linked(
    monkeypatch: pytest.MonkeyPatch,
    pair: Pair,
    left: Sequence[str] = ("herring barge", "herring barge"),
    right: Sequence[str] = ("barge herring", "barge herring"),
    *,
    twins: bool = False,
) -> tuple[str, str] | None:
    """Strength and kind of the link between two sentences that have these similarities, if they are linked."""
    monkeypatch.setattr(alignment, "pairs", lambda similarities, check: iter([pair]))
    found = aligned([terms(s) for s in left], [terms(s) for s in right], TermWeights(Counts()), lambda i, j: twins)
    assert len(found) <= 1
    return (found[0].strength, found[0].kind) if found else None


WEAK, STRONG = ("weak", "related"), ("strong", "reworded")


@pytest.mark.parametrize(
    ("similarity", "mutual", "link"), [(0.39, True, STRONG), (0.3899, True, WEAK), (0.39, False, WEAK)]
)
def test_the_best_partners_are_strongly_linked_from_thirty_nine_hundredths(
    similarity: float, mutual: bool, link: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert linked(monkeypatch, Pair(0, 0, similarity, 0.5, mutual)) == link


@pytest.mark.parametrize(
    ("similarity", "support", "link"),
    [
        (0.3, 0.365, WEAK),
        (0.3, 0.3649, None),
        # The words alone, two of them, need 14 hundredths, however much the context supports them.
        (0.14, 0.5, WEAK),
        (0.1399, 0.5, None),
    ],
)
def test_a_weak_link_needs_support_and_some_similarity_of_the_words(
    similarity: float, support: float, link: tuple[str, str] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert linked(monkeypatch, Pair(0, 0, similarity, support, False)) == link


@pytest.mark.parametrize(("similarity", "link"), [(0.25, WEAK), (0.2499, None)])
def test_one_word_in_common_needs_a_quarter(
    similarity: float, link: tuple[str, str] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = Pair(0, 0, similarity, 0.5, False)
    assert linked(monkeypatch, pair, ["herring barge"] * 2, ["herring crane"] * 2) == link


@pytest.mark.parametrize(("support", "link"), [(0.4451, WEAK), (0.4449, None)])
def test_sentences_whose_figures_or_days_disagree_need_eight_hundredths_more(
    support: float, link: tuple[str, str] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = Pair(0, 0, 0.3, support, False)
    assert linked(monkeypatch, pair, twins=True) == link
    assert linked(monkeypatch, pair) == WEAK


@pytest.mark.parametrize(
    ("words", "support", "link"),
    [
        ("herring barge", 0.2651, WEAK),
        ("herring barge", 0.2649, None),
        ("herring barge crane", 0.2151, WEAK),
        ("herring barge crane", 0.2149, None),
        # A fourth word adds nothing.
        ("herring barge crane gull", 0.2151, WEAK),
        ("herring barge crane gull", 0.2149, None),
    ],
)
def test_each_of_three_words_that_occur_once_in_each_article_adds_a_twentieth(
    words: str, support: float, link: tuple[str, str] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    turned = " ".join(reversed(words.split()))
    assert linked(monkeypatch, Pair(0, 0, 0.3, support, False), [words], [turned]) == link


@pytest.mark.parametrize(
    ("row", "support", "link"),
    [
        ("boats Selle", 0.3951, WEAK),
        ("boats Selle", 0.3949, None),
        # Two other words, or three words.
        ("boats barge", 0.3651, WEAK),
        ("boats barge Selle", 0.3651, WEAK),
    ],
)
def test_a_name_and_a_word_that_recur_need_three_hundredths_more(
    row: str, support: float, link: tuple[str, str] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    turned = " ".join(reversed(row.split()))
    assert linked(monkeypatch, Pair(0, 0, 0.3, support, False), [row] * 2, [turned] * 2) == link


@pytest.mark.parametrize(("mutual", "strength"), [(True, "strong"), (False, "weak")])
def test_equal_words_are_verbatim_and_strongly_linked_with_the_best_partner(
    mutual: bool, strength: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = Pair(0, 0, 1.0, 1.0, mutual)
    assert linked(monkeypatch, pair, ["Herring barge!"], ["\u201cherring barge\u201d"]) == (strength, "verbatim")
    assert linked(monkeypatch, pair, ["Herring barge 12"], ["Herring barge 21"], twins=True) != (strength, "verbatim")


@pytest.mark.parametrize(
    ("similarity", "others", "link"),
    [
        # Of four words that weigh the same, one is shared.
        (0.79, "barge three gulls sank", STRONG),
        (0.79, "barge three gulls sank today", STRONG),
        (0.79, "gulls three came", WEAK),
        (0.8, "gulls three came", STRONG),
    ],
)
def test_what_is_reworded_shares_a_quarter_of_what_the_shorter_says(
    similarity: float, others: str, link: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = Pair(0, 0, similarity, 0.9, True)
    assert linked(monkeypatch, pair, ["at Selle barge cranes burnt down"], [f"at Selle {others}"]) == link


def test_the_first_ten_thousand_sentences_of_an_article_are_aligned() -> None:
    last = "The herring barge sank off Selle."
    reached = Aligned(9_999, 0, 1.0, "strong", "verbatim")
    assert align(["Rain."] * 9_999 + [last], [last], Counts()) == [reached]
    assert align(["Rain."] * 10_000 + [last], [last], Counts()) == []


# --- Candidates -------------------------------------------------------------------------------------------------------


class Table(Similarities):
    """Similarities as given."""

    def __init__(self, *rows: Sequence[float]) -> None:
        self._rows = np.array(rows, dtype=np.float32)
        self.shape = (len(rows), len(rows[0]))

    def rows(self, start: int, stop: int) -> NDArray[np.float32]:
        """Some rows."""
        return self._rows[start:stop]


def candidates(*rows: Sequence[float]) -> dict[tuple[int, int], Pair]:
    return {(pair.i, pair.j): pair for pair in pairs(Table(*rows))}


def test_sentences_are_candidates_from_fourteen_hundredths() -> None:
    assert candidates([0.1401, 0.1399]).keys() == {(0, 0)}


def test_the_six_best_partners_of_a_sentence_are_candidates() -> None:
    alike = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3]
    assert candidates(alike).keys() == {(0, n) for n in range(6)}
    assert candidates(*([value] for value in alike)).keys() == {(n, 0) for n in range(6)}


PLACED = 0.12
"""What the places of two ledes add."""


@pytest.mark.parametrize(
    ("width", "mean"),
    [(1, 0.1), (5, 0.1), (6, 0.5 / 6)],
)
def test_a_mean_over_an_article_counts_five_sentences_at_least(width: int, mean: float) -> None:
    """The other article is of one sentence, which counts as five too."""
    found = candidates([0.5] + [0.0] * (width - 1))[0, 0]
    assert found.support == pytest.approx(0.5 + mean + 0.1 + PLACED, abs=1e-5)


@pytest.mark.parametrize(("beside", "added"), [(0.3, 0.03), (0.49, 0.049), (0.5, 0.05), (0.9, 0.05)])
def test_similar_neighbours_add_a_tenth_of_their_similarity_up_to_a_half(beside: float, added: float) -> None:
    found = candidates([0.6, beside])[0, 0]
    means = (0.6 + beside) / 5 + 0.6 / 5
    assert found.support == pytest.approx(0.6 + means + added + PLACED, abs=1e-5)


@pytest.mark.parametrize(("better", "best"), [(0.000095, 0), (0.000105, 1)])
def test_of_partners_that_are_almost_equal_the_one_at_the_same_place_is_best(better: float, best: int) -> None:
    found = candidates([0.2, 0.2 + better])
    assert [pair.mutual for pair in found.values()] == [best == 0, best == 1]


def test_neighbours_count_across_the_blocks_of_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [[0.3], [0.45], [0.2], [0.4]]
    whole = candidates(*rows)
    monkeypatch.setattr(finding, "_CELLS", 1)
    found = candidates(*rows)
    assert found.keys() == whole.keys()
    assert [pair.support for pair in found.values()] == pytest.approx([pair.support for pair in whole.values()])
