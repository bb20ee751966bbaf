"""The background that is added to the counts of an archive."""

from __future__ import annotations

import gzip
import math
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from index.comparison.background import LISTS, TermWeights, background, blended
from index.text.languages import LANGUAGES


class Counts:
    """An archive of ten articles, of which three have each word."""

    def document_count(self) -> int:
        return 10

    def document_frequencies(self, terms: Iterable[str]) -> Mapping[str, int]:
        return dict.fromkeys(terms, 3)


def test_a_thousand_articles_are_added_and_counted_in_hundredths() -> None:
    """Of a thousand articles two have a given decimal number, and a tenth of one a word that is in no list."""
    found = blended(Counts())
    assert found.document_count() == 101_000
    assert found.document_frequencies(["7.5", "zzaa"]) == {"7.5": 500, "zzaa": 310}


@pytest.mark.parametrize(
    ("number", "articles"),
    [
        ("1899", 400),
        ("1900", 8000),
        ("2099", 8000),
        ("2100", 400),
        ("777", 400),
        ("77777", 400),
        ("1987.5", 200),
        ("7.5", 200),
    ],
)
def test_how_many_of_a_hundred_thousand_articles_have_a_number(number: str, articles: int) -> None:
    """Of numbers that are in no list of words."""
    general = background("xx")
    assert {**general.document_frequencies([number])} == {number: articles}


def test_a_term_counts_half_an_article_more_than_have_it() -> None:
    """So that a term that no article has weighs more than one that one article has."""

    class Unheard(Counts):
        def document_frequencies(self, terms: Iterable[str]) -> Mapping[str, int]:
            return dict.fromkeys(terms, 0)

    assert TermWeights(Unheard())("zzaa") == pytest.approx(math.log(11 / 0.5))
    assert TermWeights(Counts())("zzaa") == pytest.approx(math.log(11 / 3.5))


def test_the_lists_are_of_known_languages_and_come_with_their_licence() -> None:
    codes = {path.name.removesuffix(".txt.gz") for path in LISTS.glob("*.gz")}
    assert codes <= {language.code for language in LANGUAGES}
    assert {"en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "no", "ru", "ar"} <= codes
    assert "Attribution-ShareAlike 4.0" in (LISTS / "LICENSE.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted(LISTS.glob("*.gz")), ids=lambda path: path.name)
def test_a_list_has_the_shares_of_a_language(path: Path) -> None:
    lines = gzip.decompress(path.read_bytes()).decode().split("\n")
    words = [word for line in lines for word in line.split()]
    assert len(words) == len(set(words)) > 10_000
    assert len(lines) in (599, 600), "to one in a million"
    whole = sum(10 ** (-number / 100) * len(line.split()) for number, line in enumerate(lines))
    assert 0.5 < whole < 1.3
