"""What is compared on a page: shared by the controllers of the comparison."""

from __future__ import annotations

from collections.abc import Iterable

from index.model import Article, Comparison, Link, Story
from tui.rendering.comparison.arrangement import arrange
from tui.rendering.comparison.layout import Key, Layout
from tui.rendering.comparison.selection import Selection
from tui.rendering.stated_pair import StatedPair


class ComparisonState:
    """The articles that were chosen, and the comparison of those in view once it has come."""

    def __init__(self, ids: Iterable[str]) -> None:
        self.selection = Selection.of(ids)
        self.laid_out = self.selection
        """What was chosen when the comparison in view was laid out; a failed request goes back to it."""
        self.comparison: Comparison | None = None
        self.unfinished = False
        """Whether the texts are shown while their links are looked for."""
        self.story: Story | None = None
        self.go_to: Key | None = None
        """The passage that the cursor goes to when the columns are laid out next."""
        self.beside: Key | None = None
        """The passage of another article that is to be in view with it, until all links are laid out."""
        self.pair: StatedPair | None = None
        """The values for which these two passages were opened; described until the cursor moves."""
        self.go_to_link: Link | None = None
        """The link whose both ends are in view when the columns are laid out next; it must be between two of them."""
        self._whole: tuple[Comparison, object, Layout] | None = None
        self.go_to_column: str | None = None
        """The article whose column the cursor goes to as soon as it is in view."""

    @property
    def ids(self) -> tuple[str, ...]:
        """What is compared, the base first."""
        return self.selection.ids

    def whole(self, comparison: Comparison) -> Layout:
        """The layout of all articles that are compared, whichever have a column; kept until another one is wanted."""
        chosen = self.selection
        asked = chosen.loaded, chosen.view, chosen.order, chosen.passages
        if self._whole is None or self._whole[0] is not comparison or self._whole[1] != asked:
            found = arrange(comparison, chosen.loaded, chosen.view, chosen.order, chosen.marked)
            self._whole = comparison, asked, found
        return self._whole[2]

    def article(self, id: str) -> Article:
        """One of the articles in the comparison, which must have come."""
        assert self.comparison is not None
        return next(article for article in self.comparison.articles if article.id == id)

    def go_back(self) -> None:
        """Choose again what is in view."""
        self.selection, self.go_to_column = self.laid_out, None
