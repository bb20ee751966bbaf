"""Where each word of some texts is: its text, its position, and further words at the same position.

A position is a word that ``index.text.tokens`` gives. What ``index.text.alternatives`` finds at a word has its
position; it adds nothing to the length of a text. Passages are counted in positions, too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.search.whoosh_engine.segments.layout import PARAGRAPH, SENTENCE, Passages, distinct, ragged, sums
from index.text.compounds import has_parts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.search.whoosh_engine.segments.text_pieces.text_reading import Reading
    from index.search.whoosh_engine.segments.vocabulary import Vocabulary

    Codes = NDArray[np.int64]
    Column = NDArray[np.int32]
    Columns = tuple[Column, Column, Column]

_PLACE_BITS = 40
"""Bits of a position in a number that holds a text too."""


class Occurrences(NamedTuple):
    """Words by their codes, each with its text and its position, in no order; and how many positions each text has."""

    codes: Column
    documents: Column
    places: Column
    lengths: Codes


def occurrences(
    vocabulary: Vocabulary, texts: Sequence[str], languages: Sequence[str]
) -> tuple[Occurrences, Mapping[str, Passages]]:
    """The words of ``texts``, each in its language; and their passages by kind."""
    lengths = np.zeros(len(texts), np.int64)
    none = np.zeros(0, np.int64)
    rows: list[Columns] = [_narrow(none, none, none)]
    sentences, paragraphs = [(none, none)], [(none, none)]
    for language, reading in vocabulary.readings(texts, languages):
        lengths[reading.texts] = reading.lengths
        words = _words(reading)
        rows += [words, _narrow(*reading.further)]
        if has_parts(language):
            rows.append(_parts(vocabulary, language, *words))
        sentences.append(reading.sentences)
        paragraphs.append(reading.paragraphs)
    codes, documents, places = map(list, zip(*rows, strict=True))
    del rows
    return Occurrences(_joined(codes), _joined(documents), _joined(places), lengths), {
        SENTENCE: _passages(sentences, lengths),
        PARAGRAPH: _passages(paragraphs, lengths),
    }


def _words(reading: Reading) -> Columns:
    """The words of texts, the numbers of these, and the positions."""
    texts, starts = reading.texts.astype(np.int32), sums(reading.lengths)[:-1].astype(np.int32)
    positions = np.arange(len(reading.codes), dtype=np.int32) - np.repeat(starts, reading.lengths)
    return reading.codes, np.repeat(texts, reading.lengths), positions


def _narrow(codes: Codes, documents: Codes, places: Codes) -> Columns:
    """Columns of half the room, in which millions of rows are kept until they are put in order."""
    return codes.astype(np.int32), documents.astype(np.int32), places.astype(np.int32)


def _joined(parts: list[Column]) -> Column:
    """All ``parts`` as one, which are released."""
    found: Column = np.concatenate(parts)
    parts.clear()
    return found


def _parts(vocabulary: Vocabulary, language: str, codes: Column, documents: Column, places: Column) -> Columns:
    """The words within words, at the places of these."""
    each, which = np.unique(codes, return_inverse=True)
    rows = [vocabulary.parts(code, language) for code in each.tolist()]
    counts = np.array([len(row) for row in rows], np.int64)
    starts = sums(counts)[:-1]
    flat = np.array([code for row in rows for code in row], np.int64)
    counts = counts[which]
    return _narrow(flat[ragged(starts[which], counts)], np.repeat(documents, counts), np.repeat(places, counts))


def _passages(ends: Sequence[tuple[Codes, Codes]], lengths: Codes) -> Passages:
    """Passages by the text of each end, and how many of its words are before."""
    texts, before = map(np.concatenate, zip(*ends, strict=True))
    # An end before the first word, after the last, or where another is, ends nothing.
    inside = (before > 0) & (before < lengths[texts])
    keys = distinct(texts[inside] << _PLACE_BITS | before[inside])
    counts = np.bincount(keys >> _PLACE_BITS, minlength=len(lengths))
    return Passages(sums(counts), keys & ((1 << _PLACE_BITS) - 1))
