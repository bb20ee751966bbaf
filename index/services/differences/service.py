"""The differences over all articles of a story or a choice of them, computed pair by pair, cached, and settled."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import TYPE_CHECKING, Final

from index.errors import ArchiveError, UsageError, check_of
from index.model import (
    READER,
    Article,
    Difference,
    DisputedFact,
    JudgeChoice,
    Place,
    SettledAs,
    Settlement,
    Story,
    StoryDifferences,
)
from index.services.differences.chosen_articles import Chosen, chosen_articles, few_articles
from index.services.differences.judges import Judge, judge_of
from index.services.differences.kept_facts import KeptFacts
from index.services.differences.verdicts import reason_of
from index.services.index_manager import WAIT, IndexManager
from index.store import Store
from index.store.caches.differences import DifferenceCache, PairKey

if TYPE_CHECKING:
    from index.search.full_text import FullText

_REVISION: Final = 7
"""Of the rules for differences: what was cached under other ones is computed again."""


class Differences:
    """Finds and settles differences in one archive."""

    def __init__(self, store: Store, index: IndexManager) -> None:
        self._store = store
        self._index = index
        self._cache = DifferenceCache(store.folder)
        self._facts: KeptFacts | None = None

    def of(
        self, asked: Sequence[str] | Story, cancelled: Callable[[], bool], judge: JudgeChoice | None = None
    ) -> StoryDifferences:
        """The facts on which the articles of a story differ, or those with some ids; of many the most central.

        ``judge`` is asked about the differences that it has no verdict on yet; its verdicts are kept. A story may have
        one article, and then no differences; raises UsageError for fewer than two chosen articles.
        """
        asking = None if judge is None else judge_of(judge)
        with self._store.reading() as reader:
            chosen = chosen_articles(reader, asked, lambda: self._index.ask(self._index.counts))
        if len(chosen.articles) < 2 and not isinstance(asked, Story):
            raise UsageError("Differences need two articles.", hint="Give the ids of two or more.")
        found = self._settled(chosen, self._pairs(chosen, cancelled), asking.name if asking else None)
        judgement = ""
        if asking is not None:
            found, judgement = self._judged(chosen, found, asking, cancelled)
        return replace(self._put_together(chosen, found), judgement=judgement)

    def between(self, articles: Sequence[Article], cancelled: Callable[[], bool]) -> tuple[list[Difference], str]:
        """All differences of each two of some articles, with the decisions on them; and what could not be compared."""
        chosen = few_articles(articles)
        return self._settled(chosen, self._pairs(chosen, cancelled), None), chosen.too_long_note

    def settle(self, difference: Difference | DisputedFact, verdict: SettledAs, reason: str) -> None:
        """Store the reader's decision on a difference, or on all differences of a fact."""
        settlement = Settlement(verdict, READER, reason_of(reason), _now())
        with self._store.lock(wait=WAIT), self._store.writing() as writer:
            for each in _each(difference):
                writer.settlements.settle(each, settlement)

    def unsettle(self, difference: Difference | DisputedFact) -> None:
        """Delete the reader's decision on a difference, or on all differences of a fact."""
        with self._store.lock(wait=WAIT), self._store.writing() as writer:
            for each in _each(difference):
                writer.settlements.unsettle(each)

    def forget(self) -> None:
        """Delete what is cached: articles were removed."""
        self._cache.clear()
        self._facts = None

    def _pairs(self, chosen: Chosen, cancelled: Callable[[], bool]) -> list[Difference]:
        """The differences of every two articles, from the cache where it has them."""
        rules = _rules()
        keys = {
            PairKey(_version(left), _version(right), (language, other), rules): (left, right)
            for (left, language), (right, other) in combinations(chosen.by_language(), 2)
        }
        found = self._cache.get(keys, {article.id: article for article in chosen.articles})
        missing = {key: pair for key, pair in keys.items() if key not in found}
        if missing:
            computed = self._index.ask(lambda index: _computed(missing, self._facts_by(index), cancelled))
            self._cache.put(computed)
            found |= computed
        return [difference for key in keys for difference in found[key]]

    def _facts_by(self, index: FullText) -> KeptFacts:
        """What is kept of the facts, emptied when the statistics of the archive change."""
        statistics = self._index.counts(index)
        if self._facts is None or self._facts.statistics is not statistics:
            self._facts = KeptFacts(statistics)
        return self._facts

    def _judged(
        self, chosen: Chosen, found: Sequence[Difference], judge: Judge, cancelled: Callable[[], bool]
    ) -> tuple[list[Difference], str]:
        """The differences with the verdicts of a judge, and in words what it answered; new verdicts are stored."""
        articles = {article.id: article for article in chosen.articles}
        open_ones = [each for each in found if each.settled is None and not _is_judged_by(each, judge)]
        verdicts, judgement = judge.verdicts(open_ones, articles, cancelled)
        made = _now()
        settlements = {
            each.key: (each, Settlement(verdict, judge.name, reason, made)) for each, verdict, reason in verdicts
        }
        # Verdicts that cannot be stored, since another process writes, are shown nevertheless.
        with suppress(ArchiveError), self._store.lock(wait=WAIT), self._store.writing() as writer:
            for each, settlement in settlements.values():
                writer.settlements.settle(each, settlement)
        judged = [replace(each, judged=settlements[each.key][1]) if each.key in settlements else each for each in found]
        return judged, judgement

    def _settled(self, chosen: Chosen, found: Iterable[Difference], judge: str | None) -> list[Difference]:
        """The differences with the decisions on them; of several judges the one asked for counts, else the latest."""
        settled: dict[tuple[str, Place, Place], Settlement] = {}
        judged: dict[tuple[str, Place, Place], Settlement] = {}
        with self._store.reading() as reader:
            for kind, one, other, settlement in list(reader.settlements.among(each.id for each in chosen.articles)):
                current = chosen.current(reader, one), chosen.current(reader, other)
                if current[0] is not None and current[1] is not None:
                    key = kind, current[0], current[1]
                    if settlement.by == READER:
                        settled[key] = settlement
                    elif key not in judged or judged[key].by != judge:
                        judged[key] = settlement
        keyed = ((each, (each.kind, *each.places)) for each in found)
        return [replace(each, settled=settled.get(key), judged=judged.get(key)) for each, key in keyed]

    def _put_together(self, chosen: Chosen, found: Sequence[Difference]) -> StoryDifferences:
        from index.comparison.differences.story import disputed_facts

        numbers = {id: number for number, group in enumerate(chosen.groups) for id in group}
        facts = disputed_facts(found, numbers, {article.id: language for article, language in chosen.by_language()})
        return StoryDifferences(
            articles=chosen.articles,
            facts=facts,
            texts=len(chosen.groups),
            title=chosen.title,
            groups=chosen.groups,
            more=chosen.more,
            note=chosen.note,
        )


def _computed(
    pairs: Mapping[PairKey, tuple[Article, Article]], facts: KeptFacts, cancelled: Callable[[], bool]
) -> dict[PairKey, tuple[Difference, ...]]:
    from index.comparison.differences.across_languages import differences_across
    from index.comparison.differences.pairwise import differences

    check = check_of(cancelled)
    # A reading that the cache drops meanwhile is held until all pairs of its article are compared.
    readings = {
        (article.id, language): facts.reading(article, language)
        for key, pair in pairs.items()
        for article, language in zip(pair, key.languages, strict=True)
    }
    found = {}
    for key, (left, right) in pairs.items():
        check()
        languages = key.languages
        sides = readings[left.id, languages[0]], readings[right.id, languages[1]]
        if languages[0] == languages[1]:
            found[key] = differences(*sides, facts.weights(languages[0]), check)
        else:
            found[key] = differences_across(*sides, check)
    return found


@cache
def _rules() -> str:
    """What was cached under other weights or another revision is computed again."""
    weights = files("index.comparison.differences").joinpath("weights.json").read_bytes()
    return f"{_REVISION} {hashlib.sha256(weights).hexdigest()[:16]}"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _is_judged_by(difference: Difference, judge: Judge) -> bool:
    return difference.judged is not None and difference.judged.by == judge.name


def _version(article: Article) -> tuple[str, int]:
    return article.id, article.version


def _each(difference: Difference | DisputedFact) -> Sequence[Difference]:
    return difference.differences if isinstance(difference, DisputedFact) else (difference,)
