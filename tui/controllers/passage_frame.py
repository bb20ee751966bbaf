"""What can be done with the passage one is at: read on, copy it, cite it, ask who else has it."""

from __future__ import annotations

from index.model import Article, Passage
from index.text import printable
from tui import messages
from tui.export import citations
from tui.rendering.text.runs import Run
from tui.widgets.frame import Frame


class PassageFrame(Frame):
    """A screen on which one is always at a passage; a subclass says at which."""

    def passage_here(self) -> tuple[Article, Passage] | None:
        """The current passage and its article; None where there is none."""
        raise NotImplementedError

    def neighbours(self) -> tuple[str, ...]:
        """The articles that the reader walks on to from here."""
        return ()

    def _here(self) -> tuple[Article, Passage] | None:
        found = self.passage_here()
        if found is None:
            self.tell([Run("This article has nothing here; tab goes to another.", "accent")])
        return found

    def action_open(self) -> None:
        """Read on in the article; coming back finds this place again."""
        if (found := self._here()) is not None:
            article, passage = found
            self.post_message(messages.OpenArticle(article.id, start=passage.start, neighbours=self.neighbours()))

    def action_parallels(self) -> None:
        """Ask who else reports the passage."""
        if (found := self._here()) is not None:
            article, passage = found
            self.post_message(messages.ShowParallels(article.id, passage.start))

    def action_copy(self) -> None:
        """Copy the passage."""
        if (found := self._here()) is not None:
            article, passage = found
            self.jobs.copy(self, printable(article.text[passage.start : passage.end], lines=True), "passage")

    def action_copy_cited(self) -> None:
        """Copy the passage with where it is from."""
        if (found := self._here()) is not None:
            article, passage = found
            quoted = citations.quoted(article, (passage.start, passage.end))
            self.jobs.copy(self, printable(quoted, lines=True), "passage with its citation")
