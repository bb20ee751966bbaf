"""Parts of a page that are of others than its author: cards of other stories, and threads of comments."""

from __future__ import annotations

from collections import Counter

from index.cleaning import lines as reading
from index.cleaning.html.structure import PageBlock, Structure
from index.cleaning.lines import IDEOGRAPH
from index.model import HiddenReason

MOST_BLOCKS = 5000
"""Blocks of a page that are looked at."""
_LEAST_PROSE = 40
"""Letters of a paragraph that an extractor may have lost."""
_LEAST_IN_HAN = 16
"""The same in Chinese characters, kana or Hangul, each of which says as much as several letters."""
_LITTLE = 0.4
"""The share of what was taken up to which cards are no part of the body."""
_LEAST_CARDS = 2
"""Cards alike from which on they are a list of other stories."""
_MOST_OF_CARD = 3
"""Blocks of a card in the mean, its heading among them."""
_LONGEST_ANSWER = 40
"""Characters of a button below a comment."""
_LINKED = 0.8
"""The share of links from which on a block leads to another page."""
_LEAST_TITLE = 4
"""Words of a link that is the headline of another story: fewer may be a name or a place."""
_LEAST_ANSWERED = 3
"""Comments of a thread."""
_MOSTLY_ANSWERED = 0.6
"""The share of the texts of a thread that have a button to answer them."""


def cards(taken: frozenset[int], structure: Structure) -> frozenset[int]:
    """Cards of other stories that were taken: linked headings in elements alike, each with the words below it."""
    blocks = structure.blocks
    heads_of: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for i in taken:
        sizes[blocks[i].home] += size_of(blocks[i])
        counts[blocks[i].home] += 1
        if blocks[i].kind == "subhead" and blocks[i].linked >= _LINKED:
            heads_of[blocks[i].home] += 1
    # Below a headline that is only a link, and was not taken, its sentence is another story's, too.
    for i, block in enumerate(blocks[:MOST_BLOCKS]):
        if i not in taken and i + 1 in taken and blocks[i + 1].home == block.home and _is_title(block):
            heads_of[block.home] += 1
            counts[block.home] += 1
    little = _LITTLE * sizes.total()
    homes = {
        home
        for home, heads in heads_of.items()
        if heads >= _LEAST_CARDS and sizes[home] <= little and counts[home] <= _MOST_OF_CARD * heads
    }
    return frozenset(i for i in taken if blocks[i].home in homes)


def _is_title(block: PageBlock) -> bool:
    """Whether a block is a link as long as the headline of another story, and nothing else."""
    return block.linked >= _LINKED and len(block.text.split()) >= _LEAST_TITLE and not reading.is_sentence(block.text)


def threads(structure: Structure) -> set[str]:
    """The homes of comments: below nearly each of their texts is the same button to answer it."""
    blocks = structure.blocks[:MOST_BLOCKS]
    buttons: dict[str, list[int]] = {}
    for i in range(1, len(blocks)):
        if len(blocks[i].text) <= _LONGEST_ANSWER and is_long(blocks[i - 1]):
            buttons.setdefault(blocks[i].text, []).append(i)
    often = [places for places in buttons.values() if len(places) >= _LEAST_ANSWERED]
    answered = [places for places in often if structure.line(places[0]).cue is HiddenReason.COMMENT]
    if not answered:
        return set()
    answers = Counter(blocks[i - 1].home for places in answered for i in places)
    texts = Counter(block.home for block in blocks if is_long(block))
    return {home for home, count in answers.items() if count >= max(_LEAST_ANSWERED, _MOSTLY_ANSWERED * texts[home])}


def size_of(block: PageBlock) -> int:
    """The letters and digits of a block."""
    return block.end - block.start


def is_long(block: PageBlock) -> bool:
    """Whether a block is as long as a paragraph."""
    size = size_of(block)
    return size >= _LEAST_PROSE or (
        size >= _LEAST_IN_HAN and not block.text.isascii() and IDEOGRAPH.search(block.text) is not None
    )
