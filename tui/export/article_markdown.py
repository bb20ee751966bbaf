"""A whole article as Markdown: structure kept, text escaped, each paragraph with its offsets.

The offsets are in a comment after the paragraph (:mod:`tui.export.quotations`). They cover the words alone: the bullet
of an item and the bars of a table belong to the export. Captions and other asides are in their place, in italics.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby

from index.model import Article, BlockKind, HiddenLine, Passage, Span, TextLink
from index.text import printable
from tui.export.citations import citation, linked_address
from tui.export.escape import escaped_line, link_target, plain
from tui.export.quotations import comment
from tui.rendering.dates import long_day
from tui.rendering.labels import headline

_BLANK_LINES = re.compile(r"\n\s*\n")
_INDENT = re.compile(r"^[^\S\n]+", re.MULTILINE)
_BULLET = re.compile(r"(?:[-–—•·*‣▪●○]|(?P<number>\d{1,9})[.)])\s+(?=\S)")
_BACKTICKS = re.compile(r"`+")
_CELLS = " | "
_FENCE = 3


def article_markdown(article: Article) -> str:
    """A whole article, with what is known about it at the top."""
    about = article.content.metadata
    facts = [about.outlet or "", long_day(about.published), ", ".join(about.authors)]
    lines = [f"# {escaped_line(headline(article))}", ""]
    if about.deck:
        lines += [f"*{escaped_line(about.deck)}*", ""]
    lines += [escaped_line(" · ".join(fact for fact in facts if fact)), ""] if any(facts) else []
    lines += [linked_address(about.url), ""] if about.url else []
    for block in _blocks(article):
        lines += [*block, ""]
    lines += ["---", "", escaped_line(citation(article)), ""]
    return "\n".join(lines)


def _blocks(article: Article) -> Iterator[list[str]]:
    """The paragraphs, those of one list or table as one block, and before each the asides of that place."""
    content = article.content
    plain_kind: BlockKind = "paragraph"
    kinds = content.kinds or (plain_kind,) * len(content.paragraphs)
    asides = sorted((line for line in content.hidden if line.is_aside), key=lambda line: line.at)
    written = 0
    for kind, group in groupby(zip(kinds, content.paragraphs, strict=False), key=lambda found: found[0]):
        spans = [span for _, span in group]
        together = [spans] if kind in ("list item", "table row") else [[span] for span in spans]
        for some in together:
            while written < len(asides) and asides[written].at <= some[0][0]:
                yield _aside(asides[written])
                written += 1
            yield _block(article, kind, some)
    yield from map(_aside, asides[written:])


def _aside(line: HiddenLine) -> list[str]:
    return [f"*{escaped_line(line.text)}*"]


def _block(article: Article, kind: BlockKind, spans: Sequence[Span]) -> list[str]:
    if kind == "subhead":
        return [f"## {_words(article, spans[0])}", _where(article, spans[0])]
    if kind == "quote":
        return [f"> {_words(article, spans[0])}", ">", f"> {_where(article, spans[0])}"]
    if kind == "list item":
        return [_item(article, span) for span in spans]
    if kind == "table row" and (rows := _table(article, spans)):
        return rows
    if kind == "preformatted":
        return _preformatted(article, spans[0])
    lines = []
    for number, span in enumerate(spans):
        lines += [""] if number else []
        words = _linked(article, span)
        lines += [_INDENT.sub("", _BLANK_LINES.sub("\n", words)).strip(), _where(article, span)]
    return lines


def _item(article: Article, span: Span) -> str:
    """An item of a list; a bullet or number in its text becomes that of the list."""
    start, end = span
    own = _BULLET.match(article.text, start, end)
    bullet = "-" if own is None or own["number"] is None else f"{own['number']}."
    words = (own.end() if own else start, end)
    return f"{bullet} {_words(article, words)} {_where(article, words)}"


def _table(article: Article, spans: Sequence[Span]) -> list[str]:
    """Rows, the first of them as the head that a table must have; empty for what has only one column."""
    rows = [_cells(article.text, span) for span in spans]
    columns = max(map(len, rows))
    if columns < 2:
        return []
    lines = []
    for number, (cells, span) in enumerate(zip(rows, spans, strict=True)):
        row = _CELLS.join(_words(article, cell) for cell in cells)
        rest = " |" * (columns - len(cells))
        lines.append(f"| {row} {_where(article, span)} |{rest}")
        lines += ["|" + " --- |" * columns] if number == 0 else []
    return lines


def _cells(text: str, span: Span) -> list[Span]:
    found, at = [], span[0]
    for cell in text[slice(*span)].split(_CELLS):
        found.append((at, at + len(cell)))
        at += len(cell) + len(_CELLS)
    return found


def _preformatted(article: Article, span: Span) -> list[str]:
    """In a fence longer than any run of backticks in it; nothing in it is markup, so nothing is escaped."""
    text = _BLANK_LINES.sub("\n", printable(article.text[slice(*span)], lines=True))
    longest = max((len(run) for run in _BACKTICKS.findall(text)), default=0)
    fence = "`" * max(_FENCE, longest + 1)
    return [fence, text, fence, _where(article, span)]


def _words(article: Article, span: Span) -> str:
    """The text on one line, escaped, with its links."""
    return " ".join(_linked(article, span).split())


def _linked(article: Article, span: Span) -> str:
    """Escaped, with the links to the web that lie in the span."""
    start, end = span
    parts, at = [], start
    for link in _links(article.content.links, span):
        target = link_target(link.url)
        if target is None or link.start < at or link.end > end or not article.text[link.start : link.end].strip():
            continue
        parts.append(plain(article.text[at : link.start], starts=at == start))
        parts.append(f"[{plain(article.text[link.start : link.end], starts=False)}]({target})")
        at = link.end
    return "".join([*parts, plain(article.text[at:end], starts=at == start)])


def _links(links: Sequence[TextLink], span: Span) -> Sequence[TextLink]:
    """The links that begin in a span."""
    starts = [link.start for link in links]
    return links[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]


def _where(article: Article, span: Span) -> str:
    return comment(Passage(article.id, article.version, *span, ""))
