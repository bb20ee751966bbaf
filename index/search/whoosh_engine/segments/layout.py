"""What a segment holds, and how its arrays lie in its file.

A segment is up to 65,536 articles, numbered from 0. It is a set of named little-endian arrays; those of its parts:

**Strings**, a sorted or coded list of texts: ``NAME.bytes``, their UTF-8 one after the other, and ``NAME.ends``, where
each ends. ``words`` are the folded words as written, ``stems`` their stems; ``words.stem`` gives the stem of each
word, so that a prefix of words as written is a slice of ``words`` and a set of stems. A word that has several stems, in
several languages, is there once for each. ``words.form`` is the number of a word among those of its stem, in their
order. ``outlet.terms`` and so on are
the terms of the other fields. All are sorted by their bytes, which is the order of their code points.

**Postings** of a field: ``FIELD.starts`` gives for each term of the field's strings where its postings begin (one
number more than terms), ``FIELD.documents`` the articles in order, ``FIELD.often`` how often each has the term. Fields
with positions have ``FIELD.places``, the positions of all postings one after the other, and ``FIELD.firsts``, where
those of each term begin; a posting's share of them is known by how often. ``headline``, ``deck`` and ``body`` have
their postings by ``stems``. ``stems.spread`` is the number of articles that have a stem in any of the three.

**Forms**: what is written at a position is known by half a byte beside it, and only where a stem has several words:
``FIELD.forms`` holds for each position of such stems, in the order of ``FIELD.places``, the number of the word among
those of its stem. So words as written cost a tenth of what is kept of a text, and not a second index. A position can
have several words: the word that is there, and those that ``index.text.alternatives`` finds at it. Where some of these
have one stem, its positions have one number twice; ``FIELD.doubled`` are those stems.

**Passages** of text fields: ``FIELD.sentence`` has the positions of the words that begin a sentence, but for the first
of each article, one article after the other; ``FIELD.sentences`` where those of each article begin. ``FIELD.paragraph``
and ``FIELD.paragraphs`` are those of paragraphs.

**Narrow numbers**: ``forms`` take half a byte, ``often`` a byte, ``places`` and passages two bytes for each value. Of
those that need more, the lower bits are there; ``NAME.at`` lists their places in the array and ``NAME.more`` what is to
be added. So nothing is too long to be counted, and nearly all is small. Arrays of :data:`SUMS` are such numbers of a
byte in the file, and as they are described here when they are read.

**Columns**, one value for each article: ``id`` (bytes of one width), ``id.order`` (the articles by their ids),
``version``, ``published`` and ``published_last`` (the first and the last minute that the date covers: a month is as
long as it is), :data:`KEYS` (equal for articles with the same text), ``FIELD.length`` (words, exact), and
``FIELD.values``, codes into strings: the values of :data:`VALUES`, several joined by :data:`SEPARATOR`. Which fields
there are, and what is stored of each, follows from the table of query fields.

The file: the arrays, each begun at a multiple of :data:`ALIGNMENT`; then one CRC-32 for each :data:`BLOCK` bytes of
them; then the header in JSON (name, type, place and length of each array). The table of contents gives the size of the
file and the digest of what follows the arrays. So a change of any byte is seen: in the tail when a segment is opened,
in a block before the first value in it is handed out. CRC-32 finds every change within 32 bits, and costs less than
reading the disk; a digest against forgers would be in vain, as they could write another table of contents, and it is
not needed for safety: arrays run nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from index.query.fields import ARTICLE_FIELDS, TEXT_FIELDS, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from numpy.typing import NDArray

    Array = NDArray[Any]
    Arrays = Mapping[str, NDArray[Any]]

MAX_ARTICLES: Final = 1 << 16
"""Articles of one segment: their numbers take two bytes."""

BLOCK: Final = 1 << 14
"""Bytes that are verified at once."""

ALIGNMENT: Final = 16
"""Bytes to whose multiples columns are aligned."""

TEXTS: Final = TEXT_FIELDS
"""Fields whose postings are by ``stems``."""


def whole_field(column: str) -> str:
    """The field of whole names beside a field of their words."""
    return f"{column}_whole"


def values_column(column: str) -> str:
    """The column of codes into the values of a field as they are shown."""
    return f"{column}.values"


def _columns(*kinds: Kind) -> tuple[str, ...]:
    return tuple(field.column for field in ARTICLE_FIELDS if field.kind in kinds)


WORDS: Final = _columns(Kind.WORDS, Kind.NAME)
"""Fields of words as they are written."""

PLACED: Final = (*TEXTS, *WORDS)
"""Fields with positions and lengths."""

COUNTED: Final = ("initial",)
"""Fields whose postings say how often, without positions."""

WHOLE: Final = (*map(whole_field, _columns(Kind.NAME)), *_columns(Kind.VALUE))
"""Fields of whole values: their postings only say which articles have them."""

FIELDS: Final = (*PLACED, *COUNTED, *WHOLE)

VALUES: Final = _columns(Kind.NAME, Kind.VALUE)
"""Fields whose values have a column of codes: those of facets and completions."""

SEPARATOR: Final = "\x1f"
"""Between the values of one article in their column."""

SENTENCE: Final = "sentence"
PARAGRAPH: Final = "paragraph"
"""The kinds of passages: the array of where they begin, and with an s that of where those of each article do."""

HALF: Final = 4
"""Bits of half a byte."""

SUMS: Final = frozenset({"starts", "firsts", "ends", f"{SENTENCE}s", f"{PARAGRAPH}s"})
"""Arrays of numbers that never fall: a file has only how much each is more than the one before it, in a byte."""

NARROW: Final = {"often": 8, "forms": 4, "places": 16, SENTENCE: 16, PARAGRAPH: 16}
"""Bits of the arrays that keep larger numbers apart."""


KEYS: Final = ("text.first", "text.second")
"""The columns of the two halves of :func:`index.text.text_keys.text_key`; 0 and 0 for an article without one."""

BETWEEN: Final = "\0"
"""Between a word and its stem where both are one text: below every character, so that words come in their order."""


_EMPTY: Final[Array] = np.zeros(0, "<u1")
_EMPTY.flags.writeable = False


class Passages(NamedTuple):
    """Where the passages of each article begin in ``places``, and the words that begin them."""

    starts: NDArray[np.int64]
    places: NDArray[np.int64]

    def arrays(self, field: str, kind: str) -> dict[str, Array]:
        """The arrays of the passages of ``field``."""
        return {f"{field}.{kind}s": smallest(self.starts), **narrowed(f"{field}.{kind}", self.places)}


def strings_of(field: str) -> str:
    """The name of the strings that ``field`` has its postings by."""
    return "stems" if field in TEXTS else f"{field}.terms"


def encoded(text: str) -> bytes:
    """``text`` as strings hold it: UTF-8, a lone surrogate as ``?``."""
    return text.encode(errors="replace")


def smallest(values: Array) -> Array:
    """``values``, none below zero, in the smallest unsigned type that holds them."""
    if not len(values):
        return _EMPTY
    most = int(values.max())
    return values.astype("<u1" if most < 1 << 8 else "<u2" if most < 1 << 16 else "<u4" if most < 1 << 32 else "<u8")


def narrowed(name: str, values: Array) -> dict[str, Array]:
    """``values`` as the arrays of narrow numbers called ``name``."""
    bits = NARROW[name.rpartition(".")[2]]
    if not int(values.max(initial=0)) >> bits:
        return {name: halved(values) if bits == HALF else values.astype(f"<u{bits // 8}"), **_nothing_apart(name)}
    at = np.flatnonzero(values >> bits)
    low = values & ((1 << bits) - 1)
    return apart(name, halved(low) if bits == HALF else low.astype(f"<u{bits // 8}"), at, values[at] - low[at])


def _nothing_apart(name: str) -> dict[str, Array]:
    return {f"{name}.at": _EMPTY, f"{name}.more": _EMPTY}


def apart(name: str, low: Array, at: Array, more: Array) -> dict[str, Array]:
    """The arrays of narrow numbers called ``name``: their ``low`` bits, and what is ``more`` at places ``at``."""
    if not len(at):
        return {name: low, **_nothing_apart(name)}
    return {name: low, f"{name}.at": smallest(at), f"{name}.more": smallest(more)}


def halved(values: Array) -> Array:
    """Numbers of four bits, two to a byte."""
    low = np.zeros(len(values) + len(values) % 2, np.uint8)
    low[: len(values)] = values
    return low[::2] | low[1::2] << HALF


def whole(halves: Array) -> Array:
    """The numbers of four bits that :func:`halved` put together, and one more where they were odd in number."""
    values = np.empty(2 * len(halves), np.uint8)
    values[::2] = halves & ((1 << HALF) - 1)
    values[1::2] = halves >> HALF
    return values


def ragged(starts: Array, counts: Array) -> NDArray[np.int64]:
    """The numbers ``starts[i] .. starts[i] + counts[i] - 1`` for each ``i``, one run after the other."""
    counts = counts.astype(np.int64)
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    found: NDArray[np.int64] = np.arange(total) + np.repeat(starts.astype(np.int64) - (ends - counts), counts)
    return found


def sums(counts: Array) -> NDArray[np.int64]:
    """Where runs of ``counts`` begin, and where the last one ends."""
    found = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=found[1:])
    return found


def distinct(values: NDArray[np.int64]) -> NDArray[np.int64]:
    """``values`` in order, each once; they are put in order where they are."""
    values.sort()
    found: NDArray[np.int64] = values[np.diff(values, prepend=-1) != 0]
    return found


def ordinals(groups: Array) -> NDArray[np.int64]:
    """The number of each value among those equal to it, in their order."""
    order = np.argsort(groups, kind="stable")
    counts = np.bincount(groups) if len(groups) else np.zeros(0, np.int64)
    found = np.empty(len(groups), np.int64)
    found[order] = np.arange(len(groups)) - np.repeat(sums(counts)[:-1], counts)
    return found


def packed(name: str, texts: list[bytes]) -> dict[str, Array]:
    """Strings called ``name``."""
    ends = np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)))
    return {f"{name}.bytes": np.frombuffer(b"".join(texts), np.uint8), f"{name}.ends": smallest(ends)}


def spread_of(fields: Sequence[tuple[Array, Array, Array | None]]) -> NDArray[np.int64]:
    """How many articles have each term in any field: of each field the starts and documents, and which of these count.

    The last field is the largest; only the terms of the others are looked up in it.
    """
    keys = [_keys(*field) for field in fields]
    few, many = distinct(np.concatenate(keys[:-1])), keys[-1]
    if len(many):
        few = few[many[np.minimum(np.searchsorted(many, few), len(many) - 1)] != few]
    size = len(fields[0][0]) - 1
    return np.bincount(np.concatenate([few, many]) >> 16, minlength=size)


def _keys(starts: Array, documents: Array, kept: Array | None) -> NDArray[np.int64]:
    begins: NDArray[np.int64] = starts.astype(np.int64)
    counts = begins[1:] - begins[:-1]
    terms = np.repeat(np.arange(len(starts) - 1), counts)
    keys = terms << 16 | documents
    return keys if kept is None else keys[kept]
