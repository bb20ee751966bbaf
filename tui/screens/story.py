"""One story: its lead passages, its articles, and the other stories of its saga."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from index.model import Article, Edition, Lead, RelatedStory, Story
from tui import keys, messages
from tui.controllers.story_pages import StoryPages
from tui.controllers.story_tray import put_into_tray
from tui.jobs import Jobs
from tui.rendering.dates import span_of_days
from tui.rendering.labels import headline, label
from tui.rendering.lists.story_rows import Teller, tellers
from tui.rendering.numbers import counted, outlets_and_texts
from tui.rendering.text.runs import Run
from tui.settings import Settings
from tui.widgets.frame import Frame
from tui.widgets.row_list import RowChosen
from tui.widgets.story_row_list import StoryRows

_MOST = 500
"""Articles that are listed."""


class StoryScreen(Frame):
    """Lists what belongs to the story ``id``."""

    WHERE = "story"
    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("story"))

    def __init__(self, jobs: Jobs, settings: Settings, id: str) -> None:
        super().__init__(jobs, settings)
        self.asked = id
        self.story: Story | None = None
        self.articles: tuple[Article, ...] = ()
        self._editions: Mapping[str, tuple[Edition, ...]] = {}
        self._unfolded: set[str] = set()
        self._ticket = self._articles_ticket = 0
        self.controllers = (StoryPages(self, self._story_id),)

    def body(self) -> Iterable[Widget]:
        """The rows."""
        yield StoryRows(id="story")

    @property
    def listing(self) -> StoryRows:
        """The widget that lists them."""
        return self.query_one("#story", StoryRows)

    def on_mount(self) -> None:
        """Ask for the story."""
        super().on_mount()
        self.masthead([Run("One story", "headline")])
        self.listing.focus()
        self.listing.notify_in_place([[Run("Loading the story …", "dim")]])
        self._ticket = self.jobs.comparisons.story(self, self.asked)

    def on_archive_changed(self, _: messages.ArchiveChanged) -> None:
        """Ask again: articles were added or removed."""
        self._ticket = self.jobs.comparisons.story(self, self.asked)

    def on_story_ready(self, message: messages.StoryReady) -> None:
        """Show what is known, and ask for the articles."""
        if message.ticket != self._ticket or message.story is None:
            return
        self.story = message.story
        self._list()
        self._articles_ticket = self.jobs.articles.articles_of(self, self.story.articles[:_MOST])

    def on_articles_ready(self, message: messages.ArticlesReady) -> None:
        """List the articles too."""
        if message.ticket == self._articles_ticket:
            self.articles = message.articles
            self._list()
            self.jobs.comparisons.editions(self, [article.id for article in self.articles])

    def on_editions_ready(self, message: messages.EditionsReady) -> None:
        """Versions of one article share a row."""
        self._editions = message.editions
        self._list()

    def on_job_failed(self, message: messages.JobFailed) -> None:
        """Say why there is nothing."""
        if message.ticket in (self._ticket, self._articles_ticket):
            self.listing.notify_in_place([[Run(message.message, "headline")], [Run(message.hint, "dim")]])

    def _list(self) -> None:
        story = self.story
        if story is None:
            return
        days = span_of_days((story.first, story.last)) or "no date"
        outlets = outlets_and_texts(len(story.outlets), story.texts)
        counts = f"   {counted(len(story.articles), 'article')}   {outlets}"
        self.masthead([Run(story.title, "headline"), Run(counts, "dim")], [Run(days, "ink")])
        self.listing.show([*(story.lead or ()), *story.saga, *tellers(self.articles, self._editions, self._unfolded)])

    def _story_id(self) -> str | None:
        return self.story.id if self.story is not None else None

    def action_open(self) -> None:
        """Read the passage or the article, or go to the story."""
        listing = self.listing
        if not listing.count:
            return
        match listing.rows[listing.current]:
            case Lead(passage=passage):
                self.post_message(messages.OpenArticle(passage.article, start=passage.start))
            case Teller(article=article):
                ids = tuple(row.article.id for row in listing.rows if isinstance(row, Teller))
                self.post_message(messages.OpenArticle(article.id, neighbours=ids))
            case RelatedStory(story=id):
                self.post_message(messages.ShowStory(id))

    def _teller(self) -> Teller | None:
        """The current row, where it is of an article."""
        listing = self.listing
        row = listing.rows[listing.current] if listing.count else None
        return row if isinstance(row, Teller) else None

    def _teller_here(self) -> Teller | None:
        """The article of the current row; says in the foot that the row is none."""
        teller = self._teller()
        if teller is None:
            self.show_message([Run("This row is no article; j and k go to one.", "accent")])
        return teller

    def action_unfold(self) -> None:
        """List the versions of the article below it, or fold them again."""
        if (teller := self._teller_here()) is None:
            return
        editions = self._editions.get(teller.article.id, ())
        leads = {row.article.id for row in self.listing.rows if isinstance(row, Teller) and row.versions}
        lead = next((edition.id for edition in editions if edition.id in leads), None)
        if lead is None:
            self.show_message([Run("No other version of this article is in the story.", "accent")])
            return
        self._unfolded ^= {lead}
        if teller.below:
            self.listing.current = next(
                number
                for number, row in enumerate(self.listing.rows)
                if isinstance(row, Teller) and row.article.id == lead
            )
        self._list()

    def action_versions(self) -> None:
        """What was changed in the article, from version to version."""
        if (teller := self._teller_here()) is not None:
            self.post_message(messages.ShowChanges(teller.article.id))

    def on_row_chosen(self, _: RowChosen) -> None:
        """A click on the current row opens it."""
        self.action_open()

    def action_compare(self) -> None:
        """Compare its articles."""
        if self.story is None:
            return
        if len(self.story.articles) > 1:
            self.post_message(messages.CompareArticles(self.story.articles))
        else:
            self.show_message([Run("Only one article is in this story.", "ink")])

    def action_next_kin(self) -> None:
        """Go to the closest story of the same saga."""
        if self.story is None:
            return
        if self.story.saga:
            self.post_message(messages.ShowStory(self.story.saga[0].story))
        else:
            self.show_message([Run("There is no other story in its saga.", "ink")])

    def action_to_tray(self) -> None:
        """Put its articles into the tray."""
        if self.story is None:
            return
        title = self.story.title
        labels = {a.id: label(a.outlet, a.published, headline(a)) for a in self.articles}
        put_into_tray(self, self.story.articles, lambda id: labels.get(id, title))
