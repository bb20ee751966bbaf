"""What of an article a query finds outside its text."""

from __future__ import annotations

from index.model import Article, Aside
from index.search.highlighting import HIDDEN, Marker, distinct
from index.text.terms import language_of


def hidden_line(marker: Marker, article: Article) -> Aside | None:
    """The hidden line of ``article`` that has most of what is looked for in hidden lines; None where none has any."""
    language = language_of(article.content.metadata)
    best: Aside | None = None
    most = 0
    for line in article.content.hidden:
        marks = marker.marks(HIDDEN, line.text, language)
        if len(distinct(marks)) > most:
            most = len(distinct(marks))
            best = Aside(line.text, tuple((mark.start, mark.end) for mark in marks), line.reason)
    return best
