"""An article as blocks to be set: headline, deck, who and when, rule, paragraphs, hidden lines, colophon. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.text import printable
from tui.rendering import dates, numbers
from tui.rendering.article.hidden_lines import ASIDES_ALONE, HiddenView, away, hidden_counts, with_hidden
from tui.rendering.article.layout import ArticleBlock
from tui.rendering.article.paragraphs import paragraphs
from tui.rendering.labels import headline
from tui.rendering.text.cells import cells
from tui.rendering.text.runs import InkSpan

if TYPE_CHECKING:
    from index.model import Article, CleanArticle, Matches, Span


def blocks(
    article: Article,
    matches: Matches | None = None,
    *,
    measure: int = 68,
    view: HiddenView = ASIDES_ALONE,
    origins_shown: bool = False,
    colophon: bool = True,
    copies: str = "",
) -> list[ArticleBlock]:
    """The whole article, to be set in lines of ``measure`` cells.

    ``matches`` are set on the marker; hidden lines stand in their places as ``view`` has them.
    ``origins_shown`` shows below the headline where its details came from, ``copies`` in the rule
    there who has its text.
    """
    found = matches.text if matches else ()
    text = with_hidden(paragraphs(article.content, found, measure), article.content, view)
    made = [*_head(article, matches, copies), *(_origins(article.content) if origins_shown else ()), *text]
    if not view.shown and (lines := away(article.content)):
        note = f"┄ {hidden_counts(lines)}"
        made.append(ArticleBlock(f"{note}   h\u00a0shows\u00a0them" if colophon else note, "dim", "note"))
    if colophon:
        made += _colophon(article)
    return made


def source_blocks(text: str) -> list[ArticleBlock]:
    """The original, line by line."""
    longest = 4000
    made: list[ArticleBlock] = []
    for line in text.split("\n"):
        pieces = [line[i : i + longest] for i in range(0, len(line), longest)] or [""]
        made += [ArticleBlock(piece, "ink", "source", space=0) for piece in pieces]
    return made


def _head(article: Article, matches: Matches | None, copies: str) -> list[ArticleBlock]:
    about = article.content.metadata
    name = headline(article)
    marks = _marks(matches.headline, "marker-bold") if about.headline and matches else ()
    made = [ArticleBlock(name, "headline", "headline", marks=marks, space=0 if about.deck else 1)]
    if about.deck:
        made.append(ArticleBlock(about.deck, "deck", "deck", marks=_marks(matches.deck if matches else (), "marker")))
    by = "by " + ", ".join(about.authors) if about.authors else ""
    when = dates.day(about.published, long=True)
    parts = [
        (about.outlet or "").upper(),
        about.section or "",
        when,
        dates.updated(about.published, about.updated),
        by,
    ]
    # A line breaks between two facts, not inside one.
    details = "   ".join(part.replace(" ", "\u00a0") for part in parts if part)
    if details:
        made.append(ArticleBlock(details, "dim", "about", space=0))
    # It comes late: in a row that is there anyway it moves nothing.
    made.append(ArticleBlock("", "link", "rule", lead=copies, aside="w shows" if copies else ""))
    if remarks := article.content.remarks:
        made.append(ArticleBlock(" · ".join(remarks), "dim-italic", "note"))
    return made


def _origins(content: CleanArticle) -> list[ArticleBlock]:
    """Where each field came from, one below the other."""
    known = [(field, printable(origin)) for field, origin in content.origins]
    if not known:
        return [ArticleBlock("the origins are not known; import the file again to record them", "dim-italic", "note")]
    widest = max(cells(field) for field, _ in known)
    details = "\n".join(f"{field.ljust(widest)}   {origin}" for field, origin in known)
    return [ArticleBlock(details, "dim", "note", indent=2, as_is=True)]


def _colophon(article: Article) -> list[ArticleBlock]:
    about = article.content.metadata
    details = [" · ".join(article.tags and [f"#{tag}" for tag in article.tags])]
    details += [about.url or "", *article.paths[:3]]
    if len(article.paths) > 3:
        details.append(f"and {numbers.counted(len(article.paths) - 3, 'more path', 'more paths')}")
    details.append(article.short_id + (f", version {article.version}" if article.version > 1 else ""))
    lines = [line for line in details if line]
    return [
        ArticleBlock("", "hairline", "rule", space=0),
        *(ArticleBlock(line, "dim", "note", space=0) for line in lines),
    ]


def _marks(spans: Sequence[Span], ink: str) -> tuple[InkSpan, ...]:
    return tuple(InkSpan(start, end, ink) for start, end in spans)
