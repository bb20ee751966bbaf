"""Where the metadata of an article came from, in words for its reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from index.model import CleanArticle, Metadata

DECLARED: Final = "its record"
"""The origin of what the container of a text says about it."""
TEXT: Final = "the text"
UNCERTAIN: Final = "day and month uncertain"
"""The flag of an article whose date can be read in two ways."""

_FIELDS: Final = {
    "headline": "headline",
    "deck": "deck",
    "authors": "byline",
    "outlet": "outlet",
    "published": "published",
    "updated": "updated",
    "section": "section",
    "language": "language",
    "url": "url",
}
"""The fields of metadata, under the names by which their origins go."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about an article before its body is read."""

    metadata: Metadata
    origins: Mapping[str, str] = field(default_factory=dict)
    flags: tuple[str, ...] = ()

    def told(self, article: CleanArticle) -> CleanArticle:
        """``article`` with where its metadata came from; what it has that was not known is from its text."""
        origins = []
        for name, called in _FIELDS.items():
            value = getattr(article.metadata, name)
            if value:
                same = value == getattr(self.metadata, name)
                other = "saved page" if name == "url" else TEXT
                origins.append((called, self.origins.get(called, DECLARED) if same else other))
        return replace(article, origins=tuple(origins), flags=(*self.flags, *article.flags))


def with_origin(article: CleanArticle, name: str, origin: str) -> CleanArticle:
    """``article`` with another origin of one field."""
    rest = tuple(pair for pair in article.origins if pair[0] != name)
    return replace(article, origins=(*rest, (name, origin)))
