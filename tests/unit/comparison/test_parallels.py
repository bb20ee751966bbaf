from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest

from index.comparison.parallels import parallels, search_terms
from index.model import Article, CleanArticle, Metadata, PartialDate, Passage


class NoStatistics:
    def document_count(self) -> int:
        return 0

    def document_frequencies(self, terms: Iterable[str]) -> Mapping[str, int]:
        return dict.fromkeys(terms, 0)


def article(id: str, text: str, outlet: str | None = None, published: str | None = None) -> Article:
    metadata = Metadata(headline=f"Headline of {id}", outlet=outlet, published=PartialDate.parse(published))
    return Article(id, 1, id[:4], "", (f"{id}.txt",), CleanArticle(metadata, text, ((0, len(text)),)))


MINE = article(
    "mine",
    "The dam above Torvik burst at four in the morning. Water took 31 houses, mayor Signe Aune said. "
    "It had rained for nine days.",
)
SAME = article(
    "same",
    "Weeks of rain have soaked the county. Mayor Signe Aune of Torvik said the water had taken 31 houses. "
    "Roads remain shut.",
    outlet="Fjord Post",
    published="2021-10-04",
)
UNRELATED = article("unrelated", "The chess club meets in the old school. Nine members came for the autumn supper.")
AUNE = Passage(
    "mine", 1, MINE.text.index("Water"), MINE.text.index(" It had"), "Water took 31 houses, mayor Signe Aune said."
)


def test_the_sentence_that_says_the_same_is_found_with_where_it_stands() -> None:
    [best, *_] = parallels(AUNE, [UNRELATED, SAME], NoStatistics(), within=MINE)
    assert best.passage.article == "same"
    assert best.passage.text == SAME.text[best.passage.start : best.passage.end]
    assert best.passage.text.startswith("Mayor Signe Aune")
    assert (best.outlet, str(best.published), best.headline) == ("Fjord Post", "2021-10-04", "Headline of same")
    assert 0.2 <= best.similarity <= 1
    assert best.reason.startswith("shares ")
    assert "Signe Aune" in best.reason


def test_nothing_is_a_parallel_of_its_own_article_or_of_another_matter() -> None:
    assert parallels(AUNE, [MINE, UNRELATED], NoStatistics()) == ()


def test_the_surrounding_article_lifts_what_tells_of_the_same_event() -> None:
    alone = parallels(AUNE, [SAME], NoStatistics())[0].similarity
    other_event = article("other", "A bakery fire in Lund on Monday spared the flour.")
    assert parallels(AUNE, [SAME], NoStatistics(), within=MINE)[0].similarity > 0
    assert parallels(AUNE, [SAME], NoStatistics(), within=other_event)[0].similarity < alone


def test_an_exact_copy_comes_first_and_the_limit_holds() -> None:
    copies = [article(f"copy{n}", f"{AUNE.text} Officials gave no more numbers.") for n in range(5)]
    found = parallels(AUNE, [SAME, *copies], NoStatistics(), limit=3, within=MINE)
    assert [p.passage.article for p in found] == ["copy0", "copy1", "copy2"]
    assert found[0].similarity > 0.9


def test_search_terms_begin_with_the_rarest() -> None:
    terms = search_terms(AUNE, NoStatistics(), limit=3)
    assert len(terms) == 3
    assert "aun" in terms
    assert "said" not in terms


class Counts:
    """An archive of a thousand articles, of which so many have the word ``zzaa``."""

    def __init__(self, articles: int) -> None:
        self._articles = articles

    def document_count(self) -> int:
        return 1000

    def document_frequencies(self, terms: Iterable[str]) -> Mapping[str, int]:
        return {term: self._articles if term == "zzaa" else 1 for term in terms}


@pytest.mark.parametrize(("articles", "found"), [(94, 1), (104, 0)])
def test_a_parallel_shares_words_that_weigh_three_together(articles: int, found: int) -> None:
    """A word that 94 articles have weighs 3.06, one that 104 have 2.96."""
    passage = Passage("mine", 1, 0, 5, "Zzaa.")
    assert len(parallels(passage, [article("b", "Zzaa.")], Counts(articles))) == found


def test_the_whole_text_of_eighteen_candidates_is_compared() -> None:
    copies = [article(f"copy{n:02}", AUNE.text) for n in range(19)]
    assert len(parallels(AUNE, copies, NoStatistics())) == 18


def test_twenty_parallels_are_listed() -> None:
    copies = [article(f"copy{n:02}", AUNE.text) for n in range(21)]
    assert len(parallels(AUNE, copies, NoStatistics(), closely=21)) == 20


@pytest.mark.parametrize(("before", "found"), [(1999, 1), (2000, 0)])
def test_the_first_two_thousand_sentences_of_a_candidate_are_read(before: int, found: int) -> None:
    assert len(parallels(AUNE, [article("book", "Rain fell. " * before + AUNE.text)], NoStatistics())) == found
