"""What a job posts to the page that asked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from index.model import (
        Article,
        Changes,
        Comparison,
        Coverage,
        Edition,
        Hit,
        Matches,
        Matrix,
        Parallel,
        Passage,
        Progress,
        ResultPage,
        Reuse,
        ReuseGroup,
        Rule,
        SavedSearch,
        Statistics,
        Story,
        StoryDifferences,
        Version,
    )


class JobMessage(Message, bubble=False):
    """Base of what a job posts."""

    def __init__(self, ticket: int) -> None:
        super().__init__()
        self.ticket = ticket


class JobFailed(JobMessage, bubble=False):
    """A job could not be done. ``hint`` is what to do next, ``column`` (1-based) where a query cannot be read."""

    def __init__(self, ticket: int, job: str, message: str, hint: str = "", column: int | None = None) -> None:
        super().__init__(ticket)
        self.job, self.message, self.hint, self.column = job, message, hint, column


class ArchiveReady(JobMessage, bubble=False):
    """The archive is open and this is what it holds."""

    def __init__(self, ticket: int, statistics: Statistics) -> None:
        super().__init__(ticket)
        self.statistics = statistics


class ResultsReady(JobMessage, bubble=False):
    """One page of a result; ``page.hits`` begin at ``offset``."""

    def __init__(self, ticket: int, page: ResultPage, offset: int) -> None:
        super().__init__(ticket)
        self.page, self.offset = page, offset


class DetailsReady(JobMessage, bubble=False):
    """What was left out of the page that ``ticket`` was for: facets, and what else to ask where nothing was found."""

    def __init__(self, ticket: int, page: ResultPage) -> None:
        super().__init__(ticket)
        self.page = page


class IndexAdvanced(Message, bubble=False):
    """How far an index is that is rebuilt from the store; at last with the stage ``done``."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self.progress = progress


class CompletionsReady(JobMessage, bubble=False):
    """What ``text``, the beginning of a query, may be completed to: whole texts, the likeliest first."""

    def __init__(self, ticket: int, text: str, completions: tuple[str, ...]) -> None:
        super().__init__(ticket)
        self.text, self.completions = text, completions


class ArticleReady(JobMessage, bubble=False):
    """An article and where the words of the query stand in it."""

    def __init__(self, ticket: int, article: Article, matches: Matches) -> None:
        super().__init__(ticket)
        self.article, self.matches = article, matches


class SourceReady(JobMessage, bubble=False):
    """The decoded original of an article."""

    def __init__(self, ticket: int, id: str, text: str) -> None:
        super().__init__(ticket)
        self.id, self.text = id, text


class CoverageReady(JobMessage, bubble=False):
    """Which other outlets report each passage of an article."""

    def __init__(self, ticket: int, id: str, coverage: tuple[Coverage, ...]) -> None:
        super().__init__(ticket)
        self.id, self.coverage = id, coverage


class ArticlesReady(JobMessage, bubble=False):
    """Several articles; those that are not there are left out."""

    def __init__(self, ticket: int, articles: tuple[Article, ...]) -> None:
        super().__init__(ticket)
        self.articles = articles


class ComparisonBegun(JobMessage, bubble=False):
    """Articles to read while they are being compared, which takes a while: no links yet."""

    def __init__(self, ticket: int, comparison: Comparison) -> None:
        super().__init__(ticket)
        self.comparison = comparison


class ComparisonReady(JobMessage, bubble=False):
    """Articles laid beside each other; ``story`` is the story they are of, where that was asked for."""

    def __init__(self, ticket: int, comparison: Comparison, story: Story | None = None) -> None:
        super().__init__(ticket)
        self.comparison, self.story = comparison, story


class DifferencesReady(JobMessage, bubble=False):
    """The facts on which articles differ."""

    def __init__(self, ticket: int, found: StoryDifferences) -> None:
        super().__init__(ticket)
        self.found = found


class ComparisonLacks(JobMessage, bubble=False):
    """Some of the articles that were to be compared are not in the archive, ``gone``; nothing was compared."""

    def __init__(self, ticket: int, gone: tuple[str, ...]) -> None:
        super().__init__(ticket)
        self.gone = gone


class StoriesReady(JobMessage, bubble=False):
    """The stories of the archive."""

    def __init__(self, ticket: int, stories: tuple[Story, ...]) -> None:
        super().__init__(ticket)
        self.stories = stories


class StoryReady(JobMessage, bubble=False):
    """The story of one article; None when it is in no story."""

    def __init__(self, ticket: int, id: str, story: Story | None) -> None:
        super().__init__(ticket)
        self.id, self.story = id, story


class MatrixReady(JobMessage, bubble=False):
    """Who has what of a story."""

    def __init__(self, ticket: int, matrix: Matrix) -> None:
        super().__init__(ticket)
        self.matrix = matrix


class LeadsReady(JobMessage, bubble=False):
    """Stories that were listed without their lead passages, with them."""

    def __init__(self, ticket: int, stories: tuple[Story, ...]) -> None:
        super().__init__(ticket)
        self.stories = stories


class OutletsReady(JobMessage, bubble=False):
    """By id of an article, how many outlets have its story, and in how many texts; copies of one text count once."""

    def __init__(self, ticket: int, outlets: Mapping[str, tuple[int, int]]) -> None:
        super().__init__(ticket)
        self.outlets = outlets


class ParallelsReady(JobMessage, bubble=False):
    """Where else a passage is reported, the closest first."""

    def __init__(self, ticket: int, passage: Passage, parallels: tuple[Parallel, ...]) -> None:
        super().__init__(ticket)
        self.passage, self.parallels = passage, parallels


class ReuseReady(JobMessage, bubble=False):
    """Who shares copied text with an article, most of it first; and, where asked for, the texts that this is."""

    def __init__(self, ticket: int, id: str, reuse: tuple[Reuse, ...], groups: tuple[ReuseGroup, ...] = ()) -> None:
        super().__init__(ticket)
        self.id, self.reuse, self.groups = id, reuse, groups


class TextsReady(JobMessage, bubble=False):
    """The texts that most articles have, and how many texts several have."""

    def __init__(self, ticket: int, groups: tuple[ReuseGroup, ...], total: int) -> None:
        super().__init__(ticket)
        self.groups, self.total = groups, total


class ChangesReady(JobMessage, bubble=False):
    """What was changed from one article to another."""

    def __init__(self, ticket: int, changes: Changes) -> None:
        super().__init__(ticket)
        self.changes = changes


class SameTextsReady(JobMessage, bubble=False):
    """Articles that share the row of a hit, each with its best passage."""

    def __init__(self, ticket: int, hits: tuple[Hit, ...]) -> None:
        super().__init__(ticket)
        self.hits = hits


class StepsReady(JobMessage, bubble=False):
    """What was changed in each of some articles, by id, from the one before it in time; the first one is left out."""

    def __init__(self, ticket: int, steps: Mapping[str, Changes]) -> None:
        super().__init__(ticket)
        self.steps = steps


class VersionsReady(JobMessage, bubble=False):
    """All versions of an article, the earliest first."""

    def __init__(self, ticket: int, id: str, versions: tuple[Version, ...]) -> None:
        super().__init__(ticket)
        self.id, self.versions = id, versions


class EditionsReady(JobMessage, bubble=False):
    """Articles and all their near-duplicates, the earliest first, by the id of each that has any."""

    def __init__(self, ticket: int, editions: Mapping[str, tuple[Edition, ...]]) -> None:
        super().__init__(ticket)
        self.editions = editions


class LineRuled(JobMessage, bubble=False):
    """Lines were hidden or kept as ``rule`` says, or that was taken back: the article ``id`` has another version.

    The rule was ``taught`` where it is for the outlet because of what the reader did in two of its articles. ``count``
    is how many lines of the article came back or went: a line may be in it more than once.
    """

    def __init__(
        self, ticket: int, id: str, rule: Rule, *, undone: bool = False, taught: bool = False, count: int = 0
    ) -> None:
        super().__init__(ticket)
        self.id, self.rule, self.undone, self.taught, self.count = id, rule, undone, taught, count


class RulesReady(JobMessage, bubble=False):
    """A reader's rules on lines, the latest first, and the headlines of the articles that they were made in, by id."""

    def __init__(self, ticket: int, rules: tuple[Rule, ...], headlines: Mapping[str, str]) -> None:
        super().__init__(ticket)
        self.rules, self.headlines = rules, headlines


class RuleRemoved(JobMessage, bubble=False):
    """A rule was forgotten."""

    def __init__(self, ticket: int, rule: Rule) -> None:
        super().__init__(ticket)
        self.rule = rule


class SavedReady(JobMessage, bubble=False):
    """The saved searches; ``saved`` is the name of one that was just saved."""

    def __init__(self, ticket: int, searches: tuple[SavedSearch, ...], saved: str = "") -> None:
        super().__init__(ticket)
        self.searches, self.saved = searches, saved


class Done(JobMessage, bubble=False):
    """Something was done; ``text`` is the message for the reader."""

    def __init__(self, ticket: int, text: str) -> None:
        super().__init__(ticket)
        self.text = text


class Copied(JobMessage, bubble=False):
    """``text`` was put on the clipboard by ``tool``; when that is empty no tool of the desktop could be used."""

    def __init__(self, ticket: int, text: str, what: str, tool: str) -> None:
        super().__init__(ticket)
        self.text, self.what, self.tool = text, what, tool


class InboxFiles(Message, bubble=False):
    """To the app: files have appeared in the folders of the inbox, and nobody is writing them any more."""

    def __init__(self, paths: tuple[Path, ...]) -> None:
        super().__init__()
        self.paths = paths


class ImportAdvanced(JobMessage, bubble=False):
    """How far the import is; the last one carries the report."""

    def __init__(self, ticket: int, progress: Progress) -> None:
        super().__init__(ticket)
        self.progress = progress
