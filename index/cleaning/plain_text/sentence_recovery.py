"""Sentences that belong to the body by the lines around them, although their own likelihood is low.

Losing a sentence of the article is worse than showing one too many: a whole sentence without a cue, next to a
paragraph that is kept, is kept.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from index.cleaning.line_classifier import announces
from index.cleaning.lines import Line
from index.model import HiddenReason

_LEAST_BESIDE = 0.12
"""The least likelihood of a sentence next to the body."""
_FEWEST = 3
"""Words of a sentence."""
_LEAST_BETWEEN = 0.2
"""The least likelihood of a sentence between lines of the body."""
_REACH = 3
"""Lines above and below in which the body is."""
_LEAST_SET_OFF = 0.25
"""The least likelihood of a last paragraph that one line separates from the body."""
_BETWEEN = frozenset((HiddenReason.RELATED_STORY, HiddenReason.ADVERTISEMENT, HiddenReason.SITE_CHROME))
"""What may be between two paragraphs of an article."""
_MOST_BETWEEN = 2
"""Lines between two paragraphs."""
_LEAST_GOING_ON = 0.08
"""The least likelihood of a paragraph that goes on below them."""
_LEAST_GOING_ON_SHORT = 0.15
"""The same of a sentence that is shorter than paragraphs are."""
_FEWEST_SET_OFF = 15
"""Words of that paragraph."""

_LEAST_CLOSING = 0.05
"""The least likelihood of a sentence below a list that ends the body."""
_FEWEST_CLOSING = 6
"""Words of that sentence, and of one that goes on below a link between paragraphs."""


def is_plain_sentence(line: Line, words: int = _FEWEST) -> bool:
    """Whether a line is a sentence of at least so many words, and nothing in it speaks against the body."""
    return line.ends and line.cue is None and not line.dated and line.words >= words


def completed(
    lines: Sequence[Line], likely: Sequence[float], body: Collection[int], barred: Collection[int]
) -> set[int]:
    """``body`` with the sentences next to it, between its lines, and after one line of boilerplate at its end.

    Lines in ``barred`` are never added.
    """

    def joins(place: int, words: int, least: float) -> bool:
        if place in found or place in barred or not 0 <= place < len(lines):
            return False
        return is_plain_sentence(lines[place], words) and likely[place] >= least

    found = set(body)
    _go_on(lines, likely, found, barred)
    for start in sorted(body):
        for step in (1, -1):
            place = start + step
            while joins(place, _FEWEST, _LEAST_BESIDE):
                found.add(place)
                place += step
    for place in range(len(lines)):
        if joins(place, _FEWEST, _LEAST_BETWEEN):
            above = any(other in found for other in range(place - _REACH, place))
            below = any(other in found for other in range(place + 1, place + _REACH + 1))
            if above and below:
                found.add(place)
        if place - 2 in found and joins(place, _FEWEST_SET_OFF, _LEAST_SET_OFF):
            found.add(place)
    return found


def _go_on(lines: Sequence[Line], likely: Sequence[float], found: set[int], barred: Collection[int]) -> None:
    """Add to ``found`` the paragraphs that go on below a link to one story, or a mark, between two paragraphs."""
    for start in sorted(found):
        place, between = start + 1, 0
        while place < len(lines) and between <= _MOST_BETWEEN:
            line = lines[place]
            if line.cue in _BETWEEN and not line.ends and not announces(line):
                between += 1
            elif place not in found:
                least = _LEAST_GOING_ON if line.prose else _LEAST_GOING_ON_SHORT
                if not is_plain_sentence(line, _FEWEST_CLOSING) or place in barred or likely[place] < least:
                    break
                found.add(place)
                between = 0
            else:
                break
            place += 1


def closed(lines: Sequence[Line], likely: Sequence[float], body: Collection[int], barred: Collection[int]) -> set[int]:
    """``body`` with the sentence right below it, where its last line is none: it closes a list or the like."""
    last = max(body, default=len(lines))
    below = last + 1
    if below >= len(lines) or below in barred or lines[last].ends or lines[last].cue is not None:
        return set(body)
    is_close = is_plain_sentence(lines[below], _FEWEST_CLOSING) and likely[below] >= _LEAST_CLOSING
    return {*body, below} if is_close else set(body)


def with_last_sentences(lines: Sequence[Line], body: Collection[int], header: Collection[int]) -> set[int]:
    """``body`` with the sentences at the end of the text, where it has no other line that is neither body nor header.

    Teasers of other stories come with the navigation of a page. A text without any of it has no teasers, and what
    ends it is its last paragraph, however short.
    """
    found = set(body)
    last = len(lines)
    while last and last - 1 not in found and is_plain_sentence(lines[last - 1]):
        last -= 1
    others = set(range(last)) - found - set(header)
    return found if others or not found else found | set(range(last, len(lines))) - set(header)
