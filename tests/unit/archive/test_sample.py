"""The sample articles: many formats and outlets, and all of them in the wheel."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from hatchling.builders.wheel import WheelBuilder

from index.archive import clean_file
from index.model import CleanedSource
from tui.cli.archives import sample_path

_ROOT = Path(__file__).parents[3]


def _articles() -> list[CleanedSource]:
    files = sorted(path for path in sample_path().rglob("*") if path.is_file())
    found = [source for path in files for source in clean_file(path)]
    articles = [source for source in found if isinstance(source, CleanedSource)]
    assert articles == found
    return articles


def test_every_article_has_headline_outlet_and_day() -> None:
    articles = _articles()
    assert 28 <= len(articles) <= 34
    for source in articles:
        about = source.article.metadata
        assert about.headline, source.document.path
        assert about.outlet, source.document.path
        assert about.published, source.document.path
        assert "2019-03" <= str(about.published.at_most("month")) <= "2021-11"


def test_the_same_outlets_come_back_in_every_format() -> None:
    articles = _articles()
    outlets = Counter(source.article.metadata.outlet for source in articles)
    assert 6 <= len(outlets) <= 9
    assert min(outlets.values()) >= 2
    assert {Path(source.document.path).suffix for source in articles} == {".txt", ".html", ".md", ".jsonl"}


def test_the_mess_of_scrapes_is_hidden_and_the_article_is_not() -> None:
    for source in _articles():
        text = source.article.text
        assert 100 <= len(text.split()) <= 350, source.document.path
        for junk in ("Share this article", "min read", "Sign up", "Subscribe", "Cookie", "Most read", "Read next"):
            assert junk not in text, (junk, source.document.path)


def test_the_wheel_holds_the_sample() -> None:
    builder = WheelBuilder(str(_ROOT))
    packed = {Path(file.path) for file in builder.recurse_included_files()}
    sample = {path for path in sample_path().rglob("*") if path.is_file()}
    assert sample
    assert sample <= packed
