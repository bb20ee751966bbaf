"""The documents that one article was made from, and what each says of it: one article once, whatever came first.

The table ``sources`` is described in :mod:`index.store.schema`.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from index.model import ArticleSource, CleanArticle, Form, Metadata, PartialDate, iso_of
from index.store.records import dumped, metadata_from, words_digest

TELLING: Final = ("headline", "deck", "authors", "published", "url", "updated", "section", "tags")
"""Fields of metadata by which one source of an article says more than another."""
_FILLED: Final = ("headline", "deck", "authors", "outlet", "published", "url", "language", "section", "tags")
"""Fields that one source has from another where it has none itself; how it was at a time is not among them."""
_FORMS: Final[tuple[Form, ...]] = ("plain", "article", "record", "markdown", "html")
"""Forms of a text, the one that keeps most of it last."""


@dataclass(frozen=True, slots=True)
class Own:
    """What one document says of its article by itself."""

    metadata: Metadata
    origins: tuple[tuple[str, str], ...] = ()
    words: str | None = None
    """A digest of the words of its text; None for few words."""
    form: Form = "plain"

    @classmethod
    def of(cls, clean: CleanArticle, form: Form) -> Own:
        """What a document of a form says, by the clean article that was made of it alone."""
        return cls(clean.metadata, clean.origins, words_digest(clean.text), form)

    @property
    def text(self) -> tuple[str | None, Form]:
        """By what two texts are alike."""
        return self.words, self.form

    @property
    def rank(self) -> tuple[int, int, str, str]:
        """How much it says, and of when: of two sources the one with the higher rank counts first."""
        about = self.metadata
        said = sum(bool(getattr(about, name)) for name in TELLING)
        return said, _FORMS.index(self.form), iso_of(about.updated) or "", iso_of(about.captured) or ""


class Sources:
    """The sources of articles in the store of a connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def of(self, id: str) -> dict[str, Own]:
        """What each document that is still held somewhere says, by its SHA-256; none where there is only one."""
        rows = self._db.execute(
            "SELECT document, metadata FROM sources WHERE article = ? AND document IN"
            " (SELECT document FROM captures WHERE article = ?)",
            (id, id),
        )
        return {document: _own(text) for document, text in rows}

    def keep(self, id: str, sources: Mapping[str, Own]) -> None:
        """Store what the documents of an article say."""
        self._db.executemany(
            "INSERT INTO sources VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET metadata = excluded.metadata",
            [(id, document, dumped(own)) for document, own in sources.items()],
        )


def ranked(sources: Mapping[str, Own]) -> list[tuple[str, Own]]:
    """The sources by their SHA-256, the one that counts first first; of equal ones in the order of the SHA-256."""
    return sorted(sorted(sources.items()), key=lambda each: each[1].rank, reverse=True)


def completed(clean: CleanArticle, sources: Mapping[str, Own]) -> CleanArticle:
    """``clean`` with the fields that it lacks from the source that counts first of those that have it.

    A date of publication becomes more precise where another source knows it more precisely. Only a source with the
    same words says when this text was changed.
    """
    about = clean.metadata
    words = words_digest(clean.text)
    found: dict[str, object] = {}
    origins = dict(clean.origins)
    for _, own in ranked(sources):
        names = (*_FILLED, "updated") if words is not None and own.words == words else _FILLED
        for name in names:
            known, other = found.get(name) or getattr(about, name), getattr(own.metadata, name)
            if (other and not known) or _is_more_precise(name, other, known):
                found[name] = other
                if (origin := dict(own.origins).get(name)) is not None:
                    origins[name] = origin
                else:
                    origins.pop(name, None)
    if not found:
        return clean
    values: dict[str, Any] = {each.name: found.get(each.name) or getattr(about, each.name) for each in fields(Metadata)}
    return replace(clean, metadata=Metadata(**values), origins=tuple(sorted(origins.items())))


def article_sources(
    metadata: Metadata, base: str, sources: Mapping[str, Own], places: Iterable[tuple[str, str, str]]
) -> tuple[ArticleSource, ...]:
    """The places of an article, each a path, a format and the SHA-256 of a document, with the fields that are from it.

    ``base`` is the document of its text. Each field is from one place, and the text from the first that has it so.
    """
    order = ranked(sources)
    given: defaultdict[str, list[str]] = defaultdict(list)
    for name in (each.name for each in fields(Metadata) if getattr(metadata, each.name)):
        said = (document for document, own in order if getattr(own.metadata, name) == getattr(metadata, name))
        given[next(said, base)].append(name)
    own_of_base = sources.get(base)
    alike = (document for document, own in order if own_of_base and own.words and own.text == own_of_base.text)
    given[next(alike, base)].append("text")
    return tuple(ArticleSource(path, format, tuple(given.pop(document, ()))) for path, format, document in places)


def _is_more_precise(name: str, other: object, known: object) -> bool:
    if name != "published" or not isinstance(other, PartialDate) or not isinstance(known, PartialDate):
        return False
    return known.covers(other) and not other.covers(known)


def _own(text: str) -> Own:
    found = json.loads(text)
    origins = tuple((field, origin) for field, origin in found["origins"])
    return Own(metadata_from(found["metadata"]), origins, found["words"], found["form"])
