"""A batch of articles as the arrays of a segment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.query.dates import minutes
from index.query.fields import ARTICLE_FIELDS
from index.search.whoosh_engine.segments.layout import (
    MAX_ARTICLES,
    PARAGRAPH,
    SENTENCE,
    SEPARATOR,
    TEXTS,
    VALUES,
    WHOLE,
    WORDS,
    encoded,
    narrowed,
    ordinals,
    packed,
    smallest,
    spread_of,
    strings_of,
    sums,
    values_column,
    whole_field,
)
from index.search.whoosh_engine.segments.vocabulary import AS_WRITTEN, Vocabulary
from index.text import paragraph_ends, sentence_ends
from index.text.terms import language_of, whole_term

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.model import Article
    from index.search.whoosh_engine.segments.layout import Array

    Codes = NDArray[np.int64]


_PLACE_BITS = 40
"""Bits of a position in a number that holds an article too."""

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
    coded, passages = {}, {}
    for field in TEXTS:
        its = texts[field]
        ends = [_passage_ends(text) for text in its]
        codes, counts, before = vocabulary.placed(its, languages, [each for each, _ in ends])
        coded[field] = codes, counts
        passages |= _passages(field, counts, [len(each) for each, _ in ends], [many for _, many in ends], before)
    every = np.concatenate([codes for codes, _ in coded.values()])
    arrays, ranks = _dictionaries(every, vocabulary)
    arrays |= passages
    for field, (codes, counts) in coded.items():
        arrays |= _placed(field, ranks.stem[codes], counts, len(arrays["stems.ends"]), _Forms(ranks, codes))
    arrays["stems.spread"] = smallest(
        spread_of([(arrays[f"{field}.starts"], arrays[f"{field}.documents"], None) for field in TEXTS])
    )
    arrays |= _initials(coded.values(), vocabulary, len(articles))
    for query_field in ARTICLE_FIELDS:
        if query_field.column in (*WORDS, *VALUES):
            arrays |= _of_values(query_field.column, [query_field.values(each) for each in articles], vocabulary)
    ids = np.array([article.id.encode() for article in articles] or [b""], "S")[: len(articles)]
    dates = np.array([minutes(each.published) for each in about], "<i4").reshape(-1, 2)
    return arrays | {
        "id": ids,
        "id.order": np.argsort(ids, kind="stable").astype("<u2"),
        "version": smallest(np.array([article.version for article in articles], np.int64)),
        "published": dates[:, 0],
        "published_last": dates[:, 1],
    }


def _of_values(column: str, rows: Sequence[Sequence[str]], vocabulary: Vocabulary) -> dict[str, Array]:
    """What is stored of the values that each article has in a field of words, names or whole values."""
    arrays: dict[str, Array] = {}
    if column in WORDS:
        arrays |= _named(column, ["\n".join(row) for row in rows], vocabulary)
    if column in VALUES:
        # Most articles share their values with others.
        shown = {value: _encodable(_APART.sub(" ", value)) for value in set().union(*rows)}
        terms = {value: whole_term(text) for value, text in shown.items()}
        arrays |= _filed(
            column if column in WHOLE else whole_field(column), [{terms[value] for value in row} for row in rows]
        )
        arrays |= _coded(values_column(column), [SEPARATOR.join([shown[value] for value in row]) for row in rows])
    return arrays


def _passage_ends(text: str) -> tuple[list[int], int]:
    """Where sentences and then paragraphs of ``text`` end within it, and how many of these are sentences."""
    ends = list(sentence_ends(text))
    return [*ends, *paragraph_ends(text)], len(ends)


def _passages(
    field: str, counts: Codes, marks: Sequence[int], sentences: Sequence[int], before: Codes
) -> dict[str, Array]:
    """Sentences and paragraphs of a field by the words that end them.

    Each article has ``counts`` words and so many ``marks``, the first ones of which are ends of ``sentences``; so many
    words are ``before`` each.
    """
    arrays: dict[str, Array] = {}
    number = np.arange(len(before)) - np.repeat(sums(np.array(marks, np.int64))[:-1], marks)
    is_sentence = number < np.repeat(np.array(sentences, np.int64), marks)
    articles = np.repeat(np.arange(len(marks)), marks)
    # An end before the first word, after the last, or where another is, ends nothing.
    inside = (before > 0) & (before < counts[articles])
    for kind, chosen in ((SENTENCE, is_sentence), (PARAGRAPH, ~is_sentence)):
        keys = np.unique(articles[chosen & inside] << _PLACE_BITS | before[chosen & inside])
        arrays |= {
            f"{field}.{kind}s": smallest(sums(np.bincount(keys >> _PLACE_BITS, minlength=len(counts)))),
            **narrowed(f"{field}.{kind}", keys & ((1 << _PLACE_BITS) - 1)),
        }
    return arrays


class _Ranks(NamedTuple):
    """For each of the vocabulary's codes the place of its stem in the segment, and its form: ``words.form``."""

    stem: Codes
    form: Codes
    several: NDArray[np.bool_]
    """For each of the segment's stems, whether it has several words."""


class _Forms(NamedTuple):
    """The words as written of a field, article by article."""

    ranks: _Ranks
    codes: Codes


def _dictionaries(every: Codes, vocabulary: Vocabulary) -> tuple[dict[str, Array], _Ranks]:
    """Words and stems of a batch, sorted; and the places of the vocabulary's codes in them."""
    present = vocabulary.pairs.ordered(np.flatnonzero(np.bincount(every, minlength=len(vocabulary))))
    stem_of = vocabulary.stem_of()
    used = vocabulary.stems.ordered(np.unique(stem_of[present]))
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


def _placed(field: str, terms: Codes, counts: Codes, size: int, forms: _Forms | None = None) -> dict[str, Array]:
    """Postings with positions: ``terms`` article by article, ``counts`` of them for each."""
    starts = sums(counts)
    terms, order = _ordered(terms)
    documents = np.repeat(np.arange(len(counts), dtype=np.uint16), counts)[order]
    places = order - starts[documents]
    begins = np.flatnonzero(_changes(terms) | _changes(documents))
    often = np.diff(np.append(begins, len(terms)))
    per_term = np.bincount(terms[begins], minlength=size)
    firsts = np.bincount(terms, minlength=size)
    arrays = {
        f"{field}.starts": smallest(sums(per_term)),
        f"{field}.documents": documents[begins].astype("<u2"),
        **narrowed(f"{field}.often", often),
        f"{field}.firsts": smallest(sums(firsts)),
        **narrowed(f"{field}.places", places),
        f"{field}.length": smallest(counts),
    }
    return arrays if forms is None else arrays | _formed(field, forms, firsts, order)


def _formed(field: str, forms: _Forms, firsts: Codes, order: Codes) -> dict[str, Array]:
    """Which word is written at each position of stems that have several, ``firsts`` positions each."""
    several = forms.ranks.several
    written = forms.ranks.form[forms.codes[order[np.repeat(several, firsts)]]]
    return {
        **narrowed(f"{field}.forms", written),
        f"{field}.forms_firsts": smallest(sums(firsts * several)),
        f"{field}.doubled": np.zeros(0, np.uint8),
    }


def _ordered(terms: Codes) -> tuple[Codes, Codes]:
    """``terms`` sorted, and the place where each was; equal ones keep their order.

    Numbers sort faster than their places do.
    """
    bits = len(terms).bit_length()
    both = terms << bits | np.arange(len(terms))
    both.sort()
    return both >> bits, both & ((1 << bits) - 1)


def _changes(values: Array) -> NDArray[np.bool_]:
    changed = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=changed[1:])
    return changed


def _named(field: str, values: Sequence[str], vocabulary: Vocabulary) -> dict[str, Array]:
    """A field of words as written."""
    codes, counts = vocabulary.codes(values, [AS_WRITTEN] * len(values))
    present = vocabulary.pairs.ordered(np.unique(codes))
    rank = np.zeros(len(vocabulary), np.int64)
    rank[present] = np.arange(len(present))
    return vocabulary.packed(strings_of(field), present) | _placed(field, rank[codes], counts, len(present))


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


def _initials(coded: Iterable[tuple[Codes, Codes]], vocabulary: Vocabulary, size: int) -> dict[str, Array]:
    """How many words of each article begin with which ASCII letter or digit."""
    first = vocabulary.first()
    table = np.zeros((128, size), np.int64)
    for codes, counts in coded:
        letters = first[codes]
        plain = letters < 128
        documents = np.repeat(np.arange(size), counts)
        keys = letters[plain].astype(np.int64) * size + documents[plain]
        table += np.bincount(keys, minlength=128 * size).reshape(128, size) if size else table
    used = np.flatnonzero(table.any(axis=1)) if size else np.zeros(0, np.int64)
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
