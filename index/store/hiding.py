"""A reader's word counts: lines of a clean text that a reader had hidden."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Final

from index.model import Article, CleanArticle, HiddenLine, SourceDocument, Span
from index.text import normalise

REASON: Final = "hidden by you"


def without_lines(article: CleanArticle, lines: Collection[str], source: SourceDocument) -> CleanArticle:
    """``article`` with those of its lines hidden that stand in ``lines``; unchanged where nothing would be left."""
    shown = _lines(article)
    kept = [line for line in shown if line[1] not in lines]
    if not kept or len(kept) == len(shown):
        return article
    body, paragraphs, starts = _joined(kept)
    places = _source_lines(article, source)
    old_starts = [start for start, _, _ in kept]

    def moved(at: int) -> int:
        following = bisect_left(old_starts, at)
        return starts[following] if following < len(starts) else len(body)

    hidden = [replace(line, at=moved(line.at)) for line in article.hidden]
    taken: set[int] = set()
    for start, text, _ in shown:
        if text in lines:
            number = next((n for n in places.get(text, ()) if n not in taken), None)
            taken |= {number} if number is not None else set()
            hidden.append(HiddenLine(number, moved(start), text, REASON))
    hidden.sort(key=lambda line: line.at)
    numbers = None if article.kept is None else tuple(n for n in article.kept if n not in taken)
    return replace(article, text=body, paragraphs=paragraphs, hidden=tuple(hidden), kept=numbers)


def line_at(article: CleanArticle, offset: int) -> str | None:
    """The line of the clean text in which ``offset`` lies, or None between paragraphs."""
    return next((text for start, text, _ in _lines(article) if start <= offset < start + max(len(text), 1)), None)


def concerns(line: str, articles: Iterable[Article]) -> bool:
    """Whether ``line`` stands in one of ``articles``, or was hidden there."""
    return any(
        line in article.text.split("\n") or any(hidden.text == line for hidden in article.content.hidden)
        for article in articles
    )


def _lines(article: CleanArticle) -> list[tuple[int, str, int]]:
    """Every line of the body: where it starts, what it says, and the number of its paragraph."""
    found = []
    for paragraph, (begin, end) in enumerate(article.paragraphs):
        start = begin
        for text in article.text[begin:end].split("\n"):
            found.append((start, text, paragraph))
            start += len(text) + 1
    return found


def _joined(lines: list[tuple[int, str, int]]) -> tuple[str, tuple[Span, ...], list[int]]:
    """The body made of ``lines``, its paragraphs, and where each line starts in it."""
    parts: list[str] = []
    paragraphs: list[Span] = []
    starts: list[int] = []
    length, current = 0, -1
    for _, text, paragraph in lines:
        if parts:
            parts.append("\n" if paragraph == current else "\n\n")
            length += len(parts[-1])
        parts.append(text)
        starts.append(length)
        length += len(text)
        if paragraph == current:
            paragraphs[-1] = (paragraphs[-1][0], length)
        else:
            paragraphs.append((starts[-1], length))
        current = paragraph
    return "".join(parts), tuple(paragraphs), starts


def _source_lines(article: CleanArticle, source: SourceDocument) -> dict[str, list[int]]:
    """The kept lines of a plain source by what they say."""
    places: dict[str, list[int]] = {}
    if article.kept is not None:
        lines = source.text.split("\n")
        for number in article.kept:
            if number < len(lines):
                places.setdefault(normalise(lines[number]), []).append(number)
    return places
