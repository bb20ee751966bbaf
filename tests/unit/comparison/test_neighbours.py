from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pytest

from index.comparison.stories.neighbours import Alike, alike, similarities
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
