"""What of an article a query finds outside its text."""

from __future__ import annotations

from collections.abc import Iterable, Set

from index.model import Article, Aside
from index.search.highlighting import EARLIER, HIDDEN, Marker
from index.search.sought_words import Mark, distinct
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


def earlier_passage(marker: Marker, article: Article, found: Iterable[Mark]) -> Aside | None:
    """The passage of an earlier version with most of the words that the text, in which others were ``found``, lacks.

    None where no earlier version has one of these; of equal passages, that of the latest version.
    """
    language = language_of(article.content.metadata)
    about = article.content.metadata
    there: Set[str] = distinct(found)
    for field, text in (("headline", about.headline), ("deck", about.deck)):
        there |= distinct(marker.marks(field, text or "", language))
    best: Aside | None = None
    most = 0
    for each in article.earlier:
        marks = marker.marks(EARLIER, each.text, language)
        lacking = len(distinct(marks) - there)
        if lacking > most:
            most = lacking
            spans = tuple((mark.start, mark.end) for mark in marks)
            best = Aside(each.text, spans, version=each.version, date=each.date)
    return best
