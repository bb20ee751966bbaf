"""How much of a story its matrix shows."""

from __future__ import annotations

import pytest

from index.comparison.matrix import matrix
from index.model import Article, CleanArticle, Metadata, Story
from index.text import paragraphs
from tests.unit.comparison.test_stories import NoStatistics


@pytest.mark.parametrize(("sentences", "rows"), [(119, 119), (120, 120), (121, 120)])
def test_the_first_hundred_and_twenty_sentences_of_an_article_have_rows(sentences: int, rows: int) -> None:
    text = "Rain fell. " * sentences
    one = Article("a", 1, "a", "", ("a",), CleanArticle(Metadata(), text, tuple(paragraphs(text))))
    found = matrix(Story("s", "t", None, None, (), ("a",), ()), [one], NoStatistics())
    assert len(found.rows) == rows
