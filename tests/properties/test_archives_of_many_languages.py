"""Whole archives of many languages against plain Python."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from index.text import sought, tokens
from index.text.stemming import ALGORITHMS
from index.text.stemming import base_stem as stem
from tests.indexing import Shelf, article

WORDS = (
    "rate rates rats rat house houses Haus Häuser hauses élection élections election elecciones elección eleição "
    "wahl wahlen новый новая дом дома 2019 kuća kuće times time"
).split()
SIGNS = "東京都庁水"
TEXT = st.lists(st.sampled_from(WORDS) | st.text(st.sampled_from(SIGNS), min_size=1, max_size=4), max_size=6)
LANGUAGES = ("en", "fr", "de", "es", "pt", "ru", "hr", "ja", None)


def row(text: str, language: str | None, *, asked: bool = False) -> list[str]:
    """The words of ``text`` as they are compared in an article of ``language``."""
    found = sought(text) if asked else tokens(text)
    return [stem(token.word, language or "en") for token in found]


def has(text: str, language: str | None, word: str) -> bool:
    """Whether an article has ``word`` in its language; a row of signs has to be there as it is."""
    if word[0] in SIGNS:
        return word in text
    return row(word, language, asked=True)[0] in row(text, language)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(TEXT, st.sampled_from(LANGUAGES)), min_size=1, max_size=8),
    st.lists(st.sampled_from(WORDS) | st.text(st.sampled_from(SIGNS), min_size=1, max_size=3), min_size=1, max_size=2),
    st.integers(1, 3),
)
def test_a_query_finds_what_plain_python_finds(
    texts: list[tuple[list[str], str | None]], query: list[str], batches: int
) -> None:
    articles = {
        f"a{number}": article(f"a{number}", " ".join(words), language=language or "")
        for number, (words, language) in enumerate(texts)
    }
    size = -(-len(articles) // batches)
    every = list(articles.values())
    with TemporaryDirectory() as folder:
        shelf = Shelf(Path(folder) / "index", *(every[at : at + size] for at in range(0, len(every), size)))
        expected = {
            id
            for id, each in articles.items()
            if all(has(each.text, each.content.metadata.language, word) for word in query)
        }
        page = shelf.index.search(" ".join(query), shelf.load, limit=20)
        assert {hit.id for hit in page.hits if hit.all_words} == expected
        assert (page.total, page.listed) == (len(expected), len(page.hits))
        shelf.engine.close()


def test_the_languages_above_are_of_both_kinds() -> None:
    assert {language in ALGORITHMS for language in LANGUAGES if language} == {True, False}
