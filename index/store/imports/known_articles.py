"""Which article of the archive a record is of."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from index.model import Address, CleanArticle, PartialDate, SourceDocument, may_be_one_day
from index.store.records import same_text, words_digest
from index.text import fold, fold_text


class Match(NamedTuple):
    """The article that a record is matched to."""

    id: str
    version: int
    fingerprint: str


class KnownArticles:
    """The articles in the store of a connection, by what shows that a record is one of them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def match(self, document: SourceDocument, clean: CleanArticle, url: str | None, seen: str) -> Match | None:
        """The article of a record with the canonical address ``url`` and the fingerprint ``seen``; None for a new one.

        That with its address; else the one at its place; else one that looks the same; else one with the same words.
        """
        found = "SELECT id, articles.version, fingerprint, articles.url, headline FROM articles"
        if url is not None:
            row = self._db.execute(f"{found} WHERE url = ?", (url,)).fetchone()
            if row is not None:
                return Match(*row[:3])
        place = self._db.execute(
            f"{found} JOIN captures ON article = id WHERE path = ? AND record = ?"
            " ORDER BY import DESC, number DESC LIMIT 1",
            (document.path, document.record or 0),
        ).fetchone()
        if place is not None and document.address.lasts and _is_new_version(place, url, clean, document.address):
            return Match(*place[:3])
        if not clean.text:
            return None
        row = self._db.execute(f"{found} WHERE fingerprint = ? ORDER BY id LIMIT 1", (seen,)).fetchone()
        return self._in_other_format(clean, url) if row is None else Match(*row[:3])

    def _in_other_format(self, clean: CleanArticle, url: str | None) -> Match | None:
        """The article with the same words, unless outlet, headline, day or address are others.

        A source that does not name its outlet is of the one outlet that has this headline, these words and this day.
        """
        rows = self._db.execute(
            "SELECT id, version, fingerprint, url, headline, published, outlet FROM articles"
            " WHERE same = ? OR words = ? ORDER BY id",
            (same_text(clean), words_digest(clean.text)),
        )
        about = clean.metadata
        unnamed: list[Match] = []
        for id, version, seen, other_url, headline, published, outlet in rows:
            if url is not None and other_url is not None and url != other_url:
                continue
            day = PartialDate.parse(published)
            if not _agree(headline, about.headline) or not may_be_one_day(day, about.published):
                continue
            if outlet and about.outlet:
                if fold(outlet) == fold(about.outlet):
                    return Match(id, version, seen)
            elif headline and about.headline and day is not None and about.published is not None:
                unnamed.append(Match(id, version, seen))
        return unnamed[0] if len(unnamed) == 1 else None


def _is_new_version(
    place: tuple[str, int, str, str | None, str | None], url: str | None, clean: CleanArticle, address: Address
) -> bool:
    """Whether the record at an address is a new version of the article that was there, and not another article.

    Other URLs make other articles. Numbered records move when one is put in, so there the headline has to be the same.
    """
    _, _, _, old_url, old_headline = place
    if url is not None and old_url is not None and url != old_url:
        return False
    return not address.is_numbered or (clean.metadata.headline is not None and clean.metadata.headline == old_headline)


def _agree(one: str | None, other: str | None) -> bool:
    """Whether two headlines have the same words, or one is not known."""
    return not one or not other or fold_text(one).split() == fold_text(other).split()
