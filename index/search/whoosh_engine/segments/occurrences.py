"""Where each word of some texts is: its text, its position, and further words at the same position.

A position is a word that ``index.text.tokens`` gives. What ``index.text.alternatives`` finds at a word has its
position; it adds nothing to the length of a text. Passages are counted in positions, too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.search.whoosh_engine.segments.layout import PARAGRAPH, SENTENCE, Passages, ragged, sums
from index.search.whoosh_engine.segments.text_scan import Scan, scan
from index.text.compounds import has_parts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.search.whoosh_engine.segments.vocabulary import Vocabulary

    Codes = NDArray[np.int64]

_PLACE_BITS = 40
"""Bits of a position in a number that holds a text too."""

_LONGEST_PIECE = 200
"""Characters of a piece between two spaces that is looked at by itself; a longer one is with its whole text."""

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
    scanned = scan(texts)
    words, owners, at = _further(vocabulary, texts, languages, scanned)
    places = {_FURTHER: (owners, at)}
    if passages:
        places |= {SENTENCE: scanned.sentence_ends, PARAGRAPH: scanned.paragraph_ends}
    all_owners = np.concatenate([its for its, _ in places.values()])
    order = np.argsort(all_owners, kind="stable")
    marks = np.concatenate([marks for _, marks in places.values()])
    codes, lengths, in_order = vocabulary.placed(texts, languages, all_owners[order], marks[order])
    before = np.empty_like(in_order)
    before[order] = in_order
    found = dict(zip(places, np.split(before, np.cumsum([len(its) for its, _ in places.values()])[:-1]), strict=True))
    documents = np.repeat(np.arange(len(texts)), lengths)
    positions = np.arange(len(codes)) - np.repeat(sums(lengths)[:-1], lengths)
    parts = _parts(vocabulary, codes, documents, positions, languages)
    return Occurrences(
        np.concatenate([codes, words, parts.codes]),
        np.concatenate([documents, owners, parts.documents]),
        np.concatenate([positions, found.pop(_FURTHER), parts.places]),
        lengths,
    ), {kind: _passages(places[kind][0], its, lengths) for kind, its in found.items()}


def _further(
    vocabulary: Vocabulary, texts: Sequence[str], languages: Sequence[str], scanned: Scan
) -> tuple[Codes, Codes, Codes]:
    """The words that texts have beside their tokens: their codes, their texts, and the places of these tokens."""
    rows: list[tuple[int, int, int]] = []
    across = set(scanned.across.tolist())
    last, past = -1, 0
    for owner, place in zip(*map(np.ndarray.tolist, scanned.signs), strict=True):
        if owner != last:
            last, past = owner, 0
        if place < past or owner in across:
            continue
        text = texts[owner]
        begin = max(text.rfind(" ", past, place), text.rfind("\n", past, place)) + 1 or past
        end = text.find(" ", place)
        end = len(text) if end < 0 else end
        line = text.find("\n", place, end)
        past = end if line < 0 else line
        if past - begin > _LONGEST_PIECE:
            across.add(owner)
            continue
        rows += [(code, owner, begin + at) for code, at in vocabulary.of_signs(text[begin:past], languages[owner])]
    whole = sorted(across)
    rows = [row for row in rows if row[1] not in across]
    rows += [(code, owner, at) for owner in whole for code, at in vocabulary.of_signs(texts[owner], languages[owner])]
    table = np.array(rows, np.int64).reshape(-1, 3)
    return table[:, 0], table[:, 1], table[:, 2]


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
