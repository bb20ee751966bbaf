from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from index.comparison.stories import neighbours
from index.comparison.stories.neighbours import Alike, alike, similarities
from index.comparison.stories.term_weights import Vectors
from index.comparison.vectors import article_terms
from index.model import Article, CleanArticle, Metadata, PartialDate
from index.text import stem


class Counts:
    """An archive of a thousand articles, of which all have some words and none the others."""

    def __init__(self, *everywhere: str) -> None:
        self._everywhere = {stem(word) for word in everywhere}

    def document_count(self) -> int:
        return 1000

    def document_frequencies(self, terms: Iterable[str]) -> Mapping[str, int]:
        return {term: 1000 if term in self._everywhere else 1 for term in terms}


def article(text: str, headline: str | None = None, published: str | None = None) -> Article:
    return Article(
        text[:8],
        1,
        "",
        "",
        ("a",),
        CleanArticle(Metadata(headline=headline, published=PartialDate.parse(published)), text, ()),
    )


WEIR = "The weir at Oxmoor gave way and the lower meadows stood under water by the evening."
MEADOWS = "By the evening the meadows below Oxmoor stood under water, for the weir had given way."
CHOIR = "A choir from Lindal sang in the old brewery before a full house of farmers."


def test_articles_that_share_rare_words_are_alike() -> None:
    found = similarities([article(WEIR), article(MEADOWS), article(CHOIR)], Counts())
    assert found[0, 1] > 0.6
    assert found.get((0, 2), 0.0) < 0.2
    assert all(left < right for left, right in found)


def test_a_word_that_the_whole_archive_has_joins_nothing() -> None:
    pair = [article("Sewage leaks. Oxmoor is calm."), article("Tenor dies. Oxmoor is calm.")]
    common = similarities(pair, Counts("oxmoor", "calm")).get((0, 1), 0.0)
    assert common < similarities(pair, Counts())[0, 1]


@pytest.mark.parametrize(
    ("later", "least", "most"), [("2020-03-03", 0.99, 1), ("2020-03-08", 0.5, 0.8), ("2021", 0, 1)]
)
def test_days_apart_make_articles_less_alike(later: str, least: float, most: float) -> None:
    undated = similarities([article(WEIR), article(MEADOWS)], Counts())[0, 1]
    dated = [article(WEIR, published="2020-03-01"), article(MEADOWS, published=later)]
    assert least <= round(similarities(dated, Counts())[0, 1] / undated, 6) <= most


def test_a_month_or_a_year_lies_on_no_day() -> None:
    undated = similarities([article(WEIR), article(MEADOWS)], Counts())
    for published in ("2020", "2020-03"):
        dated = [article(WEIR, published=published), article(MEADOWS, published="2020-03-02")]
        assert similarities(dated, Counts()) == undated


def test_headline_and_names_weigh_more() -> None:
    text = " ".join(f"word{n}" for n in range(60)) + " and the river rose near Oxmoor again and the river fell."
    terms = article_terms(article(text, headline="Dam"))
    assert terms["oxmoor"] > terms["again"]
    assert terms["dam"] > terms["again"]
    assert terms[stem("river")] > terms["again"]


def test_what_is_far_apart_in_time_is_no_pair_whatever_it_says() -> None:
    def of(id: str, published: str | None) -> Article:
        return replace(article(f"{WEIR} {MEADOWS}", published=published), id=id)

    told = [of("a", "2020-03-01"), of("b", "2020-03-02"), of("c", "2021-03-01"), of("d", None), of("e", "2020-05-30")]
    *_, found = alike([*told, replace(article(CHOIR), id="f")], Counts())
    assert isinstance(found, Alike)
    pairs = {
        tuple(sorted((found.ids[left], found.ids[right]))) for left, right in zip(found.left, found.right, strict=True)
    }
    assert pairs == {("a", "b"), ("a", "d"), ("b", "d"), ("c", "d"), ("d", "e"), ("a", "e"), ("b", "e")}


def test_an_excerpt_weighs_terms_as_its_archive_does() -> None:
    pair = [article("Sewage leaks. Oxmoor is calm."), article("Tenor dies. Oxmoor is calm.")]
    cosine = {}
    for excerpt in (False, True):
        *_, found = alike(pair, Counts("oxmoor", "calm"), excerpt=excerpt)
        assert isinstance(found, Alike)
        cosine[excerpt] = found.vectors.closeness([0, 1])[0, 1]
    assert cosine[True] < cosine[False]


# --- Which pairs are looked at ----------------------------------------------------------------------------------------


def vectors(*rows: Mapping[int, float], width: int = 100) -> Vectors:
    """Articles by the weights of their terms, as heavy as given, in the order given."""
    vocabulary = 1000
    terms = np.full((len(rows), width), vocabulary, dtype=np.int32)
    values = np.zeros((len(rows), width), dtype=np.float32)
    for at, row in enumerate(rows):
        terms[at, : len(row)], values[at, : len(row)] = list(row), list(row.values())
    return Vectors(terms, values, vocabulary)


def candidates(found: Vectors) -> list[int]:
    """The places of the articles that are compared with the first one."""
    count = len(found.terms)
    postings = neighbours._postings(found, np.arange(count))
    places: list[int] = neighbours._candidates(0, found, postings, np.arange(count) == 0).tolist()
    return places


@pytest.mark.parametrize(("overlap", "looked"), [(0.0101, [1]), (0.0099, [])])
def test_articles_that_share_a_hundredth_of_their_weight_are_compared(overlap: float, looked: list[int]) -> None:
    assert candidates(vectors({0: 1.0}, {0: overlap})) == looked


@pytest.mark.parametrize(("place", "looked"), [(39, [1]), (40, [])])
def test_articles_are_proposed_by_their_forty_heaviest_terms(place: int, looked: list[int]) -> None:
    others = {100 + n: 0.5 for n in range(place)}
    assert candidates(vectors({**others, 0: 0.5}, {0: 0.5})) == looked
    assert candidates(vectors({0: 0.5}, {**others, 0: 0.5})) == looked


def test_the_hundred_articles_that_share_most_are_compared() -> None:
    weights = [0.5 + n / 1000 for n in range(101)]
    found = candidates(vectors({0: 1.0}, *({0: weight} for weight in weights)))
    assert found == list(range(101, 1, -1))


@pytest.mark.parametrize(("entries", "looked"), [(20_000, {1, 2}), (20_001, {1})])
def test_twenty_thousand_entries_of_the_rarest_terms_are_read(entries: int, looked: set[int]) -> None:
    """The rarer of two terms is in half of the entries; the other one is read if that makes no more than 20,000."""
    starts = np.array([0, 10_000, *[entries] * 1000], dtype=np.int64)
    rows = np.array([*[1] * 10_000, *[2] * (entries - 10_000)], dtype=np.int32)
    postings = neighbours._Postings(starts, rows, np.full(entries, 0.5, np.float32))
    left = vectors({0: 0.5, 1: 0.5})
    found = neighbours._candidates(0, left, postings, np.zeros(3, dtype=np.bool_))
    assert set(found.tolist()) == looked


@pytest.mark.parametrize(("cosine", "kept"), [(0.1001, True), (0.0999, False)])
def test_pairs_are_kept_from_a_similarity_of_a_tenth(cosine: float, kept: bool) -> None:
    found = list(neighbours._pairs(vectors({0: 1.0}, {0: cosine}), np.full(2, np.nan, dtype=np.float32)))
    assert bool(found) is kept


@pytest.mark.parametrize(("later", "left_out"), [("2020-04-26", False), ("2020-04-27", True)])
def test_of_a_few_articles_the_pairs_below_a_fiftieth_are_left_out(later: str, left_out: bool) -> None:
    """After 56 days 2.1 per cent of a similarity are left, after 57 days less than 2."""
    pair = [article(WEIR, published="2020-03-01"), article(WEIR, published=later)]
    assert (similarities(pair, Counts()) == {}) is left_out


@pytest.mark.parametrize("at_once", [1, 3, 7])
def test_pairs_are_sorted_some_rows_at_a_time_and_are_the_same(monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    articles = [
        replace(article(f"{text} Number {number} of them.", published=f"2020-03-0{1 + number % 7}"), id=f"{number:03}")
        for number, text in enumerate([WEIR, MEADOWS, CHOIR] * 5)
    ]
    sorted_at_once: list[int] = []
    unique = np.unique

    def noted(values: Any, **asked: Any) -> Any:
        if asked.get("return_index"):
            sorted_at_once.append(len(values))
        return unique(values, **asked)

    *_, whole = alike(articles, Counts())
    monkeypatch.setattr(np, "unique", noted)
    monkeypatch.setattr(neighbours, "_SORTED_AT_ONCE", at_once)
    *_, parts = alike(articles, Counts())
    assert isinstance(whole, Alike) and isinstance(parts, Alike)
    assert len(whole.left) > 20
    pairs = list(zip(whole.left.tolist(), whole.right.tolist(), strict=True))
    assert pairs == sorted(set(pairs))
    assert pairs == list(zip(parts.left.tolist(), parts.right.tolist(), strict=True))
    assert whole.cosine.tolist() == parts.cosine.tolist()
    # A pair may come from either side.
    assert max(sorted_at_once) <= 2 * at_once * len(articles)
    assert len(sorted_at_once) == -(-len(articles) // at_once)
