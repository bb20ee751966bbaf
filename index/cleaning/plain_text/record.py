"""The lines of a record that an article was cut out of: those around it are hidden, each in its place."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from index.model import CleanArticle, HiddenLine, HiddenReason
from index.text import normalise


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
            hidden.append(HiddenLine(None, before if place else 0, line, HiddenReason.DATABASE_FIELD))
    kept = sorted([*article.hidden, *hidden], key=lambda one: one.at)
    return replace(article, hidden=tuple(kept)) if hidden else article
