"""Articles of the store for work on many of them, which a damaged one must not stop."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Final

from index.errors import ArchiveDamaged
from index.model import Article, EarlierText, PartialDate
from index.search.lru_cache import LruCache
from index.store import Reader, Store

MOST_VERSIONS: Final = 8
"""Earlier versions of an article that are searched, the latest ones: a page that is saved every hour has hundreds."""

KEPT: Final = 4_000_000
"""Code points of the texts of articles that are kept for the next key, with those of the lines hidden in them."""

_BETWEEN: Final = "\n\n"
"""Between the paragraphs of a text."""


class KnownArticles:
    """The articles read last: the next key finds many of the same. Safe to use from several threads.

    An article is only given again while nothing was committed to the store, by any process, since it was read: every
    commit makes another generation. One read while a commit came in between is newer than its generation says, and
    no longer asked for.
    """

    def __init__(self, store: Store, capacity: int = KEPT) -> None:
        self._store = store
        self._kept: LruCache[tuple[int, str], Article] = LruCache(capacity, _size)

    def of(self, ids: Sequence[str]) -> dict[str, Article]:
        """As :func:`readable`, :func:`with_earlier`, in the order of ``ids``."""
        with self._store.reading() as reader:
            generation = reader.generation()
            kept = {id: self._kept.get((generation, id)) for id in ids}
            new = [id for id, article in kept.items() if article is None]
            read = with_earlier(reader, readable(reader, new)) if new else {}
        for id, article in read.items():
            self._kept.put((generation, id), article)
        found = ((id, kept[id] or read.get(id)) for id in kept)
        return {id: article for id, article in found if article is not None}


def _size(article: Article) -> int:
    texts = (article.text, *(line.text for line in article.content.hidden), *(each.text for each in article.earlier))
    return 1 + sum(map(len, texts))


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
