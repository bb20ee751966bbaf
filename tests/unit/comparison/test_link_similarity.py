"""What weighs how much in the similarity of two sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

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


def test_only_equal_words_are_wholly_alike() -> None:
    left = [terms("Herring boats sank.")]
    right = [terms(text) for text in ("Herring boats sank", "herring boat sank", "Herring boats sink")]
    found = Similarities(left, right, TermWeights(Counts(136))).rows(0, 1)[0].tolist()
    assert found[0] == 1
    assert found[1] == pytest.approx(0.99)
    assert found[2] < 0.99


def test_what_a_sentence_says_is_not_its_names_figures_titles_or_verbs_of_speech() -> None:
    assert terms("Ada Quill, mayor of Selle, said on Monday that 12 boats had sunk.").predicates == {"boat", "sunk"}
    assert terms("Boats had sunk.").predicates == {"boat", "sunk"}


def test_words_that_were_left_out_part_the_words_beside_them() -> None:
    row = replace(terms("Liska Dawn Porto Merrow"), gaps=frozenset([2]))
    assert list(row.pairs()) == [("liska", "dawn"), ("porto", "merrow")]
