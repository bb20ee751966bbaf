"""What a screen asks of the app: to open another one, to compare, to put something into the tray."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

from tui.keys import Where

if TYPE_CHECKING:
    from index.model import Sort, TextLink
    from tui.rendering.stated_pair import StatedPair


class PageRequest(Message):
    """To the app: open a page, in the place of the current one where that is of the same kind."""


class OpenArticle(PageRequest):
    """Read an article; ``start`` is the offset in its text to land on.

    ``neighbours`` are the ids J and K walk through; without any, they walk through the results of ``query``, of which
    this is number ``rank`` (from 1) of ``total``.
    """

    def __init__(
        self,
        id: str,
        query: str = "",
        start: int | None = None,
        neighbours: tuple[str, ...] = (),
        rank: int = 0,
        total: int = 0,
    ) -> None:
        super().__init__()
        self.id, self.query, self.start, self.neighbours = id, query, start, neighbours
        self.rank, self.total = rank, total


class WalkResults(Message):
    """From the reader: open the hit ``step`` rows further on."""

    def __init__(self, step: int) -> None:
        super().__init__()
        self.step = step


class WalkEnded(Message):
    """To the reader: the hit that was asked for by :class:`WalkResults` could not be fetched."""


class Listening(Message, bubble=False):
    """To the app: the first screen has set its focus and takes keys."""


class CompareArticles(PageRequest):
    """Lay two or more articles side by side; of ``id:start-end`` that passage."""

    def __init__(
        self,
        ids: tuple[str, ...],
        start: int | None = None,
        beside: int | None = None,
        pair: StatedPair | None = None,
    ) -> None:
        super().__init__()
        self.ids, self.start, self.beside, self.pair = ids, start, beside, pair
        """``start``: an offset in the first article whose link is to be shown first; ``beside``: one in the second
        article that is to be in view with it; ``pair``: the two values for which both are shown."""


class ChooseArticle(PageRequest):
    """Choose an article to compare with those of ``have``; ``story`` are the ids of their story."""

    def __init__(self, have: tuple[str, ...], story: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.have, self.story = have, story


class ArticleChosen(Message):
    """An article was chosen to be compared too; the app hands it on to the comparison."""

    def __init__(self, id: str) -> None:
        super().__init__()
        self.id = id


class ArticleAdded(Message, bubble=False):
    """To the comparison: an article was chosen for it."""

    def __init__(self, id: str) -> None:
        super().__init__()
        self.id = id


class CompareStoryOf(PageRequest):
    """Lay the articles of the story of one article side by side."""

    def __init__(self, id: str) -> None:
        super().__init__()
        self.id = id


class ShowDifferences(PageRequest):
    """List the facts on which articles differ: those of a story, by its id or that of one of them, or just these."""

    def __init__(self, asked: str | tuple[str, ...]) -> None:
        super().__init__()
        self.asked = asked


class CompareTrayOr(Message):
    """Compare what is in the tray; when that is less than two articles, the story of ``id``."""

    def __init__(self, id: str | None) -> None:
        super().__init__()
        self.id = id


class AddToTray(Message):
    """Put an article, or a passage of one (``id:start-end``), into the tray, or take it out if it is there."""

    def __init__(self, id: str, label: str) -> None:
        super().__init__()
        self.id, self.label = id, label


class ArticlesGone(Message):
    """The archive does not have these articles: they were removed, or are of another one."""

    def __init__(self, ids: tuple[str, ...]) -> None:
        super().__init__()
        self.ids = ids


class TrayChanged(Message, bubble=False):
    """Sent by the app to every screen after the tray changed; ``Settings.tray`` has the content."""


class ShowParallels(PageRequest):
    """Open the list of who else reports the passage that starts at ``start``."""

    def __init__(self, id: str, start: int) -> None:
        super().__init__()
        self.id, self.start = id, start


class ShowReuse(PageRequest):
    """Open the list of who shares copied text with an article."""

    def __init__(self, id: str) -> None:
        super().__init__()
        self.id = id


class ShowChanges(PageRequest):
    """Open what was changed in an article, from version to version; the current one of ``id`` comes first.

    With ``since``, the id of another article, what was changed from that one to this; with ``version``, what was
    changed after that version.
    """

    def __init__(self, id: str, since: str = "", version: int | None = None) -> None:
        super().__init__()
        self.id, self.since, self.version = id, since, version


class ShowTexts(PageRequest):
    """Open the list of all texts that several articles have."""


class ShowStories(PageRequest):
    """Open the stories."""


class ShowStory(PageRequest):
    """Open the page of one story."""

    def __init__(self, id: str) -> None:
        super().__init__()
        self.id = id


class ShowMatrix(PageRequest):
    """Open the table of who has what of a story; ``at`` is a passage to begin at: article and offset."""

    def __init__(self, id: str, at: tuple[str, int] | None = None) -> None:
        super().__init__()
        self.id, self.at = id, at


class ShowImport(PageRequest):
    """Open the import screen; with paths, start importing them."""

    def __init__(self, paths: tuple[Path, ...] = ()) -> None:
        super().__init__()
        self.paths = paths


class ShowHelp(PageRequest):
    """Open the keys of a screen (the name it has in ``tui.keys``)."""

    def __init__(self, where: Where) -> None:
        super().__init__()
        self.where = where


class ShowTray(PageRequest):
    """Open the tray."""


class ShowRules(PageRequest):
    """Open the list of lines that were hidden or kept."""


class ShowSaved(PageRequest):
    """Open the saved searches; ``query`` is what may be saved, empty for nothing."""

    def __init__(self, query: str = "", sort: Sort = "relevance") -> None:
        super().__init__()
        self.query, self.sort = query, sort


class AskSaved(Message):
    """To the app: show the hits of a saved search."""

    def __init__(self, query: str, sort: Sort) -> None:
        super().__init__()
        self.query, self.sort = query, sort


class ShowLinks(PageRequest):
    """Open the list of an article's links."""

    def __init__(self, title: str, text: str, links: tuple[TextLink, ...]) -> None:
        super().__init__()
        self.title, self.text, self.links = title, text, links


class ArchiveChanged(Message, bubble=False):
    """After an import, a removal or a hidden line changed what the archive has.

    The page that did it posts it to the app (``self.app.post_message``), which sends one to every screen.
    """
