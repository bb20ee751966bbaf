"""How the end of a query may go on: names of fields, and the values that the archive has in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

import numpy as np

from index.errors import QueryError
from index.model import Article
from index.query.dates import UNDATED
from index.query.lexer import FIELDS, Lexeme, lexemes
from index.query.limits import Budget
from index.query.terms import has_values
from index.search.whoosh_engine.snapshot import Snapshot
from index.text import fold, sought
from index.text.languages import language_of_code

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST = 8
"""Completions that are told."""

_ASKED = 64
"""Articles, the latest ones, that are asked for the values of a field of which there is no column."""

_SHORTEST_NAME = 2
"""Letters from which on a word may be the beginning of a field's name."""

_DAYS = ("today", "yesterday", "this week", "last week", "this month", "last month", "this year", "last year")


def completions(snapshot: Snapshot, text: str, articles: Callable[[Sequence[str]], Mapping[str, Article]]) -> list[str]:
    """What ``text``, the beginning of a query, may go on to: whole texts, the likeliest first.

    The last word is completed to the name of a field, or after one to a value of it, the most frequent first. Values
    that begin so come before those of which a later word does. ``articles`` loads articles by id: a bounded number of
    them tells the authors, headlines and paths.
    """
    try:
        parts = list(lexemes(text))
    except QueryError:
        return []
    if not parts or parts[-1].end != len(text):
        return []
    last = parts[-1]
    if last.kind == "field":
        return _told(text, _beginning(_values(snapshot, last.text, "", articles), ""))
    if len(parts) > 1 and parts[-2].kind == "field" and parts[-2].end == last.start:
        known = last.kind in ("word", "open phrase")
        return (
            _told(text[: last.start], _beginning(_values(snapshot, parts[-2].text, last.text, articles), last.text))
            if known
            else []
        )
    return [text[: last.start] + name for name in _names(last)]


def _names(last: Lexeme) -> list[str]:
    begun = last.text.lower()
    if last.kind != "word" or len(begun) < _SHORTEST_NAME:
        return []
    return [f"{name}:" for name in FIELDS if name.startswith(begun)]


def _told(before: str, values: Iterable[str]) -> list[str]:
    return [f"{before}{_written(value)} " for value in values]


def _written(value: str) -> str:
    return value if value.replace("-", "").isalnum() else f'"{value.replace(chr(34), " ")}"'


def _beginning(values: Sequence[str], begun: str) -> list[str]:
    folded = fold(begun).strip()
    if not folded:
        return list(values[:MOST])
    first: list[str] = []
    later: list[str] = []
    for value in values:
        known = fold(value)
        if known.startswith(folded):
            first.append(value)
            if len(first) == MOST:
                break
        elif len(later) < MOST and f" {folded}" in known:
            later.append(value)
    return [*first, *later][:MOST]


def _values(
    snapshot: Snapshot, field: str, begun: str, articles: Callable[[Sequence[str]], Mapping[str, Article]]
) -> Sequence[str]:
    """The values that articles have in ``field``, the most frequent first; of dates the latest years first."""
    if field == "outlet":
        return _most(snapshot, *snapshot.outlets)
    if field == "lang":
        spoken = _most(snapshot, *snapshot.languages)
        known = [language for code in spoken if begun and (language := language_of_code(code))]
        return [*spoken, *(name for language in known for name in language.names)]
    if field == "tag":
        codes, sets = snapshot.tags
        counts = np.bincount(codes[snapshot.live], minlength=len(sets)).tolist()
        total: Counter[str] = Counter()
        for tags, count in zip(sets, counts, strict=True):
            total.update(dict.fromkeys(tags, count))
        return _ordered(total)
    if field in ("published", "before", "after"):
        dated = snapshot.published[snapshot.live & (snapshot.published != UNDATED)]
        years = np.unique(dated.astype("datetime64[m]").astype("datetime64[Y]"))[::-1]
        return [*(str(year) for year in years), *_DAYS]
    if field in _TOLD_BY:
        having = _with_words(snapshot, field, begun)
        latest = having[np.argsort(-snapshot.published[having], kind="stable")[:_ASKED]]
        loaded = articles([snapshot.ids[number] for number in latest.tolist()])
        return _ordered(Counter(value for article in loaded.values() for value in _TOLD_BY[field](article)))
    return has_values() if field == "has" else []


def _with_words(snapshot: Snapshot, field: str, begun: str) -> NDArray[np.int64]:
    """The articles that have in ``field`` words that begin as those of ``begun`` do; all where that has none."""
    words = sought(begun)
    # Most articles may have no author: the latest ones are taken of those that have.
    rare = field == "author" and not words
    found = snapshot.beginning(field, "", Budget()).documents if rare else np.flatnonzero(snapshot.live)
    for token in words:
        found = np.intersect1d(found, snapshot.beginning(field, token.word, Budget()).documents)
    return found


def _parts(article: Article) -> Iterable[str]:
    return {
        part for path in article.paths for part in PurePath(path.partition("#")[0]).parts if part not in ("/", "\\")
    }


_TOLD_BY: Final[Mapping[str, Callable[[Article], Iterable[str]]]] = {
    "author": lambda article: article.content.metadata.authors,
    "headline": lambda article: (article.headline,) if article.headline else (),
    "path": _parts,
}
"""What articles tell of themselves in the fields of which there is no column."""


def _most(snapshot: Snapshot, codes: NDArray[np.int64], names: Sequence[str]) -> list[str]:
    counts = np.bincount(codes[snapshot.live], minlength=len(names)).tolist()
    return _ordered(Counter(dict(zip(names, counts, strict=True))))


def _ordered(counts: Counter[str]) -> list[str]:
    return sorted((name for name, count in counts.items() if name and count), key=lambda name: (-counts[name], name))
