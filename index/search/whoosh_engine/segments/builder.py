"""A batch of articles as the arrays of a segment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.query.dates import minutes
from index.query.fields import ARTICLE_FIELDS
from index.search.whoosh_engine.segments.layout import (
    KEYS,
    MAX_ARTICLES,
    SEPARATOR,
    TEXTS,
    VALUES,
    WHOLE,
    WORDS,
    distinct,
    encoded,
    narrowed,
    ordinals,
    packed,
    ragged,
    smallest,
    spread_of,
    strings_of,
    sums,
    values_column,
    whole_field,
)
from index.search.whoosh_engine.segments.occurrences import Occurrences, occurrences
from index.search.whoosh_engine.segments.vocabulary import AS_WRITTEN, Vocabulary
from index.text.digraphs import in_two_letters
from index.text.terms import language_of, whole_term
from index.text.text_keys import KEY_BYTES, text_key

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.model import Article
    from index.search.whoosh_engine.segments.layout import Array

    Codes = NDArray[np.int64]


_NUMBER_BITS = 63
"""Bits of the largest number that is not negative."""

_ASCII = 128
"""Bytes that are a letter or digit of ASCII are below."""

_APART = re.compile(f"[\n{SEPARATOR}]")
"""What separates values, and so cannot be part of one."""


def build(articles: Sequence[Article], vocabulary: Vocabulary) -> dict[str, Array]:
    """The arrays of a segment of ``articles``, of which there are no more than a segment takes."""
    if len(articles) > MAX_ARTICLES:
        raise ValueError(len(articles))
    about = [article.content.metadata for article in articles]
    texts = {
        "headline": [each.headline or "" for each in about],
        "deck": [each.deck or "" for each in about],
        "body": [article.text for article in articles],
    }
    languages = [language_of(each) for each in about]
    found: dict[str, Occurrences] = {}
    arrays: dict[str, Array] = {}
    for field in TEXTS:
        found[field], passages = occurrences(vocabulary, texts[field], languages)
        for kind, its in passages.items():
            arrays |= its.arrays(field, kind)
    dictionaries, ranks = _dictionaries(found.values(), vocabulary)
    arrays |= dictionaries
    for field, each in found.items():
        arrays |= _placed(field, each, ranks, len(arrays["stems.ends"]))
    arrays["stems.spread"] = smallest(
        spread_of([(arrays[f"{field}.starts"], arrays[f"{field}.documents"], None) for field in TEXTS])
    )
    arrays |= _initials(found.values(), vocabulary, len(articles))
    rows = {each.column: each.values for each in ARTICLE_FIELDS if each.column in (*WORDS, *VALUES)}
    values = {column: [of(article) for article in articles] for column, of in rows.items()}
    named = _words_of({column: values[column] for column in values if column in WORDS}, vocabulary)
    for column, stored in values.items():
        arrays |= _named(column, named[column], vocabulary) if column in WORDS else {}
        arrays |= _of_values(column, stored) if column in VALUES else {}
    ids = np.array([article.id.encode() for article in articles] or [b""], "S")[: len(articles)]
    dates = np.array([minutes(each.published) for each in about], "<i4").reshape(-1, 2)
    return arrays | {
        "id": ids,
        "id.order": np.argsort(ids, kind="stable").astype("<u2"),
        "version": smallest(np.array([article.version for article in articles], np.int64)),
        "published": dates[:, 0],
        "published_last": dates[:, 1],
        **_keys(articles),
    }


def _keys(articles: Sequence[Article]) -> dict[str, Array]:
    keys = [text_key(article.text, article.headline or "").ljust(KEY_BYTES, b"\0") for article in articles]
    halves = np.frombuffer(b"".join(keys), "<u8").reshape(-1, len(KEYS))
    return {name: halves[:, at] for at, name in enumerate(KEYS)}


def _of_values(column: str, rows: Sequence[Sequence[str]]) -> dict[str, Array]:
    """What is stored of the whole values that each article has in a field."""
    # Most articles share their values with others.
    shown = {value: _encodable(_APART.sub(" ", value)) for value in set().union(*rows)}
    # A name with letters that may be written as two is filed in both spellings.
    terms = {value: {whole_term(text), whole_term(in_two_letters(text))} for value, text in shown.items()}
    return _filed(
        column if column in WHOLE else whole_field(column), [set().union(*map(terms.__getitem__, row)) for row in rows]
    ) | _coded(values_column(column), [SEPARATOR.join([shown[value] for value in row]) for row in rows])


class _Ranks(NamedTuple):
    """For each of the vocabulary's codes the place of its term in the segment, and its form: ``words.form``."""

    term: Codes
    form: Codes
    several: NDArray[np.bool_]
    """For each of the segment's terms, whether it has several words."""


def _dictionaries(found: Iterable[Occurrences], vocabulary: Vocabulary) -> tuple[dict[str, Array], _Ranks]:
    """Words and stems of a batch, sorted; and the places of the vocabulary's codes in them."""
    counts = np.zeros(len(vocabulary), np.int64)
    for each in found:
        counts += np.bincount(each.codes, minlength=len(counts))
    present = vocabulary.pairs.ordered(np.flatnonzero(counts))
    stem_of = vocabulary.stem_of()
    used = vocabulary.stems.ordered(np.flatnonzero(np.bincount(stem_of[present], minlength=len(vocabulary.stems))))
    rank = np.zeros(len(vocabulary.stems), np.int64)
    rank[used] = np.arange(len(used))
    stem_rank = rank[stem_of]
    stems = stem_rank[present]
    forms = ordinals(stems)
    form_rank = np.zeros(len(vocabulary), np.int64)
    form_rank[present] = forms
    arrays = vocabulary.packed("words", present) | vocabulary.stems.packed("stems", used)
    arrays |= {"words.stem": smallest(stems), "words.form": smallest(forms)}
    return arrays, _Ranks(stem_rank, form_rank, np.bincount(stems, minlength=len(used)) > 1)


def _placed(field: str, found: Occurrences, ranks: _Ranks, size: int) -> dict[str, Array]:
    """Postings with positions of what was ``found`` in a field, by ``size`` terms."""
    codes = found.codes
    terms, documents, places, forms = _rows(ranks.term[codes], found.documents, found.places, ranks.form[codes])
    changes = _changes(terms) | _changes(documents)
    begins = np.flatnonzero(changes)
    often = np.diff(np.append(begins, len(terms)))
    arrays = {
        f"{field}.starts": smallest(sums(np.bincount(terms[begins], minlength=size))),
        f"{field}.documents": documents[begins].astype("<u2"),
        **narrowed(f"{field}.often", often),
        f"{field}.firsts": smallest(sums(np.bincount(terms, minlength=size))),
        **narrowed(f"{field}.places", places),
        f"{field}.length": smallest(found.lengths),
    }
    if field in TEXTS:
        arrays |= narrowed(f"{field}.forms", forms[ranks.several[terms]])
        arrays[f"{field}.doubled"] = smallest(distinct(terms[~(changes | _changes(places))]))
    return arrays


def _rows(*columns: Array) -> Sequence[Array]:
    """The distinct rows of ``columns``, none below zero, in order.

    A row is one number where it fits in one: numbers sort faster than their places do, and nothing is looked up after.
    """
    bits = [int(column.max(initial=0)).bit_length() for column in columns]
    if sum(bits) > _NUMBER_BITS:
        order = np.lexsort(columns[::-1])
        found = [column[order] for column in columns]
        return [column[np.logical_or.reduce([_changes(each) for each in found])] for column in found]
    rows = columns[0].astype(np.int64)
    for column, size in zip(columns[1:], bits[1:], strict=True):
        rows <<= size
        rows |= column
    rows.sort()
    rows = rows[_changes(rows)]
    apart = []
    for size in reversed(bits[1:]):
        apart.append(rows & ((1 << size) - 1))
        rows >>= size
    return [rows, *reversed(apart)]


def _changes(values: Array) -> NDArray[np.bool_]:
    changed = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=changed[1:])
    return changed


def _words_of(fields: Mapping[str, Sequence[Sequence[str]]], vocabulary: Vocabulary) -> Mapping[str, Occurrences]:
    """The words of the values that each article has in some fields: all are read at once, as they are few."""
    found = _of_equal(vocabulary, ["\n".join(row) for rows in fields.values() for row in rows])
    begin, words = 0, {}
    for field, rows in fields.items():
        end = begin + len(rows)
        here = (found.documents >= begin) & (found.documents < end)
        words[field] = Occurrences(
            found.codes[here], found.documents[here] - begin, found.places[here], found.lengths[begin:end]
        )
        begin = end
    return words


def _named(field: str, found: Occurrences, vocabulary: Vocabulary) -> dict[str, Array]:
    """A field of words as written, which were ``found`` in it."""
    # Few of the words of all articles are in names: those are numbered apart.
    codes, which = np.unique(found.codes, return_inverse=True)
    present = vocabulary.pairs.ordered(codes.astype(np.int64))
    rank = np.zeros(len(codes), np.int64)
    rank[np.searchsorted(codes, present)] = np.arange(len(present))
    ranks = _Ranks(rank, np.zeros_like(rank), np.zeros(len(present), np.bool_))
    its = found._replace(codes=which.astype(np.int32).reshape(-1))
    return vocabulary.packed(strings_of(field), present) | _placed(field, its, ranks, len(present))


def _of_equal(vocabulary: Vocabulary, values: Sequence[str]) -> Occurrences:
    """The words of ``values``, many of which are equal and read only once."""
    place = {value: at for at, value in enumerate(dict.fromkeys(values))}
    found, _ = occurrences(vocabulary, list(place), [AS_WRITTEN] * len(place))
    if len(place) == len(values):
        return found
    which = np.array([place[value] for value in values], np.int64)
    order = np.argsort(found.documents, kind="stable")
    counts = np.bincount(found.documents, minlength=len(place))
    rows = order[ragged(sums(counts)[which], counts[which])]
    documents = np.repeat(np.arange(len(values), dtype=np.int32), counts[which])
    return Occurrences(found.codes[rows], documents, found.places[rows], found.lengths[which])


def _filed(field: str, rows: Sequence[set[str]]) -> dict[str, Array]:
    """A field of whole values."""
    having: dict[bytes, list[int]] = {}
    for number, row in enumerate(rows):
        for term in row:
            if term:
                having.setdefault(encoded(term), []).append(number)
    terms = sorted(having)
    lists = [having[term] for term in terms]
    return {
        **packed(strings_of(field), terms),
        f"{field}.starts": smallest(sums(np.array([len(each) for each in lists], np.int64))),
        f"{field}.documents": np.array([number for each in lists for number in each], "<u2"),
    }


def _initials(found: Iterable[Occurrences], vocabulary: Vocabulary, size: int) -> dict[str, Array]:
    """How many words of each article begin with which ASCII letter or digit."""
    # All others come last, in a row that is left out.
    first = np.minimum(vocabulary.first(), _ASCII).astype(np.int64) * size
    table = np.zeros((_ASCII + 1) * size, np.int64)
    for each in found:
        table += np.bincount(first[each.codes] + each.documents, minlength=len(table))
    table = table.reshape(-1, size)[:_ASCII] if size else np.zeros((_ASCII, 0), np.int64)
    used = np.flatnonzero(table.any(axis=1))
    rows, having = np.nonzero(table[used])
    return {
        **packed("initial.terms", [bytes([letter]) for letter in used.tolist()]),
        "initial.starts": smallest(sums(np.bincount(rows, minlength=len(used)))),
        "initial.documents": having.astype("<u2"),
        **narrowed("initial.often", table[used][rows, having]),
    }


def _coded(name: str, values: Sequence[str]) -> dict[str, Array]:
    """A column of codes into the sorted distinct ``values``."""
    names = sorted({encoded(value) for value in values})
    code = {each: at for at, each in enumerate(names)}
    codes = np.array([code[encoded(value)] for value in values], np.int64)
    return {name: smallest(codes), **packed(f"{name}.names", names)}


def _encodable(text: str) -> str:
    """``text`` with each lone surrogate replaced by ``?``, code point for code point."""
    return text.encode(errors="replace").decode()
