from __future__ import annotations

from pathlib import Path

from index.model import Article, CleanArticle, Metadata
from index.search.full_text import FullText
from index.search.whoosh_engine import WhooshEngine
from tests.indexing import made_empty

FILLER = " ".join(f"filler{n % 7}" for n in range(120))
TERMS = ("lanternfish", "harbour", "ferri", "sank")


def article(id: str, text: str) -> Article:
    return Article(id, 1, id, "", (f"{id}.txt",), CleanArticle(Metadata(), text, ((0, len(text)),)))


def index_of(folder: Path, *articles: Article) -> FullText:
    engine = WhooshEngine(folder / "index")
    made_empty(engine)
    engine.put(articles)
    return FullText(engine)


def test_articles_with_the_words_close_together_come_first(tmp_path: Path) -> None:
    spread = article("spread", f"Lanternfish {FILLER} harbour {FILLER} ferry {FILLER} sank.")
    close = article("close", f"{FILLER} The ferry Lanternfish sank in the harbour.")
    other = article("other", f"{FILLER} A choir sang.")
    with_one = article("with-one", f"{FILLER} The harbour froze.")
    index = index_of(tmp_path, spread, close, other, with_one)
    assert index.articles_reporting(TERMS, 10) == ["close", "spread", "with-one"]
    assert index.articles_reporting(TERMS, 1) == ["close"]
    assert index.articles_reporting(("unheard",), 5) == []
    assert index.articles_reporting((), 5) == []


def test_a_window_does_not_reach_into_the_next_article(tmp_path: Path) -> None:
    ends = article("ends", f"{FILLER} lanternfish harbour")
    begins = article("begins", f"Ferry sank {FILLER}")
    whole = article("whole", f"{FILLER} lanternfish harbour ferry {FILLER}")
    stone = article("stone", f"{FILLER} A stone sank.")
    index = index_of(tmp_path, ends, begins, whole, stone)
    assert index.articles_reporting(TERMS, 1) == ["whole"]


def test_what_was_taken_out_is_not_proposed(tmp_path: Path) -> None:
    index = index_of(tmp_path, article("one", "The ferry sank."), article("two", "The ferry sank too."))
    index.engine.drop(["one"])
    assert index.articles_reporting(TERMS, 5) == ["two"]
