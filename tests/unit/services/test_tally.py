"""The rows of an import while they come in."""

from __future__ import annotations

from index.model import ImportedArticle
from index.services.imports.tally import Tally


def row(id: str, path: str, outcome: str = "added") -> ImportedArticle:
    return ImportedArticle(id, path, None, outcome)  # type: ignore[arg-type]


def test_two_articles_of_one_path_are_two_rows() -> None:
    """As of two members of one name in a zip file."""
    tally = Tally()
    for each in (row("a", "z.zip/one.txt"), row("b", "z.zip/one.txt"), row("c", "z.zip/two.txt")):
        tally.take(each)
    assert [each.id for each in tally.articles.values()] == ["a", "b", "c"]
    assert tally.counts == (3, 0, 0, 0)
    assert tally.changed == ["a", "b", "c"]


def test_an_article_that_comes_again_at_its_path_counts_once() -> None:
    tally = Tally()
    for outcome in ("unchanged", "updated", "unchanged"):
        for id in ("a", "b"):
            tally.take(row(id, "one.txt", outcome))
    assert [(each.id, each.outcome) for each in tally.articles.values()] == [("a", "updated"), ("b", "updated")]
    assert tally.counts == (0, 2, 0, 0)
