"""Letters and figures that a query has side by side and a text writes as one: ``mh 370`` in ``MH370`` and ``MH-370``.

A step over the tree, for the words of one archive. Each of the two words is also the joined one, so that an article
with that has both; one that has the two words far apart is found as well, and scores less.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from index.query.joined_words import Known
from index.query.parser import ParsedQuery
from index.query.syntax import And, Not, Or, Prefix, Query, Words
from index.text.terms import LONGEST_TERM

_Joined = Words | Prefix


def with_joined_neighbours(parsed: ParsedQuery, known: Known) -> ParsedQuery:
    """``parsed`` with what letters and the figures after them are together, where the archive has such a word."""
    asked = {joined for row in (parsed.words, *_rows(parsed.tree)) for _, joined in _pairs(row)}
    if not asked:
        return parsed
    whole = {word for joined in asked if isinstance(joined, Words) for word in joined.words}
    there = set(known(whole)) if whole else set()
    found = {joined for joined in asked if isinstance(joined, Prefix) or joined.words[0] in there}
    if not found:
        return parsed
    queries = _widened([part.query for part in parsed.parts], found)
    return replace(
        parsed,
        tree=_expanded(parsed.tree, found),
        words=tuple(_widened(parsed.words, found)),
        parts=tuple(
            part._replace(query=query, words=(query,) if part.words == (part.query,) else part.words)
            for part, query in zip(parsed.parts, queries, strict=True)
        ),
    )


def _rows(query: Query) -> Iterator[Sequence[Query]]:
    """The rows of parts that must all match."""
    match query:
        case And(parts):
            yield parts
            for part in parts:
                yield from _rows(part)
        case Or(parts):
            for part in parts:
                yield from _rows(part)
        case Not(part):
            yield from _rows(part)


def _pairs(row: Sequence[Query]) -> Iterator[tuple[int, _Joined]]:
    """The places in ``row`` of letters before figures, and what the two are as one word."""
    for place, (first, second) in enumerate(pairwise(row)):
        match first, second:
            case Words((letters,), field, _, False), Words((figures,), other, _, False):
                made: _Joined = Words(((letters + figures)[:LONGEST_TERM],), field)
            case Words((letters,), field, _, False), Prefix(figures, other, True):
                made = Prefix((letters + figures)[:LONGEST_TERM], field, typed=True)
            case _:
                continue
        if field == other and letters.isalpha() and figures.isdecimal():
            yield place, made


def _widened(row: Sequence[Query], found: set[_Joined]) -> list[Query]:
    """``row`` in which each word of a pair is the joined word as well."""
    wider = list(row)
    for place, joined in _pairs(row):
        if joined in found:
            wider[place : place + 2] = [_also(each, joined) for each in wider[place : place + 2]]
    return wider


def _also(query: Query, joined: _Joined) -> Query:
    return Or((*(query.parts if isinstance(query, Or) else (query,)), joined))


def _expanded(query: Query, found: set[_Joined]) -> Query:
    match query:
        case And(parts):
            return And(tuple(_widened([_expanded(part, found) for part in parts], found)))
        case Or(parts):
            return Or(tuple(_expanded(part, found) for part in parts))
        case Not(part):
            return Not(_expanded(part, found))
    return query
