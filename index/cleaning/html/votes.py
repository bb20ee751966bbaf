"""Which blocks of a page an extractor took for the article, and what it gave that no block has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from index.cleaning.html.structure import PageBlock, Place, Structure, letters

_COVERED = 0.5
"""The share of a block's letters that an extractor gave, from which on it took the block."""
_SURE = 20
"""Letters from which on a block is found inside a longer line."""
_EXPLAINED = 0.6
"""The share of a line's letters that blocks of the page have, from which on the blocks are taken instead of it."""
_ALIKE = 0.7
"""The least share of the letters of the longer that a line and a block have which are the same."""
_THERE = 0.5
"""The share of the declared body's letters that the page has, from which on the page's own blocks are taken."""
_MUCH_MORE = 1.8
"""How many times longer than the extracted text a declared body is that replaces it."""
_MOST_LOOSE = 2000
"""Lines that are in no place of the page and are looked for block by block."""
_MOST_SEARCHED = 100_000_000
"""Letters that are looked through for blocks, all searches together."""


@dataclass(frozen=True, slots=True)
class Votes:
    """What an extractor took."""

    blocks: frozenset[int]
    """The blocks of the page, by their index."""
    loose: tuple[tuple[int, str], ...] = ()
    """Lines that the page does not have so, each with the index of the block before which it comes."""
    doubles: frozenset[int] = field(default_factory=frozenset)
    """Blocks whose words are in such a line."""


def count(lines: Sequence[str], structure: Structure) -> Votes:
    """The blocks that have the words of ``lines``."""
    places, lost = _placed(lines, structure)
    covered = _covered(structure.blocks, _merged(places))
    taken = {
        i
        for i, (block, size) in enumerate(zip(structure.blocks, covered, strict=True))
        if size >= _COVERED * (block.end - block.start)
    }
    loose: list[tuple[int, str]] = []
    doubles: set[int] = set()
    beginnings = _beginnings(structure) if lost else {}
    budget = _MOST_SEARCHED
    for after, line in lost[:_MOST_LOOSE]:
        key = letters(line)
        if (same := _same(key, beginnings, structure)) is not None:
            taken.add(same)
            continue
        budget -= len(key) * len(structure.blocks)
        inside = set(_inside(key, structure, taken)) if budget > 0 else set()
        size = sum(structure.blocks[i].end - structure.blocks[i].start for i in inside)
        if size and size >= _EXPLAINED * len(key):
            taken |= inside
        elif key:
            loose.append((next(_from(structure, after)), line))
            doubles |= inside
    return Votes(frozenset(taken), tuple(loose), frozenset(doubles - taken))


def _beginnings(structure: Structure) -> dict[str, list[int]]:
    """The blocks of the page by their first letters."""
    found: dict[str, list[int]] = {}
    for i, block in enumerate(structure.blocks):
        if block.end - block.start >= _SURE:
            found.setdefault(structure.run[block.start : block.start + _SURE], []).append(i)
    return found


def _same(key: str, beginnings: dict[str, list[int]], structure: Structure) -> int | None:
    """The block that begins like a line and is about as long: an extractor left out something inside it."""
    for i in beginnings.get(key[:_SURE], ()):
        size = structure.blocks[i].end - structure.blocks[i].start
        if _ALIKE * size <= len(key) <= size / _ALIKE:
            return i
    return None


def spoken(text: str, structure: Structure) -> frozenset[int]:
    """The blocks whose words are in ``text``, which may have them in one line; of equal ones the first."""
    key = letters(text)
    if len(key) * len(structure.blocks) > _MOST_SEARCHED:
        return frozenset()
    known: dict[str, int] = {}
    for i in _inside(key, structure, frozenset()):
        known.setdefault(structure.run[structure.blocks[i].start : structure.blocks[i].end], i)
    return frozenset(known.values())


def is_missing(text: str, said: frozenset[int], extracted: str, structure: Structure) -> bool:
    """Whether the page lacks most of the declared body ``text``, of which it has the blocks ``said``.

    Then the page shows its beginning and an offer, or nothing yet. What the extractor found speaks against that where
    it is as long and another text.
    """
    key = letters(text)
    there = sum(structure.blocks[i].end - structure.blocks[i].start for i in said)
    if not key or there >= _THERE * len(key):
        return False
    other = letters(extracted)
    return len(key) > _MUCH_MORE * len(other) or ("\n" not in extracted and "\n" in text and len(key) >= len(other))


def _placed(lines: Sequence[str], structure: Structure) -> tuple[list[Place], list[tuple[int, str]]]:
    """The places of the lines; those without one, with the place up to which the lines above go."""
    places: list[Place] = []
    lost: list[tuple[int, str]] = []
    after = 0
    for line in lines:
        place = structure.find(line, after)
        if place is None:
            lost.append((after, line))
        else:
            after = place.end
            places.append(place)
    return places, lost


def _merged(places: Sequence[Place]) -> list[Place]:
    merged: list[Place] = []
    for start, end in sorted(places):
        if merged and start <= merged[-1].end:
            merged[-1] = Place(merged[-1].start, max(end, merged[-1].end))
        else:
            merged.append(Place(start, end))
    return merged


def _covered(blocks: Sequence[PageBlock], places: Sequence[Place]) -> Iterator[int]:
    """For each block, how many of its letters are in ``places``, which are apart and in order."""
    first = 0
    for block in blocks:
        while first < len(places) and places[first].end <= block.start:
            first += 1
        total, at = 0, first
        while at < len(places) and places[at].start < block.end:
            total += min(places[at].end, block.end) - max(places[at].start, block.start)
            at += 1
        yield total


def _inside(key: str, structure: Structure, besides: set[int] | frozenset[int]) -> Iterator[int]:
    """The blocks, but for ``besides``, that are in a run of letters."""
    for i, block in enumerate(structure.blocks):
        if block.end - block.start >= _SURE and i not in besides and structure.run[block.start : block.end] in key:
            yield i


def _from(structure: Structure, place: int) -> Iterator[int]:
    yield from (i for i, block in enumerate(structure.blocks) if block.start >= place)
    yield len(structure.blocks)
