"""One story as rows: its lead passages, its articles, and the stories of its saga."""

from __future__ import annotations

from collections.abc import Sequence

from index.model import Article, Kin, Lead
from index.text import printable
from tui.widgets.chrome import level
from tui.widgets.figures import counted, day
from tui.widgets.listing import Listing
from tui.widgets.typesetting import Run, cut, wrap
from tui.wording import headline, outlet

StoryRow = Lead | Article | Kin


class StoryRows(Listing):
    """A passage with who has it; an article with outlet and day; a story with why it is of the same saga."""

    ROW_HEIGHT = 4

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows: Sequence[StoryRow] = ()

    def show(self, rows: Sequence[StoryRow]) -> None:
        """List these rows."""
        current = self.rows[self.current] if self.count and self.current < len(self.rows) else None
        self.rows = rows
        self.fill(len(rows), rows.index(current) if current in rows else 0)

    def is_lit(self, line: int) -> bool:
        """The blank line below a row is not part of it."""
        return line < self.ROW_HEIGHT - 1

    def draw(self, index: int, line: int, width: int) -> list[Run]:
        """Three lines: what it is, and what it says."""
        if not self.is_lit(line):
            return []
        bar = Run("▌" if index == self.current else " ", "accent")
        match self.rows[index]:
            case Lead() as lead:
                return [bar, *_lead(lead, line, width - 1)]
            case Article() as article:
                return [bar, *_article(article, line, width - 1)]
            case Kin() as kin:
                return [bar, *_kin(kin, line, width - 1)]


def _lead(lead: Lead, line: int, width: int) -> list[Run]:
    if line == 0:
        who = Run(printable(", ".join(lead.outlets)), "dim")
        return level([Run("lead   ", "accent"), who], [Run(f"◆ {counted(len(lead.outlets), 'outlet')}", "link")], width)
    return _two_lines(f"“{lead.passage.text}”", line, width, "ink")


def _article(article: Article, line: int, width: int) -> list[Run]:
    if line == 0:
        named = [Run("article   ", "accent"), Run(printable(headline(article)), "headline")]
        return level(named, [Run(day(article.published) or "no date", "dim")], width)
    if line == 1:
        return [Run(cut(printable(outlet(article)), width), "link")]
    return [Run(cut(printable(" ".join(article.text[: 2 * width].split())), width), "dim")]


def _kin(kin: Kin, line: int, width: int) -> list[Run]:
    if line == 0:
        return level([Run("same saga   ", "accent"), Run(printable(kin.title), "headline")], [], width)
    return _two_lines(kin.why, line, width, "dim")


def _two_lines(text: str, line: int, width: int, ink: str) -> list[Run]:
    text = printable(text)
    lines = wrap(text, max(1, width))
    if line > len(lines):
        return []
    if line == 1:
        return [Run(text[lines[0].start : lines[0].end], ink)]
    return [Run(cut(text[lines[1].start :], width), ink)]
