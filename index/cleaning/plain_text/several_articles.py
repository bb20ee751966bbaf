"""Divides a plain text in which one article follows another: each begins with a headline, a byline and a day."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace

from index.cleaning.plain_text import layouts
from index.cleaning.plain_text.blocks import split
from index.model import HiddenReason, SourceDocument

_SIGNED = re.compile(
    r"^[^\S\n]*(?:by|von|par|por|di|de|door|av|af|autor|auteur|автор|بقلم|מאת|記者|记者|文)\b.{2,80}$", re.I | re.M
)
"""What looks like a byline: a text with one of them is one article."""
_MOST = 500
"""Articles of one text."""


def articles_of(document: SourceDocument) -> Iterator[SourceDocument]:
    """A document for each article of a plain text; ``document`` itself where it has one, or another form."""
    if document.form != "plain" or document.record is not None or len(_SIGNED.findall(document.text)) < 2:
        yield document
        return
    starts = _starts(document.text)
    if len(starts) < 2:
        yield document
        return
    lines = document.text.split("\n")
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        text = "\n".join(lines[start:end])
        data = text.encode("utf-8", "replace")
        yield replace(
            document,
            record=start + 1,
            data=data,
            sha256=hashlib.sha256(data).hexdigest(),
            encoding="utf-8",
            text=text,
            modified=None,
        )


def _starts(text: str) -> list[int]:
    """The source lines, from 0, with which the articles of a text begin."""
    blocks, lines = split(text)
    starts, place = [0], 0
    while len(starts) < _MOST and (end := layouts.tail(lines[place:])) and end.reason is HiddenReason.ANOTHER_ARTICLE:
        place += end.start
        starts.append(blocks[place].numbers[0])
    return starts
