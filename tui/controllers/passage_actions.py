"""What can be done with the current passage: copy it, cite it, mark it, ask who else reports it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.text import printable
from tui import messages
from tui.rendering.labels import outlet
from tui.rendering.text.cells import cut
from tui.rendering.text.runs import Run
from tui.widgets.article_view import ArticleView
from tui.widgets.frame import Frame

if TYPE_CHECKING:
    from index.model import Article, Span

_LONGEST_LABEL = 120
"""Cells of a passage that are shown in the tray."""


@dataclass(frozen=True, slots=True)
class Here:
    """Where the reader is: a passage, or a hidden line in place of it."""

    article: Article
    span: Span
    hidden: str | None = None
    """The text of the hidden line, where that is the current one."""


class PassageActions:
    """Acts on the passage that ``here`` returns; where that is None, ``nothing`` is shown in the foot."""

    def __init__(self, page: Frame, here: Callable[[], Here | None], nothing: str = "") -> None:
        self._page, self._where, self._nothing = page, here, nothing

    def here(self) -> Here | None:
        """The current passage; says in the foot that there is none."""
        found = self._where()
        if found is None and self._nothing:
            self._page.show_message([Run(self._nothing, "accent")])
        return found

    def action_copy(self) -> None:
        """Copy the passage, or the hidden line."""
        if (here := self.here()) is not None:
            text = here.hidden if here.hidden is not None else here.article.text[slice(*here.span)]
            what = "passage" if here.hidden is None else "hidden line"
            self._page.jobs.desktop.copy(self._page, printable(text, lines=True), what)

    def action_copy_cited(self) -> None:
        """Copy the passage with its citation; a hidden line is not part of the text that a citation counts."""
        from tui.export.citations import quoted

        if (here := self.here()) is None:
            return
        if here.hidden is not None:
            self._page.show_message([Run("A hidden line has no citation; y copies it without one.", "accent")])
            return
        text = printable(quoted(here.article, here.span), lines=True)
        self._page.jobs.desktop.copy(self._page, text, "passage with its citation")

    def action_mark_passage(self) -> None:
        """Put the passage into the tray, or take it out."""
        if (here := self.here()) is not None:
            self._page.post_message(
                marked(here.article.id, here.span, outlet(here.article), here.article.text[slice(*here.span)])
            )

    def action_parallels(self) -> None:
        """Show who else reports the passage."""
        if (here := self.here()) is not None:
            self._page.post_message(messages.ShowParallels(here.article.id, here.span[0]))


def here_in(view: ArticleView) -> Here | None:
    """The current passage, or hidden line, of the article in ``view``."""
    article = view.article
    if article is None:
        return None
    if (stop := view.state.hidden) is not None:
        lines = [article.content.hidden[number] for number in stop.group or (stop.line,)]
        return Here(article, view.state.passage or (lines[0].at, lines[0].at), "\n".join(line.text for line in lines))
    return None if view.state.passage is None else Here(article, view.state.passage)


def marked(article: str, span: Span, name: str, text: str) -> messages.AddToTray:
    """The request to put the passage at ``span`` into the tray; ``name`` is that of its article."""
    from index.model import Reference

    shown = cut(printable(" ".join(text.split())), _LONGEST_LABEL)
    return messages.AddToTray(str(Reference(article, start=span[0], end=span[1])), f"{name} · “{shown}”")
