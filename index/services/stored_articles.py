"""Articles of the store for work on many of them, which a damaged one must not stop."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Final

from index.errors import ArchiveDamaged
from index.model import Article, EarlierText, PartialDate
from index.store import Reader

MOST_VERSIONS: Final = 8
"""Earlier versions of an article that are searched, the latest ones: a page that is saved every hour has hundreds."""

_BETWEEN: Final = "\n\n"
"""Between the paragraphs of a text."""


def readable(reader: Reader, ids: Sequence[str]) -> dict[str, Article]:
    """The articles with these ids, by id; damaged ones are left out instead of failing all."""
    try:
        return reader.articles(ids)
    except ArchiveDamaged:
        found: dict[str, Article] = {}
        for id in ids:
            with suppress(ArchiveDamaged):
                found |= reader.articles([id])
        return found


def with_earlier(reader: Reader, articles: dict[str, Article]) -> dict[str, Article]:
    """``articles`` with what their earlier versions had; only those with several versions are read again."""
    return {
        id: article if article.version == 1 else replace(article, earlier=tuple(_earlier(reader, article)))
        for id, article in articles.items()
    }


def _earlier(reader: Reader, article: Article) -> list[EarlierText]:
    found: list[EarlierText] = []
    known = set(_parts(article))
    with suppress(ArchiveDamaged):
        for number, made, modified in reader.history(article.id)[::-1][: MOST_VERSIONS + 1]:
            if number == article.version:
                continue
            before = reader.article(article.id, number)
            about = before.content.metadata
            date = about.updated or about.captured or modified or PartialDate.parse(made[:10])
            new = [part for part in _parts(before) if part not in known]
            known.update(new)
            found += [EarlierText(number, date, part) for part in new]
    return found


def _parts(article: Article) -> list[str]:
    """Headline, deck and paragraphs."""
    about = article.content.metadata
    return [part for part in (about.headline, about.deck, *article.text.split(_BETWEEN)) if part]
