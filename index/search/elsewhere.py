"""What a query finds where it was not asked for: in hidden lines, and in fields that it does not name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from index.model import Elsewhere
from index.model.hidden_queries import in_hidden_lines
from index.query.fields import BY_WRITTEN, FIELDS, NAME_FIELDS, TEXT_FIELDS, Kind, QueryField
from index.query.limits import Budget
from index.query.parser import ParsedQuery, Part
from index.query.syntax import And, Fuzzy, Not, Or, Prefix, Query, Row, Wildcard, Words
from index.search.engine import SearchEngine

Read = Callable[[str], ParsedQuery]
"""Reads a query."""

_MOST_PARTS = 6
"""Parts of a query that are looked for in other fields; longer queries are texts that were pasted."""

_PLACES = ("author", "outlet", "section", "title", "tag", "caption", "path", "url")
"""The fields that are tried, the likeliest first."""

_WRITTEN = re.compile(r'(?:([^\W\d_]+):)?=?"?([^":()]+?)"?(?:~{1,2}\w*)?\Z')
"""A word or a phrase, with the name of its field."""


def count_in_hidden_lines(engine: SearchEngine, query: str, read: Read, budget: Budget, *, as_typed: bool) -> int:
    """How many articles have in hidden lines what ``query`` asks for, and not in their texts."""
    if not (asked := in_hidden_lines(query, as_typed=as_typed)):
        return 0
    tree = read(asked).tree
    if not isinstance(tree, And):
        return 0
    words = [each for part in tree.parts if not isinstance(part, Not) for each in _hidden(part)]
    # Most words are in no hidden line: then nothing else is read.
    if not words or not any(engine.counts(words, budget)):
        return 0
    return engine.counts([tree], budget)[0]


def _hidden(query: Query) -> Iterator[Query]:
    """The words that are looked for in hidden lines."""
    match query:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _hidden(part)
        case Words() | Prefix() | Row() | Wildcard() | Fuzzy() if query.field == FIELDS["hidden"].column:
            yield query


def in_other_fields(
    engine: SearchEngine, parsed: ParsedQuery, query: str, read: Read, budget: Budget
) -> tuple[Elsewhere, ...]:
    """Queries that find something: ``query`` with one of its parts looked for in another field.

    Those for the part that comes first come first; of one part, those of the likeliest field.
    """
    if not 0 < len(parsed.parts) <= _MOST_PARTS:
        return ()
    made = [each for part in parsed.parts for each in _moved(part, query)]
    counts = engine.counts([read(each.query).tree for each in made], budget)
    return tuple(each._replace(total=total) for each, total in zip(made, counts, strict=True) if total)


def _moved(part: Part, query: str) -> Iterator[Elsewhere]:
    """``query`` with one part asked of each field in which it was not looked for."""
    written = _WRITTEN.match(query[part.start : part.end].strip())
    if written is None:
        return
    field = BY_WRITTEN.get(written[1].lower()) if written[1] else None
    text = written[2].strip()
    if not any(map(str.isalnum, text)) or (field is not None and field.kind not in (Kind.NAME, Kind.WORDS, Kind.TEXT)):
        return
    known = _looked_in(part.query, field)
    for name in _PLACES:
        if FIELDS[name].column not in known:
            asked = f'{name}:"{text}"' if " " in text else f"{name}:{text}"
            yield Elsewhere(asked, f"{query[: part.start]}{asked}{query[part.end :]}", 0)


def _looked_in(query: Query, field: QueryField | None) -> set[str]:
    """The columns in which a part is looked for."""
    if field is not None:
        return {field.column}
    # Bare words are looked for in names too, and what is asked for as written is not.
    bare = isinstance(query, Words) and not query.exact
    return {*TEXT_FIELDS, *(NAME_FIELDS if bare else ())}
