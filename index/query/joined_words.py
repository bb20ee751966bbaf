"""Phrases through words that a text writes in several: ``"an F16 landed"`` in ``an F-16 landed``.

A step over the tree, for the words of one archive. The index has ``f16`` at the first and at the last word of ``F-16``,
and at the last one what :func:`index.text.alternatives.continued` gives; so a phrase through it is one with that too.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from itertools import islice, product

from index.query.limits import MAX_READINGS
from index.query.parser import ParsedQuery
from index.query.syntax import And, Member, Not, Or, Query, Row, Words, members_of
from index.text.alternatives import MOST_JOINED, continued

Known = Callable[[Collection[str]], Collection[str]]
"""Those of some words that the archive has."""


def with_joined_words(parsed: ParsedQuery, known: Known) -> ParsedQuery:
    """``parsed`` with the phrases that go through words which texts write in several."""
    inside = {word for phrase in _phrases(parsed.tree) for word in _inside(phrase)}
    if not inside:
        return parsed
    asked = {continued(word, 2): word for word in inside}
    split = {asked[each] for each in known(list(asked))}
    if not split:
        return parsed
    longer = {continued(word, number) for word in split for number in range(3, MOST_JOINED + 1)}
    there = set(known(longer)) | {continued(word, 2) for word in split}

    def expanded(query: Query) -> Query:
        return _expanded(query, there)

    return replace(
        parsed,
        tree=expanded(parsed.tree),
        words=tuple(map(expanded, parsed.words)),
        filters=tuple(map(expanded, parsed.filters)),
        parts=tuple(
            part._replace(query=expanded(part.query), words=tuple(map(expanded, part.words))) for part in parsed.parts
        ),
    )


def _phrases(query: Query) -> Iterator[Words | Row]:
    """The phrases that have a word between two others."""
    match query:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _phrases(part)
        case Not(part):
            yield from _phrases(part)
        case Words(words, _, 1) if len(words) > 2:
            yield query
        case Row(members, _, 1, True, "text") if len(members) > 2:
            yield query


def _members(phrase: Words | Row) -> tuple[Member, ...]:
    if isinstance(phrase, Row):
        return phrase.members
    return tuple(Words((word,), exact=phrase.exact) for word in phrase.words)


def _inside(phrase: Words | Row) -> Iterator[str]:
    """The words between the first and the last one; these are beside their neighbours however they are written."""
    for member in _members(phrase)[1:-1]:
        for each in _plain(member):
            yield each.words[0]


def _plain(member: Member) -> Iterator[Words]:
    if isinstance(member, Words):
        yield member
    elif isinstance(member, Or):
        for part in members_of(member):
            yield from _plain(part)


def _expanded(query: Query, there: Collection[str]) -> Query:
    match query:
        case And(parts):
            return And(tuple(_expanded(part, there) for part in parts))
        case Or(parts):
            return Or(tuple(_expanded(part, there) for part in parts))
        case Not(part):
            return Not(_expanded(part, there))
        case Words() | Row() if any(True for _ in _phrases(query)):
            rows = list(islice(_rows(_members(query), there), MAX_READINGS))
            if len(rows) > 1:
                slop = query.slop
                return Or((query, *(Row(members, query.field, slop) for members in rows[1:])))
    return query


def _rows(members: Sequence[Member], there: Collection[str]) -> Iterator[tuple[Member, ...]]:
    """The rows that a phrase may be, the first of them as it is."""
    first, *inside, last = members
    ways = [[(member,), *_longer(member, there)] for member in inside]
    for chosen in product(*ways):
        yield (first, *(each for part in chosen for each in part), last)


def _longer(member: Member, there: Collection[str]) -> Iterator[tuple[Member, ...]]:
    """The words of a member that are written in several, each with what is found where it goes on."""
    for each in _plain(member):
        row: tuple[Member, ...] = (each,)
        for number in range(2, MOST_JOINED + 1):
            further = continued(each.words[0], number)
            if further not in there:
                break
            row = (*row, Words((further,), exact=each.exact))
            yield row
