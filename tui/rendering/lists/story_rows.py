"""One story as rows: its lead passages, its articles, and the stories of its saga."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from index.model import Article, Edition, Lead, RelatedStory
from index.text import printable
from tui.rendering import words
from tui.rendering.dates import day
from tui.rendering.labels import headline, outlet
from tui.rendering.lists.versions import versions_label
from tui.rendering.numbers import outlets_and_texts
from tui.rendering.text.cells import cut
from tui.rendering.text.row import justify
from tui.rendering.text.runs import Run
from tui.rendering.text.wrap import wrap


class Teller(NamedTuple):
    """An article of the story on a row."""

    article: Article
    versions: tuple[Edition, ...] = ()
    """Those that share its row, it among them; empty where there is only this."""
    unfolded: bool = False
    """Whether the others are listed below it."""
    below: bool = False
    """Whether it is one of these."""


StoryRow = Lead | Teller | RelatedStory


def tellers(
    articles: Iterable[Article], editions: Mapping[str, tuple[Edition, ...]], unfolded: Collection[str] = ()
) -> list[Teller]:
    """The articles of a story as rows; the versions of one share a row, unless its id is in ``unfolded``.

    The newest one leads: it is what the outlet says, with all its corrections. Its row is where the first one would be.
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


def lead_line(lead: Lead, line: int, width: int) -> list[Run]:
    """The passage in one line or two, below it who has these words, and how others report it."""
    text = printable(quoted(lead.passage.text))
    lines = wrap(text, max(1, width))
    if line == min(len(lines), 2):
        who = Run(printable(words.reported_by(lead.outlets, lead.others)), "dim")
        number = len(lead.outlets) + len(lead.others)
        return justify([who], [Run(f"◆ {outlets_and_texts(number, lead.texts)}", "link")], width)
    return _two_lines(text, line + 1, width, "ink") if line < len(lines) else []


def is_same_row(row: StoryRow, other: StoryRow | None) -> bool:
    """Whether two rows are of one thing, also where it has been unfolded."""
    if isinstance(row, Teller) and isinstance(other, Teller):
        return row.article.id == other.article.id
    return row == other


def teller_line(teller: Teller, line: int, width: int) -> list[Run]:
    """Line 0 is headline and day, 1 the outlet with its versions, 2 the beginning of the text."""
    article = teller.article
    if teller.below:
        return [
            Run("├ " if line == 0 else "│ ", "hairline"),
            *teller_line(teller._replace(below=False), line, width - 2),
        ]
    if line == 0:
        on = Run(day(article.published) or "no date", "dim")
        return justify([Run(printable(headline(article)), "headline")], [on], width)
    if line == 1:
        versions = [Run(label, "link") for label in versions_label(teller.versions, unfolded=teller.unfolded)[:1]]
        return justify([Run(printable(outlet(article)), "link")], versions, width)
    return [Run(cut(printable(" ".join(article.text[: 2 * width].split())), width), "dim")]


def related_line(related: RelatedStory, line: int, width: int) -> list[Run]:
    """Line 0 is the title of the story, 1 and 2 why it is of the same saga."""
    if line == 0:
        return justify([Run(printable(related.title), "headline")], [], width)
    return _two_lines(related.why, line, width, "dim")


def quoted(text: str) -> str:
    """In quotation marks, unless it has some already."""
    return text if text.lstrip()[:1] in "\"“„«‘'" else f"“{text}”"


def _two_lines(text: str, line: int, width: int, ink: str) -> list[Run]:
    text = printable(text)
    lines = wrap(text, max(1, width))
    if line > len(lines):
        return []
    if line == 1:
        return [Run(text[lines[0].start : lines[0].end], ink)]
    return [Run(cut(text[lines[1].start :], width), ink)]
