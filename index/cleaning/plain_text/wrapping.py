"""Lines that were broken at a width: whether a text has them, where its paragraphs begin, and words parted by a hyphen.

A program that wraps a text breaks a line only where
the next word does not fit. So each line that is followed by the rest of
its sentence is as long as it can be; the lines of a poem, a table or a list are not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from index.cleaning.lines import is_sentence

Numbered = tuple[int, str]
"""A line with its place in the source, from 0."""

_WIDTHS = range(28, 141)
"""Characters at which texts are wrapped: narrower lines are as often verse."""
_MOST_OF = 0.95
"""The share of broken lines that the width of a text holds: a few may stick out."""
_WIDE = 50
"""Characters from which on a width is that of a page, and no line of verse."""
_LEAST_FULL, _LEAST_FULL_NARROW = 2, 4
"""Full lines that break off, from which on the width of a text shows: of a page, and of a narrow column."""
_FULL = 0.25
"""The share of these among the lines that others follow."""
_BROKEN = 0.35
"""The share of these that go on with a small letter: the entries of a list begin with capitals."""
_GREEDY = 0.75
"""The share of full ones among the longer lines that break off: into the others the next word would fit."""
_SLACK = 0.9
"""The share of the width from which on a line is full: columns of print are not set to the letter."""
_SHORT_BETWEEN, _SHORT = 0.75, 0.9
"""The share of the width below which a line that ends a sentence ends its paragraph, where blank lines part the
paragraphs and where nothing does."""
_TALL = 8
"""Lines of a group between blank lines, in the mean, from which on nothing parts the paragraphs."""
_HALF = 0.6
"""The share of the width below which a line that breaks off is no wrapped one."""
_LEAST_PARTED = 3
"""Words that a hyphen parts at the ends of lines, from which on a text is wrapped however narrow its column is."""
_NARROWEST = int(_HALF * _WIDTHS.start)
"""Characters below which no line shows a width."""
_TOO_LONG = 1.25
"""Times the width: a longer line is not wrapped."""
_INDENT = range(1, 13)
"""Columns by which the first line of a paragraph is set in."""
_MOST_INDENTED = 0.5
"""The share of lines that are set in, up to which an indent begins a paragraph."""
_LONGEST_PART = 20
"""Letters of a part of a word that a hyphen parts."""
_SHORTEST_OF_COMPOUND = 3
"""Letters of a part that is a word of its own."""
_PARTED = re.compile(r"([^\W\d_]+)[-\u00ad\u2010¬=⸗]$")
_FIRST = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BULLET = re.compile(r"(?:[-–—•*·●▪►]|\d{1,3}[.)]|[a-z][.)])\s")
_OPENS = re.compile(r"[^\w]*(\w)")
_STOPS = re.compile(r"[.!?…:。！？؟۔।][\"'”’»›)\]」』]*\s*$")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\u3001\u3002\u0e00-\u0e7f]")


class Wrapping(NamedTuple):
    """How a text was wrapped."""

    width: int
    """Characters."""
    short: float
    """The share of the width below which a line that ends a sentence ends its paragraph."""
    indented: bool
    """Whether the first lines of paragraphs are set in."""
    words: Counter[str]
    """The words that are whole in the text, in lower case."""


def wrapping(groups: Sequence[Sequence[Numbered]]) -> Wrapping | None:
    """How the text of these groups between blank lines was wrapped; None where it was not."""
    pairs = [(one[1].rstrip(), two[1]) for group in groups for one, two in pairwise(group)]
    open_ = [(one, two) for one, two in pairs if _NARROWEST <= len(one) <= _WIDTHS.stop and not _STOPS.search(one)]
    lengths = sorted(len(one) for one, two in open_ if _breaks_off(one, two))
    if not lengths:
        return None
    width = lengths[min(len(lengths) - 1, int(_MOST_OF * len(lengths)))]
    parted = sum(1 for one, two in open_ if _PARTED.search(one) and _breaks_off(one, two))
    if width not in _WIDTHS and not (parted >= _LEAST_PARTED and width < _WIDTHS.start):
        return None
    long = [(one, two) for one, two in open_ if _HALF * width <= len(one) <= _TOO_LONG * width]
    full = [one for one, two in long if _is_full(one, two, width)]
    if len(full) < (_LEAST_FULL if width >= _WIDE or parted >= _LEAST_PARTED else _LEAST_FULL_NARROW):
        return None
    if len(full) < _GREEDY * len(long) or len(full) < _FULL * len(pairs) or len(lengths) < _BROKEN * len(full):
        return None
    tall = sum(map(len, groups)) >= _TALL * len(groups)
    inner = [line for group in groups for _, line in group[1:]]
    sunk = sum(1 for line in inner if _indent(line) in _INDENT)
    return Wrapping(
        width, _SHORT if tall else _SHORT_BETWEEN, 0 < sunk <= _MOST_INDENTED * len(inner), _whole_words(groups)
    )


def paragraphs(group: Sequence[Numbered], wrapped: Wrapping) -> list[list[Numbered]]:
    """The lines of a group, parted into paragraphs."""
    found: list[list[Numbered]] = []
    for entry in group:
        if found and _continues(found[-1], entry[1], wrapped):
            found[-1].append(entry)
        else:
            found.append([entry])
    return found


def joined(run: Sequence[Numbered], wrapped: Wrapping) -> str:
    """The text of a paragraph; hyphens at the ends of its lines are taken out, but for those of compounds."""
    text = ""
    for _, line in run:
        line = line.strip()
        if not text:
            text = line
            continue
        parted, first = _PARTED.search(text), _FIRST.match(line)
        if parted and first and first.group()[0].islower():
            keeps = text[-1] == "-" and _is_compound(parted.group(1), first.group(), wrapped.words)
            text = text + line if keeps else text[:-1] + line
        elif _UNSPACED.match(text[-1]) and _UNSPACED.match(line[0]):
            text += line
        else:
            text += f" {line}"
    return text


def _breaks_off(one: str, two: str) -> bool:
    """Whether a line is broken inside a sentence, which the next one goes on with."""
    if _STOPS.search(one) or _BULLET.match(two.lstrip()):
        return False
    opening = _OPENS.match(two)
    if opening is None:
        return False
    letter = opening.group(1)
    return letter.islower() or (letter.isalpha() and letter.lower() == letter.upper())


def _is_full(one: str, two: str, width: int) -> bool:
    """Whether the next word would not fit into the line."""
    two = two.strip()
    first = 1 if _UNSPACED.match(two) else len(two.split(maxsplit=1)[0]) + 1
    return len(one) + first > _SLACK * width or (_PARTED.search(one) is not None and len(one) >= _HALF * width)


def _continues(run: Sequence[Numbered], line: str, wrapped: Wrapping) -> bool:
    """Whether a line goes on with the paragraph that ends in ``run``."""
    above = run[-1][1].rstrip()
    width = wrapped.width
    if max(len(above), len(line.strip())) > _TOO_LONG * width:
        return False
    sinks = _indent(line) - _indent(above)
    bulleted = _BULLET.match(run[0][1].strip()) is not None
    if wrapped.indented and not bulleted and sinks in _INDENT and _indent(line) in _INDENT:
        return False
    broken = _breaks_off(above, line)
    if _BULLET.match(line.strip()) and (bulleted or not broken):
        return False
    if _PARTED.search(above) and _FIRST.match(line.strip()):
        return True
    if broken:
        return len(above) >= _HALF * width
    if above.isupper() and not line.isupper():
        return False
    fits = not _is_full(above, line, width)
    if is_sentence(above):
        return not (fits and len(above) < wrapped.short * width)
    return not fits


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))


def _whole_words(groups: Sequence[Sequence[Numbered]]) -> Counter[str]:
    """The words of the text, compounds whole and in parts; the parts at the ends and beginnings of lines are none."""
    found: Counter[str] = Counter()
    for group in groups:
        for _, line in group:
            line = line.strip()
            parted = _PARTED.search(line)
            found.update(_TOKEN.findall(line[: parted.start()] if parted else line))
    for group in groups:
        for (_, above), (_, line) in pairwise(group):
            first = _FIRST.match(line.strip())
            if first and _PARTED.search(above.rstrip()):
                found[first.group()] -= 1
    return Counter({word.lower(): count for word, count in found.items() if count > 0})


def _is_compound(left: str, right: str, words: Counter[str]) -> bool:
    """Whether the text itself shows that a word is written with a hyphen: it has it so, or both its parts as words."""
    left, right = left.lower(), right.lower()
    if max(len(left), len(right)) > _LONGEST_PART or words[left + right]:
        return False
    if words[f"{left}-{right}"]:
        return True
    return min(len(left), len(right)) >= _SHORTEST_OF_COMPOUND and bool(words[left] and words[right])
