"""Completions of the end of a query: names of fields, and the values that the archive has in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from index.model import Article
from index.query.fields import BY_WRITTEN, FIELDS, Offered, QueryField, presence_names
from index.query.lexer import Lexeme, lexemes
from index.query.limits import UNLIMITED
from index.query.parser import ParsedQuery
from index.query.syntax import And, Everything, Has, Prefix, Query
from index.search.engine import SearchEngine
from index.search.facets import ordered
from index.text import fold, sought

MOST = 8
"""Completions that are offered."""

_ASKED = 64
"""Articles, the latest ones, whose values are offered for a field whose values are not counted."""

_SHORTEST_NAME = 2
"""Letters from which on a word may be the beginning of a field's name."""

_DAYS = ("today", "yesterday", "this week", "last week", "this month", "last month", "this year", "last year")

Load = Callable[[Sequence[str]], Mapping[str, Article]]
"""Loads articles by their ids; those that cannot be read are left out."""


def completions(engine: SearchEngine, text: str, articles: Load) -> list[str]:
    """How ``text``, the beginning of a query, may continue: whole texts, the most likely first.

    The last word is completed to the name of a field, or after a field to a value of it, the most frequent first.
    Values that begin with the word come before those in which a later word does. ``articles`` loads articles by id.
    """
    parts = list(lexemes(text))
    if not parts or parts[-1].end != len(text):
        return []
    last = parts[-1]
    if last.kind == "field":
        return _continued(text, _beginning(_values(engine, FIELDS[last.text], "", articles), ""))
    if len(parts) > 1 and parts[-2].kind == "field" and parts[-2].end == last.start:
        if last.kind not in ("word", "open phrase"):
            return []
        values = _values(engine, FIELDS[parts[-2].text], last.text, articles)
        return _continued(text[: last.start], _beginning(values, last.text))
    return [text[: last.start] + name for name in _names(last)]


def _names(last: Lexeme) -> list[str]:
    begun = last.text.lower()
    if last.kind != "word" or len(begun) < _SHORTEST_NAME:
        return []
    return [f"{name}:" for name in BY_WRITTEN if name.startswith(begun)]


def _continued(before: str, values: Iterable[str]) -> list[str]:
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


def _values(engine: SearchEngine, field: QueryField, begun: str, articles: Load) -> Sequence[str]:
    """The values that articles have in ``field``, the most frequent first; of dates the latest years first."""
    match field.offered:
        case Offered.COUNTS:
            counted = ordered(_counts(engine, field))
            others = (other for value in counted for other in field.also_offered(value)) if begun else ()
            return [*counted, *others]
        case Offered.DAYS:
            years = {month[:4] for month in _counts(engine, field)}
            return [*sorted(years, reverse=True), *_DAYS]
        case Offered.ARTICLES:
            loaded = articles(_latest(engine, field, begun))
            of = field.offered_values or field.values
            return ordered(Counter(value for article in loaded.values() for value in of(article)))
        case Offered.FIELDS:
            return presence_names()


def _counts(engine: SearchEngine, field: QueryField) -> Mapping[str, int]:
    everything = ParsedQuery(Everything(), (), (), (), ())
    found = engine.answer(everything, order="newest", offset=0, limit=0, facets=True, budget=UNLIMITED)
    return found.facets.get(field.column, {})


def _latest(engine: SearchEngine, field: QueryField, begun: str) -> list[str]:
    """Ids of the latest articles that have in ``field`` words that begin as those of ``begun`` do."""
    parts: list[Query] = [Prefix(token.word, field.column) for token in sought(begun)] or [Has(field.column)]
    query = And(tuple(parts)) if len(parts) > 1 else parts[0]
    asked = ParsedQuery(query, (), (), (), ())
    found = engine.answer(asked, order="newest", offset=0, limit=_ASKED, facets=False, budget=UNLIMITED)
    return [each.id for each in found.page]
