"""What weighs how much in the similarity of two sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pytest

from index.comparison.background import TermWeights
from index.comparison.links.similarity import Similarities, placed, terms


class Counts:
    """Statistics of an archive of a million articles, of which so many have the word ``herring``."""

    def __init__(self, articles: int) -> None:
        self._articles = articles

    def document_count(self) -> int:
        return 10**6

    def document_frequencies(self, terms: Iterable[str]) -> Mapping[str, int]:
        return {term: self._articles if term == "herring" else 100_000 for term in terms}


def similarity(articles: int) -> float:
    """The similarity of two sentences that share a word that so many of a million articles have."""
    left, right = terms("herring rotted quickly"), terms("herring smelled badly")
    return float(Similarities([left], [right], TermWeights(Counts(articles))).rows(0, 1)[0, 0])


def test_a_word_weighs_six_and_a_half_at_most() -> None:
    """Words that 1,661, 1,430 and 136 of a million articles have weigh 6.4, 6.55 and 8.9 by their rarity alone."""
    assert similarity(1_661) < similarity(1_430) - 1e-4
    assert similarity(1_430) == pytest.approx(similarity(136), abs=1e-6)


def test_ledes_gain_twelve_hundredths_and_opposite_ends_lose_six() -> None:
    i, j = np.array([0, 0]), np.array([0, 24])
    both_ledes, opposite = placed(i, j, (25, 25)).tolist()
    assert both_ledes == pytest.approx(0.12, abs=1e-5)
    # The place of the lede counts a fifth beside the twenty-fifth sentence.
    assert opposite == pytest.approx(0.12 / 5 - 0.06, abs=1e-5)


@pytest.mark.parametrize(("capitals", "named"), [(14, True), (15, False)])
def test_a_line_with_more_than_seven_tenths_of_capitals_is_in_title_case(capitals: int, named: bool) -> None:
    words = [f"Word{n}x" for n in range(capitals)] + [f"word{n}y" for n in range(20 - capitals)]
    assert bool(terms(" ".join(words)).names) is named
