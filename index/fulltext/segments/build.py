"""A batch of articles as the arrays of a segment."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from index.fulltext.analysis import LONGEST_TERM, spoken, stem_term, whole_term
from index.fulltext.schema import SEPARATOR, clean_surrogates, minutes
from index.fulltext.segments.layout import (
    BETWEEN,
    FILED,
    MAX_ARTICLES,
    TEXTS,
    encoded,
    narrowed,
    packed,
    smallest,
    spread_of,
    strings_of,
    sums,
)
from index.fulltext.segments.texts import Texts
from index.text import fold, words_as_written

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.fulltext.segments.layout import Array
    from index.model import Article

    Codes = NDArray[np.int64]

_KEPT: Final = 300_000
"""Distinct tokens that are remembered from one batch to the next."""

_TYPOGRAPHY: Final = (("\u2019", "'"), *((mark, " ") for mark in "\u201c\u201d\u2018\u2013\u2014\u2026"))
"""Marks that are common in news and can be put as others without a change to the tokens."""

_INSIDE: Final = b".,'"
"""What beside letters and digits can be part of a token of ASCII characters."""

_SEPARATED: Final = bytes(
    code if code >= 0x80 or chr(code).isalnum() or code in _INSIDE else 0x20 for code in bytes(range(256)).lower()
)
"""Small letters for capitals, and spaces for what is part of no token; bytes beyond ASCII stay."""

_MOSTLY_ASCII: Final = 1.1
"""Bytes to a character up to which a text is cut at its spaces, as words with other characters come up again."""

_LONGEST_KEPT: Final = 64
"""Bytes of the longest piece of text that is remembered; longer ones hardly come up again."""

_NOTHING: Final = -1

_AS_WRITTEN: Final = ""
"""In place of a language: words are not stemmed."""


class _Table(dict[str | bytes, int]):
    """The codes of pieces of text in one language.

    A piece is a token, or what stands between two spaces in the bytes of a text, which no token goes across. One that
    has no word is -1; one of several words is a place in ``rows`` counted down from -2.
    """

    def __init__(self, vocabulary: Vocabulary, language: str) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self._language = language
        self.rows: list[list[int]] = []

    def __missing__(self, piece: str | bytes) -> int:
        code = self._piece(piece) if isinstance(piece, bytes) else self._token(piece)
        if len(piece) <= _LONGEST_KEPT:
            self[piece] = code
        return code

    def _token(self, token: str) -> int:
        word = fold(token)[:LONGEST_TERM]
        return self._code(word) if word else _NOTHING

    def _code(self, word: str) -> int:
        language = self._language
        return self._vocabulary.code(word, word if language == _AS_WRITTEN else stem_term(word, language))

    def _piece(self, piece: bytes) -> int:
        inner = piece.strip(_INSIDE)
        if inner != piece and inner.isalnum():
            return self[inner]
        if inner.isalpha() or inner.isdigit():
            return self._code(inner[:LONGEST_TERM].decode())
        tokens = words_as_written(piece.decode(errors="surrogatepass"))
        codes = [code for token in tokens if (code := self._token(token)) >= 0]
        if len(codes) < 2:
            return codes[0] if codes else _NOTHING
        self.rows.append(codes)
        return -1 - len(self.rows)


class Vocabulary:
    """Codes of words with their stems. Each distinct piece of text in a language is folded and stemmed once.

    So indexing costs little more than cutting text into pieces.
    """

    def __init__(self) -> None:
        self._tables: dict[str, _Table] = {}
        self._codes: dict[str, int] = {}
        self._stem_codes: dict[str, int] = {}
        self.pairs = Texts()
        """The word and the stem of each code, in the order of which codes are put."""
        self.stems = Texts()
        self._stem_of = array("q")
        self._lengths = array("q")
        self._first = bytearray()

    def code(self, word: str, form: str) -> int:
        """The code of a word with its stem."""
        both = f"{word}{BETWEEN}{form}"
        count = len(self._codes)
        code = self._codes.setdefault(both, count)
        if code == count:
            text = encoded(both)
            self.pairs.append(text)
            self._lengths.append(text.index(BETWEEN.encode()))
            self._first.append(text[0])
            known = len(self._stem_codes)
            at = self._stem_codes.setdefault(form, known)
            if at == known:
                self.stems.append(encoded(form))
            self._stem_of.append(at)
        return code

    def word(self, code: int) -> bytes:
        """The word of a code."""
        return self.pairs[code][: self._lengths[code]]

    def __len__(self) -> int:
        return len(self._lengths)

    def stem_of(self) -> Codes:
        """The place of its stem in ``stems`` for each code."""
        return np.array(self._stem_of, np.int64)

    def first(self) -> Array:
        """The first byte of the word of each code."""
        return np.array(self._first, np.uint8)

    def packed(self, name: str, codes: Codes) -> dict[str, Array]:
        """The words of ``codes`` as strings called ``name``."""
        return self.pairs.packed(name, codes, np.array(self._lengths, np.int64)[codes])

    @property
    def is_large(self) -> bool:
        """Whether it is time to begin a new one."""
        return sum(len(table) + len(table.rows) for table in self._tables.values()) > _KEPT

    def codes(self, texts: Sequence[str], languages: Sequence[str]) -> tuple[Codes, Codes]:
        """The codes of the words of all ``texts``, each in its language, and how many each text has."""
        codes: list[int] = []
        counts: list[int] = []
        tables = [self._table(language) for language in languages]
        for text, table in zip(texts, tables, strict=True):
            before = len(codes)
            codes += map(table.__getitem__, cut(text))
            counts.append(len(codes) - before)
        found, many = np.array(codes, np.int64), np.array(counts, np.int64)
        if len(found) and int(found.min()) < 0:
            found, many = _spelled_out(found, many, tables)
        return found, many

    def _table(self, language: str) -> _Table:
        table = self._tables.get(language)
        if table is None:
            table = self._tables[language] = _Table(self, language)
        return table


def _spelled_out(found: Codes, many: Codes, tables: Sequence[_Table]) -> tuple[Codes, Codes]:
    """``found`` with the codes of each word in place of pieces of several words, and without those of none."""
    starts = sums(many)
    odd = np.flatnonzero(found < 0)
    texts = np.searchsorted(starts, odd, side="right") - 1
    rows = [
        tables[text].rows[-2 - code] if code < _NOTHING else []
        for text, code in zip(texts.tolist(), found[odd].tolist(), strict=True)
    ]
    counts = np.ones(len(found), np.int64)
    counts[odd] = [len(row) for row in rows]
    spelled = np.repeat(found, counts)
    spelled[np.repeat(found < 0, counts)] = [code for row in rows for code in row]
    return spelled, np.diff(sums(counts)[starts])


def cut(text: str) -> Sequence[str | bytes]:
    """``text`` in pieces, in order, of which :class:`Vocabulary` knows the tokens that ``index.text.tokens`` gives."""
    if not text.isascii():
        for mark, other in _TYPOGRAPHY:
            text = text.replace(mark, other)
    data = text.encode(errors="surrogatepass")
    if len(data) > _MOSTLY_ASCII * len(text):
        return words_as_written(text)
    return data.translate(_SEPARATED).split()


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
    languages = [spoken(each) for each in about]
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
    declared = [clean_surrogates(each.language or "") for each in about]
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
        "lang": [[language] for language in declared],
    }
    for field in FILED:
        arrays |= _filed(field, [{whole_term(value.replace("\n", " ")) for value in row} for row in filed[field]])
    columns = {"outlet_name": outlets, "tags": [SEPARATOR.join(row) for row in tags], "language": declared}
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
    present = vocabulary.pairs.ordered(np.flatnonzero(np.bincount(every, minlength=len(vocabulary))))
    stem_of = vocabulary.stem_of()
    used = vocabulary.stems.ordered(np.unique(stem_of[present]))
    rank = np.zeros(len(vocabulary.stems), np.int64)
    rank[used] = np.arange(len(used))
    stem_rank = rank[stem_of]
    arrays = vocabulary.packed("words", present) | vocabulary.stems.packed("stems", used)
    return arrays | {"words.stem": smallest(stem_rank[present])}, stem_rank


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
