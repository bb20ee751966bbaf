"""The origins of an article's metadata, in words for its reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from index.model import CleanArticle, Metadata

DECLARED: Final = "its record"
"""The origin of what the file declares outside the text."""
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
"""The fields of metadata, and the names under which their origins are shown."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about an article before its body is read."""

    metadata: Metadata
    origins: Mapping[str, str] = field(default_factory=dict)
    flags: tuple[str, ...] = ()

    def with_origins(self, article: CleanArticle) -> CleanArticle:
        """``article`` with the origins of its metadata; what was not known before is from its text."""
        origins = []
        for name, called in _FIELDS.items():
            value = getattr(article.metadata, name)
            if value:
                same = value == getattr(self.metadata, name)
                other = "saved page" if name == "url" else TEXT
                origins.append((called, self.origins.get(called, DECLARED) if same else other))
        return replace(article, origins=tuple(origins), flags=(*self.flags, *article.flags))


def with_origin(article: CleanArticle, name: str, origin: str) -> CleanArticle:
    """``article`` with the origin of one field replaced."""
    rest = tuple(pair for pair in article.origins if pair[0] != name)
    return replace(article, origins=(*rest, (name, origin)))
