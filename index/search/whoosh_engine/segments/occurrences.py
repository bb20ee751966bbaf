"""Where each word of some texts is: its text, its position, and further words at the same position.

A position is a word that ``index.text.tokens`` gives. What ``index.text.alternatives`` finds at a word has its
position; it adds nothing to the length of a text. Passages are counted in positions, too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.search.whoosh_engine.segments.layout import PARAGRAPH, SENTENCE, Passages, ragged, sums
from index.text import paragraph_ends, sentence_ends
from index.text.alternatives import also
from index.text.compounds import has_parts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.search.whoosh_engine.segments.vocabulary import Vocabulary

    Codes = NDArray[np.int64]

_PLACE_BITS = 40
"""Bits of a position in a number that holds a text too."""

_FURTHER = "further"


class Occurrences(NamedTuple):
    """Words by their codes, each with its text and its position, in no order; and how many positions each text has."""

    codes: Codes
    documents: Codes
    places: Codes
    lengths: Codes


def occurrences(
    vocabulary: Vocabulary, texts: Sequence[str], languages: Sequence[str], *, passages: bool
) -> tuple[Occurrences, Mapping[str, Passages]]:
    """The words of ``texts``, each in its language; and their passages by kind, if ``passages`` are asked for."""
    further = [list(also(text, "" if has_parts(its) else its)) for text, its in zip(texts, languages, strict=True)]
    marks = {_FURTHER: [[each.at for each in its] for its in further]}
    if passages:
        marks[SENTENCE] = [list(sentence_ends(text)) for text in texts]
        marks[PARAGRAPH] = [paragraph_ends(text) for text in texts]
    all_marks = [[mark for its in marks.values() for mark in its[at]] for at in range(len(texts))]
    codes, lengths, before = vocabulary.placed(texts, languages, all_marks)
    documents = np.repeat(np.arange(len(texts)), lengths)
    places = np.arange(len(codes)) - np.repeat(sums(lengths)[:-1], lengths)
    kinds = np.repeat(
        np.tile(np.arange(len(marks)), len(texts)),
        [len(its[at]) for at in range(len(texts)) for its in marks.values()],
    )
    owners = np.repeat(np.arange(len(texts)), [len(its) for its in all_marks])
    found = {kind: (owners[kinds == at], before[kinds == at]) for at, kind in enumerate(marks)}
    words = vocabulary.further([[each.word for each in its] for its in further], languages)
    parts = _parts(vocabulary, codes, documents, places, languages)
    its, at = found.pop(_FURTHER)
    return Occurrences(
        np.concatenate([codes, words, parts.codes]),
        np.concatenate([documents, its, parts.documents]),
        np.concatenate([places, at, parts.places]),
        lengths,
    ), {kind: _passages(*each, lengths) for kind, each in found.items()}


def _parts(
    vocabulary: Vocabulary, codes: Codes, documents: Codes, places: Codes, languages: Sequence[str]
) -> Occurrences:
    """The words within words, at the places of these."""
    all_counts, found = [], []
    chosen = np.zeros(0, np.int64)
    for language in {its for its in languages if has_parts(its)}:
        are_in = np.array([its == language for its in languages])
        here = np.flatnonzero(are_in[documents])
        distinct, which = np.unique(codes[here], return_inverse=True)
        rows = [vocabulary.parts(code, language) for code in distinct.tolist()]
        counts = np.array([len(row) for row in rows], np.int64)
        starts = sums(counts)[:-1]
        flat = np.array([code for row in rows for code in row], np.int64)
        found.append(flat[ragged(starts[which], counts[which])])
        all_counts.append(counts[which])
        chosen = np.concatenate([chosen, here])
    counts = np.concatenate([*all_counts, np.zeros(0, np.int64)])
    return Occurrences(
        np.concatenate([*found, np.zeros(0, np.int64)]),
        np.repeat(documents[chosen], counts),
        np.repeat(places[chosen], counts),
        counts,
    )


def _passages(texts: Codes, before: Codes, lengths: Codes) -> Passages:
    """Passages by how many words of their text are ``before`` the end of each."""
    # An end before the first word, after the last, or where another is, ends nothing.
    inside = (before > 0) & (before < lengths[texts])
    keys = np.unique(texts[inside] << _PLACE_BITS | before[inside])
    counts = np.bincount(keys >> _PLACE_BITS, minlength=len(lengths))
    return Passages(sums(counts), keys & ((1 << _PLACE_BITS) - 1))
