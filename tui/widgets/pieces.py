"""An article as blocks to be set: headline, deck, who and when, rule, paragraphs, hidden lines, colophon. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.widgets import figures
from tui.widgets.galley import Block
from tui.widgets.typesetting import Mark
from tui.wording import headline

if TYPE_CHECKING:
    from index.model import Article, HiddenLine, Matches, Span


def blocks(
    article: Article, matches: Matches | None = None, *, hidden_shown: bool = False, colophon: bool = True
) -> list[Block]:
    """The whole article; ``matches`` are set on the marker, hidden lines in their places if ``hidden_shown``."""
    paragraphs = _paragraphs(article, matches.text if matches else ())
    if hidden_shown:
        paragraphs = _with_hidden(paragraphs, article.content.hidden)
    made = [*_head(article, matches), *paragraphs]
    if article.content.hidden and not hidden_shown:
        note = _hidden_note(article.content.hidden)
        made.append(Block(f"{note}   h\u00a0shows\u00a0them" if colophon else note, "dim", "note"))
    if colophon:
        made += _colophon(article)
    return made


def source_blocks(text: str) -> list[Block]:
    """The original, line by line."""
    longest = 4000
    made: list[Block] = []
    for line in text.split("\n"):
        pieces = [line[i : i + longest] for i in range(0, len(line), longest)] or [""]
        made += [Block(piece, "ink", "source", space=0) for piece in pieces]
    return made


def _head(article: Article, matches: Matches | None) -> list[Block]:
    about = article.content.metadata
    name = headline(article)
    marks = _marks(matches.headline, "marker-bold") if about.headline and matches else ()
    made = [Block(name, "headline", "headline", marks=marks, space=0 if about.deck else 1)]
    if about.deck:
        made.append(Block(about.deck, "deck", "deck", marks=_marks(matches.deck if matches else (), "marker")))
    by = "by " + ", ".join(about.authors) if about.authors else ""
    parts = [(about.outlet or "").upper(), figures.day(about.published, long=True), by]
    # A line breaks between what is said, not inside it.
    said = "   ".join(part.replace(" ", "\u00a0") for part in parts if part)
    if said:
        made.append(Block(said, "dim", "about", space=0))
    made.append(Block("", "hairline", "rule"))
    if article.content.flags:
        made.append(Block(" · ".join(article.content.flags), "dim-italic", "note"))
    return made


def _paragraphs(article: Article, found: Sequence[Span]) -> list[Block]:
    text = article.text
    spans = sorted(found)
    starts = [start for start, _ in spans]
    made: list[Block] = []
    for start, end in article.content.paragraphs:
        first = max(0, bisect_left(starts, start) - 1)
        here = spans[first : bisect_left(starts, end)]
        marks = tuple(
            Mark(max(a, start) - start, min(b, end) - start, "marker") for a, b in here if a < end and b > start
        )
        made.append(Block(text[start:end], "ink", "paragraph", at=start, marks=marks))
    return made


def _with_hidden(paragraphs: list[Block], hidden: Sequence[HiddenLine]) -> list[Block]:
    waiting = sorted(hidden, key=lambda line: line.at)
    made: list[Block] = []
    taken = 0
    for block in paragraphs:
        upto = taken
        while upto < len(waiting) and waiting[upto].at <= (block.at or 0):
            upto += 1
        made += _hidden_blocks(waiting[taken:upto])
        taken = upto
        made.append(block)
    return made + _hidden_blocks(waiting[taken:])


def _hidden_blocks(lines: Sequence[HiddenLine]) -> list[Block]:
    last = len(lines) - 1
    return [
        Block(f"┆ {line.text}", "dim", "hidden", at=line.at, indent=2, aside=line.reason, space=1 if i == last else 0)
        for i, line in enumerate(lines)
    ]


def _hidden_note(hidden: Sequence[HiddenLine]) -> str:
    reasons = [reason for reason, _ in Counter(line.reason for line in hidden).most_common(3)]
    return f"┄ {figures.counted(len(hidden), 'line')} hidden: {', '.join(reasons)}"


def _colophon(article: Article) -> list[Block]:
    about = article.content.metadata
    said = [" · ".join(article.tags and [f"#{tag}" for tag in article.tags])]
    said += [about.url or "", *article.paths[:3]]
    if len(article.paths) > 3:
        said.append(f"and {figures.counted(len(article.paths) - 3, 'more path', 'more paths')}")
    said.append(article.short_id + (f", version {article.version}" if article.version > 1 else ""))
    lines = [line for line in said if line]
    return [Block("", "hairline", "rule", space=0), *(Block(line, "dim", "note", space=0) for line in lines)]


def _marks(spans: Sequence[Span], ink: str) -> tuple[Mark, ...]:
    return tuple(Mark(start, end, ink) for start, end in spans)
