"""One story as rows: its lead passages, its articles, and the stories of its saga."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from index.model import Article, Edition, Kin, Lead
from index.text import printable
from tui.widgets.chrome import level
from tui.widgets.edition_words import versions_said
from tui.widgets.figures import counted, day
from tui.widgets.listing import Listing
from tui.widgets.typesetting import Run, cut, wrap
from tui.wording import headline, outlet


class Teller(NamedTuple):
    """An article of the story on a row."""

    article: Article
    versions: tuple[Edition, ...] = ()
    """Those that share its row, it among them; empty where there is only this."""
    unfolded: bool = False
    """Whether the others are listed below it."""
    below: bool = False
    """Whether it is one of these."""


StoryRow = Lead | Teller | Kin
_MARGIN = 12
"""Cells at the left, where it stands what the rows from here on are."""
_SECTIONS = {Lead: "leads", Teller: "told by", Kin: "same saga"}


def tellers(
    articles: Iterable[Article], editions: Mapping[str, tuple[Edition, ...]], unfolded: Collection[str] = ()
) -> list[Teller]:
    """The articles of a story as rows; the versions of one share a row, unless its id is in ``unfolded``.

    The newest one leads: it is what the outlet says, with all that it has put right. It stands where the first stood.
    """
    there = {article.id: article for article in articles}
    rows: list[Teller] = []
    done: set[str] = set()
    for id, article in there.items():
        if id in done:
            continue
        versions = tuple(edition for edition in editions.get(id, ()) if edition.id in there)
        done.update(edition.id for edition in versions)
        if len(versions) < 2:
            rows.append(Teller(article))
            continue
        *others, newest = versions
        rows.append(Teller(there[newest.id], versions, newest.id in unfolded))
        rows += [Teller(there[each.id], below=True) for each in others if newest.id in unfolded]
    return rows


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
        self.fill(len(rows), next((number for number, row in enumerate(rows) if _is_same(row, current)), 0))

    def is_lit(self, line: int) -> bool:
        """The blank line below a row is not part of it."""
        return line < self.ROW_HEIGHT - 1

    def draw(self, index: int, line: int, width: int) -> list[Run]:
        """Three lines: what it is, and what it says; in the margin of the first of its kind, of which kind it is."""
        if not self.is_lit(line):
            return []
        row = self.rows[index]
        opens = line == 0 and (index == 0 or type(self.rows[index - 1]) is not type(row))
        margin = f" {_SECTIONS[type(row)] if opens else ''}".ljust(_MARGIN)
        width -= 1 + _MARGIN + 1
        match row:
            case Lead() as lead:
                said = _lead(lead, line, width)
            case Teller() as teller:
                said = _teller(teller, line, width)
            case Kin() as kin:
                said = _kin(kin, line, width)
        return [Run("▌" if index == self.current else " ", "accent"), Run(margin, "dim"), *said]


def _lead(lead: Lead, line: int, width: int) -> list[Run]:
    """The passage in one line or two, below it who has it."""
    text = printable(quoted(lead.passage.text))
    lines = wrap(text, max(1, width))
    if line == min(len(lines), 2):
        who = Run(printable(", ".join(lead.outlets)), "dim")
        return level([who], [Run(f"◆ {counted(len(lead.outlets), 'outlet')}", "link")], width)
    return _two_lines(text, line + 1, width, "ink") if line < len(lines) else []


def _is_same(row: StoryRow, other: StoryRow | None) -> bool:
    """Whether two rows tell of one thing, also where it has been unfolded."""
    if isinstance(row, Teller) and isinstance(other, Teller):
        return row.article.id == other.article.id
    return row == other


def _teller(teller: Teller, line: int, width: int) -> list[Run]:
    article = teller.article
    if teller.below:
        return [Run("├ " if line == 0 else "│ ", "hairline"), *_teller(teller._replace(below=False), line, width - 2)]
    if line == 0:
        on = Run(day(article.published) or "no date", "dim")
        return level([Run(printable(headline(article)), "headline")], [on], width)
    if line == 1:
        said = [Run(said, "link") for said in versions_said(teller.versions, unfolded=teller.unfolded)[:1]]
        return level([Run(printable(outlet(article)), "link")], said, width)
    return [Run(cut(printable(" ".join(article.text[: 2 * width].split())), width), "dim")]


def _kin(kin: Kin, line: int, width: int) -> list[Run]:
    if line == 0:
        return level([Run(printable(kin.title), "headline")], [], width)
    return _two_lines(kin.why, line, width, "dim")


def quoted(text: str) -> str:
    """In quotation marks, unless it stands in some already."""
    return text if text.lstrip()[:1] in "\"“„«‘'" else f"“{text}”"


def _two_lines(text: str, line: int, width: int, ink: str) -> list[Run]:
    text = printable(text)
    lines = wrap(text, max(1, width))
    if line > len(lines):
        return []
    if line == 1:
        return [Run(text[lines[0].start : lines[0].end], ink)]
    return [Run(cut(text[lines[1].start :], width), ink)]
