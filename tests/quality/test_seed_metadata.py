"""What is read from the five real texts beside the benchmark: headline and date, and nothing from teasers."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index import formats
from index.cleaning import clean
from index.model import PartialDate, SourceDocument

BENCH = os.environ.get("BROADSHEET_BENCH", "")


@pytest.mark.skipif(not BENCH, reason="BROADSHEET_BENCH does not name a folder")
@pytest.mark.parametrize(
    ("number", "published"),
    [("000", None), ("001", "2019-02-10T10:53"), ("002", None), ("003", "2017-06-06"), ("004", None)],
)
def test_dates_and_authors_are_those_of_the_story(number: str, published: str | None) -> None:
    files = sorted((Path(BENCH).parent / "seeds").glob(f"{number}_*.txt"))
    if not files:
        pytest.skip("no seeds beside the benchmark folder")
    (document,) = formats.read_file(files[0])
    assert isinstance(document, SourceDocument)
    article = clean(document)
    assert article.metadata.published == PartialDate.parse(published)
    assert article.metadata.authors == ()
    assert article.metadata.headline == document.text.split("\n")[0]
    assert (article.metadata.deck is not None) == (number in ("000", "003"))
    assert article.remarks == ()
