"""Words, patterns and rows looked for in lists of words, in the plainest way: what engines are compared with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from index.query.syntax import Fuzzy, Member, Or, Prefix, Row, Wildcard, Within, Words, members_of
from index.text import paragraphs, sentences, tokens
from index.text.terms import LONGEST_TERM, stem_term


class Place(NamedTuple):
    """One position of a text."""

    word: str
    """As written, folded."""
    stem: str
    """The same as ``word`` in a field whose words have no other forms."""
    sentence: int
    paragraph: int


Fits = Callable[[Place], bool]


def places_of(text: str, language: str | None) -> list[Place]:
    """The positions of ``text``; without a ``language`` those of a field whose words have no other forms."""
    found = []
    ends = {"sentence": sentences(text), "paragraph": paragraphs(text)}
    for token in tokens(text):
        word = token.word[:LONGEST_TERM]
        number = {name: sum(end <= token.start for _, end in spans) for name, spans in ends.items()}
        stem = word if language is None else stem_term(word, language)
        found.append(Place(word, stem, number["sentence"], number["paragraph"]))
    return found


def count(query: Row | Words | Prefix | Wildcard | Fuzzy, text: Sequence[Place], language: str | None) -> int:
    """How often ``text`` has what is asked for: at how many places it ends, or in how many passages it is."""
    if isinstance(query, Row):
        fits = [fitting(member, language) for member in query.members]
        if query.within != "text":
            look = chains if query.ordered else choices
            return sum(any(look(part, fits, len(text))) for part in passages(text, query.within))
        return len(set(ends_of(query, text, fits)))
    if isinstance(query, Words) and len(query.words) > 1:
        members = tuple(Words((word,), exact=query.exact) for word in query.words)
        return count(Row(members, query.field, query.slop), text, language)
    return sum(map(fitting(query, language), text))


def ends_of(row: Row, text: Sequence[Place], fits: Sequence[Fits]) -> Iterator[int]:
    """The last place of each way in which a row is in a text."""
    every = list(enumerate(text))
    for chosen in (chains if row.ordered else choices)(every, fits, row.slop):
        yield max(chosen)


Numbered = Sequence[tuple[int, Place]]


def chains(text: Numbered, fits: Sequence[Fits], slop: int) -> Iterator[tuple[int, ...]]:
    """The places of members, each after the one before and at most ``slop`` from it."""
    found: list[tuple[int, ...]] = [()]
    for each in fits:
        here = [at for at, place in text if each(place)]
        found = [(*chain, at) for chain in found for at in here if not chain or 0 < at - chain[-1] <= slop]
    yield from found


def choices(text: Numbered, fits: Sequence[Fits], slop: int) -> Iterator[tuple[int, ...]]:
    """A place of its own for each member, the last at most ``slop`` from the first."""
    found: list[tuple[int, ...]] = [()]
    for each in fits:
        here = [at for at, place in text if each(place)]
        found = [(*some, at) for some in found for at in here if at not in some]
        found = [some for some in found if max(some) - min(some) <= slop]
    yield from found


def passages(text: Sequence[Place], within: Within) -> list[list[tuple[int, Place]]]:
    """The numbered places of each sentence or paragraph; all places of a whole text."""
    if within == "text":
        return [list(enumerate(text))]
    numbers = [place.sentence if within == "sentence" else place.paragraph for place in text]
    starts = [0, *(at for at, (one, two) in enumerate(pairwise(numbers), 1) if one != two), len(text)]
    every = list(enumerate(text))
    return [every[start:end] for start, end in pairwise(starts)]


def fitting(member: Member, language: str | None) -> Fits:
    """Whether a place has ``member``."""
    match member:
        case Or():
            parts = [fitting(part, language) for part in members_of(member)]
            return lambda place: any(part(place) for part in parts)
        case Words(words=(word, *_), exact=exact):
            stem = word if language is None else stem_term(word, language)
            return (lambda place: place.word == word) if exact else lambda place: place.stem == stem
        case Prefix(word=prefix, typed=typed):
            form = stem_term(prefix, language) if typed and language is not None else None
            return lambda place: place.word.startswith(prefix) or place.stem == form
        case Wildcard() | Fuzzy():
            spelled = spelling(member)
            return lambda place: spelled(place.word)
    raise AssertionError(member)


def spelling(pattern: Wildcard | Fuzzy) -> Callable[[str], bool]:
    """Whether a word matches ``pattern``."""
    if isinstance(pattern, Fuzzy):
        return lambda word: distance(pattern.word, word) <= pattern.distance
    written = "".join({"*": ".*", "?": "."}.get(letter, re.escape(letter)) for letter in pattern.pattern)
    compiled = re.compile(written, re.DOTALL)
    return lambda word: compiled.fullmatch(word) is not None


def distance(left: str, right: str) -> int:
    """Letters missing, added, changed or swapped."""
    rows = [list(range(len(right) + 1))]
    for i, a in enumerate(left, 1):
        row = [i]
        for j, b in enumerate(right, 1):
            row.append(min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b)))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                row[-1] = min(row[-1], rows[-2][j - 2] + 1)
        rows.append(row)
    return rows[-1][-1]
