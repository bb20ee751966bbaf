"""How much of an article counts among its terms."""

from __future__ import annotations

import pytest

from index.comparison.vectors import article_terms
from index.model import Article, CleanArticle, Metadata


@pytest.mark.parametrize(("before", "read"), [(2499, True), (2500, False)])
def test_the_first_2500_words_of_each_field_are_read(before: int, read: bool) -> None:
    long = "word " * before + "end"
    text = Article("a", 1, "a", "", ("a",), CleanArticle(Metadata(), long, ()))
    headline = Article("a", 1, "a", "", ("a",), CleanArticle(Metadata(long), "", ()))
    deck = Article("a", 1, "a", "", ("a",), CleanArticle(Metadata(deck=long), "", ()))
    assert [("end" in article_terms(each)) for each in (text, headline, deck)] == [read] * 3
