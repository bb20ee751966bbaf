"""The table of what an exported hit says: every format takes its values, and their names, from here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from index.model import Article, Hit, PartialDate
from index.text import printable

FoundHit = tuple[Hit, Article]
Value = str | int | float | tuple[str, ...] | PartialDate | None


class HitField(NamedTuple):
    """One thing that is known of a hit, and what each format calls it; empty where a format has no place for it."""

    name: str
    """The column in tables."""
    value: Callable[[Hit, Article], Value]
    ris: str = ""
    bibtex: str = ""
    csl: str = ""
    of_snippet: bool = False
    """Whether a passage must be found for it."""


FIELDS: tuple[HitField, ...] = (
    HitField("rank", lambda hit, _: hit.rank),
    HitField("id", lambda hit, _: hit.id, "ID", "", "id"),
    HitField("score", lambda hit, _: round(hit.score, 6)),
    HitField("all_words", lambda hit, _: "yes" if hit.all_words else "no"),
    HitField("title", lambda hit, _: hit.headline, "TI", "title", "title"),
    HitField("deck", lambda _, article: article.content.metadata.deck, "AB", "abstract", "abstract"),
    HitField("authors", lambda _, article: article.content.metadata.authors, "AU", "author", "author"),
    HitField("outlet", lambda hit, _: hit.outlet, "T2", "journal", "container-title"),
    HitField("section", lambda _, article: article.content.metadata.section, "SE", "", "section"),
    HitField("published", lambda hit, _: hit.published, "DA", "date", "issued"),
    HitField("updated", lambda _, article: article.content.metadata.updated),
    HitField("captured", lambda _, article: article.content.metadata.captured, "Y2", "urldate", "accessed"),
    HitField("language", lambda _, article: article.content.metadata.language, "LA", "language", "language"),
    HitField("tags", lambda _, article: article.tags, "KW", "keywords", "keyword"),
    HitField("url", lambda _, article: article.content.metadata.url, "UR", "url", "URL"),
    HitField("path", lambda hit, _: hit.path),
    HitField("words", lambda hit, _: hit.words),
    HitField("same_text", lambda hit, _: hit.same_text),
    HitField("start", lambda hit, _: hit.start, of_snippet=True),
    HitField("end", lambda hit, _: hit.end, of_snippet=True),
    HitField("snippet", lambda hit, _: hit.snippet, of_snippet=True),
)
"""In the order of the columns."""


def values(found: FoundHit, name_of: Callable[[HitField], str]) -> Iterator[tuple[str, Value]]:
    """The names and values that a hit has in a format; ``name_of`` takes the name from the table."""
    for field in FIELDS:
        name, value = name_of(field), field.value(*found)
        if name and value not in (None, "", ()):
            yield name, value


def texts(value: Value) -> Iterable[str]:
    """A value as printable texts of one line: several for authors and tags."""
    several = value if isinstance(value, tuple) else (value,)
    return [" ".join(printable(str(each)).split()) for each in several if each is not None]
