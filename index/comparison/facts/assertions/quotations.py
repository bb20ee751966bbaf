"""What a text puts in quotation marks, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.model import Span

_DOUBLE = re.compile(r"[\"\u201c\u201d\u201e\u201f\u00ab\u00bb]|(?<![^\W_])''|''(?![^\W_])|``")
_SINGLE_OPENS, _SINGLE_CLOSES = re.compile(r"(?<!\w)\u2018(?=\w)"), re.compile(r"(?<=[\w.,!?])\u2019(?!\w)")
_OPENING, _CLOSING = "\u201c\u201e\u201f", "\u201d"
_LEFT_OUT = re.compile(r"\[[^\]]*\]|\([^)]*\)|\.\s?\.\s?\.|\u2026")
"""Words that the writer put in, and what was left out."""
_FEWEST = 3
"""Characters of a quotation; a shorter one is a sign of inches or minutes."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words of one sentence."""

    sentence: int
    """The number of the sentence among those given."""
    span: Span
    """Into the sentence; without the quotation marks."""
    text: str


def quotations(texts: Iterable[str]) -> Iterator[Quotation]:
    """The quotations of the sentences of one paragraph, in order; one that runs over several has a part in each.

    A quotation that no mark ends runs to the end of the paragraph.
    """
    opened = False
    for number, text in enumerate(texts):
        start = 0
        for mark in _DOUBLE.finditer(text):
            # A mark of German that closes is one of English that opens.
            opens = not opened if mark.group() not in _OPENING + _CLOSING else mark.group() in _OPENING and not opened
            if opened and not opens:
                yield from _quotation(number, text, start, mark.start())
            opened, start = opens, mark.end()
        if opened:
            yield from _quotation(number, text, start, len(text))
        elif not _DOUBLE.search(text):
            yield from _single(number, text)


def _single(number: int, text: str) -> Iterator[Quotation]:
    """Quotations in single marks, each within its sentence; of what may close it, the last one does."""
    opens = list(_SINGLE_OPENS.finditer(text))
    for n, mark in enumerate(opens):
        limit = opens[n + 1].start() if n + 1 < len(opens) else len(text)
        closes = list(_SINGLE_CLOSES.finditer(text, mark.end(), limit))
        if closes:
            yield from _quotation(number, text, mark.end(), closes[-1].start())


def _quotation(number: int, text: str, start: int, end: int) -> Iterator[Quotation]:
    if end - start >= _FEWEST and text[start:end].strip():
        yield Quotation(number, (start, end), text[start:end])


def spoken(text: str) -> str:
    """The quoted words without brackets and ellipses, which are the writer's; offsets stay the same."""
    return _LEFT_OUT.sub(lambda found: " " * len(found.group()), text)
