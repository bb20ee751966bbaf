"""Three invented accounts of one night, compared by hand, and a memory that answers requests at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import ClassVar

from textual.app import App
from textual.message import Message
from textual.screen import Screen
from textual.types import CSSPathType

from index.comparison.matrix import matrix
from index.model import (
    Article,
    Claim,
    CleanArticle,
    Comparison,
    Conflict,
    Difference,
    DifferenceKind,
    DisputedFact,
    Edition,
    FactValue,
    Lead,
    Link,
    LinkKind,
    Metadata,
    Parallel,
    PartialDate,
    Passage,
    SettledAs,
    Shared,
    StatedValue,
    Story,
    StoryDifferences,
)
from index.text import sentences
from tui import messages, themes
from tui.jobs import Jobs, Target
from tui.jobs.archive_threads import ArchiveThreads
from tui.jobs.articles import ArticleJobs
from tui.jobs.comparison import ComparisonJobs
from tui.jobs.desktop_jobs import DesktopJobs
from tui.settings import Settings

DAILY = (
    "The old grain mill on Kiln Lane burned down at 02:15 on Thursday, and nine families had to leave their homes. "
    "Fire chief Marta Oyelaran said the flames were under control after four hours. "
    "“We saved the bakery next door, and that was luck,” she said. "
    "The mill, built in 1911, had stood empty since its owners moved to the coast. "
    "A night watchman heard glass break shortly before the alarm."
)
HERALD = (
    "Nine families were led out of Kiln Lane after the grain mill caught fire at 02:45 on Thursday. "
    "“We saved the bakery next door, and that was luck,” she said. "
    "It took six hours to bring the flames under control, according to fire chief Marta Oyelaran. "
    "The council will house them in the school gymnasium until Sunday."
)
EVENING = (
    "Investigators searched the ruin of the Kiln Lane mill on Friday. "
    "The building dates from 1912 and had no tenant. "
    "Insurers put the damage at three million."
)


def article(id: str, outlet: str | None, headline: str | None, published: str | None, text: str) -> Article:
    about = Metadata(
        headline=headline, outlet=outlet, published=PartialDate.parse(published), url=f"https://{id}.example/mill"
    )
    return Article(id, 1, id[:6], "0" * 64, (f"{id}.txt",), CleanArticle(about, text, ((0, len(text)),)))


def passages(of: Article) -> tuple[Passage, ...]:
    return tuple(Passage(of.id, of.version, start, end, of.text[start:end]) for start, end in sentences(of.text))


ARTICLES = (
    article("daily", "Kilnmoor Daily", "Grain mill burns on Kiln Lane", "2020-05-14T06:30", DAILY),
    article("herald", "The Herald", "Nine families homeless after mill fire", "2020-05-14", HERALD),
    article("evening", "Evening Lamp", "Ruin searched", "2020-05-15", EVENING),
)


def link(
    left: Passage, right: Passage, kind: LinkKind, similarity: float, *, moved: bool = False,
    shared: Sequence[str] = (), conflicts: Sequence[tuple[DifferenceKind, str, str]] = (),
) -> Link:  # fmt: skip
    def span(passage: Passage, words: str) -> tuple[int, int]:
        start = passage.start + passage.text.lower().index(words.lower())
        return start, start + len(words)

    return Link(
        left, right, "weak" if kind == "related" else "strong", kind, moved, similarity, "",
        tuple(Shared(words, span(left, words), span(right, words)) for words in shared),
        tuple(Conflict(k, one, other, span(left, one), span(right, other)) for k, one, other in conflicts),
    )  # fmt: skip


def comparison(articles: Sequence[Article] = ARTICLES) -> Comparison:
    found = {a.id: passages(a) for a in articles}
    links: list[Link] = []
    if {"daily", "herald"} <= found.keys():
        d, h = found["daily"], found["herald"]
        links += [
            link(d[0], h[0], "reworded", 0.74, shared=("Kiln Lane", "Thursday", "nine families", "mill"),
                 conflicts=[("time", "02:15", "02:45")]),
            link(d[1], h[2], "reworded", 0.61, moved=True, shared=("Marta Oyelaran", "flames"),
                 conflicts=[("figure", "four hours", "six hours")]),
            link(d[2], h[1], "verbatim", 1.0),
        ]  # fmt: skip
    if {"daily", "evening"} <= found.keys():
        d, e = found["daily"], found["evening"]
        links.append(link(d[3], e[1], "related", 0.42, conflicts=[("figure", "1911", "1912")]))
    touched = {(p.article, p.start) for one in links for p in (one.left, one.right)}
    only = {id: tuple(p for p in of if (p.article, p.start) not in touched) for id, of in found.items()}
    return Comparison(tuple(articles), found, tuple(links), only, (("Kiln Lane", "Kiln Ln"),))


def story_differences(articles: Sequence[Article] = ARTICLES) -> StoryDifferences:
    """What the three accounts disagree on: a time, which is claimed, and a year, which a reader is to look at."""
    kinds: tuple[tuple[DifferenceKind, Claim, str, str, str, str, str], ...] = (
        ("time", "conflict", "time", "daily", "02:15", "herald", "02:45"),
        ("figure", "differs", "", "daily", "1911", "evening", "1912"),
    )
    by_id = {each.id: each for each in articles}

    def stated(id: str, value: str) -> StatedValue:
        of = by_id[id]
        start = of.text.index(value)
        (sentence,) = (p for p in passages(of) if p.start <= start < p.end)
        span = start, start + len(value)
        return StatedValue(id, of.version, "text", (sentence.start, sentence.end), sentence.text, span, value)

    found = [
        Difference(kind, claim, subject, stated(a, left), stated(b, right), 0.9)
        for kind, claim, subject, a, left, b, right in kinds
        if {a, b} <= by_id.keys()
    ]
    facts = [
        DisputedFact(each.kind, each.claim, each.subject, tuple(
            FactValue(side.text, (side,), 1) for side in (each.left, each.right)
        ), (each,), each.score) for each in found
    ]  # fmt: skip
    return StoryDifferences(tuple(articles), tuple(facts), len(articles))


STORY = Story("s1", "Mill fire on Kiln Lane", PartialDate("2020-05-14"), PartialDate("2020-05-15"),
              ("Kilnmoor Daily", "The Herald"), ("daily", "herald", "evening", "fourth"))  # fmt: skip


class NoStatistics:
    """An archive too small to say anything about terms."""

    def document_count(self) -> int:
        return 0

    def document_frequencies(self, terms: Iterable[str]) -> Mapping[str, int]:
        return dict.fromkeys(terms, 0)


class MemoryJobs(Jobs):
    """Answers at once and from memory; asks no archive and starts no thread."""

    def __init__(self, articles: Sequence[Article] = ARTICLES, stories: Sequence[Story] = (STORY,)) -> None:
        super().__init__(Path("nowhere"))
        self.by_id = {a.id: a for a in articles}
        self.all_stories = tuple(stories)
        self.found: tuple[Parallel, ...] = ()
        self.differing: StoryDifferences | None = None
        self.settled: list[tuple[str, SettledAs | None]] = []
        self.known_leads: dict[str, tuple[Lead, ...]] = {}
        self.leads_asked: list[list[str]] = []
        self.known_editions: dict[str, tuple[Edition, ...]] = {}
        self.compared: list[tuple[str, ...]] = []
        self.copied: list[str] = []
        self.withdrawn: list[Target] = []
        self.numbers = count(1)
        threads = ArchiveThreads(Path("nowhere"))
        self.comparisons = MemoryComparisons(threads, self)
        self.articles = MemoryArticles(threads, self)
        self.desktop = MemoryDesktop(threads, self)

    def answer(self, target: Target, message: Message) -> int:
        target.post_message(message)
        return message.ticket if isinstance(message, messages.JobMessage) else 0

    def compare(self, target: Target, ids: Sequence[str]) -> int:
        """How a comparison is answered; for a subclass to change."""
        self.compared.append(tuple(ids))
        known = [self.by_id[id] for id in ids if id in self.by_id]
        ticket = next(self.numbers)
        if len(known) < len(ids):
            return self.answer(target, messages.JobFailed(ticket, "compare", "No such article.", "Try another."))
        return self.answer(target, messages.ComparisonReady(ticket, comparison(known)))

    def withdraw(self, target: Target) -> None:
        self.withdrawn.append(target)


class MemoryComparisons(ComparisonJobs):
    """Compares what is in memory."""

    def __init__(self, threads: ArchiveThreads, memory: MemoryJobs) -> None:
        super().__init__(threads)
        self._memory = memory

    def compare(self, target: Target, ids: Sequence[str]) -> int:
        return self._memory.compare(target, ids)

    def stories(self, target: Target) -> int:
        memory = self._memory
        return memory.answer(target, messages.StoriesReady(next(memory.numbers), memory.all_stories))

    def story(self, target: Target, id: str) -> int:
        memory = self._memory
        found = next((story for story in memory.all_stories if story.id == id), None)
        return memory.answer(target, messages.StoryReady(next(memory.numbers), id, found))

    def leads_of(self, target: Target, ids: Sequence[str]) -> int:
        memory = self._memory
        memory.leads_asked.append(list(ids))
        leads = memory.known_leads
        found = tuple(replace(each, lead=leads.get(each.id, ())) for each in memory.all_stories if each.id in ids)
        return memory.answer(target, messages.LeadsReady(next(memory.numbers), found))

    def matrix(self, target: Target, id: str) -> int:
        memory = self._memory
        told = next(story for story in memory.all_stories if story.id == id)
        known = [memory.by_id[each] for each in told.articles if each in memory.by_id]
        return memory.answer(target, messages.MatrixReady(next(memory.numbers), matrix(told, known, NoStatistics())))

    def differences(self, target: Target, asked: str | tuple[str, ...]) -> int:
        memory = self._memory
        ticket = next(memory.numbers)
        found = memory.differing
        if found is None and isinstance(asked, tuple):
            found = story_differences([memory.by_id[id] for id in asked if id in memory.by_id])
        if found is None:
            return memory.answer(target, messages.JobFailed(ticket, "differences", "No such story.", "Try another."))
        return memory.answer(target, messages.DifferencesReady(ticket, found))

    def settle(
        self, target: Target, asked: str | tuple[str, ...], fact: DisputedFact, verdict: SettledAs | None
    ) -> int:
        self._memory.settled.append((fact.key, verdict))
        return self.differences(target, asked)

    def story_of(self, target: Target, id: str) -> int:
        memory = self._memory
        story = next((story for story in memory.all_stories if id in story.articles), None)
        return memory.answer(target, messages.StoryReady(next(memory.numbers), id, story))

    def editions(self, target: Target, ids: Sequence[str]) -> int:
        memory = self._memory
        found = {id: memory.known_editions[id] for id in ids if id in memory.known_editions}
        return memory.answer(target, messages.EditionsReady(next(memory.numbers), found))

    def parallels(self, target: Target, id: str, start: int, limit: int) -> int:
        memory = self._memory
        here = next(p for p in passages(memory.by_id[id]) if p.start <= start < p.end)
        return memory.answer(target, messages.ParallelsReady(next(memory.numbers), here, memory.found[:limit]))


class MemoryArticles(ArticleJobs):
    """Articles in memory."""

    def __init__(self, threads: ArchiveThreads, memory: MemoryJobs) -> None:
        super().__init__(threads)
        self._memory = memory

    def articles_of(self, target: Target, ids: Sequence[str]) -> int:
        memory = self._memory
        known = tuple(memory.by_id[id] for id in ids if id in memory.by_id)
        return memory.answer(target, messages.ArticlesReady(next(memory.numbers), known))


class MemoryDesktop(DesktopJobs):
    """A clipboard in memory."""

    def __init__(self, threads: ArchiveThreads, memory: MemoryJobs) -> None:
        super().__init__(threads)
        self._memory = memory

    def copy(self, target: Target, text: str, what: str) -> int:
        self._memory.copied.append(text)
        return self._memory.answer(target, messages.Copied(next(self._memory.numbers), text, what, "xclip"))


class ScreenApp(App[None]):
    """One screen of broadsheet on its own, with the theme and the styles of the real app; keeps what is posted."""

    CSS_PATH: ClassVar[CSSPathType | None] = [
        f"../../tui/styles/{name}.tcss" for name in ("app", "compare", "lists", "importing")
    ]

    def __init__(self, screen: Screen[None], theme: str = "paper") -> None:
        super().__init__()
        self.opened = screen
        self.posted: list[Message] = []
        for one in themes.textual_themes():
            self.register_theme(one)
        self.theme = theme

    def on_mount(self) -> None:
        self.push_screen(self.opened)

    def on_open_article(self, message: messages.OpenArticle) -> None:
        self.posted.append(message)

    def on_compare_articles(self, message: messages.CompareArticles) -> None:
        self.posted.append(message)

    def on_choose_article(self, message: messages.ChooseArticle) -> None:
        self.posted.append(message)

    def on_article_chosen(self, message: messages.ArticleChosen) -> None:
        self.posted.append(message)

    def on_show_parallels(self, message: messages.ShowParallels) -> None:
        self.posted.append(message)

    def on_show_story(self, message: messages.ShowStory) -> None:
        self.posted.append(message)

    def on_show_matrix(self, message: messages.ShowMatrix) -> None:
        self.posted.append(message)

    def on_show_differences(self, message: messages.ShowDifferences) -> None:
        self.posted.append(message)

    def on_add_to_tray(self, message: messages.AddToTray) -> None:
        self.posted.append(message)


def settings() -> Settings:
    return Settings(path=None)
