"""Syntax trees as Whoosh's query trees: here it is decided in which columns and languages a word is looked for.

In the trees, ``Prefix(WRITTEN, …)`` matches the words of all text fields that begin so as they are written, and
``Prefix`` of a stemmed field for those of that field; so do ``Wildcard`` and ``FuzzyTerm``.
``NumericRange("published", …)`` counts minutes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from whoosh import query as trees

from index.query.fields import LEAST_BEGINNING, NAME_FIELDS, TEXT_FIELDS
from index.query.parser import ParsedQuery
from index.query.syntax import (
    And,
    Between,
    Everything,
    Fuzzy,
    Has,
    Matching,
    Member,
    Name,
    Not,
    Nothing,
    Or,
    Prefix,
    Query,
    Row,
    Value,
    Wildcard,
    Words,
    members_of,
)
from index.search.whoosh_engine.query_nodes import Exact, Forms, InRow, OfExpression, TypedPrefix
from index.search.whoosh_engine.schema import WRITTEN
from index.search.whoosh_engine.scoring import FIELD_BOOST
from index.search.whoosh_engine.segments.layout import whole_field
from index.text.terms import DEFAULT_LANGUAGE, stem_term

LanguagesOf = Callable[[str], Sequence[str]]
"""The languages, at least one, in which a folded word is looked for."""

_NOTHING: trees.Query = trees.NullQuery
_KEPT_WORDS = 2_000
"""Words of which the terms are remembered."""


class Translated(NamedTuple):
    """A parsed query with Whoosh's trees in place of ours."""

    tree: trees.Query
    words: list[trees.Query]
    filters: list[trees.Query]


def translated(parsed: ParsedQuery, languages_of: LanguagesOf) -> Translated:
    """``parsed`` for an archive in which a word is looked for in the languages that ``languages_of`` gives."""
    query = _Translator(languages_of).query
    return Translated(query(parsed.tree), list(map(query, parsed.words)), list(map(query, parsed.filters)))


def translate(query: Query, languages_of: LanguagesOf) -> trees.Query:
    """One query; as :func:`translated`."""
    return _Translator(languages_of).query(query)


class _Translator:
    def __init__(self, languages_of: LanguagesOf) -> None:
        self._languages_of = languages_of
        self._done: dict[int, tuple[Query, trees.Query]] = {}
        """By identity: that a query is the same object costs less to see than that it is equal."""

    def query(self, query: Query) -> trees.Query:
        # Most of what is translated is a plain word.
        if type(query) is Words and query.field is None and len(query.words) == 1 and not query.exact:
            word = query.words[0]
            return _word(word, tuple(self._languages_of(word)))
        known = self._done.get(id(query))
        if known is not None:
            return known[1]
        found = self._translated(query)
        self._done[id(query)] = query, found
        return found

    def _translated(self, query: Query) -> trees.Query:
        match query:
            case Words(words=words, field=field, slop=slop, exact=False):
                return _exact(words, field, slop, self._languages_of)
            case Words(words=(word,), field=field):
                return _each_field(field, lambda name, boost: _as_written(name, word, boost))
            case Words(words=words, field=field, slop=slop):
                return self._row(Row(tuple(Words((word,), exact=True) for word in words), field, slop))
            case Row():
                return self._row(query)
            case Prefix(word=word, field=None, typed=True) if len(word) >= LEAST_BEGINNING:
                return trees.Or([TypedPrefix(WRITTEN, word), *(trees.Prefix(name, word) for name in NAME_FIELDS)])
            case Prefix(word=word, field=field, typed=typed):
                return (TypedPrefix if typed else trees.Prefix)(field or WRITTEN, word)
            case And(parts=parts):
                return trees.And([self.query(part) for part in parts])
            case Or(parts=parts):
                return trees.Or([self.query(part) for part in parts])
            case Not(part=part):
                return trees.Not(self.query(part))
            case Between(field=field, first=first, last=last):
                return trees.NumericRange(field, first, last)
            case Wildcard(pattern=pattern, field=field):
                return trees.Wildcard(field or WRITTEN, pattern)
            case Fuzzy(word=word, distance=distance, field=field):
                return trees.FuzzyTerm(field or WRITTEN, word, maxdist=distance, prefixlength=0)
            case Value(field=field, value=value, is_prefix=is_prefix):
                return trees.Prefix(field, value) if is_prefix else trees.Term(field, value)
            case Name(field=field, value=value, words=words):
                named = trees.Term(whole_field(field), value)
                return trees.Otherwise(named, _exact(words, field, 1, self._languages_of))
            case Matching(field=field, expression=expression):
                return OfExpression(field, expression)
            case Has(field=field):
                return trees.Every(field)
            case Everything():
                return trees.Every()
            case Nothing():
                return _NOTHING

    def _row(self, row: Row) -> trees.Query:
        def made(field: str, boost: float) -> trees.Query:
            members = [self._member(each, field) for each in row.members]
            return InRow(field, members, slop=row.slop, ordered=row.ordered, within=row.within, boost=boost)

        return _each_field(row.field, made)

    def _member(self, member: Member, field: str) -> trees.Query:
        """A member of a row in one field."""
        match member:
            case Words(words=(word, *_), exact=exact):
                return _as_written(field, word) if exact else _exact((word,), field, 1, self._languages_of)
            case Prefix(word=word, typed=typed):
                return (TypedPrefix if typed else trees.Prefix)(field, word)
            case Wildcard(pattern=pattern):
                return trees.Wildcard(field, pattern)
            case Fuzzy(word=word, distance=distance):
                return trees.FuzzyTerm(field, word, maxdist=distance, prefixlength=0)
            case Or():
                return trees.Or([self._member(part, field) for part in members_of(member)])
        raise AssertionError(member)


def _each_field(field: str | None, made: Callable[[str, float], trees.Query]) -> trees.Query:
    """What is ``made`` for ``field``, or for each of the text fields, of which each has its boost."""
    if field is not None:
        return made(field, 1.0)
    return Forms([made(name, FIELD_BOOST[name]) for name in TEXT_FIELDS])


def _as_written(field: str, word: str, boost: float = 1.0) -> trees.Query:
    """A word in none of its other forms; fields that are no text fields have no others."""
    return Exact(field, word, boost) if field in TEXT_FIELDS else trees.Term(field, word, boost=boost)


@lru_cache(maxsize=_KEPT_WORDS)
def _word(word: str, languages: tuple[str, ...]) -> trees.Query:
    """The tree of ``word`` in these languages; remembered, since the next query has many of the same words."""
    return _exact((word,), None, 1, lambda word: languages)


def _exact(words: Sequence[str], field: str | None, slop: int, languages_of: LanguagesOf) -> trees.Query:
    """All ``words`` in a row, in ``field`` or, for bare words, any of the text fields and those of names.

    In text fields they are looked for in any language, in the others as they are written.
    """
    fields = TEXT_FIELDS if field is None else (field,)
    forms = _forms(words, languages_of) if field is None or field in TEXT_FIELDS else [tuple(words)]
    rows = [
        _row(form, name, 1.0 if field is not None else FIELD_BOOST[name], slop) for name in fields for form in forms
    ]
    if field is None:
        rows += [_row(tuple(words), name, 1.0, slop) for name in NAME_FIELDS]
    return Forms(rows) if len(rows) > 1 else rows[0]


def _forms(words: Sequence[str], languages_of: LanguagesOf) -> list[tuple[str, ...]]:
    """``words`` as terms of each language that has them all."""
    others = [languages_of(word) for word in words[1:]]
    common = [language for language in languages_of(words[0]) if all(language in each for each in others)]
    return [tuple(stem_term(word, language) for word in words) for language in common or [DEFAULT_LANGUAGE]]


def _row(terms: tuple[str, ...], field: str, boost: float, slop: int) -> trees.Query:
    if len(terms) == 1:
        return trees.Term(field, terms[0], boost=boost)
    return trees.Phrase(field, list(terms), slop=slop, boost=boost)
