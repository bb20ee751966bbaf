"""The stories of the archive: events, and who reports them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import BindingType
from textual.timer import Timer
from textual.widget import Widget

from index.model import Story, iso_of
from tui import keys, messages
from tui.controllers.story_pages import StoryPages
from tui.controllers.story_tray import put_into_tray
from tui.jobs import Jobs
from tui.rendering.numbers import counted
from tui.rendering.text.runs import Run
from tui.settings import Settings
from tui.widgets.frame import Frame
from tui.widgets.row_list import RowChosen, RowMoved
from tui.widgets.story_list import StoryList

_RESTING = 0.1
"""Seconds after which a list that did not move is at rest."""
ORDERS = ("newest first", "most outlets first", "by title")


class StoriesScreen(Frame):
    """Lists the stories; one with several articles opens side by side, a single article in the reader."""

    WHERE = "stories"
    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("stories"))

    def __init__(self, jobs: Jobs, settings: Settings) -> None:
        super().__init__(jobs, settings)
        self.stories: tuple[Story, ...] = ()
        self.order = ORDERS[0]
        self._ticket = self._leads_ticket = 0
        self._resting: Timer | None = None
        self.controllers = (StoryPages(self, self._story_id),)

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield StoryList(id="stories")

    @property
    def listing(self) -> StoryList:
        """The widget that lists them."""
        return self.query_one("#stories", StoryList)

    def on_mount(self) -> None:
        """Ask for the stories."""
        super().on_mount()
        self.masthead([Run("Stories", "headline")])
        self.listing.focus()
        self.listing.notify_in_place([[Run("Loading the stories …", "dim")]])
        self._ticket = self.jobs.comparisons.stories(self)

    def on_archive_changed(self, _: messages.ArchiveChanged) -> None:
        """Ask again: articles were added or removed, and so may stories."""
        self._ticket = self.jobs.comparisons.stories(self)

    def on_stories_ready(self, message: messages.StoriesReady) -> None:
        """List them."""
        if message.ticket == self._ticket:
            self.stories = message.stories
            self._list()

    def on_row_moved(self, _: RowMoved) -> None:
        """Ask for the lead passages of the stories in view, once the list stays where it is."""
        self._ask_for_leads()

    def _ask_for_leads(self) -> None:
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(_RESTING, self._ask_for_those_in_view)

    def _ask_for_those_in_view(self) -> None:
        missing = [story.id for story in self.listing.in_view() if story.lead is None]
        if missing:
            self._leads_ticket = self.jobs.comparisons.leads_of(self, missing)

    def on_leads_ready(self, message: messages.LeadsReady) -> None:
        """List the stories with their lead passages."""
        if message.ticket == self._leads_ticket:
            known = {story.id: story for story in message.stories}
            self.stories = tuple(known.get(story.id, story) for story in self.stories)
            self.listing.complete(message.stories)

    def on_job_failed(self, message: messages.JobFailed) -> None:
        """Say why there is no list."""
        if message.ticket == self._ticket:
            self.listing.notify_in_place([[Run(message.message, "headline")], [Run(message.hint, "dim")]])

    def _list(self) -> None:
        several = [story for story in self.stories if len(story.articles) > 1]
        articles = sum(len(story.articles) for story in self.stories)
        self.masthead(
            [
                Run("Stories", "headline"),
                Run(f"   {counted(len(several), 'story', 'stories')} of several articles", "dim"),
                Run(f"   {counted(articles, 'article')}", "dim"),
            ],
            [Run(self.order, "ink")],
        )
        if not self.stories:
            self.listing.notify_in_place(
                [[Run("There are no stories yet.", "headline")], [Run("i imports articles; q goes back.", "dim")]]
            )
            return
        current = self._story()
        stories = sorted(self.stories, key=self._rank)
        self.listing.show(stories, stories.index(current) if current in stories else 0)
        self._ask_for_leads()

    def _rank(self, story: Story) -> tuple[object, ...]:
        if self.order == "by title":
            return (story.title.casefold(), story.id)
        newest = tuple(-ord(char) for char in iso_of(story.last or story.first) or "")
        undated = not newest
        if self.order == "most outlets first":
            return (-len(story.outlets), -len(story.articles), undated, newest, story.id)
        return (undated, newest, story.id)

    def _story(self) -> Story | None:
        listing = self.listing
        return listing.stories[listing.current] if listing.count else None

    def action_next_order(self) -> None:
        """Newest first, most outlets first, or by title."""
        self.order = ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)]
        self._list()

    def _story_id(self) -> str | None:
        story = self._story()
        return story.id if story is not None else None

    def action_open(self) -> None:
        """Compare the story, or read its only article."""
        story = self._story()
        if story is None:
            return
        if len(story.articles) > 1:
            self.post_message(messages.CompareArticles(story.articles))
        else:
            self.post_message(messages.OpenArticle(story.articles[0]))

    def action_show_story(self) -> None:
        """Its lead passages, its articles, its saga."""
        if (story := self._story()) is not None:
            self.post_message(messages.ShowStory(story.id))

    def action_next_kin(self) -> None:
        """Go to the next story of the same saga, further down the list or from its top."""
        story = self._story()
        if story is None:
            return
        related, listing = {found.story for found in story.saga}, self.listing
        places = [place for place, other in enumerate(listing.stories) if other.id in related]
        if not places:
            self.show_message([Run("There is no other story in its saga.", "ink")])
            return
        listing.current = next((place for place in places if place > listing.current), places[0])
        why = next(found.why for found in story.saga if found.story == listing.stories[listing.current].id)
        self.show_message([Run(why, "ink")])

    def on_row_chosen(self, _: RowChosen) -> None:
        """A click on the current story opens it."""
        self.action_open()

    def action_to_tray(self) -> None:
        """Put the articles of the story into the tray."""
        story = self._story()
        if story is None:
            return
        ids, of = story.articles, len(story.articles)
        put_into_tray(self, ids, lambda id: f"{story.title} · article {ids.index(id) + 1} of {of}")
