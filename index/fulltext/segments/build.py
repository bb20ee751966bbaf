"""A batch of articles as the arrays of a segment."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from index.fulltext.analysis import DEFAULT_LANGUAGE, LONGEST_TERM, whole_term
from index.fulltext.schema import SEPARATOR, clean_surrogates, minutes
from index.fulltext.segments.layout import (
    FILED,
    MAX_ARTICLES,
    TEXTS,
    encoded,
    narrowed,
    packed,
    pair,
    smallest,
    spread_of,
    strings_of,
    sums,
)
from index.text import fold, stem, words_as_written

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.fulltext.segments.layout import Array
    from index.model import Article

    Codes = NDArray[np.int64]

_KEPT: Final = 400_000
"""Distinct tokens that are remembered from one batch to the next."""

# The tokens of ``index.text`` in text whose letters and digits are ASCII and small, but for what is elided.
_PLAIN: Final = re.compile(r"[a-z](?:\.(?:[a-z]\.)+|[a-z0-9]*(?:'[a-z]+)*)|[0-9]+(?:[.,][0-9]+)*")
_TYPOGRAPHY: Final = (("\u2019", "'"), *((mark, " ") for mark in "\u201c\u201d\u2018\u2013\u2014\u2026"))
"""Marks that are common in news and can be put as others without a change to the tokens."""

_NOTHING: Final = -1
_SEVERAL: Final = -2

_AS_WRITTEN: Final = ""
"""In place of a language: words are not stemmed."""


class _Table(dict[str, int]):
    """The codes of tokens in one language; -1 for one that folds to nothing, -2 for what is several tokens."""

    def __init__(self, vocabulary: Vocabulary, language: str) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self._language = language

    def __missing__(self, token: str) -> int:
        if token.isascii() and words_as_written(token) != [token]:
            code = _SEVERAL
        elif word := fold(token)[:LONGEST_TERM]:
            code = self._vocabulary.code(word, stem(word, self._language))
        else:
            code = _NOTHING
        self[token] = code
        return code


class Vocabulary:
    """Codes of words with their stems. Each distinct token of a language is folded and stemmed once.

    So indexing costs little more than cutting text into tokens.
    """

    def __init__(self) -> None:
        self._tables: dict[str, _Table] = {}
        self._codes: dict[tuple[str, str], int] = {}
        self._stem_codes: dict[str, int] = {}
        self.words: list[bytes] = []
        """The word of each code."""
        self.pairs: list[bytes] = []
        """The word and the stem of each code, in the order of which codes are put."""
        self.stems: list[bytes] = []
        self.stem_of = array("q")
        """The place of its stem in ``stems`` for each code."""
        self.first = bytearray()
        """The first byte of the word of each code."""

    def code(self, word: str, form: str) -> int:
        """The code of a word with its stem."""
        code = self._codes.get((word, form))
        if code is None:
            code = self._codes[word, form] = len(self.words)
            self.words.append(encoded(word))
            self.first.append(self.words[-1][0])
            self.pairs.append(pair(self.words[-1], encoded(form)))
            at = self._stem_codes.setdefault(form, len(self.stems))
            if at == len(self.stems):
                self.stems.append(encoded(form))
            self.stem_of.append(at)
        return code

    @property
    def is_large(self) -> bool:
        """Whether it is time to begin a new one."""
        return sum(map(len, self._tables.values())) > _KEPT

    def codes(self, texts: Sequence[str], languages: Iterable[str]) -> tuple[Codes, Codes]:
        """The codes of the words of all ``texts``, each in its language, and how many each text has."""
        tables = [self._tables.get(each) or self._tables.setdefault(each, _Table(self, each)) for each in languages]
        codes, counts = array("i"), array("q")
        for text, table in zip(texts, tables, strict=True):
            before = len(codes)
            codes.extend(map(table.__getitem__, cut(text)))
            counts.append(len(codes) - before)
        found, many = np.frombuffer(codes, np.intc), np.frombuffer(counts, np.int64)
        if len(found) and int(found.min()) < 0:
            found, many = _mended(found, many, texts, tables)
        return found.astype(np.int64), many


def _mended(found: Array, many: Array, texts: Sequence[str], tables: Sequence[_Table]) -> tuple[Array, Array]:
    """``found`` with each text that has one of several tokens cut anew, and without those that fold to nothing."""
    starts = sums(many)
    parts = [found[start:end] for start, end in pairwise(starts.tolist())]
    again = np.searchsorted(starts, np.flatnonzero(found == _SEVERAL), side="right") - 1
    for at in np.unique(again).tolist():
        cut_again = words_as_written(texts[at])
        parts[at] = np.fromiter(map(tables[at].__getitem__, cut_again), np.intc, len(cut_again))
    parts = [part[part >= 0] for part in parts]
    return np.concatenate(parts), np.array([len(part) for part in parts], np.int64)


def cut(text: str) -> list[str]:
    """The tokens of ``text`` as written, in order; what they fold to is what ``index.text.tokens`` gives."""
    if not text.isascii():
        plain = text
        for mark, other in _TYPOGRAPHY:
            plain = plain.replace(mark, other)
        if not plain.isascii():
            return words_as_written(text)
        text = plain
    return _PLAIN.findall(text.lower())


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
    languages = [DEFAULT_LANGUAGE] * len(articles)
    coded = {field: vocabulary.codes(texts[field], languages) for field in TEXTS}
    every = np.concatenate([codes for codes, _ in coded.values()])
    arrays, stem_rank = _dictionaries(every, vocabulary)
    for field, (codes, counts) in coded.items():
        arrays |= _placed(field, stem_rank[codes], counts, len(arrays["stems.ends"]))
    arrays["stems.spread"] = smallest(
        spread_of([(arrays[f"{field}.starts"], arrays[f"{field}.documents"], None) for field in TEXTS])
    )
    arrays |= _initials(coded.values(), vocabulary, len(articles))
    outlets = [clean_surrogates(each.outlet or "") for each in about]
    tags = [[clean_surrogates(tag.replace("\n", " ")) for tag in article.tags] for article in articles]
    spoken = [clean_surrogates(each.language or "") for each in about]
    named = {
        "outlet": outlets,
        "author": ["\n".join(each.authors) for each in about],
        "path": ["\n".join(article.paths) for article in articles],
    }
    for field, values in named.items():
        arrays |= _named(field, values, vocabulary)
    filed = {
        "outlet_whole": [[outlet] for outlet in outlets],
        "tag": tags,
        "lang": [[language] for language in spoken],
    }
    for field in FILED:
        arrays |= _filed(field, [{whole_term(value.replace("\n", " ")) for value in row} for row in filed[field]])
    columns = {"outlet_name": outlets, "tags": [SEPARATOR.join(row) for row in tags], "language": spoken}
    for name, values in columns.items():
        arrays |= _coded(name, values)
    ids = np.array([article.id.encode() for article in articles] or [b""], "S")[: len(articles)]
    return arrays | {
        "id": ids,
        "id.order": np.argsort(ids, kind="stable").astype("<u2"),
        "version": smallest(np.array([article.version for article in articles], np.int64)),
        "published": np.array([minutes(each.published) for each in about], "<i4"),
    }


def _dictionaries(every: Codes, vocabulary: Vocabulary) -> tuple[dict[str, Array], Codes]:
    """Words and stems of a batch, sorted; and the place of its stem for each of the vocabulary's codes."""
    present = np.flatnonzero(np.bincount(every, minlength=len(vocabulary.words)))
    _, order = _sorted([vocabulary.pairs[code] for code in present.tolist()])
    present = present[order]
    stem_of = np.array(vocabulary.stem_of, np.int64)
    used = np.unique(stem_of[present])
    stems, stem_order = _sorted([vocabulary.stems[code] for code in used.tolist()])
    rank = np.zeros(len(vocabulary.stems), np.int64)
    rank[used[stem_order]] = np.arange(len(used))
    stem_rank = rank[stem_of]
    arrays = packed("words", [vocabulary.words[code] for code in present.tolist()]) | packed("stems", stems)
    return arrays | {"words.stem": smallest(stem_rank[present])}, stem_rank


def _sorted(texts: list[bytes]) -> tuple[list[bytes], Codes]:
    order = sorted(range(len(texts)), key=texts.__getitem__)
    return [texts[at] for at in order], np.array(order, np.int64)


def _placed(field: str, terms: Codes, counts: Codes, size: int) -> dict[str, Array]:
    """Postings with positions: ``terms`` article by article, ``counts`` of them for each."""
    starts = sums(counts)
    places = np.arange(len(terms)) - np.repeat(starts[:-1], counts)
    documents = np.repeat(np.arange(len(counts)), counts)
    order = _stable_order(terms, size)
    terms, documents, places = terms[order], documents[order], places[order]
    begins = np.flatnonzero(_changes(terms) | _changes(documents))
    often = np.diff(np.append(begins, len(terms)))
    per_term = np.bincount(terms[begins], minlength=size)
    return {
        f"{field}.starts": smallest(sums(per_term)),
        f"{field}.documents": documents[begins].astype("<u2"),
        **narrowed(f"{field}.often", often),
        f"{field}.firsts": smallest(sums(np.bincount(terms, minlength=size))),
        **narrowed(f"{field}.places", places),
        f"{field}.length": smallest(counts),
    }


def _stable_order(terms: Codes, size: int) -> Codes:
    """``argsort`` by radix: numpy has one for numbers of two bytes, taken twice where they are larger."""
    order = np.argsort(terms.astype(np.uint16), kind="stable")
    if size > 1 << 16:
        order = order[np.argsort((terms >> 16).astype(np.uint16)[order], kind="stable")]
    return order


def _changes(values: Codes) -> NDArray[np.bool_]:
    changed = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=changed[1:])
    return changed


def _named(field: str, values: Sequence[str], vocabulary: Vocabulary) -> dict[str, Array]:
    """A field of words as written."""
    codes, counts = vocabulary.codes(values, [_AS_WRITTEN] * len(values))
    present = np.unique(codes)
    terms, order = _sorted([vocabulary.words[code] for code in present.tolist()])
    rank = np.zeros(len(vocabulary.words), np.int64)
    rank[present[order]] = np.arange(len(present))
    return packed(strings_of(field), terms) | _placed(field, rank[codes], counts, len(terms))


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
    first = np.array(vocabulary.first, np.uint8)
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
