"""Disputed facts in words: how a fact is called, who states a value, and how it was settled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from index.model import (
    READER,
    Article,
    Claim,
    Difference,
    DisputedFact,
    FactValue,
    Settlement,
    StatedValue,
    StoryDifferences,
)
from tui.rendering import words
from tui.rendering.dates import day, in_figures, span_of_days
from tui.rendering.labels import outlet
from tui.rendering.numbers import counted

COPIES = "copies of one text"
EDITED_COPIES = "edited copies of one text"
"""After the outlets that have them; edited ones state different values of a fact that is listed."""
NOTHING_FOUND = "No differences were found."
MAY_DIFFER = "This does not mean that the articles agree."
"""What follows from it: differences that nobody reads are possible."""


@dataclass(frozen=True)
class Outlets:
    """How the articles of some differences are called."""

    found: StoryDifferences

    def article(self, id: str) -> Article:
        """The article with an id."""
        return next(article for article in self.found.articles if article.id == id)

    def stated_by(self, value: FactValue, claim: Claim) -> list[str]:
        """Who states a value, one entry a text: ``The Weir = The Herald (copies of one text), Oda Finch``."""
        entries = []
        for group in self._groups(value):
            speakers = dict.fromkeys(each.speaker for each in group)
            each_its_own = len(speakers) > 1
            names = list(dict.fromkeys(self._who(each, with_speaker=each_its_own) for each in group))
            label = EDITED_COPIES if group[0].article in self._edited else COPIES
            copies = f" ({label})" if len(names) > 1 else ""
            said_by = () if each_its_own else speakers
            parts = (" = ".join(names) + copies, *said_by, _moment(group[0], claim))
            entries.append(", ".join(part for part in parts if part))
        return entries

    def _who(self, stated: StatedValue, *, with_speaker: bool) -> str:
        """``The Weir``; ``The Weir (Oda Finch)`` with the speaker."""
        name = outlet(self.article(stated.article))
        return f"{name} ({stated.speaker})" if with_speaker and stated.speaker else name

    @cached_property
    def _edited(self) -> frozenset[str]:
        """The articles that are edited copies: found once for all values of a page."""
        return frozenset(id for group in self.found.edited_copies() for id in group)

    def _groups(self, value: FactValue) -> list[list[StatedValue]]:
        """The places that state a value, those of copies of one text together."""
        text = {id: number for number, group in enumerate(self.found.groups) for id in group}
        groups: dict[object, list[StatedValue]] = {}
        for each in value.stated:
            groups.setdefault(text.get(each.article, each.article), []).append(each)
        return list(groups.values())

    def summary(self) -> str:
        """``14 – 16 March 2019 · 7 articles, 6 texts, 6 outlets``; texts only where some are copies."""
        found = self.found
        outlets = len({article.outlet for article in found.articles if article.outlet})
        texts = [counted(found.texts, "text")] if found.texts != len(found.articles) else []
        counts = [counted(len(found.articles), "article"), *texts, counted(outlets, "outlet")]
        days = span_of_days(article.published for article in found.articles)
        return " · ".join(part for part in (days, ", ".join(counts)) if part)

    def notes(self) -> Iterator[str]:
        """Which copies differ, and what was not compared."""
        for group in self.found.edited_copies():
            who = ", ".join(dict.fromkeys(outlet(self.article(id)) for id in group))
            yield f"{EDITED_COPIES.capitalize()}, counted once, state different values: {who}."
        if self.found.more:
            yield f"{counted(self.found.more, 'more article')} of it not compared: these are the most central ones."
        if self.found.note:
            yield self.found.note


def nothing_found(found: StoryDifferences) -> tuple[str, str]:
    """A sentence for a page that lists no fact, and what follows from it; the second is empty for one article alone."""
    return (words.ONE_ARTICLE, "") if len(found.articles) < 2 else (NOTHING_FOUND, MAY_DIFFER)


def sections(found: StoryDifferences) -> Iterator[tuple[str, Sequence[DisputedFact]]]:
    """The facts by what is claimed, each with a heading, and at last those that the reader settled."""
    for claim, entry in words.CLAIMS.items():
        facts = [fact for fact in found.facts if fact.claim == claim and fact.settled is None]
        if facts:
            yield f"{entry.sign} {entry.counted(len(facts))}: {entry.meaning}", facts
    settled = [fact for fact in found.facts if fact.settled is not None]
    if settled:
        yield f"{len(settled):,} settled", settled


def counted_by_claim(facts: Sequence[DisputedFact]) -> str:
    """``2 conflicts, 1 update, 3 settled``; empty where there are none."""
    counts = [
        (entry, sum(fact.claim == claim and fact.settled is None for fact in facts))
        for claim, entry in words.CLAIMS.items()
    ]
    listed = [entry.counted(number) for entry, number in counts if number]
    settled = sum(fact.settled is not None for fact in facts)
    return ", ".join([*listed, *([f"{settled:,} settled"] if settled else [])])


def not_listed(facts: Sequence[DisputedFact]) -> str:
    """``5 more facts are not listed: 1 conflict, 4 differ.``; empty where there are none."""
    if not facts:
        return ""
    are = "is" if len(facts) == 1 else "are"
    return f"{counted(len(facts), 'more fact')} {are} not listed: {counted_by_claim(facts)}."


def name(fact: DisputedFact) -> str:
    """What the values are of; the kind of fact where that is not clear."""
    return fact.subject or words.kind_of_fact(fact.kind)


def stated(fact: DisputedFact, value: FactValue) -> str:
    """A value, after a sign where less is claimed of it than of the fact."""
    return value.value if value.claim == fact.claim else f"{words.CLAIMS[value.claim].sign} {value.value}"


def decisions(fact: DisputedFact) -> list[str]:
    """How a reader settled its differences, and what a judge said of them: each decision once, the reader's first."""
    found = [(each, each.settled) for each in fact.differences] + [(each, each.judged) for each in fact.differences]
    return list(dict.fromkeys(_decision(fact, each, made) for each, made in found if made is not None))


def _decision(fact: DisputedFact, difference: Difference, settlement: Settlement) -> str:
    who = "settled" if settlement.by == READER else f"judge {settlement.by}"
    of = f" of {difference.left.text} / {difference.right.text}" if len(fact.values) > 2 else ""
    return f"{who}: {settlement.verdict}{of}" + (f", {settlement.reason}" if settlement.reason else "")


def _moment(stated: StatedValue, claim: Claim) -> str:
    if stated.moment is None:
        return ""
    return in_figures(stated.moment) if claim == "update" else day(stated.moment, short=True)
