"""The lines of a record or file around what was read as its article: they are hidden, each in its place."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from index.cleaning.metadata import dates
from index.model import CleanArticle, HiddenLine, HiddenReason
from index.text import normalise

_PEOPLE = re.compile(r"(?:from|to|cc|sender|reply-to):", re.IGNORECASE)
_MOST_OF_HEAD = 16
"""Lines at the top of a file that may be labelled fields."""


def with_head(article: CleanArticle, file: str, text: str, *, is_mail: bool = False) -> CleanArticle:
    """``article`` with those labelled lines at the top of its ``file`` hidden whose value it does not show.

    They are lines that are blank in ``text``, which was read from the file; of a mail those with its people.
    """
    about = article.metadata
    shown = {about.headline, about.deck, about.outlet, about.section, about.url, ", ".join(about.authors)}
    lines = file.split("\n")[:_MOST_OF_HEAD]
    if is_mail:
        places = [place for place, line in enumerate(lines) if _PEOPLE.match(line)]
    else:
        places = [place for place, left in enumerate(text.split("\n")[: len(lines)]) if not left.strip()]
    hidden = []
    for place in places:
        value = normalise(lines[place].partition(":")[2])
        if value and value not in shown and not dates.find(value):
            line = None if is_mail else place
            hidden.append(HiddenLine(line, 0, normalise(lines[place]), HiddenReason.RECORD_FIELD))
    return replace(article, hidden=(*hidden, *article.hidden)) if hidden else article


def with_record(article: CleanArticle, record: str) -> CleanArticle:
    """``article`` with the lines of its record that it does not show as hidden ones.

    A line is shown where the text or a field of the article has it.
    """
    about = article.metadata
    shown = {about.headline, about.deck, about.outlet, about.section, *about.authors}
    starts = [start for start, _ in article.paragraphs]
    place = 0
    hidden: list[HiddenLine] = []
    for line in map(normalise, record.split("\n")):
        if not line or line in shown:
            continue
        at = article.text.find(line, place)
        if at >= 0:
            place = at + len(line)
        elif line not in article.text:
            following = bisect_left(starts, place)
            before = starts[following] if following < len(starts) else len(article.text)
            hidden.append(HiddenLine(None, before if place else 0, line, HiddenReason.RECORD_FIELD))
    kept = sorted([*article.hidden, *hidden], key=lambda one: one.at)
    return replace(article, hidden=tuple(kept)) if hidden else article
