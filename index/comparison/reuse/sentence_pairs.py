"""Pairs the sentences of two versions of a text: kept or reworded; the others were removed or added.

Versions keep their order, so the words that a comparison word by word finds unchanged show the pairs. A sentence that
was moved as a whole is found by its words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from index.comparison.passages import passages
from index.comparison.same_words import same_words
from index.model import Article, Change, Link, Passage, Span
from index.text import Token, tokens

_SAME: Final = 0.5
"""Share of the shorter sentence's words, in order in both, from which two sentences are one."""
_LEAST: Final = 3
"""Words in common that two sentences need to be one, unless they are shorter."""

_Pair = tuple[int, int]


class _Text(NamedTuple):
    """One version with its passages and words."""

    passages: tuple[Passage, ...]
    words: tuple[Token, ...]
    owners: tuple[int, ...]
    """By word, the index of its passage; -1 for none."""
    sizes: Mapping[int, int]
    """By index of a passage, the number of its words."""


def rewording(
    old: Article, new: Article, changes: Sequence[Change]
) -> tuple[tuple[tuple[Passage, ...], tuple[Passage, ...]], tuple[Link, ...]]:
    """The sentences of both, and the links between them in the order of ``old``; ``changes`` are those word by word."""
    one, other = _text_of(old), _text_of(new)
    stayed = list(_stayed(one, other, changes))
    shared: defaultdict[_Pair, list[_Pair]] = defaultdict(list)
    for i, j in stayed:
        pair = one.owners[i], other.owners[j]
        if min(pair) >= 0:
            shared[pair].append((i, j))
    pairs = {
        pair: words for pair, words in shared.items() if _are_one(len(words), one.sizes[pair[0]], other.sizes[pair[1]])
    }
    links = [_link(one, other, pair, words) for pair, words in pairs.items()]
    links += _moved(one, other, {i for i, _ in pairs}, {j for _, j in pairs})
    links.sort(key=lambda link: (link.left.start, link.right.start))
    return (one.passages, other.passages), tuple(links)


def _text_of(article: Article) -> _Text:
    found, words = passages(article), tuple(tokens(article.text))
    owners, at = [], 0
    for word in words:
        while at < len(found) and found[at].end <= word.start:
            at += 1
        owners.append(at if at < len(found) and found[at].start <= word.start else -1)
    return _Text(found, words, tuple(owners), Counter(owners))


def _stayed(one: _Text, other: _Text, changes: Sequence[Change]) -> Iterator[_Pair]:
    """The words that both have, in the order of both."""
    kept = [_outside(one.words, [change.old for change in changes])]
    kept.append(_outside(other.words, [change.new for change in changes]))
    yield from zip(*kept, strict=False)


def _outside(words: Sequence[Token], spans: Sequence[Span]) -> list[int]:
    found, at = [], 0
    for number, word in enumerate(words):
        while at < len(spans) and spans[at][1] <= word.start:
            at += 1
        if at == len(spans) or word.start < spans[at][0]:
            found.append(number)
    return found


def _are_one(shared: int, left: int, right: int) -> bool:
    shorter = min(left, right)
    return shared >= min(_LEAST, shorter) and shared >= _SAME * shorter


def _link(one: _Text, other: _Text, pair: _Pair, words: Sequence[_Pair], *, moved: bool = False) -> Link:
    left, right = one.passages[pair[0]], other.passages[pair[1]]
    same = same_words(left.text, right.text)
    mine = () if same else _changed(one, pair[0], {i for i, _ in words})
    theirs = () if same else _changed(other, pair[1], {j for _, j in words})
    return Link(
        left,
        right,
        "strong",
        "verbatim" if same else "reworded",
        moved,
        round(2 * len(words) / (one.sizes[pair[0]] + other.sizes[pair[1]]), 4),
        "word for word the same" if same else "reworded",
        left_only=mine,
        right_only=theirs,
    )


def _changed(text: _Text, passage: int, kept: set[int]) -> tuple[Span, ...]:
    """The runs of words of a passage that are not kept."""
    found: list[Span] = []
    last = -2
    for number in _words_of(text, passage):
        if number not in kept:
            word = text.words[number]
            if number == last + 1:
                found[-1] = found[-1][0], word.end
            else:
                found.append((word.start, word.end))
            last = number
    return tuple(found)


def _words_of(text: _Text, passage: int) -> range:
    span = text.passages[passage]
    return range(
        bisect_left(text.words, span.start, key=lambda word: word.start),
        bisect_left(text.words, span.end, key=lambda word: word.start),
    )


def _moved(one: _Text, other: _Text, left: set[int], right: set[int]) -> Iterator[Link]:
    """Links between sentences with the same words that were moved."""
    places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for j in range(len(other.passages)):
        if j not in right and other.sizes.get(j, 0) >= _LEAST:
            places[_words_as_written(other, j)].append(j)
    for i in range(len(one.passages)):
        if i not in left and (found := places.get(_words_as_written(one, i))):
            j = found.pop(0)
            yield _link(one, other, (i, j), list(zip(_words_of(one, i), _words_of(other, j), strict=True)), moved=True)


def _words_as_written(text: _Text, passage: int) -> tuple[str, ...]:
    return tuple(text.words[number].word for number in _words_of(text, passage))
